"""A PostgreSQL for tests and local work: a cluster of its own, durable like a real one, but small.

python -m scripts.postgresql provide | start | stop | status [--port 5437]
python -m scripts.postgresql run -- COMMAND …      one on a free port, TOPICHUB_DATABASE and PG* set, gone afterwards

Server programs of version 15 or newer are found, or installed as Debian packages where root may.
"""

import contextlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import service
from scripts.machine import (
    UnavailableError,
    apt_install,
    give,
    port_is_free,
    unprivileged,
)

DEFAULT_PORT = 5437
OLDEST = 15
DATABASE = "topichub"

# Debian would start a cluster of its own on the ordinary port with the package; that is none of our business.
CLUSTER_SWITCH = Path("/etc/postgresql-common/createcluster.d/topichub.conf")

SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=64MB",
    "max_wal_size=256MB",
)


def find_binaries() -> Path | None:
    """The folder of PostgreSQL's server programs, version 15 or newer; the oldest of these, where there are more."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    roots = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
    folders += [folder for root in roots for folder in sorted(Path(root).glob("*/bin"))]
    fitting = [(version, folder) for folder in folders if (version := _version(folder)) >= OLDEST]
    return min(fitting)[1] if fitting else None


def provide() -> Path:
    """The server programs, installed as Debian packages where root may."""
    if (found := find_binaries()) is None:
        _install()
        found = find_binaries()
    if found is None:
        msg = f"PostgreSQL {OLDEST} or newer is needed: install its server (Debian: postgresql-{OLDEST})."
        raise UnavailableError(msg)
    return found


def start(folder: Path, port: int) -> dict[str, str]:
    """Start the cluster in `folder` (made the first time); return the environment that leads Topichub to it."""
    binaries = provide()
    data = folder / "data"
    if not is_running(folder):
        if not port_is_free(port):
            msg = f"Port {port} for PostgreSQL is taken by another program."
            raise UnavailableError(msg)
        folder.mkdir(parents=True, exist_ok=True)
        give(folder)
        made = not data.exists()
        if made:
            _call(binaries / "initdb", "-D", data, "-U", DATABASE, "--auth=trust", "--locale=C", "--encoding=UTF8")
        options = f"-p {port} " + " ".join(f"-c {setting}" for setting in SETTINGS)
        _call(binaries / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", options)
        if made:
            _call(binaries / "createdb", "-h", "127.0.0.1", "-p", port, "-U", DATABASE, DATABASE)
    return {
        "TOPICHUB_DATABASE": "postgresql",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(port),
        "PGUSER": DATABASE,
        "PGDATABASE": DATABASE,
    }


def stop(folder: Path) -> None:
    """Stop the cluster of `folder`; its data stays. Open connections are closed, their transactions rolled back."""
    if is_running(folder):
        _call(provide() / "pg_ctl", "stop", "-m", "fast", "-w", "-D", folder / "data")


def is_running(folder: Path) -> bool:
    binaries = find_binaries()
    if binaries is None or not (folder / "data").exists():
        return False
    command = [str(binaries / "pg_ctl"), "status", "-D", str(folder / "data")]
    return subprocess.run(command, capture_output=True, check=False, **unprivileged()).returncode == 0


def _version(binaries: Path) -> int:
    """Its major version; 0 for a folder without a server."""
    if not (binaries / "initdb").exists():
        return 0
    told = subprocess.run([str(binaries / "initdb"), "--version"], capture_output=True, text=True, check=False).stdout
    number = told.partition("PostgreSQL) ")[2].partition(".")[0]
    return int(number) if number.isdigit() else 0


def _install() -> None:
    if Path("/etc/debian_version").exists() and not CLUSTER_SWITCH.exists():
        with contextlib.suppress(PermissionError):
            CLUSTER_SWITCH.parent.mkdir(parents=True, exist_ok=True)
            CLUSTER_SWITCH.write_text("create_main_cluster = false\n")
    # The plain name is Debian's newest, where that release no longer has 15.
    _ = apt_install(f"postgresql-{OLDEST}") or apt_install("postgresql")


def _call(program: Path, *arguments: str | Path | int) -> None:
    command = [str(program), *map(str, arguments)]
    # To a file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open, and we would wait for it.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **unprivileged()
        )
        output.seek(0)
        if done.returncode != 0:
            msg = f"{program.name} failed:\n{output.read().decode(errors='replace')[-3000:]}"
            raise UnavailableError(msg)


SERVICE = service.Service(
    name="postgresql",
    folder="postgresql",
    port=DEFAULT_PORT,
    provide=provide,
    start=start,
    stop=stop,
    is_running=is_running,
)

if __name__ == "__main__":
    sys.exit(service.main(SERVICE, __doc__ or ""))
