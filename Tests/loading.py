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
        found = count(client, name)
        if found is None:
            return
        if found != seen:
            seen, since = found, time.monotonic()
        if seen < stored:
            time.sleep(0.2)


def count(client, name):
    """The live rows; none where a busy server is not there yet, None where a release does not count."""
    try:
        found = client.query(name, "", output_fields=["count(*)"], consistency_level="Strong")
    except MilvusException as error:
        return 0 if "loaded" in str(error) else None
    return found[0]["count(*)"]
