"""A batch of topics or articles: in one transaction written, published and told by the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from wagtail.models import Page

from cms.published import log

from .bulk.places import SlugTakenError, add_children
from .bulk.publishing import index_for_admin, publish_pages, was_revised
from .bulk.references import write_references
from .bulk.rows import read_children, write_own_rows
from .format import ArticleLine, TopicLine
from .known import PAGE_MODELS, Imported, Key, Known, claim, read_imported, write_imported
from .mentioned import mentions, rich_texts
from .pages import Rows, fill
from .plan import Entry, Plan
from .richtext import page_links
from .schedules import SCHEDULED_MEND, scheduled_changes, spoken_time
from .singles import needing_wagtail, publish_singly

PageItem = tuple[Entry, TopicLine | ArticleLine]


class ImportStoppedError(Exception):
    """Something changed under the import. What was written stays and is whole; importing again goes on from there."""


@dataclass(slots=True)
class Written:
    created: int = 0
    updated: int = 0


@dataclass(slots=True)
class _Batch:
    items: list[PageItem]
    imported: dict[Key, Imported]
    known: Known = field(default_factory=Known)


class PageBatchWriter:
    def __init__(self, plan: Plan, parents: dict[str, int]) -> None:
        self.plan = plan
        self.parents = parents

    def write(self, items: Sequence[PageItem]) -> Written:
        """Write pages of one type. Pages that they mention and that do not exist yet are made as empty drafts, in the
        same transaction: a circle of pages can thus cross batches, and no reader sees one before its own batch.
        """
        with log.recording():
            own = {entry.key for entry, _ in items}
            mentioned = _mentioned(line for _, line in items)
            claim(own | {key for key in mentioned if key[0] in PAGE_MODELS})
            imported = read_imported(own | mentioned)
            # Another import may have come first: what it wrote stays.
            left = [item for item in items if not says_the_same(item[0], imported)]
            if not left:
                return Written()
            batch = _Batch(left, imported)
            batch.known.add({key: found.pk for key, found in imported.items()})
            made = self._make_missing(batch, mentioned)
            pages = self._load(batch, made)
            refuse_scheduled(pages)
            present = read_children(list(pages.values()))
            for entry, line in left:
                fill(pages[entry.key], line, batch.known, present[pages[entry.key].pk])
            _publish(list(pages.values()), present)
            write_imported([(entry.key, pages[entry.key].pk, entry.digest) for entry, _ in left])
        created = sum(not imported[key].digest if key in imported else True for key in pages)
        return Written(created, len(pages) - created)

    def _make_missing(self, batch: _Batch, mentioned: set[Key]) -> dict[Key, Page]:
        own = [entry.key for entry, _ in batch.items]
        missing = [key for key in dict.fromkeys([*own, *sorted(mentioned)]) if key not in batch.known]
        made: dict[Key, Page] = {}
        for type_, model in PAGE_MODELS.items():
            some = {key: self._draft(model, key) for key in missing if key[0] == type_}
            if some:
                self._add_children(type_, list(some.values()))
            made |= some
        if others := missing - made.keys():
            type_, id_ = min(others)
            msg = f"The {type_} “{id_}” was deleted while the file was imported. Import it again."
            raise ImportStoppedError(msg)
        batch.known.add({key: page.pk for key, page in made.items()})
        self._store_ahead({key: page for key, page in made.items() if key not in own})
        return made

    def _draft(self, model: type[Page], key: Key) -> Page:
        if key not in self.plan.slugs:
            msg = f"The {key[0]} “{key[1]}” was deleted while the file was imported. Import it again."
            raise ImportStoppedError(msg)
        return model(title=self.plan.entries[key].title, slug=self.plan.slugs[key], live=False)

    def _add_children(self, type_: str, pages: list[Page]) -> None:
        try:
            add_children(self.parents[type_], pages)
        except SlugTakenError as error:
            msg = f"Another {type_} was given the address “{error.slug}” while the file was imported. Import it again."
            raise ImportStoppedError(msg) from error

    def _store_ahead(self, drafts: dict[Key, Page]) -> None:
        """Make pages of later batches whole as drafts: they have only their title and address."""
        if not drafts:
            return
        write_own_rows(drafts.values())
        write_references(list(drafts.values()))
        index_for_admin(list(drafts.values()))
        write_imported([(key, page.pk, "") for key, page in drafts.items()])

    def _load(self, batch: _Batch, made: dict[Key, Page]) -> dict[Key, Page]:
        model = PAGE_MODELS[batch.items[0][0].type]
        stored = model.objects.in_bulk(
            [batch.known.pk(*entry.key) for entry, _ in batch.items if entry.key not in made]
        )
        return {
            entry.key: made[entry.key] if entry.key in made else stored[batch.known.pk(*entry.key)]
            for entry, _ in batch.items
        }


def refuse_scheduled(pages: dict[Key, Page]) -> None:
    """Raises `ImportStoppedError` for a page that an editor has scheduled a change of since the file was checked."""
    scheduled = scheduled_changes(page.pk for page in pages.values() if was_revised(page))
    for (type_, id_), page in pages.items():
        if page.pk in scheduled:
            when = spoken_time(scheduled[page.pk])
            msg = f"While the file was imported, an editor scheduled a change of the {type_} “{id_}” for {when}. "
            raise ImportStoppedError(msg + SCHEDULED_MEND)


def says_the_same(entry: Entry, imported: dict[Key, Imported]) -> bool:
    return entry.key in imported and imported[entry.key].digest == entry.digest


def _mentioned(lines: Iterable[TopicLine | ArticleLine]) -> set[Key]:
    keys: set[Key] = set()
    for line in lines:
        keys |= {(mention.type, mention.id) for mention in mentions(line)}
        for _, html in rich_texts(line):
            if "topic:" in html or "article:" in html:
                keys |= {(link.type, link.id) for link in page_links(html)}
    return keys


def _publish_by_wagtail(page: Page) -> None:
    try:
        publish_singly(page)
    except ValidationError as error:
        # The line was checked: an editor has meanwhile taken its address, or moved the page.
        msg = f"“{page.title}” can no longer be published: {' '.join(error.messages)} Import the file again."
        raise ImportStoppedError(msg) from error


def _publish(pages: list[Page], present: dict[int, Rows]) -> None:
    special = needing_wagtail([page for page in pages if was_revised(page)])
    together = [page for page in pages if page.pk not in special]
    if together:
        publish_pages(together, present)
    for page in pages:
        if page.pk in special:
            _publish_by_wagtail(page)
    log.refresh(page.pk for page in together)
