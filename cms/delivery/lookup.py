"""What is at a path: a document, or a redirect and the document behind it."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from pydantic_core import to_json

from cms.published import direct
from cms.published.schema.base import ORIGIN

from .answers import sent
from .including import Included, included
from .parameters import SiteParameter
from .problems import not_found
from .redirects import Destination, destination, with_slashes
from .schema import Lookup
from .values import Separated

router = Router(tags=["Documents"])


class LookupParameters(SiteParameter):
    include: Annotated[
        list[Literal["articles", "related", "topics"]],
        Separated,
        Field(max_length=3, description="What comes along with a topic or an article, as at their own addresses."),
    ] = []
    path: Annotated[
        str,
        Field(
            min_length=1,
            max_length=2000,
            pattern=r"^/([^/\x00][^\x00]*)?$",
            description="A path on the site, such as `/topics/asthma/`; a query after it counts for redirects only.",
        ),
    ]


@router.get("/lookup", response=Lookup, operation_id="lookup", summary="What is at a path")
def lookup(request: HttpRequest, asked: Query[LookupParameters]) -> HttpResponse:
    """The document at a path, so that one route of a frontend can draw any page.

    Redirects that editors set, or that were kept when a page moved, are followed and told in `redirect`: send the
    reader on to its `url`.
    """
    path = with_slashes(asked.path)
    scope, change = direct.by_path(request, path, site=asked.site)
    found = Destination(change) if change else destination(scope, asked.path)
    if found is None:
        detail = f"Neither a public page nor a redirect of this site is at {path[:200]}."
        raise not_found(detail)
    opening = to_json({"path": path, "redirect": _redirect(found) if found.steps else None})
    body = (found.change.body if found.change else None) or b"null"
    along = included(found.change, asked.include) if found.change else Included()
    tags = dict.fromkeys([*(found.change.tags if found.change else ()), *along.tags, "list-redirects"])
    content = opening[:-1] + b',"document":' + body + b',"included":' + along.content + b"}"
    return sent(content, scope, tags=tags)


def _redirect(found: Destination) -> dict[str, Any]:
    change = found.change
    return {
        "url": ORIGIN + change.path if change else found.url,
        "path": change.path if change else None,
        "permanent": found.permanent,
        "document_id": change.id if change else None,
    }
