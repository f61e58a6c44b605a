"""One real server of this checkout: where it lives, how it is launched, whether it answers."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
RUN = Path(os.environ.get("VECFERRY_RUN_DIR", CHECKOUT / ".run")).resolve()
PROGRAM = Path(sys.prefix) / "milvus-2.3.5"
CERTIFICATES = RUN / "tls"

# Older releases, each in a folder of its own (scripts/install release NAME).
RELEASES = {
    "m228": "milvus==2.2.8", "m22": "milvus==2.2.16", "m230": "milvus==2.3.0",
    "m234": "milvus==2.3.4", "lite24": "milvus-lite==2.4.12", "lite25": "milvus-lite==2.5.1",
    "spark": "pyspark==4.0.1",
}
RELEASE_FOLDER = CHECKOUT / ".releases"

# What a Milvus listens on, by distance from its address. A Lite server needs the first one only.
PORTS = [
    "proxy_port", "proxy_internal_port", "metrics", "etcd_port", "etcd_peer", "root_coord_port",
    "query_coord_port", "query_node_port", "index_coord_port", "index_node_port",
    "data_coord_port", "data_node_port",
]
BLOCK = 20

USUAL_CONFIG = {
    "log.level": "warn",
    # A restarted Milvus waits until its former self is declared dead. 15 s instead of 30; but a
    # process that stands still for longer than this ends itself.
    "common.session.ttl": 15,
}


class ServerError(Exception):
    """A server cannot do what was asked."""


@dataclass
class Settings:
    """What decides how a server runs."""

    port: int
    lite: bool = False
    auth: bool = False
    tls: str = "off"  # off, one-way or mutual
    release: str = ""  # a name of RELEASES; empty for the usual ones
    extra: dict = field(default_factory=dict)  # lines of milvus.yaml, "a.b.c" to value


class Server:
    """A server by name. Its folder holds its data, log, settings and process id."""

    def __init__(self, name):
        self.name = name
        self.folder = RUN / name
        self.log = self.folder / "log"
        self.record = self.folder / "server.json"

    # -- what is known about it

    @property
    def settings(self):
        known = self._read()
        return Settings(**known["settings"]) if known else None

    @property
    def pid(self):
        """The process id, if that very process is still alive."""
        known = self._read()
        if not known or not known["pid"] or birth(known["pid"]) != known["birth"]:
            return None
        return known["pid"]

    @property
    def address(self):
        return self.address_with(self.settings)

    def address_with(self, settings):
        return f"{'http' if settings.tls == 'off' else 'https'}://127.0.0.1:{settings.port}"

    def version(self, timeout=5):
        """The version that it answers with, or None while it is not ready."""
        import grpc
        from pymilvus.grpc_gen import milvus_pb2 as messages, milvus_pb2_grpc as stubs

        settings = self.settings
        with self._channel(grpc, settings) as channel:
            stub = stubs.MilvusServiceStub(channel)
            call = {"timeout": timeout, "metadata": [("authorization", "cm9vdDpNaWx2dXM=")]}
            try:
                if settings.release:
                    # 2.2 knows but error_code, Lite 2 has neither health nor version.
                    status = stub.ShowCollections(messages.ShowCollectionsRequest(), **call).status
                    ready = not status.code and not status.error_code
                    return RELEASES[settings.release].split("==")[1] if ready else None
                if not stub.CheckHealth(messages.CheckHealthRequest(), **call).isHealthy:
                    return None
                if stub.ShowCollections(messages.ShowCollectionsRequest(), **call).status.code:
                    return None
                return stub.GetVersion(messages.GetVersionRequest(), **call).version
            except grpc.RpcError:
                return None

    # -- what can be done to it

    def launch(self, settings):
        """Starts the process and returns at once."""
        for port in range(settings.port, settings.port + len(self.ports(settings))):
            if is_taken(port):
                raise ServerError(f"port {port} is used by another program (VECFERRY_PORT_BASE?)")
        self.folder.mkdir(parents=True, exist_ok=True)
        command, environment = self.command(settings)
        with open(self.log, "wb") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True)
        self._write(settings, process.pid)

    def stop(self, patience=10):
        """Asks it to end, then insists. Its data stays."""
        if self.pid:
            by_hand = self.settings.lite and not self.settings.release
            self.signal(signal.SIGINT if by_hand else signal.SIGTERM)
            if not self._ends_within(patience):
                self.signal(signal.SIGKILL)
                if not self._ends_within(10):
                    raise ServerError(f"{self.name} does not end (pid {self.pid})")
        if self.settings:
            self._write(self.settings, None)

    def signal(self, number):
        """Sends a signal to the server and all that it started."""
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, TypeError):
            pass

    def ports(self, settings):
        return PORTS[:1] if settings.lite else PORTS

    def command(self, settings):
        """Writes what the process reads; returns its command and environment."""
        if settings.lite:
            return self._lite2(settings) if settings.release else self._lite(settings)
        return self._milvus(settings)

    def erase(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def tail(self, lines=30):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    # -- inside

    def _read(self):
        try:
            return json.loads(self.record.read_text())
        except FileNotFoundError:
            return None

    def _write(self, settings, pid):
        draft = self.record.with_suffix(".new")
        known = {"settings": asdict(settings), "pid": pid, "birth": birth(pid) if pid else None}
        draft.write_text(json.dumps(known, indent=1))
        draft.rename(self.record)

    def _ends_within(self, seconds):
        deadline = time.monotonic() + seconds
        while self.pid and time.monotonic() < deadline:
            time.sleep(0.1)
        return not self.pid

    def _channel(self, grpc, settings):
        place = f"127.0.0.1:{settings.port}"
        if settings.tls == "off":
            return grpc.insecure_channel(place)
        pem = {name: (CERTIFICATES / name).read_bytes()
               for name in ("ca.pem", "client.key", "client.pem")}
        return grpc.secure_channel(place, grpc.ssl_channel_credentials(
            pem["ca.pem"], pem["client.key"], pem["client.pem"]))

    def _lite(self, settings):
        command = [sys.executable, "-B", "-m", "milvus_lite", "server", "--host", "127.0.0.1",
                   "--data-dir", str(self.folder / "data"), "--port", str(settings.port)]
        return command, os.environ | {"PYTHONUNBUFFERED": "1"}

    def _lite2(self, settings):
        """Lite 2 is a program that serves one file."""
        library = RELEASE_FOLDER / settings.release / "milvus_lite" / "lib"
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        command = [str(library / "milvus"), str(data / "lite.db"), f"127.0.0.1:{settings.port}",
                   "ERROR"]
        return command, os.environ | {"LD_LIBRARY_PATH": str(library)}

    def _milvus(self, settings):
        package = milvus_package(settings.release)
        program = unpack_milvus(package, settings.release)
        config = package.MilvusServerConfig(data_dir=str(self.folder))
        for offset, key in enumerate(PORTS):
            config.set(key, settings.port + offset)
        config.resolve_storage()
        config.set("authorization_enabled", settings.auth)
        config.set("tls_mode", ["off", "one-way", "mutual"].index(settings.tls))
        config.set("server_pem_path", str(CERTIFICATES / "server.pem"))
        config.set("server_key_path", str(CERTIFICATES / "server.key"))
        config.set("ca_pem_path", str(CERTIFICATES / "ca.pem"))
        for key, value in (USUAL_CONFIG | settings.extra).items():
            config.set(key, value)
        config.write_config()
        etcd = self.folder / "configs" / "etcd.yaml"
        etcd.write_text(etcd_config(self.folder / "data" / "etcd", settings.port))
        return [str(program / "bin" / "milvus"), "run", "standalone"], os.environ | {
            "DEPLOY_MODE": "STANDALONE",
            "METRICS_PORT": str(settings.port + PORTS.index("metrics")),
            "ETCD_CONFIG_PATH": str(etcd),
            "MILVUS_RUN_DIR": str(self.folder / "run"),
            "LD_LIBRARY_PATH": str(program / "bin"),
        }


def milvus_package(release):
    """The Python package of a release; the usual one for none."""
    if not release:
        import milvus

        return milvus
    place = RELEASE_FOLDER / release / "milvus" / "__init__.py"
    spec = importlib.util.spec_from_file_location(f"milvus_{release}", place)
    package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    return package


def etcd_config(data, port):
    """Milvus embeds etcd, whose own ports are settled here: two servers would share them."""
    client = f"http://127.0.0.1:{port + PORTS.index('etcd_port')}"
    peer = f"http://127.0.0.1:{port + PORTS.index('etcd_peer')}"
    return "\n".join([
        "name: default", f"data-dir: {data}", "log-level: warn",
        f"listen-client-urls: {client}", f"advertise-client-urls: {client}",
        f"listen-peer-urls: {peer}", f"initial-advertise-peer-urls: {peer}",
        f"initial-cluster: default={peer}", "",
    ])


def unpack_milvus(package, release):
    """The package ships the program compressed: it is unpacked once for all servers."""
    program = RELEASE_FOLDER / release / "program" if release else PROGRAM
    if program.exists():
        return program
    draft = program.with_suffix(f".{os.getpid()}")
    package._initialize_data_files(str(draft))
    try:
        draft.rename(program)
    except OSError:  # another start was faster
        shutil.rmtree(draft)
    return program


def birth(pid):
    """When a process began, or None if it is gone: an id alone may belong to another one now."""
    seen = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True,
                          text=True, env=os.environ | {"LC_ALL": "C"}).stdout.split(maxsplit=1)
    return seen[1].strip() if seen and not seen[0].startswith("Z") else None


def is_taken(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return True
        return False
