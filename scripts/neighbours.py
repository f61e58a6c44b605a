"""Asks two servers the same questions and compares the neighbours that they find.

usage: neighbours.py SOURCE TARGET

Fails unless every search has the same answer on both. Needs digits and articles (seed.py), loaded.
"""

import sys

from pymilvus import MilvusClient

from seed import Vectors, articles, digits

LIMIT = 10
DIGITS = [7, 42, 365, 1000, 1791]
QUESTIONS = [
    "open a file and read it line by line",
    "catch an exception with an except clause",
    "connect a socket to an address",
    "random sample from a population",
    "iris plants with petal and sepal width",
]


def searches():
    """(collection, question in words, vector, what to show of an answer)."""
    pixels = {row["id"]: row["pixels"] for row, _ in digits()}
    for key in DIGITS:
        yield "digits", f"looks like digit {key}", pixels[key], "label"
    vector = Vectors([row["text"] for row in articles()])
    for question, asked in zip(QUESTIONS, vector(QUESTIONS)):
        yield "articles", question, asked, "title"


def ask(client, collection, vector, shown):
    hits = client.search(collection, [vector.tolist()], limit=LIMIT, output_fields=[shown],
                         search_params={"params": {"ef": 256}}, consistency_level="Strong")[0]
    return {hit.id: (hit.distance, hit.entity.get(shown)) for hit in hits}


def differs(left, right):
    """Whether two answers disagree; at the far end either of two equally far may be missing."""
    if len(left) != len(right) or not left:
        return True
    distances = [distance for distance, _ in left.values()]
    edge = max(distances, key=lambda distance: abs(distance - next(iter(distances))))
    for key in left.keys() | right.keys():
        here, there = left.get(key), right.get(key)
        if here and there:
            if here[1] != there[1] or not close(here[0], there[0]):
                return True
        elif not close((here or there)[0], edge):
            return True
    return False


def close(left, right):
    return abs(left - right) <= 1e-4 * max(1, abs(left))


def main(source, target):
    ends = [MilvusClient(uri=source), MilvusClient(uri=target)]
    failed = 0
    print(f"{'COLLECTION':<11} {'QUESTION':<50} {'NEAREST':<26} NEIGHBOURS")
    for collection, question, vector, shown in searches():
        left, right = (ask(end, collection, vector, shown) for end in ends)
        wrong = differs(left, right)
        failed += wrong
        nearest = ", ".join(str(value) for _, value in list(left.values())[:3])
        verdict = "DIFFERENT" if wrong else f"same {len(left)}"
        print(f"{collection:<11} {question:<50} {nearest[:26]:<26} {verdict}")
    if failed:
        sys.exit(f"error: {failed} of {len(DIGITS) + len(QUESTIONS)} searches differ")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
