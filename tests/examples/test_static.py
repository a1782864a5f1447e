"""The static generator of examples/static: a thousand pages, and after a change exactly the right ones anew."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from cms.content.models import ArticlePage, TopicPage
from cms.published import log
from tests import factories, services

pytestmark = pytest.mark.django_db(transaction=True)
GENERATOR = Path(settings.BASE_DIR) / "examples" / "static" / "build.mjs"
ARTICLES = 1_000
Build = Callable[[], list[str]]


@pytest.fixture
def hub(tmp_path: Path) -> TopicPage:
    """A hub that pins one of a thousand articles."""
    factories.site()
    file = tmp_path / "articles.jsonl"
    body = [{"type": "rich_text", "html": "<p>Rest, then move a little.</p>"}]
    lines = (
        {"type": "article", "id": str(number), "title": f"Article {number}", "body": body} for number in range(ARTICLES)
    )
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    call_command("import_content", str(file), "--json")
    return factories.topic("Back pain", pinned=[ArticlePage.objects.get(slug="article-7")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def build(live_server: LiveServer, folder: Path) -> Build:
    """Run the generator to its end; what it says it did."""

    def run() -> list[str]:
        command = [services.node_path(), str(GENERATOR), f"{live_server.url}/delivery/v1", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return sorted(done.stdout.splitlines())

    return run


def pages(folder: Path) -> dict[str, str]:
    """What was written, by path."""
    return {f"/{file.parent.relative_to(folder)}/": file.read_text() for file in folder.rglob("index.html")}


def test_after_a_change_exactly_the_right_pages_are_built(build: Build, hub: TopicPage, folder: Path) -> None:
    assert len(build()) == ARTICLES + 4
    before = pages(folder)
    assert "Rest, then move a little." in before["/articles/article-7/"]
    assert build() == []

    article = ArticlePage.objects.get(slug="article-7")
    article.title = "Seven <ways> to bend"
    factories.publish(article)
    assert build() == ["built /articles/", "built /articles/article-7/", "built /topics/back-pain/"]
    after = pages(folder)
    assert {path for path in after if after[path] != before[path]} == {
        "/articles/",
        "/articles/article-7/",
        "/topics/back-pain/",
    }
    assert "Seven &#60;ways&#62; to bend" in after["/topics/back-pain/"]

    factories.unpublish(article)
    assert build() == ["built /articles/", "built /topics/back-pain/", "removed /articles/article-7/"]
    assert all("ways" not in html for html in pages(folder).values())


def test_pages_that_change_places_are_both_there(build: Build, folder: Path) -> None:
    one, other = factories.article("One"), factories.article("Other")
    build()
    for page, slug in ((one, "between"), (other, "one"), (one, "other")):
        page.slug = slug
        factories.publish(page)
    build()
    after = pages(folder)
    assert ("<h1>Other" in after["/articles/one/"], "<h1>One" in after["/articles/other/"]) == (True, True)
    assert "/articles/between/" not in after


def test_it_begins_anew_where_its_checkpoint_is_unknown(build: Build, folder: Path) -> None:
    article = factories.article("One")
    build()
    state = folder / ".state.json"
    state.write_text(json.dumps({**json.loads(state.read_text()), "since": log.head() + 10}))
    (folder / "articles" / "one" / "index.html").write_text("damaged")
    built = build()
    assert "removed /articles/one/" in built
    assert "built /articles/one/" in built
    assert article.title in pages(folder)["/articles/one/"]


@pytest.mark.usefixtures("hub")
def test_it_waits_for_changes(live_server: LiveServer, folder: Path, build: Build) -> None:
    build()
    command = [services.node_path(), str(GENERATOR), f"{live_server.url}/delivery/v1", str(folder), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout
        try:
            factories.article("A new one")
            assert watching.stdout.readline() == "built /articles/a-new-one/\n"
        finally:
            watching.kill()
