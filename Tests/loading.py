"""Loading a collection so that what is asked then is answered with all of its rows."""

import time

from pymilvus import MilvusException


def load(client, name):
    """Loads a collection, and waits until its rows are seen.

    On busy cores Milvus 2.3.5 calls it loaded seconds before. So its count has to reach the statistics
    or, as these count deleted rows too, to stand still.
    """
    client.load_collection(name)
    stored = int(client.get_collection_stats(name)["row_count"])
    seen, since = -1, time.monotonic()
    while seen < stored and time.monotonic() - since < 3:
        try:
            found = client.query(name, "", output_fields=["count(*)"], consistency_level="Strong")
        except MilvusException:  # the first releases do not count, and refuse to read what is not there
            return
        if found[0]["count(*)"] != seen:
            seen, since = found[0]["count(*)"], time.monotonic()
        if seen < stored:
            time.sleep(0.2)
