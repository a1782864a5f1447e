"""A single-node Elasticsearch for tests and local work.

    python -m scripts.elasticsearch provide | start | stop | status [--port 9207]
    python -m scripts.elasticsearch run -- COMMAND …      one on a free port, ELASTICSEARCH_URL set, gone afterwards

In this order: ELASTICSEARCH_URL, where set; Docker, where a daemon runs; else the distribution in the cache under Java 17.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import docker, elasticsearch_distribution, java, service
from scripts.machine import UnavailableError, free_port, give, port_is_free, unprivileged
from scripts.process import Process

DEFAULT_PORT = 9207
START_SECONDS = 180
HEAP = "768m"

SETTINGS = """\
cluster.name: topichub-{port}
discovery.type: single-node
network.host: 127.0.0.1
http.port: {port}
transport.port: {transport_port}
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
# A laptop's nearly full disk must not turn the indices read-only.
cluster.routing.allocation.disk.threshold_enabled: false
"""

JVM_OPTIONS = f"""\
-Xms{HEAP}
-Xmx{HEAP}
-XX:+UseG1GC
-XX:+ExitOnOutOfMemoryError
-Djava.io.tmpdir=${{ES_TMPDIR}}
-XX:ErrorFile=logs/hs_err_pid%p.log
20-:--add-modules=jdk.incubator.vector
"""


def can_start() -> bool:
    """Whether `start` would need no download: for tests, which skip rather than fetch 900 MB."""
    return bool(os.environ.get("ELASTICSEARCH_URL")) or elasticsearch_distribution.is_here() or docker.is_running()


def provide() -> None:
    """Fetch what `start` needs, once."""
    if os.environ.get("ELASTICSEARCH_URL"):
        return
    if docker.is_running():
        docker.pull(elasticsearch_distribution.VERSION)
        return
    elasticsearch_distribution.provide()
    java.find_home()


def start(folder: Path, port: int) -> str:
    """Start a node whose data and logs live in `folder`, wait until it answers, return its URL.

    A node that runs there already is left as it is, whatever its port: a second one could not have its data.
    UnavailableError with the end of its log when it does not come up.
    """
    if _is_there(folder):
        url = _url(folder)
    else:
        if not port_is_free(port):
            msg = f"Port {port} for Elasticsearch is taken by another program."
            raise UnavailableError(msg)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "port").write_text(str(port))
        url = _url(folder)
        if docker.is_running():
            docker.start(folder, port, elasticsearch_distribution.VERSION, HEAP)
        else:
            _launch(folder, port)
    _wait(folder, url)
    return url


def process_group(folder: Path) -> int | None:
    """The group of the node's processes; None where none runs, or Docker runs it."""
    node = _process(folder)
    return os.getpgid(node.pid) if node else None


def stop(folder: Path) -> None:
    """Stop the node of `folder`; its data stays."""
    docker.stop(folder)
    file = folder / "process.json"
    if node := Process.load(file):
        node.stop()
        file.unlink(missing_ok=True)


def is_running(folder: Path) -> bool:
    return _is_there(folder) and _answers(_url(folder))


def _is_there(folder: Path) -> bool:
    """Whether this folder's node was started and has not ended; it need not answer yet."""
    return (folder / "port").exists() and (_process(folder) is not None or docker.runs(folder))


def _process(folder: Path) -> Process | None:
    node = Process.load(folder / "process.json")
    return node if node and node.alive() else None


def _url(folder: Path) -> str:
    return f"http://127.0.0.1:{(folder / 'port').read_text()}"


def _launch(folder: Path, port: int) -> None:
    distribution = elasticsearch_distribution.provide()
    configuration = folder / "config"
    for part in (configuration, folder / "data", folder / "logs", folder / "tmp"):
        part.mkdir(exist_ok=True)
    settings = SETTINGS.format(port=port, transport_port=free_port(), folder=folder)
    (configuration / "elasticsearch.yml").write_text(settings)
    (configuration / "jvm.options").write_text(JVM_OPTIONS)
    shutil.copy(distribution / "config" / "log4j2.properties", configuration)
    give(folder)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ES_JAVA_HOME": str(java.find_home()),
        "ES_PATH_CONF": str(configuration),
        "ES_TMPDIR": str(folder / "tmp"),
        "CLI_NAME": "server",
        "CLI_LIBS": "lib/tools/server-cli",
    }
    # A shell in between: the node then belongs to the system, not to us, and lives on when we end.
    launched = subprocess.run(
        ["bash", "-c", 'bash bin/elasticsearch-cli > "$0" 2>&1 & echo $!', str(folder / "logs" / "console.log")],
        cwd=distribution,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C at the terminal is for whoever started us; they stop the node in their own time
        check=True,
        **unprivileged(),
    )
    Process.of(int(launched.stdout)).save(folder / "process.json")


def _wait(folder: Path, url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(url):
        node = Process.load(folder / "process.json")
        if (node and not node.alive()) or time.monotonic() > deadline:
            console = (folder / "logs" / "console.log").read_text(errors="replace") if node else docker.logs(folder)
            stop(folder)
            msg = f"Elasticsearch did not come up. The end of its log:\n{console[-3000:]}"
            raise UnavailableError(msg)
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=3) as answer:
            return not json.load(answer)["timed_out"]
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException):
        return False


def environment(url: str) -> dict[str, str]:
    """What leads Topichub to the node."""
    return {"TOPICHUB_SEARCH": "elasticsearch", "ELASTICSEARCH_URL": url}


SERVICE = service.Service(
    name="elasticsearch",
    folder="node",
    port=DEFAULT_PORT,
    provide=provide,
    start=lambda folder, port: environment(start(folder, port)),
    stop=stop,
    is_running=is_running,
    given=lambda: environment(given) if (given := os.environ.get("ELASTICSEARCH_URL")) else {},
)

if __name__ == "__main__":
    sys.exit(service.main(SERVICE, __doc__ or ""))
