"""What stands around every page: the site's name and where its navigation leads. Read from the log, like all else."""

from dataclasses import dataclass

from pydantic_core import from_json

from cms.published import log
from cms.published.sites import Scope


@dataclass(frozen=True, slots=True)
class Place:
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """`home` stands even where nothing is published yet. `sections` are the pages that list topics and articles."""

    home: Place
    sections: list[Place]
    locale: str


def frame_of(scope: Scope) -> Frame:
    home = _places(scope, "home")
    sections = [place for type_ in ("topic_index", "article_index") for place in _places(scope, type_)[:1]]
    return Frame(min(home, key=lambda place: len(place.path), default=Place("Home", "/")), sections, scope.locale)


def _places(scope: Scope, type_: str) -> list[Place]:
    _, found = log.listed(type_, site_id=scope.site_id, locale=scope.locale, offset=0, limit=20)
    documents = (from_json(change.body) for change in found if change.body)
    return [Place(document["title"], document["path"]) for document in documents]
