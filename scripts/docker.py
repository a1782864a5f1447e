"""Elasticsearch in Docker, where a daemon really runs: a `docker` command alone is only the client."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from scripts.machine import UnavailableError

IMAGE = "elasticsearch"


@cache
def is_running() -> bool:
    """Whether a daemon answers within ten seconds."""
    if shutil.which("docker") is None:
        return False
    try:
        asked = subprocess.run(["docker", "info"], capture_output=True, timeout=10, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


def pull(version: str) -> None:
    _docker("pull", "--quiet", f"{IMAGE}:{version}")


def start(folder: Path, port: int, version: str, heap: str) -> None:
    """A container that Docker removes when it stops: the demo and the tests fill their indices again."""
    options = ["--detach", "--rm", "--publish", f"127.0.0.1:{port}:9200"]
    for setting in (
        "discovery.type=single-node",
        "xpack.security.enabled=false",
        "cluster.routing.allocation.disk.threshold_enabled=false",
        f"ES_JAVA_OPTS=-Xms{heap} -Xmx{heap}",
    ):
        options += ["--env", setting]
    (folder / "container").write_text(_docker("run", *options, f"{IMAGE}:{version}").strip())


def runs(folder: Path) -> bool:
    """Whether the folder's container is there and has not ended."""
    file = folder / "container"
    if not file.exists() or not is_running():
        return False
    asked = subprocess.run(
        ["docker", "inspect", "--format", "{{.State.Running}}", file.read_text()],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() == "true"


def stop(folder: Path) -> None:
    file = folder / "container"
    if file.exists():
        # Already gone is as good as stopped, so the exit code does not matter.
        subprocess.run(["docker", "stop", file.read_text()], capture_output=True, check=False)
        file.unlink()


def logs(folder: Path) -> str:
    return _docker("logs", (folder / "container").read_text())


def _docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"docker {arguments[0]}: {done.stderr.strip()}"
        raise UnavailableError(msg)
    return done.stdout + done.stderr if arguments[0] == "logs" else done.stdout
