"""What is asked of whom: the same things of each, in the addresses that it has for them.

    python -m bench.delivery.asked

prints the questions as JSON, for the site that the environment names.
"""

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

import django

ARTICLES = 400
"""Different ones that are asked for, in turn."""

OWN, V2, CACHED = "Topichub", "API v2", "API v2, warm cache_page"
DIRECTUS = "Directus"
"""At an address of its own: asked over HTTP alone."""

DOCUMENT, LIST, SEARCH = "a document", "a list of 20 documents", "a search"
BY_ID, ONCE, TEASERS = "a document by its id", "a document, of too many to keep", "a list of 20 teasers"
AGAINST = {BY_ID: DOCUMENT, ONCE: DOCUMENT, TEASERS: LIST}
"""What of the others these are compared with."""

TYPE = "content.ArticlePage"
Article = tuple[int, str, str]
"""Id, slug, title."""


@dataclass(frozen=True, slots=True)
class Question:
    """`what` is asked of `whom`, by these paths in turn."""

    what: str
    whom: str
    paths: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.what}: {self.whom}"


def questions() -> list[Question]:
    every = _articles()
    chance = random.Random(7)  # noqa: S311  articles and words, not secrets
    some = chance.sample(every, min(ARTICLES, len(every)))
    words = [" ".join(chance.sample(title.split()[:-1], 2)) for _, _, title in some]
    places = [chance.randrange(len(every) // 2) for _ in range(20)]
    return [
        _asked(DOCUMENT, OWN, [f"/delivery/v1/articles/{slug}" for _, slug, _ in some]),
        _asked(BY_ID, OWN, [f"/delivery/v1/documents/{page_id}" for page_id, _, _ in some]),
        # In one order, again and again: what is kept is gone before it is asked for once more.
        _asked(ONCE, OWN, [f"/delivery/v1/articles/{slug}" for _, slug, _ in every]),
        _asked(DOCUMENT, V2, [f"/rivals/v2/pages/{page_id}/" for page_id, _, _ in some]),
        _asked(DOCUMENT, CACHED, [f"/rivals/cached/pages/{page_id}/" for page_id, _, _ in some]),
        _asked(LIST, OWN, [_with("/delivery/v1/articles", fields="*", offset=place) for place in places]),
        _asked(TEASERS, OWN, [_with("/delivery/v1/articles", offset=place) for place in places]),
        _asked(LIST, V2, [_with("/rivals/v2/pages/", type=TYPE, fields="*", offset=place) for place in places]),
        _asked(DOCUMENT, DIRECTUS, [f"/items/articles/{page_id}" for page_id, _, _ in some]),
        # By id, as it comes: by title it would have to sort all of them, for it makes no index by itself.
        _asked(LIST, DIRECTUS, [_with("/items/articles", fields="*", offset=place) for place in places]),
        _asked(SEARCH, OWN, [_with("/delivery/v1/search", q=query) for query in words]),
        _asked(SEARCH, V2, [_with("/rivals/v2/pages/", type=TYPE, search=query) for query in words]),
    ]


def _articles() -> list[Article]:
    from cms.content.articles import ArticlePage  # noqa: PLC0415  with the project's settings

    return list(ArticlePage.objects.live().order_by("pk").values_list("pk", "slug", "title"))


def _asked(what: str, whom: str, paths: Sequence[str]) -> Question:
    return Question(what, whom, tuple(paths))


def _with(path: str, **asked: str | int) -> str:
    return f"{path}?{urlencode({**asked, 'limit': 20})}"


if __name__ == "__main__":
    django.setup()
    json.dump([asdict(question) for question in questions()], sys.stdout)
