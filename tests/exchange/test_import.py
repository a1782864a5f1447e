"""What an import makes, again and again, whatever happens in between."""

import gzip
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from cms.content.models import ArticleIndexPage, ArticlePage, CareRole, Person, TopicPage
from cms.exchange import importing
from cms.exchange.importing import carry_out
from cms.exchange.known import read_imported
from cms.exchange.models import ImportedObject
from cms.exchange.page_batches import ImportStoppedError
from cms.exchange.validation import validate
from cms.published import log
from home.models import HomePage
from home.site import ensure_site
from tests.exchange.sample import ARTICLES, SAMPLE, Line, changed, import_lines, picture, run_command, write_file

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


def document(page: Page) -> dict[str, Any]:
    while log.render_stale():
        pass
    change = log.by_id(page.pk)
    assert change is not None
    assert change.body is not None
    return json.loads(change.body)


def article(id_: str) -> ArticlePage:
    return ArticlePage.objects.get(pk=read_imported([("article", id_)])["article", id_].pk)


def test_importing_again_changes_nothing(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    first = run_command(path)
    assert (first["created"], first["updated"], first["unchanged"]) == (len(SAMPLE), 0, 0)
    head, revisions = log.head(), Revision.objects.count()
    # The same, told in another order and with other spaces.
    lines = [dict(reversed(line.items())) for line in reversed(SAMPLE)]
    path.write_text("\n\n".join(json.dumps(line, indent=None, separators=(" , ", " : ")) for line in lines))
    second = run_command(path)
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, len(SAMPLE))
    assert (log.head(), Revision.objects.count()) == (head, revisions)


def test_a_changed_line_changes_its_page_only(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    page, revisions = article("pacing"), Revision.objects.count()
    head = log.head()
    outcome = import_lines(folder, changed(SAMPLE, "pacing", title="Pacing anew", excerpt="Changed."))
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, len(SAMPLE) - 1)
    after = article("pacing")
    assert (after.pk, after.url_path, after.first_published_at) == (page.pk, page.url_path, page.first_published_at)
    assert after.title == after.draft_title == "Pacing anew"
    assert Revision.objects.count() == revisions + 1
    assert document(after)["excerpt"] == "Changed."
    assert log.head() > head


def test_what_an_editor_wrote_stays_until_the_line_changes(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    page = article("pacing")
    page.excerpt = "An editor's word."
    page.save_revision().publish()
    import_lines(folder, SAMPLE)
    assert article("pacing").excerpt == "An editor's word."
    import_lines(folder, changed(SAMPLE, "pacing", excerpt="The publisher's word."))
    assert article("pacing").excerpt == "The publisher's word."


def test_an_unpublished_page_stays_so_until_its_line_changes(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    with log.recording():
        article("plain").unpublish()
    import_lines(folder, SAMPLE)
    assert not article("plain").live
    import_lines(folder, changed(SAMPLE, "plain", excerpt="x"))
    assert article("plain").live
    assert document(article("plain"))["excerpt"] == "x"


def test_another_address_leaves_a_redirect(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    import_lines(folder, SAMPLE)
    old = article("pacing").url_path
    with django_capture_on_commit_callbacks(execute=True):
        import_lines(folder, changed(SAMPLE, "pacing", slug="step-by-step"))
    assert article("pacing").url_path != old
    assert document(article("pacing"))["path"] == "/articles/step-by-step/"
    assert Redirect.objects.get().old_path == "/articles/pacing"


def test_a_page_that_waits_for_its_time_goes_on_waiting(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    article("plain").unpublish()
    page = article("plain")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    import_lines(folder, changed(SAMPLE, "plain", excerpt="For tomorrow."))
    waiting = article("plain")
    assert not waiting.live
    assert waiting.scheduled_revision is not None
    assert waiting.scheduled_revision.as_object().excerpt == "For tomorrow."


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
        seen.append({document["title"] for document in documents if document["type"] in ("topic", "article")})
        for document in documents:
            if document["type"] == "topic":
                assert document["definition"]
                assert {relation["topic"]["title"] for relation in document["relations"]} <= seen[-1]

    carry_out(path, validate(path), look, batch_size=1)
    assert {len(some) for some in seen} >= set(range(1, 9))
    assert not Page.objects.filter(live=False).exists()


@pytest.mark.parametrize("stop_after", [1, 5, 9, 12])
def test_a_stopped_import_goes_on_where_it_was(folder: Path, stop_after: int) -> None:
    """Stopped as by Ctrl-C; by a real SIGKILL: test_kill.py."""
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


def test_a_picture_whose_batch_fails_leaves_no_file(
    folder: Path, own_media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file(folder, SAMPLE)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cms.exchange.importing.write_imported", fail)
    with pytest.raises(KeyboardInterrupt):
        carry_out(path, validate(path))
    assert [file for file in own_media.rglob("*") if file.is_file()] == []
    assert not get_image_model().objects.exists()


def test_a_changed_picture(
    folder: Path, own_media: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    import_lines(folder, SAMPLE)
    page, image = article("pacing"), get_image_model().objects.get()
    before = document(page)["image"]["src"]
    image.get_rendition("width-20")
    (folder / "pictures" / "hill.png").write_bytes(picture("red"))
    with django_capture_on_commit_callbacks(execute=True):
        outcome = carry_out(folder / "site.jsonl", validate(folder / "site.jsonl"))
    assert (outcome.updated, outcome.unchanged) == (1, len(SAMPLE) - 1)
    assert get_image_model().objects.get().pk == image.pk
    assert not image.renditions.exists()
    assert document(page)["image"]["src"] != before
    originals = [file for file in (own_media / "original_images").iterdir() if file.is_file()]
    assert [file.read_bytes() for file in originals] == [picture("red")]


def test_what_was_deleted_is_made_anew_and_mentioned_again(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    old = article("plain").pk
    with log.recording():
        article("plain").delete()
    assert [pin["title"] for pin in document(article("pacing"))["related_pins"]] == []
    outcome = import_lines(folder, SAMPLE)
    # The article itself, and the two that mention it.
    assert (outcome.created, outcome.updated) == (1, 2)
    assert article("plain").pk != old
    assert [pin["id"] for pin in document(article("pacing"))["related_pins"]] == [article("plain").pk]


def test_a_care_role_that_an_editor_made_is_taken_over(folder: Path) -> None:
    role = CareRole.objects.create(name="Pain nurse", description="An editor's words.")
    import_lines(folder, SAMPLE)
    assert CareRole.objects.filter(name="Pain nurse").count() == 1
    role.refresh_from_db()
    assert role.description == "Teaches and follows up."


def test_the_home_page(folder: Path) -> None:
    home: Line = {
        "type": "home",
        "id": "home",
        "title": "About pain",
        "introduction": "All about pain.",
        "featured": [{"type": "article", "id": "pacing"}, {"type": "topic", "id": "lasting-pain"}],
    }
    import_lines(folder, [home, *SAMPLE])
    told = document(HomePage.objects.get())
    assert (told["title"], told["introduction"]) == ("About pain", "All about pain.")
    assert [teaser["title"] for teaser in told["featured"]] == ["A little, often", "Lasting pain"]


def test_addresses_follow_the_titles(folder: Path) -> None:
    """As Wagtail makes them, but never one that another line asks for."""
    titles = ["Back Pain!", "Back pain", "Ünï – 100 %", "back-pain"]
    lines: list[Line] = [{"type": "article", "id": str(place), "title": title} for place, title in enumerate(titles)]
    import_lines(folder, [*lines, {"type": "article", "id": "x", "title": "X", "slug": "back-pain-2"}])
    pages = ArticlePage.objects.order_by("path")
    assert [page.slug for page in pages] == ["back-pain", "back-pain-3", "ünï-100", "back-pain-4", "back-pain-2"]


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


def test_a_file_that_changes_while_it_is_imported(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    plan = validate(path)
    write_file(folder, changed(SAMPLE, "pacing", title="Other"))
    number = 1 + [line["id"] for line in SAMPLE].index("pacing")
    with pytest.raises(ImportStoppedError, match=f"Line {number} changed while the file was imported"):
        carry_out(path, plan)


def test_a_dry_run_tells_and_writes_nothing(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    told = run_command(path, "--dry-run")
    assert (told["ok"], told["dry_run"], told["created"], told["pages"]) == (True, True, len(SAMPLE), 6)
    assert not ImportedObject.objects.exists()
    assert not HomePage.objects.exists()
    import_lines(folder, SAMPLE)
    write_file(folder, [*changed(SAMPLE, "pacing", title="Other"), {"type": "article", "id": "new", "title": "New"}])
    told = run_command(path, "--dry-run")
    assert (told["created"], told["updated"], told["unchanged"]) == (1, 1, len(SAMPLE) - 1)


def test_compressed_files(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    compressed = gzip.compress(path.read_bytes())
    (folder / "site.jsonl.gz").write_bytes(compressed)
    assert run_command(folder / "site.jsonl.gz")["created"] == len(SAMPLE)
    (folder / "cut.jsonl.gz").write_bytes(compressed[:-100])
    with pytest.raises(CommandError, match=r"cut\.jsonl\.gz is damaged or cut off"):
        call_command("import_content", str(folder / "cut.jsonl.gz"))
    (folder / "bad.jsonl.gz").write_bytes(compressed[:50] + b"\0" * 50 + compressed[100:])
    with pytest.raises(CommandError, match=r"bad\.jsonl\.gz is damaged or cut off"):
        call_command("import_content", str(folder / "bad.jsonl.gz"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.jsonl"], r"none\.jsonl cannot be read: No such file"),
        (["."], "cannot be read: Is a directory"),
        (["none.jsonl", "--batch-size", "0"], "“0” is not a number from 1 to 5000"),
        (["none.jsonl", "--batch-size", "9" * 30], "is not a number from 1 to 5000"),
        (["none.jsonl", "--batch-size", "²"], "is not a number from 1 to 5000"),
    ],
)
def test_bad_arguments(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("import_content", *arguments)


def test_an_empty_file(folder: Path) -> None:
    assert run_command(write_file(folder, []))["created"] == 0
