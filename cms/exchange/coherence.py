"""Whether the lines of a file fit together, and with what the site has already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from django.utils.text import slugify
from wagtail.models import Page, Site

from cms.content.models import ArticleIndexPage, CareRole, TopicIndexPage

from .faults import Fault, dotted
from .faults import Path as FieldPath
from .known import Key, Known, external_ids, read_imported
from .mentioned import Mention
from .plan import Plan
from .schedules import SCHEDULED_MEND, scheduled_changes, spoken_time

MAX_SLUG = 255
INDEXES = {"topic": TopicIndexPage, "article": ArticleIndexPage}
_SPOKEN = {"care_role": "care role", "image": "picture"}


def spoken(type_: str) -> str:
    """A line's type in plain words."""
    return _SPOKEN.get(type_, type_)


@dataclass(slots=True)
class Seen:
    """What lines said that only the whole file can answer for."""

    broken: set[Key] = field(default_factory=set)
    open_mentions: list[tuple[int, Mention]] = field(default_factory=list)
    """Of what no earlier line explained."""
    descriptions: dict[str, str] = field(default_factory=dict)
    """Pictures' own, by external id."""
    undescribed: list[tuple[int, FieldPath, str]] = field(default_factory=list)
    """Blocks that rely on them: line, place, picture."""
    role_names: dict[str, tuple[int, str]] = field(default_factory=dict)
    overlaps: dict[tuple[str, str], int] = field(default_factory=dict)


def faults(plan: Plan, seen: Seen) -> Iterator[Fault]:
    """Also gives the plan the addresses of its new pages."""
    yield from _unresolved(plan, seen)
    yield from _undescribed(seen)
    yield from _taken_names(seen)
    for type_ in INDEXES:
        yield from _addresses(plan, type_)
    yield from _scheduled(plan)


def _unresolved(plan: Plan, seen: Seen) -> Iterator[Fault]:
    """Mentions that neither this file explains nor an earlier import."""
    known = plan.entries.keys() | seen.broken
    rest = [(number, mention) for number, mention in seen.open_mentions if (mention.type, mention.id) not in known]
    imported = read_imported((mention.type, mention.id) for _, mention in rest)
    for number, mention in rest:
        if (mention.type, mention.id) not in imported:
            problem = f"There is no {spoken(mention.type)} with the id “{mention.id}”."
            yield Fault(number, dotted(mention.path), problem, "Add its line, or mend the id.")


def _undescribed(seen: Seen) -> Iterator[Fault]:
    imported = read_imported(("image", image) for _, _, image in seen.undescribed if image not in seen.descriptions)
    known = Known()
    known.add({key: found.pk for key, found in imported.items()})
    for number, path, image in seen.undescribed:
        if image in seen.descriptions:
            description = seen.descriptions[image]
        elif ("image", image) in known:
            description = known.description(image)
        else:
            continue  # There is no such picture, which is a fault of its own.
        if not description:
            problem = f"is empty, and the picture “{image}” has no description of its own."
            yield Fault(number, dotted(path), problem, "Say what is seen, or mark an image as decorative.")


def _taken_names(seen: Seen) -> Iterator[Fault]:
    """A care role of the same name is taken over, unless it was imported under another id."""
    present = dict(CareRole.objects.filter(name__in=seen.role_names).values_list("pk", "name"))
    for pk, id_ in external_ids("care_role", present).items():
        number, own_id = seen.role_names[present[pk]]
        if id_ != own_id:
            problem = f"“{present[pk]}” is the name of the care role “{id_}” that was imported before."
            yield Fault(number, "name", problem, "Give another name, or keep that id.")


def _scheduled(plan: Plan) -> Iterator[Fault]:
    """Publishing a page ends what was scheduled for it. What an editor has fixed a time for is not lost that way."""
    pages = {entry.key: entry for entry in plan.of(("topic", "article", "home"))}
    imported = read_imported(pages)
    changed = {
        found.pk: pages[key]
        for key, found in imported.items()
        if found.digest != pages[key].digest or key in plan.stale
    }
    for pk, when in scheduled_changes(changed).items():
        problem = (
            f"An editor has scheduled a change of this page for {spoken_time(when)}; importing the line would undo it."
        )
        yield Fault(changed[pk].number, "id", problem, SCHEDULED_MEND)


def _addresses(plan: Plan, type_: str) -> Iterator[Fault]:
    """Addresses as Wagtail gives them: from the title, numbered where taken; but never one that a line asks for."""
    pages = {entry.key: entry for entry in plan.of((type_,))}
    imported = read_imported(pages)
    holders = _holders_of_slugs(type_)
    ours = {found.pk for found in imported.values()}
    for key, entry in pages.items():
        holder = holders.get(entry.slug) if entry.slug else None
        if holder is not None and not (key in imported and imported[key].pk == holder):
            problem = f"“{entry.slug}” is the address of another {type_} on the site."
            # Pages are written one after the other: an address is free when the page that had it has another.
            mend = "Give another slug" + (", or first import that page's new address." if holder in ours else ".")
            yield Fault(entry.number, "slug", problem, mend)
    taken = holders.keys() | {entry.slug for entry in pages.values() if entry.slug}
    new = [entry for key, entry in pages.items() if key not in imported]
    for entry in new:
        slug = entry.slug or _free_slug(slugify(entry.title, allow_unicode=True), taken)
        taken.add(slug)
        plan.slugs[entry.key] = slug
        if len(slug) > MAX_SLUG:
            problem = f"makes an address of {len(slug)} characters; at most {MAX_SLUG} are allowed."
            yield Fault(entry.number, "title", problem, "Add a shorter “slug”.")


def _holders_of_slugs(type_: str) -> dict[str, int]:
    """The pages of a type that have an address, by slug."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    index = INDEXES[type_].objects.child_of(site.root_page).first() if site else None
    return dict(Page.objects.child_of(index).values_list("slug", "pk")) if index else {}


def _free_slug(base: str, taken: set[str]) -> str:
    if base not in taken:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)
