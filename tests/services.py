"""The real services that tests use: started when a test first asks, once per run, shared by all workers of the run.

The folder of a run is named after the process that pytest was started as. It holds the services' data and the files
of each worker (see cms/settings/test.py), and goes when the run ends; a run that was killed is tidied by the next one.
"""

import json
import os
import shutil
import signal
import tempfile
import urllib.request
from pathlib import Path
from typing import NoReturn

import pytest

from scripts import chromium, elasticsearch, node, varnish
from scripts.machine import UnavailableError, free_port, lock

RUN_VARIABLE = "TOPICHUB_TEST_RUN"
PREFIX = "topichub-test-"


def run_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"{PREFIX}{os.environ[RUN_VARIABLE]}"


def begin_run() -> None:
    """Called in the process that starts the workers; they inherit its environment."""
    tidy_killed_runs()
    os.environ[RUN_VARIABLE] = str(os.getpid())
    run_folder().mkdir(exist_ok=True)
    # `timeout` and CI ask to end with SIGTERM, a closed terminal with SIGHUP: the services must go then too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: pytest.exit("ended by a signal", returncode=128 + received))


def end_run() -> None:
    _remove(run_folder())


def tidy_killed_runs() -> None:
    """Stop and remove what runs left behind that were killed outright."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX)
        if pid.isdigit() and folder.owner() == Path.home().owner() and not _is_alive(int(pid)):
            _remove(folder)


def elasticsearch_url() -> str:
    """ELASTICSEARCH_URL where set, else this run's own node. Skips the test, in CI fails it, where there is none."""
    if given := os.environ.get("ELASTICSEARCH_URL"):
        return given.rstrip("/")
    if not elasticsearch.can_start():
        missing("Elasticsearch is not here yet: python -m scripts.elasticsearch provide")
    folder, url_file = run_folder() / "elasticsearch", run_folder() / "elasticsearch.url"
    with lock(run_folder() / "elasticsearch.lock"):
        if not url_file.exists():
            try:
                url_file.write_text(elasticsearch.start(folder, free_port()))
            except UnavailableError as error:
                missing(str(error))
    return url_file.read_text()


def drop_indices(url: str, prefix: str) -> None:
    """Delete every index whose name starts with the prefix, one by one: wildcards are refused by default."""
    with urllib.request.urlopen(f"{url}/_cat/indices/{prefix}*?format=json&h=index&expand_wildcards=all") as answer:
        names = [row["index"] for row in json.load(answer)]
    for name in names:
        urllib.request.urlopen(urllib.request.Request(f"{url}/{name}", method="DELETE")).close()


def chromium_path() -> str:
    return chromium.find() or missing("Chromium is not installed: python -m scripts.chromium")


def node_path() -> str:
    return node.find() or missing("Node.js is not installed, or too old: python -m scripts.node")


def varnish_path() -> str:
    return varnish.find() or missing("Varnish is not installed: python -m scripts.varnish")


def missing(reason: str) -> NoReturn:
    """A laptop may lack a service; CI may not, or a green run would mean nothing."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _remove(folder: Path) -> None:
    elasticsearch.stop(folder / "elasticsearch")
    shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
