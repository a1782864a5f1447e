"""What must hold of the log and of every index, whatever happened."""

import json
from collections.abc import Iterable
from datetime import date

from wagtail.models import Site

from cms.published import log
from cms.published.models import PublishedDocument
from search import answers, lifecycle
from search.documents import body_hash
from search.engines.protocol import Engine, Entry
from search.plans import Filters, Scope
from search.queries import SearchRequest
from tests.search.machine.model import ARTICLE, TOPIC, Model, Shown


def shown(title: str, path: str, body: bytes) -> Shown:
    document = json.loads(body)
    assert (document["title"], document["path"]) == (title, path)
    above = tuple(step["title"] for step in document["breadcrumbs"])
    return Shown(path, title, above, tuple(topic["title"] for topic in document.get("topics", ())))


def log_is_true_at_once(model: Model) -> None:
    """Nothing is shown that is not public, before any follower ran; what is not up to date yet is marked as stale."""
    public, rows = model.public(), {row.page_id: row for row in PublishedDocument.objects.all()}
    leaked = [row.page_id for row in rows.values() if row.live and row.page_id not in public]
    assert leaked == [], "shown, but not public"
    for page_id, expected in public.items():
        row = rows[page_id]
        assert row.live or row.stale, f"page {page_id} is public, and neither shown nor marked"
        if not row.stale:
            assert shown(row.title, row.path, bytes(row.body)) == expected, "out of date, and not marked"


def sequences_are_in_order(before: int) -> int:
    """`before`: the log's head when it was looked at last; returns where it is now."""
    told = list(PublishedDocument.objects.exclude(sequence=None).values_list("sequence", flat=True))
    assert len(told) == len(set(told)), "two rows with one sequence"
    head = log.head()
    assert head >= max([before, *told])
    return head


def generations_hold_what_they_say(engine: Engine) -> dict[str, int]:
    """Everything up to its checkpoint is in a generation, and nothing that the log never told; returns the checkpoints."""
    rows = {
        row.page_id: Entry(row.page_id, row.sequence, body_hash(bytes(row.body) if row.live else None), not row.live)
        for row in PublishedDocument.objects.exclude(sequence=None)
    }
    checkpoints: dict[str, int] = {}
    for generation in engine.generations():
        if generation.checkpoint is None:
            continue
        checkpoints[generation.name] = generation.checkpoint
        held = {entry.id: entry for entry in engine.dump(generation.name)}
        expected = {id_: row for id_, row in rows.items() if row.sequence <= generation.checkpoint}
        assert {id_: held.get(id_) for id_ in expected} == expected, "the checkpoint is ahead of what is in the index"
        assert all(id_ in rows and entry.sequence <= rows[id_].sequence for id_, entry in held.items())
    return checkpoints


def log_is_true(model: Model) -> None:
    """For when nothing is stale any more."""
    told = {change.id: change for change in log.every_live()}
    titles = {change.id: json.loads(change.body or b"")["title"] for change in told.values()}
    assert {id_: shown(titles[id_], change.path, change.body or b"") for id_, change in told.items()} == model.public()


def index_is_the_log(writer: Engine, reader: Engine, model: Model) -> None:
    """For when the follower has caught up."""
    health = reader.health()
    assert health.generation is not None
    assert health.checkpoint == log.head()
    assert list(lifecycle.differences(writer, health.generation)) == []
    public, pages = model.public(), model.of(TOPIC, ARTICLE)
    titles = {page.id: page.title for page in pages if page.id in public}
    assert found(reader, "") == titles.keys()
    for word in {word for page in pages for word in page.title.split()}:
        hits = found(reader, word)
        assert hits <= titles.keys()
        assert hits >= {id_ for id_, title in titles.items() if word in title.split()}


def found(reader: Engine, text: str) -> set[int]:
    scope = Scope(Site.objects.get().pk, "en")
    request = SearchRequest(text, Filters(scope), today=date(2026, 1, 1), limit=100, correct=False)
    return {hit.id for hit in answers.search(reader, request).result.hits}


class FeedReader:
    """A frontend that follows the log in steps and keeps what it was told."""

    def __init__(self) -> None:
        self.since = 0
        self.told: dict[int, bytes | None] = {}

    def read(self, limit: int) -> bool:
        """Read one step; whether there was anything."""
        some = log.changes(self.since, limit)
        sequences = [change.sequence for change in some]
        assert sequences == sorted(set(sequences))
        assert all(sequence > self.since for sequence in sequences)
        self.since = max([self.since, *sequences])
        self.told |= {change.id: change.body for change in some}
        return bool(some)

    def has_missed_nothing(self) -> None:
        while self.read(3):
            pass
        rows: Iterable[PublishedDocument] = PublishedDocument.objects.exclude(sequence=None)
        assert self.told == {row.page_id: bytes(row.body) if row.live else None for row in rows}
        assert self.since == log.head()
