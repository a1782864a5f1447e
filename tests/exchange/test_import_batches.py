"""Batches: pages that mention each other across them, and imports that end in the middle."""

import json
from pathlib import Path

import pytest
from wagtail.models import Page, Revision

from cms.content.models import ArticleIndexPage, ArticlePage, Person, TopicPage
from cms.exchange import importing
from cms.exchange.importing import Outcome, carry_out
from cms.exchange.models import ImportedObject
from cms.exchange.page_batches import ImportStoppedError
from cms.exchange.validation import validate
from cms.published import log
from home.site import ensure_site
from tests.exchange.sample import (
    ARTICLES,
    SAMPLE,
    Line,
    article,
    changed,
    document,
    import_lines,
    run_command,
    write_file,
)

pytestmark = pytest.mark.django_db


CIRCLE: list[Line] = [
    {
        "type": "topic",
        "id": f"t{number}",
        "title": f"Topic {number}",
        "definition": f"Topic number {number}.",
        "relations": [{"kind": "encompasses", "topic": f"t{(number + 1) % 4}"}],
        "pinned_articles": [f"a{number}"],
        "body": [{"type": "rich_text", "html": f'<p>See <a href="article:a{(number + 2) % 4}">this</a>.</p>'}],
    }
    for number in range(4)
] + [
    {
        "type": "article",
        "id": f"a{number}",
        "title": f"Article {number}",
        "topics": [f"t{number}"],
        "related_pins": [f"a{(number + 1) % 4}"],
    }
    for number in range(4)
]


@pytest.mark.parametrize("batch_size", [1, 3, 200])
def test_circles_of_pages(folder: Path, batch_size: int) -> None:
    import_lines(folder, CIRCLE, batch_size)
    for number in range(4):
        topic = document(TopicPage.objects.get(title=f"Topic {number}"))
        kinds = {(relation["kind"], relation["topic"]["title"]) for relation in topic["relations"]}
        assert kinds == {("encompasses", f"Topic {(number + 1) % 4}"), ("part_of", f"Topic {(number + 3) % 4}")}
        assert [pinned["title"] for pinned in topic["pinned_articles"]] == [f"Article {number}"]
        link = topic["body"][0]["text"]["tree"][0]["children"][1]
        assert link["page_id"] == ArticlePage.objects.get(title=f"Article {(number + 2) % 4}").pk
        of_article = document(ArticlePage.objects.get(title=f"Article {number}"))
        assert [pin["title"] for pin in of_article["related_pins"]] == [f"Article {(number + 1) % 4}"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_between_batches_readers_see_whole_pages_only(folder: Path) -> None:
    """Pages that others mention before their own batch comes are drafts, and in no document."""
    path = write_file(folder, CIRCLE)
    seen: list[set[str]] = []

    def look(_: int) -> None:
        documents = [json.loads(change.body) for change in log.every_live() if change.body]
        seen.append({told["title"] for told in documents if told["type"] in ("topic", "article")})
        for told in documents:
            if told["type"] == "topic":
                assert told["definition"]
                assert {relation["topic"]["title"] for relation in told["relations"]} <= seen[-1]

    carry_out(path, validate(path), look, batch_size=1)
    assert {len(some) for some in seen} >= set(range(1, 9))
    assert not Page.objects.filter(live=False).exists()


@pytest.mark.parametrize("stop_after", [1, 5, 9, 12])
def test_a_stopped_import_goes_on_where_it_was(folder: Path, stop_after: int) -> None:
    """Stopped as by Ctrl-C; by a real SIGKILL: test_endings.py."""
    path = write_file(folder, [*SAMPLE[: -len(ARTICLES)], *CIRCLE, *ARTICLES])
    done = 0

    def stop(lines: int) -> None:
        nonlocal done
        done += lines
        if done >= stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(path, validate(path), stop, batch_size=2)
    finished = ImportedObject.objects.exclude(digest="").count()
    assert 0 < finished < len(SAMPLE) + len(CIRCLE)
    outcome = importing.carry_out(path, validate(path), batch_size=2)
    assert outcome.unchanged == finished
    assert outcome.created == len(SAMPLE) + len(CIRCLE) - finished
    assert Page.objects.filter(live=False).count() == 0
    assert not ImportedObject.objects.filter(digest="").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_batch_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file(folder, SAMPLE)
    with log.recording():
        ensure_site()
    revisions = Revision.objects.count()

    def fail(*_: object) -> None:
        message = "The disk is full."
        raise OSError(message)

    monkeypatch.setattr("cms.exchange.page_batches.write_imported", fail)
    with pytest.raises(OSError, match="disk is full"):
        carry_out(path, validate(path))
    assert not TopicPage.objects.exists()
    assert Revision.objects.count() == revisions
    assert Person.objects.count() == 2
    assert {change.type for change in log.every_live()} == {"home", "topic_index", "article_index"}


def test_a_file_that_changes_while_it_is_imported(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    plan = validate(path)
    write_file(folder, changed(SAMPLE, "pacing", title="Other"))
    number = 1 + [line["id"] for line in SAMPLE].index("pacing")
    with pytest.raises(ImportStoppedError, match=f"Line {number} changed while the file was imported"):
        carry_out(path, plan)


def test_an_address_given_away_while_importing(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    plan = validate(path)
    ensure_site()
    ArticleIndexPage.objects.get().add_child(instance=ArticlePage(title="Quick", slug="pacing"))
    with pytest.raises(ImportStoppedError, match="Another article was given the address “pacing”"):
        carry_out(path, plan)
    assert ArticlePage.objects.count() == 1
    outcome = run_command(path)
    assert outcome["created"] == len(ARTICLES)
    assert article("pacing").slug == "pacing-2"


def test_a_stopped_import_of_pages_with_one_title_goes_on(folder: Path) -> None:
    """Pages of the earlier batches keep their addresses; the later ones get the next."""
    lines: list[Line] = [{"type": "article", "id": f"a{number}", "title": "Back pain"} for number in range(4)]
    import_lines(folder, lines[:2])
    assert import_lines(folder, lines).created == 2
    pages = ArticlePage.objects.order_by("path")
    assert [page.slug for page in pages] == ["back-pain", "back-pain-2", "back-pain-3", "back-pain-4"]


def test_a_file_that_loses_a_line_while_it_is_imported(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    plan = validate(path)
    write_file(folder, SAMPLE[:-1])
    with pytest.raises(ImportStoppedError, match=f"Line {len(SAMPLE)} was taken out while the file was imported"):
        carry_out(path, plan)
    assert run_command(write_file(folder, SAMPLE))["created"] == 3


def test_an_address_taken_from_a_page_that_moves_there(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    path = write_file(folder, changed(SAMPLE, "pacing", slug="quick"))
    plan = validate(path)
    ArticleIndexPage.objects.get().add_child(instance=ArticlePage(title="Quick", slug="quick"))
    with pytest.raises(ImportStoppedError, match="“Pacing” can no longer be published"):
        carry_out(path, plan)
    assert article("pacing").slug == "pacing"


def test_another_import_that_was_faster(folder: Path) -> None:
    """It writes what this one was about to write: between two batches, the same file once more."""
    path = write_file(folder, CIRCLE)
    others: list[Outcome] = []

    def another(lines: int) -> None:
        if lines and not others:
            others.append(carry_out(path, validate(path)))

    outcome = carry_out(path, validate(path), another, batch_size=1)
    assert (outcome.created, outcome.unchanged) == (1, len(CIRCLE) - 1)
    assert (others[0].created, others[0].unchanged) == (len(CIRCLE) - 1, 1)
