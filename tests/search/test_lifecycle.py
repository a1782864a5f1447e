"""Generations over the real log: build, follow, swap, roll back, and what happens when something goes wrong."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from cms.content.models import ArticlePage
from cms.published import log, marks
from search import follower, indexer, lifecycle, locks
from search.documents import FORMAT, IndexDocument
from search.engines.protocol import Applied, Engine, Generation
from search.errors import DocumentUnreadableError, EngineBusyError, GenerationError
from search.follower import Follower
from tests.search.conftest import SearchedSite


def titles(engine: Engine) -> set[str]:
    ids = [entry.id for entry in engine.dump(engine.health().generation or "")]
    return {kept.title for kept in engine.keep(ids).values() if kept.type == "article"}


def states(engine: Engine) -> list[tuple[bool, bool]]:
    return [(one.active, one.checkpoint is not None) for one in engine.generations()]


def rename(article: ArticlePage, title: str) -> None:
    with log.recording():
        article.title = title
        article.save_revision().publish()


def test_a_rebuild_is_the_whole_log_tombstones_too(site: SearchedSite) -> None:
    gone, stays = site.article("Gone"), site.article("Stays")
    with log.recording():
        gone.unpublish()

    generation = lifecycle.rebuild(site.engine)

    assert titles(site.engine) == {"Stays"}
    assert site.differences() == []
    (listed,) = site.engine.generations()
    assert (listed.name, listed.active, listed.checkpoint, listed.tombstones) == (generation, True, log.head(), 1)
    assert stays.pk in site.engine.keep([stays.pk])


def test_following_applies_what_happened_since(site: SearchedSite) -> None:
    article = site.article("Before")
    site.catch_up()
    rename(article, "After")
    other = site.article("New")
    site.catch_up()
    assert titles(site.engine) == {"After", "New"}
    with log.recording():
        other.delete()
    site.catch_up()
    assert titles(site.engine) == {"After"}
    assert site.differences() == []
    assert site.engine.health().checkpoint == log.head()


def test_batches_join_without_gap(site: SearchedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "BATCH", 2)
    for number in range(5):
        site.article(f"Article {number}")
    told: list[int] = []
    lifecycle.rebuild(site.engine, told.append)
    assert sum(told) == log.size()
    assert site.differences() == []


class Interfering:
    """An engine during whose work something else happens, once: what the real ones cannot be made to wait for."""

    def __init__(self, engine: Engine, happening: Any) -> None:
        self._engine = engine
        self._happening = happening

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        applied = self._engine.apply(generation, documents, checkpoint)
        happening, self._happening = self._happening, lambda: None
        happening()
        return applied


def test_what_is_published_while_a_rebuild_reads_is_in_it(site: SearchedSite) -> None:
    first, second = site.article("First"), site.article("Second")
    site.catch_up()

    def meanwhile() -> None:
        rename(first, "First again")
        with log.recording():
            second.unpublish()
        site.article("Third")

    lifecycle.rebuild(Interfering(site.engine, meanwhile))  # type: ignore[arg-type]
    assert titles(site.engine) == {"First again", "Third"}
    assert site.differences() == []


class Filled:
    """An engine during whose first checkpoint something happens: after the reading, before the swap."""

    def __init__(self, engine: Engine, happening: Any) -> None:
        self._engine = engine
        self._happening = happening

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def apply(self, generation: str, documents: Sequence[IndexDocument], checkpoint: int | None) -> Applied:
        applied = self._engine.apply(generation, documents, checkpoint)
        if checkpoint is not None:
            happening, self._happening = self._happening, lambda: None
            happening()
        return applied


def test_what_is_published_between_the_reading_and_the_swap_is_in_it(site: SearchedSite) -> None:
    first = site.article("First")
    site.catch_up()
    lifecycle.rebuild(Filled(site.engine, lambda: rename(first, "First again")))  # type: ignore[arg-type]
    assert titles(site.engine) == {"First again"}
    assert site.differences() == []


def test_a_failed_rebuild_leaves_the_active_generation_and_nothing_else(site: SearchedSite) -> None:
    site.article("Safe")
    site.catch_up()

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lifecycle.rebuild(Interfering(site.engine, fail))  # type: ignore[arg-type]
    assert states(site.engine) == [(True, True)]
    assert titles(site.engine) == {"Safe"}


def test_the_last_generation_is_kept_and_older_ones_dropped(site: SearchedSite) -> None:
    names = [lifecycle.rebuild(site.engine) for _ in range(3)]
    assert [one.name for one in site.engine.generations()] == names[1:]


def test_what_a_killed_rebuild_left_behind_is_dropped_by_the_next(site: SearchedSite) -> None:
    site.engine.create()
    site.engine.close()
    lifecycle.rebuild(site.engine)
    assert states(site.engine) == [(True, True)]


def test_rollback_catches_up_before_it_is_active(site: SearchedSite) -> None:
    article = site.article("Old title")
    first = lifecycle.rebuild(site.engine)
    lifecycle.rebuild(site.engine)
    rename(article, "New title")
    assert lifecycle.rollback(site.engine) == first
    assert titles(site.engine) == {"New title"}
    assert site.differences() == []


def test_rollback_needs_something_to_return_to(site: SearchedSite) -> None:
    lifecycle.rebuild(site.engine)
    with pytest.raises(GenerationError, match="no earlier generation"):
        lifecycle.rollback(site.engine)


def test_two_rebuilds_at_once_are_refused(site: SearchedSite) -> None:
    with locks.rebuilding(site.engine), pytest.raises(EngineBusyError, match="building the index already"):
        lifecycle.rebuild(site.engine)
    assert site.engine.generations() == []


def test_differences_name_pages_that_are_wrong_missing_or_too_many(site: SearchedSite) -> None:
    changed, missing = site.article("Changed"), site.article("Missing")
    site.catch_up()
    generation = site.engine.health().generation or ""
    rename(changed, "Changed since")
    site.engine.apply(generation, [IndexDocument(9999, 1, "", deleted=True)], None)
    fresh = site.article("Not yet indexed")
    found = {one.id: one for one in site.differences()}
    assert found.keys() >= {changed.pk, fresh.pk, 9999}
    assert missing.pk not in found
    assert found[fresh.pk].index is None
    assert found[9999].log is None


def test_a_document_of_another_schema_stops_the_follower_and_says_how_to_mend_it(site: SearchedSite) -> None:
    article = site.article("Fine")
    change = log.by_id(article.pk)
    assert change is not None

    class Broken:
        id, sequence, etag, type, site_id, locale = change.id, change.sequence, "", "article", 1, "en"
        body = b'{"type": "article", "title": 7}'

    with pytest.raises(DocumentUnreadableError, match=rf"Page {article.pk} .*rebuild_documents"):
        indexer.index_document(Broken())


class FirstPause(threading.Event):
    """Stops a follower when it has nothing more to do at once."""

    def wait(self, timeout: float | None = None) -> bool:
        return bool(timeout)


def test_a_cascade_is_rendered_in_batches_without_a_pause(site: SearchedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        site.article(f"Article {number}")
    site.catch_up()
    with log.recording():
        marks.mark_everything()
    assert log.stale_count() > 4
    monkeypatch.setattr(follower, "STALE_BATCH", 2)
    patient = Follower(site.engine)
    patient._stop = FirstPause()
    patient.run()
    assert log.stale_count() == 0
    assert site.differences() == []


class OtherFormat:
    """An engine whose active generation was made by another version."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def generations(self) -> list[Generation]:
        return [
            Generation(one.name, one.active, one.checkpoint, FORMAT - 1, one.documents, one.tombstones)
            for one in self._engine.generations()
        ]


def test_an_index_of_another_format_is_built_again(site: SearchedSite) -> None:
    site.article("Here")
    old = lifecycle.rebuild(site.engine)
    Follower(OtherFormat(site.engine)).renew_outdated()  # type: ignore[arg-type]
    assert site.engine.health().generation != old
    Follower(site.engine).renew_outdated()
    assert len(site.engine.generations()) == 2
    with pytest.raises(GenerationError, match="format"):
        lifecycle.rollback(OtherFormat(site.engine))  # type: ignore[arg-type]
