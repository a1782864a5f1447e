"""What this machine is and what may be done on it: caches, ports, the user services run as, Debian packages.

Standard library only: these modules also run before the virtual environment exists.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent

# Elasticsearch and PostgreSQL refuse to run as root; this account is on every Unix and owns nothing else of ours.
UNPRIVILEGED_USER = "nobody"


class UnavailableError(Exception):
    """A service or tool cannot be had on this machine; the message says what would mend that."""


def say(message: str) -> None:
    """Tell the person at the terminal; stderr, so that stdout stays for what a script answers."""
    print(message, file=sys.stderr, flush=True)


def end_tidily() -> None:
    """Leave through every `finally` when asked to end or when the terminal closes, as on Ctrl-C."""
    # A shell starts background jobs with Ctrl-C ignored, and Python would keep to that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))


def is_root() -> bool:
    return os.geteuid() == 0


def cache() -> Path:
    """Where downloads and service data of this user live.

    Root's is under /var/cache: its services run as another user, and that user cannot enter /root.
    """
    if configured := os.environ.get("TOPICHUB_CACHE"):
        folder = Path(configured)
    elif is_root():
        folder = Path("/var/cache/topichub")
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "topichub"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def unprivileged() -> dict[str, Any]:
    """Popen arguments that drop root; empty for anyone else."""
    return {"user": UNPRIVILEGED_USER, "group": _group(), "extra_groups": []} if is_root() else {}


def give(folder: Path) -> None:
    """Hand a folder and all in it to the user that services run as."""
    if not is_root():
        return
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, UNPRIVILEGED_USER, _group())


def _group() -> int:
    # By id: the name differs (nogroup on Debian, nobody on Fedora).
    return pwd.getpwnam(UNPRIVILEGED_USER).pw_gid


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now. SO_REUSEADDR as servers set it: a closing connection is no obstacle."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """One process at a time; released by the kernel however the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def apt_install(*packages: str) -> bool:
    """Install Debian packages where root may; False where there is no apt-get, no root, or no such package."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    say(f"Installing {', '.join(packages)} with apt-get …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if command is install and done.returncode == 0:
            return True
    say(done.stderr.decode(errors="replace").strip())
    return False
