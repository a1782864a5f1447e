"""The demo site on this machine: `python -m scripts.demo --port 8000 --search embedded`, as `make demo` runs it.

Builds what is missing, starts the web server and the follower under one supervisor, says where to look, and stops all of
it on Ctrl-C.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from scripts import elasticsearch, port, web_server
from scripts.machine import REPOSITORY, UnavailableError, cache, end_tidily, free_port, say
from scripts.supervision import Program, Supervisor
from scripts.watchdog import Watchdog

READY_SECONDS = 120

WELCOME = """
Topichub is ready. Ctrl-C stops it.

  Reader site  {origin}/
  Admin        {origin}/admin/  (admin, password topichub)
  API docs     {origin}/delivery/v1/docs
  Try          {origin}/topics/refractory-pain/
               {origin}/delivery/v1/topics/refractory-pain
               {origin}/delivery/v1/search?q=painkillers+do+not+help
  Logs         {log}
"""


class DemoError(Exception):
    """The demo cannot go on; the message says why."""


def main() -> int:
    options = _options()
    if refusal := port.refusal(options.port):
        say(refusal)
        return 1
    end_tidily()
    origin = f"http://{port.HOST}:{options.port}"
    folder = Path(os.environ.get("TOPICHUB_VAR", REPOSITORY / "var")).absolute()
    os.environ.update(DJANGO_SETTINGS_MODULE="cms.settings.dev", TOPICHUB_ORIGIN=origin, TOPICHUB_SEARCH=options.search)
    try:
        with _only_one(folder), Watchdog() as watchdog, _search_server(options.search, watchdog):
            _call("-m", "scripts.demo_site")
            with Supervisor(folder, _programs(options.port), REPOSITORY, say, watchdog) as supervisor:
                _wait_until_ready(supervisor, origin)
                print(WELCOME.format(origin=origin, log=supervisor.log), flush=True)
                _watch(supervisor)
    except (DemoError, UnavailableError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.demo", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--port", default="8000")
    parser.add_argument("--search", choices=["embedded", "elasticsearch"], default="embedded")
    return parser.parse_args()


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """One demo per folder of data: a search index has one writer. The kernel drops the lock however we end."""
    folder.mkdir(parents=True, exist_ok=True)
    # The folder itself is locked: no file of ours to take away, and none to find in the way.
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        msg = f"A demo runs already on the data in {folder}. Stop it first, or give this one its own: TOPICHUB_VAR=…"
        raise DemoError(msg) from None


@contextlib.contextmanager
def _search_server(engine: str, watchdog: Watchdog) -> Iterator[None]:
    """Elasticsearch for as long as the demo runs, where that is the engine; its data stays for the next time."""
    if engine != "elasticsearch" or os.environ.get("ELASTICSEARCH_URL"):
        yield
        return
    node = cache() / f"demo-{hashlib.sha256(str(REPOSITORY).encode()).hexdigest()[:8]}"
    say("Starting Elasticsearch …")
    try:
        os.environ["ELASTICSEARCH_URL"] = elasticsearch.start(node, free_port())
        if group := elasticsearch.process_group(node):
            watchdog.watch(group)
        yield
    finally:
        elasticsearch.stop(node)


def _programs(port_number: str) -> list[Program]:
    return [
        Program("web", web_server.command(port_number)),
        Program("follower", [sys.executable, "manage.py", "search_index", "follow"]),
    ]


def _call(*arguments: str) -> None:
    if subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, check=False).returncode != 0:
        msg = "The demo site could not be built; the reason is above."
        raise DemoError(msg)


def _wait_until_ready(supervisor: Supervisor, origin: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(f"{origin}/delivery/v1/health/ready"):
        _complain_of_failure(supervisor)
        if time.monotonic() > deadline:
            msg = f"The site did not become ready in {READY_SECONDS} seconds. The web server said:\n{supervisor.tail('web')}"
            raise DemoError(msg)
        time.sleep(0.1)


def _watch(supervisor: Supervisor) -> None:
    while True:
        _complain_of_failure(supervisor)
        time.sleep(0.5)


def _complain_of_failure(supervisor: Supervisor) -> None:
    if supervisor.failed:
        msg = f"The {supervisor.failed} does not stay up. The end of its log:\n{supervisor.tail(supervisor.failed)}"
        raise DemoError(msg)
    if not supervisor.is_running():
        msg = f"The supervisor of the web server and the follower ended: {supervisor.ending()}"
        raise DemoError(msg)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


if __name__ == "__main__":
    sys.exit(main())
