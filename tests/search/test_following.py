"""The follower as a process, as it runs in production: killed, stopped, started twice, while a rebuild is under way."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from cms.content.models import ArticlePage
from cms.published import log
from cms.published.models import PublishedDocument
from search.engines.protocol import Engine
from tests import services
from tests.published.site import settle
from tests.search.conftest import SearchedSite
from tests.search.damage import overwrite

ENGINES = pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])
PATIENCE = 180
"""Seconds before a test gives up; none of them says how long something may take."""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(index_environment: dict[str, str]) -> Iterator[Start]:
    """Start `manage.py search_index …`; whatever still runs at the end is killed."""
    started = []

    def start_one(*arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "manage.py", "search_index", *arguments],
            env=index_environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def eventually(holds: Callable[[], bool], *processes: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        for process in processes:
            assert process.poll() is None, process.stdout and process.stdout.read()
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_level(engine: Engine) -> bool:
    return engine.health().checkpoint == log.head()


def articles(site: SearchedSite, count: int) -> list[int]:
    with log.recording():
        for number in range(count):
            site.article_index.add_child(instance=ArticlePage(title=f"Article {number}", slug=f"article-{number}"))
    settle()
    return list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))


def change(page_ids: list[int], round_: int) -> None:
    """Give some pages another title, take some away, bring some back: through the log's own function."""
    pages = ArticlePage.objects.filter(pk__in=page_ids)
    pages.update(title=f"Title of round {round_}", live=True)
    pages.filter(pk__in=page_ids[round_ % 4 :: 4]).update(live=False)
    with log.recording():
        log.refresh(page_ids)


@ENGINES
def test_index_equals_log_after_a_kill_and_a_rebuild_while_pages_change(site: SearchedSite, start: Start) -> None:
    pages = articles(site, 100)
    follower = start("follow", "--json")
    eventually(lambda: is_level(site.engine), follower)

    rebuild: subprocess.Popen[str] | None = None
    for round_ in range(25):
        change(pages[(round_ % 5) * 20 :][:20], round_)
        if round_ == 6:
            rebuild = start("rebuild", "--json")
        if round_ == 12:
            follower.send_signal(signal.SIGKILL)
            follower.wait()
            follower = start("follow", "--json")
    assert rebuild is not None
    output, _ = rebuild.communicate(timeout=PATIENCE)
    assert rebuild.returncode == 0, output
    # The rebuild catches up by itself; what changes after it only a follower brings in, so then there is one at work.
    change(pages[:20], 25)

    eventually(lambda: is_level(site.engine), follower)
    assert site.differences() == []
    assert site.engine.health().generation == json.loads(output)["generation"]
    follower.terminate()
    output, _ = follower.communicate(timeout=PATIENCE)
    assert follower.returncode == 0, output


def test_a_follower_killed_in_the_middle_of_a_batch_goes_on_from_its_checkpoint(
    site: SearchedSite, start: Start, index_environment: dict[str, str]
) -> None:
    articles(site, 30)
    killed = (
        "import os, signal, django; django.setup()\n"
        "from search import indexer; from search.engines.embedded import writer; from search.engines.chosen import chosen\n"
        "from search.follower import Follower\n"
        "indexer.BATCH = 10; written = 0; row_of = writer.row_of\n"
        "def dying(document):\n"
        "    global written; written += 1\n"
        "    if written == 25: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return row_of(document)\n"
        "writer.row_of = dying\n"
        "engine = chosen(); generation = engine.create(); engine.apply(generation, [], 0); engine.activate(generation)\n"
        "Follower(engine).run()\n"
    )
    ended = subprocess.run([sys.executable, "-c", killed], env=index_environment, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    half = site.engine.health().checkpoint
    assert half is not None
    assert 0 < half < log.head()

    follower = start("follow", "--json")
    eventually(lambda: is_level(site.engine), follower)
    assert site.differences() == []


def test_a_second_follower_is_refused_and_the_first_ends_on_sigterm(site: SearchedSite, start: Start) -> None:
    first = start("follow", "--json")
    eventually(lambda: is_level(site.engine), first)
    second = start("follow", "--json")
    output, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert f"process {first.pid}" in output
    assert "following the log already" in output
    first.terminate()
    output, _ = first.communicate(timeout=PATIENCE)
    assert first.returncode == 0, output
    assert json.loads(output) == {"engine": "embedded", "stopped": True}
    site.article("Written after it let go")
    site.catch_up()


def test_status_and_verify_from_the_command_line(site: SearchedSite, start: Start) -> None:
    site.article("Here")
    site.catch_up()
    output, _ = start("status", "--verify", "--json").communicate(timeout=PATIENCE)
    told = json.loads(output)
    assert (told["engine"], told["ok"], told["behind"], told["differences"]) == ("embedded", True, 0, 0)
    assert [one["active"] for one in told["generations"]] == [True]
    output, _ = start("status").communicate(timeout=PATIENCE)
    assert "generation" in output
    assert f"The log is at {log.head()}." in output
    process = start("rollback")
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "no earlier generation" in output


def test_a_rebuild_ends_at_a_hundred_per_cent(site: SearchedSite, start: Start) -> None:
    site.article("Here")
    # A row that the log does not tell of yet, as publishing below a page that is no longer public leaves some.
    PublishedDocument.objects.create(page_id=999_999, stale=True)
    output, _ = start("rebuild").communicate(timeout=PATIENCE)
    assert "100%" in output
    output, _ = start("rebuild", "--json").communicate(timeout=PATIENCE)
    assert json.loads(output)["rows"] == log.head()


def test_a_damaged_index_is_built_again_by_the_follower(site: SearchedSite, start: Start) -> None:
    site.article("Here")
    site.catch_up()
    for file in Path(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"]).glob("generations/*/*.store"):
        overwrite(file, b"x" * file.stat().st_size)
    assert not site.engine.health().ok
    follower = start("follow")
    eventually(lambda: is_level(site.engine), follower)
    assert site.differences() == []


@ENGINES
def test_an_index_that_is_taken_away_is_built_again(site: SearchedSite, start: Start) -> None:
    site.article("Here")
    follower = start("follow")
    eventually(lambda: is_level(site.engine), follower)
    if site.engine.name == "embedded":
        shutil.rmtree(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"])
    else:
        services.drop_indices(
            settings.TOPICHUB_SEARCH["ELASTICSEARCH_URL"], settings.TOPICHUB_SEARCH["ELASTICSEARCH_PREFIX"]
        )
    site.article("There")
    eventually(lambda: is_level(site.engine), follower)
    assert site.differences() == []
