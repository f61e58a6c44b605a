"""Gives every so-manieth row of a collection of seed_ranges.py, or of its copy, another vector.

usage: revector.py ADDRESS ROWS EVERY COLLECTION

The keys are int64, from 0 on; the collection need not be loaded.
"""

import sys

import numpy
from pymilvus import MilvusClient

from seed_ranges import PARTITIONS


def main():
    address, count, every, name = sys.argv[1:]
    client = MilvusClient(uri=address, timeout=60)
    chance = numpy.random.default_rng(2)
    for number in range(0, int(count), int(every)):
        row = {"id": number, "v": chance.random(64, dtype=numpy.float32), "n": number}
        client.upsert(name, [row], partition_name=PARTITIONS[number % len(PARTITIONS)])


if __name__ == "__main__":
    main()
