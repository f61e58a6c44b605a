"""Fills a server with real data: 1,797 handwritten digits and some thousand pieces of text.

usage: seed.py ADDRESS [--replace]

digits    scikit-learn's digits: an int64 key, 64 grey values; one of three partitions is empty
articles  the Python reference, its library's and scikit-learn's descriptions: a string key, text,
          JSON, arrays (some empty), dynamic fields, a hashed TF-IDF vector
A collection that exists is left alone, unless it is half done or --replace is given.
"""

import ast
import re
import sys
import sysconfig
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy
from pydoc_data.topics import topics
from pymilvus import DataType, MilvusClient
from sklearn.datasets import load_digits
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

DIMENSION = 1024
PIECE = 1500  # characters of text in one article, at most
BATCH = 1000
SHORT = 150  # a description of fewer characters is not taken


def digits():
    """Every digit as a row, with the partition that it belongs to."""
    data = load_digits()
    for key, (pixels, label) in enumerate(zip(data.data, data.target)):
        row = {"id": key, "label": int(label), "pixels": pixels.astype(numpy.float32)}
        yield row, "test" if key % 5 == 0 else "train"


def texts():
    """(origin, title, text) of everything readable that ships with Python and scikit-learn."""
    for name, text in sorted(topics.items()):
        yield "reference", name, text
    descriptions = (path for path in files("sklearn.datasets.descr").iterdir() if path.is_file())
    for path in sorted(descriptions, key=lambda path: path.name):
        yield "data set", path.name.partition(".")[0], path.read_text(encoding="utf-8")
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                text = ast.get_docstring(node) or ""
                if len(text) > SHORT:
                    yield "library", f"{path.stem}.{getattr(node, 'name', '')}".strip("."), text


def pieces(text):
    """The text cut at empty lines."""
    piece = ""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if piece and len(piece) + len(paragraph) > PIECE:
            yield piece
            piece = ""
        piece = f"{piece}\n\n{paragraph}".strip()[:PIECE]
    if piece:
        yield piece


def articles():
    """Every piece of text as a row without its vector."""
    parts = Counter()  # a name may occur twice in a module
    for origin, title, text in texts():
        for piece in pieces(text):
            number = parts[origin, title]
            parts[origin, title] += 1
            names = sorted(set(re.findall(r'"([A-Za-z_.]+)\(?\)?"', piece)))
            row = {
                "slug": f"{origin}/{title}/{number}", "title": title, "text": piece,
                "facts": {"origin": origin, "part": number, "code": ">>>" in piece},
                "names": [name[:64] for name in names[:16]],
                "line_lengths": [len(line) for line in piece.splitlines()[:16] if line],
                "letters": len(piece),  # dynamic
            }
            if number == 0:
                row["first"] = True  # dynamic, in some rows only
            yield row


class Vectors:
    """Turns text into vectors: hashed words, weighed by how rare they are, length 1."""

    def __init__(self, corpus):
        self.words = HashingVectorizer(n_features=DIMENSION, stop_words="english")
        self.weights = TfidfTransformer().fit(self.words.transform(corpus))

    def __call__(self, texts):
        return self.weights.transform(self.words.transform(texts)).toarray().astype(numpy.float32)


def digits_schema(client):
    schema = client.create_schema(description="handwritten digits")
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("label", DataType.INT8, description="what the writer meant")
    schema.add_field("pixels", DataType.FLOAT_VECTOR, dim=64)
    return schema


def articles_schema(client):
    schema = client.create_schema(description="pieces of text", enable_dynamic_field=True)
    schema.add_field("slug", DataType.VARCHAR, is_primary=True, max_length=200)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("text", DataType.VARCHAR, max_length=4 * PIECE)
    schema.add_field("facts", DataType.JSON)
    schema.add_field("names", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=16,
                     max_length=64)
    schema.add_field("line_lengths", DataType.ARRAY, element_type=DataType.INT32, max_capacity=16)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIMENSION)
    return schema


def insert(client, collection, rows, partition=None):
    for start in range(0, len(rows), BATCH):
        client.insert(collection, rows[start:start + BATCH], partition_name=partition)


def index(client, collection, field, kind, metric, **parameters):
    params = client.prepare_index_params()
    params.add_index(field, index_type=kind, metric_type=metric, params=parameters)
    client.create_index(collection, params)


def seed_digits(client):
    client.create_collection("digits", schema=digits_schema(client), consistency_level="Bounded")
    for partition in ("train", "test", "rejected"):
        client.create_partition("digits", partition)
    for partition in ("train", "test"):
        insert(client, "digits", [row for row, home in digits() if home == partition], partition)
    index(client, "digits", "pixels", "HNSW", "L2", M=16, efConstruction=200)
    client.create_alias("digits", "handwriting")


def seed_articles(client):
    rows = list(articles())
    client.create_collection("articles", schema=articles_schema(client),
                             consistency_level="Bounded")
    corpus = [row["text"] for row in rows]
    for row, vector in zip(rows, Vectors(corpus)(corpus)):
        row["vector"] = vector
    insert(client, "articles", rows)
    index(client, "articles", "vector", "AUTOINDEX", "COSINE")
    client.create_alias("articles", "library")


def drop(client, collection):
    for alias in client.list_aliases(collection)["aliases"]:
        client.drop_alias(alias)
    client.drop_collection(collection)


def is_half_done(client, collection, schema):
    """Whether an interrupted run left it: our fields without the alias, which comes last."""
    fields = [field["name"] for field in client.describe_collection(collection)["fields"]]
    ours = [field.name for field in schema(client).fields]
    return fields == ours and not client.list_aliases(collection)["aliases"]


def main(address, *options):
    client = MilvusClient(uri=address)
    for name, seed, schema in (("digits", seed_digits, digits_schema),
                               ("articles", seed_articles, articles_schema)):
        if client.has_collection(name):
            if "--replace" in options or is_half_done(client, name, schema):
                drop(client, name)
        if not client.has_collection(name):
            seed(client)
            client.flush(name)
        client.load_collection(name)
        counted = client.query(name, "", output_fields=["count(*)"], consistency_level="Strong")
        print(f"{name:<10} {counted[0]['count(*)']:>6,} entities")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
