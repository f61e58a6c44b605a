"""The obvious copy by pymilvus: query_iterator on one side, insert on the other.

usage: bench_rival.py SOURCE TARGET COLLECTION NEWNAME ROWS
Prints rows, seconds and CPU seconds of the loop as JSON; imports and set-up are not counted.
"""

import json
import resource
import sys
import time

from pymilvus import MilvusClient


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(source, target, collection, new_name, rows):
    source, target = MilvusClient(uri=source), MilvusClient(uri=target)
    began, before, copied = time.perf_counter(), processor(), 0
    pages = source.query_iterator(collection, batch_size=1000, filter=f"id < {rows}",
                                  output_fields=["*"])
    while page := pages.next():
        target.insert(new_name, [dict(row) for row in page])
        copied += len(page)
    print(json.dumps({"rows": copied, "seconds": time.perf_counter() - began,
                      "cpu": processor() - before}))


main(*sys.argv[1:])
