"""What stands around every page: the site's name and where its navigation leads. Read from the log, like all else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from cms.published.navigation import Entry, entries
from cms.published.sites import Scope

SECTIONS = ("topic_index", "article_index")


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation; `below` it those that stand below it in the tree."""

    type: str
    id: int
    title: str
    path: str
    below: list["Place"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """`home` is None where nothing is published yet. `sections` are the pages that list topics and articles; `menu` is
    what editors show in menus, as a tree. `suggests`: whether the API answers a reader's browser, which has no key.
    """

    home: Place | None
    sections: list[Place]
    menu: list[Place]
    locale: str
    is_translation: bool = False
    suggests: bool = True

    @property
    def title(self) -> str:
        return self.home.title if self.home else "Home"

    @property
    def path(self) -> str:
        return self.home.path if self.home else "/"

    @property
    def bar(self) -> list[Place]:
        """What the bar at the top shows: the menu, or where editors made none, the sections."""
        return self.menu or self.sections


def frame_of(scope: Scope) -> Frame:
    found = entries(scope.site_id, scope.locale)
    # Of the home pages in this language the one nearest to the site's root is its home.
    homes = sorted((entry for entry in found if entry.type == "home"), key=lambda entry: len(entry.path))
    home = homes[0] if homes else None
    return Frame(
        home=_place(home) if home else None,
        sections=[_place(entry) for type_ in SECTIONS for entry in found if entry.type == type_],
        menu=_menu(entry for entry in found if entry.in_menus and entry is not home),
        locale=scope.locale,
        is_translation=scope.is_translation,
        suggests=settings.TOPICHUB_API_KEYS == "open",
    )


def _menu(found: Iterable[Entry]) -> list[Place]:
    """`found` comes in the order of the tree: each entry stands below the last one that it is a descendant of."""
    top: list[Place] = []
    above: list[tuple[str, Place]] = []
    for entry in found:
        while above and not entry.tree.startswith(above[-1][0]):
            above.pop()
        place = _place(entry)
        (above[-1][1].below if above else top).append(place)
        above.append((entry.tree, place))
    return top


def _place(entry: Entry) -> Place:
    return Place(entry.type, entry.id, entry.title, entry.path)
