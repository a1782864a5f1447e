"""A valid file, carried out: batch after batch, each a transaction that leaves the site and its log whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.content.models import ArticleIndexPage, TopicIndexPage
from cms.published import log
from cms.published.batches import batched
from home.models import HomePage
from home.site import ensure_site

from .bulk.rows import read_children
from .format import HomeLine, ImportLine
from .known import Known, claim, forget_imported, read_imported, write_imported
from .mentioned import mentions
from .page_batches import ImportStoppedError, PageBatchWriter, refuse_scheduled, says_the_same
from .pages import fill
from .pictures import PictureError
from .plan import PASSES, Entry, Plan, digest, picture_digest
from .reading import parse, read_lines
from .singles import publish_singly
from .snippets import SnippetWriter

BATCH_SIZE = 200
"""Lines in one transaction: long enough to be fast, short enough for editors to save in between."""

Item = tuple[Entry, Any]
Advance = Callable[[int], None]


@dataclass(slots=True)
class Outcome:
    """How many lines made something new, changed something, or said what is there already."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    pages: int = 0
    """Topics, articles and the home page among those created or updated."""


def preview(plan: Plan) -> Outcome:
    """What carrying out the plan would do."""
    outcome = Outcome()
    imported = read_imported(plan.entries)
    for key, entry in plan.entries.items():
        found = imported.get(key)
        if found and found.digest == entry.digest and key not in plan.stale:
            outcome.unchanged += 1
            continue
        outcome.created += not (found and found.digest)
        outcome.updated += bool(found and found.digest)
        outcome.pages += entry.type in ("topic", "article", "home")
    return outcome


def carry_out(path: Path, plan: Plan, advance: Advance = lambda _: None, batch_size: int = BATCH_SIZE) -> Outcome:
    """Write what the plan of the file at `path` asks for. `advance` hears how many lines are done.

    Raises `ImportStoppedError` where something changed since the file was checked; finished batches stay.
    """
    if plan.faults:
        msg = "A plan with faults cannot be carried out."
        raise ValueError(msg)
    return _Import(path, plan, advance, batch_size).run()


class _Import:
    def __init__(self, path: Path, plan: Plan, advance: Advance, batch_size: int) -> None:
        self.path = path
        self.plan = plan
        self.advance = advance
        self.batch_size = batch_size
        self.outcome = Outcome()
        with log.recording():
            self.home = ensure_site()
        self.page_writer = PageBatchWriter(
            plan,
            {
                "topic": TopicIndexPage.objects.child_of(self.home).get().pk,
                "article": ArticleIndexPage.objects.child_of(self.home).get().pk,
            },
        )

    def run(self) -> Outcome:
        if self.plan.vanished or self.plan.stale:
            with transaction.atomic():
                forget_imported(self.plan.vanished, look_again=self.plan.stale)
        for types in PASSES:
            for items in batched(self._changed_lines(types), self.batch_size):
                self._write(types, items)
                self.advance(len(items))
        return self.outcome

    def _changed_lines(self, types: tuple[str, ...]) -> Iterator[Item]:
        entries = {entry.number: entry for entry in self.plan.of(types)}
        imported = read_imported(entry.key for entry in entries.values())
        same = {number for number, entry in entries.items() if says_the_same(entry, imported)}
        self.outcome.unchanged += len(same)
        self.advance(len(same))
        if len(same) == len(entries):
            return
        left = {number: entry for number, entry in entries.items() if number not in same}
        for raw in read_lines(self.path):
            if entry := left.pop(raw.number, None):
                yield entry, self._checked(entry, parse(raw)[0])
        if left:
            msg = f"Line {min(left)} was taken out while the file was imported. Import it again."
            raise ImportStoppedError(msg)

    def _checked(self, entry: Entry, line: ImportLine | None) -> ImportLine:
        """The line, if it still says what it said when the file was checked."""
        try:
            if line and digest(line, picture_digest(line, self.path.parent)) == entry.digest:
                return line
        except PictureError as error:
            msg = f"Line {entry.number}: {error} It was there when the file was checked."
            raise ImportStoppedError(msg) from error
        msg = f"Line {entry.number} changed while the file was imported. Import it again."
        raise ImportStoppedError(msg)

    def _write(self, types: tuple[str, ...], items: Sequence[Item]) -> None:
        if types in (("topic",), ("article",)):
            written = self.page_writer.write(items)
            self.outcome.created += written.created
            self.outcome.updated += written.updated
            self.outcome.pages += written.created + written.updated
            # What another import, at work at the same time, wrote first.
            self.outcome.unchanged += len(items) - written.created - written.updated
        elif types == ("home",):
            self._write_home(*items[0])
        else:
            self._write_snippets(items)

    def _write_snippets(self, items: Sequence[Item]) -> None:
        keys = {entry.key for entry, _ in items}
        known = Known()
        writer = SnippetWriter(self.path.parent, known)
        try:
            with log.recording():
                claim(keys)
                imported = read_imported(keys | {(m.type, m.id) for _, line in items for m in mentions(line)})
                known.add({key: found.pk for key, found in imported.items()})
                saved = []
                # What another import, at work at the same time, wrote first, stays.
                left = [item for item in items if not says_the_same(item[0], imported)]
                self.outcome.unchanged += len(items) - len(left)
                for entry, line in left:
                    found = imported.get(entry.key)
                    saved.append((entry.key, writer.save(line, found.pk if found else None), entry.digest))
                    self.outcome.created += found is None
                    self.outcome.updated += found is not None
                write_imported(saved)
        finally:
            # Where it was stopped the rows are rolled back, and files would stay behind.
            writer.discard_unused()

    def _write_home(self, entry: Entry, line: HomeLine) -> None:
        with log.recording():
            imported = read_imported({entry.key, *((m.type, m.id) for m in mentions(line))})
            known = Known()
            known.add({key: found.pk for key, found in imported.items()})
            home = HomePage.objects.get(pk=self.home.pk)
            refuse_scheduled({entry.key: home})
            fill(home, line, known, read_children([home])[home.pk])
            publish_singly(home)
            write_imported([(entry.key, home.pk, entry.digest)])
        self.outcome.updated += 1
        self.outcome.pages += 1
