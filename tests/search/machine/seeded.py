"""Faults that the machine must find: each is put into the product for one test."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from wagtail.models import Page

from cms.published import log, marks
from cms.published.models import LogHead
from home.models import HomePage
from search import follower, indexer, lifecycle
from search.documents import IndexDocument
from search.engines.embedded import writer
from search.engines.protocol import Engine, Writing

Seed = Callable[[pytest.MonkeyPatch], None]


def checkpoint_before_the_write(patch: pytest.MonkeyPatch) -> None:
    def follow(engine: Writing, generation: str, since: int, *arguments: Any, keep_checkpoint: bool = True) -> int:
        while some := log.changes(since, indexer.BATCH):
            since = some[-1].sequence
            if keep_checkpoint:
                engine.apply(generation, [], since)
            engine.apply(generation, [indexer.index_document(change) for change in some], None)
        return since

    patch.setattr(follower, "follow", follow)
    patch.setattr(lifecycle, "follow", follow)


def back_to_a_generation_that_has_not_caught_up(patch: pytest.MonkeyPatch) -> None:
    def rollback(engine: Engine) -> None:
        earlier = [one for one in engine.generations() if not one.active and one.checkpoint is not None]
        if earlier:
            engine.activate(earlier[-1].name)

    patch.setattr(lifecycle, "rollback", rollback)


def tombstones_left_out(patch: pytest.MonkeyPatch) -> None:
    with_vectors = indexer.with_vectors

    def of_the_living(documents: Sequence[IndexDocument]) -> list[IndexDocument]:
        return [document for document in with_vectors(documents) if not document.deleted]

    patch.setattr(indexer, "with_vectors", of_the_living)


def old_news_over_newer(patch: pytest.MonkeyPatch) -> None:
    sequences = writer.sequences
    patch.setattr(writer, "sequences", lambda *asked: dict.fromkeys(sequences(*asked), 0))


def what_is_below_a_page_moved_away_forgotten(patch: pytest.MonkeyPatch) -> None:
    bury = marks.bury

    def bury_at_home(head: LogHead, page_ids: list[int]) -> None:
        staying = Page.objects.descendant_of(HomePage.objects.get()).filter(pk__in=page_ids)
        bury(head, list(staying.values_list("pk", flat=True)))

    patch.setattr(marks, "bury", bury_at_home)


def what_embeds_a_page_not_marked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(marks, "mark_tags", lambda *_, **__: None)


SEEDS: dict[Seed, str] = {
    checkpoint_before_the_write: "the checkpoint is ahead",
    back_to_a_generation_that_has_not_caught_up: "readers went back",
    tombstones_left_out: "the checkpoint is ahead",
    old_news_over_newer: "the checkpoint is ahead",
    what_is_below_a_page_moved_away_forgotten: "shown, but not public",
    what_embeds_a_page_not_marked: "out of date, and not marked",
}
"""With what the machine says of each."""

HARD_TO_FIND = {back_to_a_generation_that_has_not_caught_up, old_news_over_newer}
"""Those that take the machine more than a few examples."""
