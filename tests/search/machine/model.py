"""What is public, said as plainly as can be: the log must say the same."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

HOME, SECTION, TOPIC, ARTICLE = "home", "section", "topic", "article"


@dataclass(slots=True)
class Written:
    """A page. `above`: the page it stands below; None for the home page, and for what was moved out of the site."""

    id: int
    kind: str
    title: str
    slug: str
    above: int | None
    live: bool = True
    private: bool = False
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers see of a public page: also the titles of the pages above it, and of the topics that it shows."""

    path: str
    title: str
    above: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(slots=True)
class Model:
    """The pages of one site, by id."""

    home: int
    pages: dict[int, Written] = field(default_factory=dict)

    def public(self) -> dict[int, Shown]:
        places = {id_: place for id_ in self.pages if (place := self._place(id_))}
        return {
            id_: Shown(path, self.pages[id_].title, above, self._topics(id_, places.keys()))
            for id_, (path, above) in places.items()
        }

    def _place(self, page_id: int) -> tuple[str, tuple[str, ...]] | None:
        """The path of a public page, and the titles of the pages above it."""
        page = self.pages[page_id]
        if not page.live or page.private:
            return None
        if page_id == self.home:
            return "/", ()
        above = None if page.above is None else self._place(page.above)
        if page.above is None or above is None:
            return None
        path, titles = above
        return f"{path}{page.slug}/", (*titles, self.pages[page.above].title)

    def _topics(self, page_id: int, public: Collection[int]) -> tuple[str, ...]:
        topic = self.pages[page_id].topic
        return (self.pages[topic].title,) if topic in public and topic is not None else ()

    def of(self, *kinds: str) -> list[Written]:
        return [page for _, page in sorted(self.pages.items()) if page.kind in kinds]

    def below(self, page_id: int) -> Iterator[Written]:
        """The page and all below it."""
        yield self.pages[page_id]
        for page in [page for page in self.pages.values() if page.above == page_id]:
            yield from self.below(page.id)

    def is_free(self, slug: str, above: int | None, but: int = 0) -> bool:
        """Whether no sibling has this slug: Wagtail would refuse a second one."""
        return all(page.id == but or page.above != above or page.slug != slug for page in self.pages.values())

    def forget(self, page_id: int) -> None:
        """A page is deleted, with all below it; what was about it is about nothing now."""
        gone = {page.id for page in self.below(page_id)}
        self.pages = {id_: page for id_, page in self.pages.items() if id_ not in gone}
        for page in self.pages.values():
            page.topic = None if page.topic in gone else page.topic
