"""The Spark of this checkout: a master and two workers on the loopback, as one of the servers."""

import json
import os
import urllib.request

from milvus_server import RELEASE_FOLDER, RELEASES, Server

# What it listens on, by distance from its address.
PORTS = ["master", "master_page", "worker1", "worker1_page", "worker2", "worker2_page"]

# The shell stands for all three: it ends when they have.
CLUSTER = """
trap : TERM
"$0" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$1" --webui-port $(($1 + 1)) &
for worker in 1 2; do
  "$0" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port $(($1 + 2 * worker)) \\
    --webui-port $(($1 + 2 * worker + 1)) --cores 2 --memory 1g --work-dir "$PWD/work$worker" \\
    "spark://127.0.0.1:$1" &
done
wait
wait
"""


class SparkServer(Server):
    """A standalone cluster of two workers, with two cores and 1 GB each."""

    def address_with(self, settings):
        return f"spark://127.0.0.1:{settings.port}"

    def ports(self, settings):
        return PORTS

    def version(self, timeout=5):
        """Its version once both workers are there, or None."""
        page = f"http://127.0.0.1:{self.settings.port + PORTS.index('master_page')}/json/"
        try:
            with urllib.request.urlopen(page, timeout=timeout) as answer:
                ready = json.load(answer)["aliveworkers"] == 2
        except OSError:
            return None
        return RELEASES["spark"].partition("==")[2] if ready else None

    def command(self, settings):
        """Writes a configuration by which applications log their events; returns what is run."""
        home = RELEASE_FOLDER / "spark" / "pyspark"
        events, conf = self.folder / "events", self.folder / "conf"
        for folder in events, conf:
            folder.mkdir(exist_ok=True)
        (conf / "spark-defaults.conf").write_text(
            f"spark.eventLog.enabled true\nspark.eventLog.dir file://{events}\n")
        return ["bash", "-c", CLUSTER, str(home / "bin" / "spark-class"), str(settings.port)], (
            os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
                          "SPARK_CONF_DIR": str(conf)})
