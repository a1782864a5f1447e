"""A file imported again: what changed in it is written, what editors did meanwhile is respected."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from cms.content.models import ArticlePage, CareRole
from cms.exchange.importing import carry_out
from cms.exchange.page_batches import ImportStoppedError
from cms.exchange.schedules import spoken_time
from cms.exchange.validation import validate
from cms.published import log
from home.models import HomePage
from tests.exchange.sample import (
    SAMPLE,
    Line,
    article,
    changed,
    document,
    import_file,
    import_lines,
    run_command,
    write_file,
)

pytestmark = pytest.mark.django_db


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


def schedule(page: Page, **changes: Any) -> None:
    """As an editor does: the page stays as it is until tomorrow."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def test_a_change_that_an_editor_has_scheduled_is_not_lost(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    schedule(article("pacing"), excerpt="An editor's word, from tomorrow on.")
    scheduled = article("pacing").scheduled_revision
    assert scheduled is not None
    assert scheduled.approved_go_live_at is not None
    # The same line, and changes of other lines, do not touch it.
    lines = changed(SAMPLE, "plain", excerpt="x")
    assert import_lines(folder, lines).updated == 1
    path = write_file(folder, changed(lines, "pacing", excerpt="The publisher's word."))
    (fault,) = validate(path).faults
    assert fault.line == 1 + [line["id"] for line in SAMPLE].index("pacing")
    assert fault.field == "id"
    assert f"scheduled a change of this page for {spoken_time(scheduled.approved_go_live_at)}" in fault.problem
    assert "cancel it in the admin" in fault.mend
    assert article("pacing").scheduled_revision == scheduled
    scheduled.approved_go_live_at = None
    scheduled.save()
    assert import_file(path).updated == 1
    assert article("pacing").excerpt == "The publisher's word."


def test_a_page_that_has_expired_is_public_again_with_its_next_line_and_stays_so(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    ArticlePage.objects.filter(pk=article("pacing").pk).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    assert (article("pacing").live, article("pacing").expired) == (False, True)
    import_lines(folder, changed(SAMPLE, "pacing", excerpt="The publisher's word."))
    call_command("publish_scheduled")
    assert (article("pacing").live, article("pacing").expired, article("pacing").expire_at) == (True, False, None)
    assert "The publisher's word." in str(document(article("pacing")))


def test_a_day_on_which_a_page_is_to_expire_is_kept(folder: Path) -> None:
    import_lines(folder, SAMPLE)
    tomorrow = timezone.now() + timedelta(days=1)
    ArticlePage.objects.filter(pk=article("pacing").pk).update(expire_at=tomorrow)
    import_lines(folder, changed(SAMPLE, "pacing", excerpt="The publisher's word."))
    assert article("pacing").expire_at == tomorrow


def test_a_change_of_the_home_page_that_an_editor_has_scheduled(folder: Path) -> None:
    home: Line = {"type": "home", "id": "home", "title": "About pain"}
    import_lines(folder, [home])
    schedule(HomePage.objects.get(), title="From tomorrow on")
    (fault,) = validate(write_file(folder, [home | {"title": "Now"}])).faults
    assert (fault.line, fault.field) == (1, "id")


@pytest.mark.parametrize("id_", ["pacing", "home"])
def test_a_change_scheduled_while_importing(folder: Path, id_: str) -> None:
    lines: list[Line] = [*SAMPLE, {"type": "home", "id": "home", "title": "About pain"}]
    import_lines(folder, lines)
    path = write_file(folder, changed(lines, id_, title="The publisher's title"))
    plan = validate(path)
    schedule(HomePage.objects.get() if id_ == "home" else article(id_), title="An editor's title")
    with pytest.raises(ImportStoppedError, match=f"scheduled a change of the .* “{id_}” for "):
        carry_out(path, plan)
    page = HomePage.objects.get() if id_ == "home" else article(id_)
    assert page.scheduled_revision is not None
    assert page.scheduled_revision.as_object().title == "An editor's title"
