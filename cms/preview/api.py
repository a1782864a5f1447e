"""The draft that a token stands for, for the frontend to draw."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field
from wagtail.models import Site

from cms.delivery.answers import JSON, with_origin
from cms.delivery.parameters import LONGEST_SLUG
from cms.delivery.problems import (
    PREVIEW_ENDED,
    PREVIEW_EXPIRED,
    PREVIEW_OF_ANOTHER_PAGE,
    PREVIEW_TOKEN_UNREADABLE,
    ProblemError,
)
from cms.published.schema.documents import Document, DocumentType
from cms.published.sites import root_url, scope_of
from search.api import WITHOUT_NUL

from . import drafts, tokens
from .models import KeptDraft

router = Router(tags=["Preview"])


class PreviewParameters(BaseModel):
    token: Annotated[
        str,
        Field(
            max_length=tokens.LONGEST,
            pattern=WITHOUT_NUL,
            description="As it came in the address that the preview panel opened.",
        ),
    ]
    type: Annotated[
        DocumentType | None,
        Field(description="Of the page that you are about to draw; refused if the draft is of another one."),
    ] = None
    slug: Annotated[
        str | None, Field(max_length=LONGEST_SLUG, pattern=WITHOUT_NUL, description="The same, of its slug.")
    ] = None


@router.get("/preview", response=Document, operation_id="preview", summary="A draft, for whoever has its token")
def preview(request: HttpRequest, asked: Query[PreviewParameters]) -> HttpResponse:
    """The page as it stands in an editor's form, saved or not, as the document that it would be if it were published. For
    15 minutes, and while the editor is logged in and may edit the page. A page never saved has the id 0.
    """
    draft = _draft(asked.token)
    if asked.type not in (None, draft.type) or asked.slug not in (None, draft.slug):
        detail = f"The token is for the draft of another page than this {asked.type or 'page'}."
        raise ProblemError(PREVIEW_OF_ANOTHER_PAGE, detail)
    response = HttpResponse(with_origin(bytes(draft.body), _origin(request, draft)), content_type=JSON)
    response["Cache-Control"] = "private, no-store"
    # The address holds the token: a browser that shows the answer tells it to nobody.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _draft(token: str) -> KeptDraft:
    try:
        return drafts.of_token(token)
    except tokens.UnreadableTokenError as error:
        raise ProblemError(PREVIEW_TOKEN_UNREADABLE, "The token was not made here, or it was altered.") from error
    except tokens.ExpiredTokenError as error:
        minutes = int(tokens.LIFETIME.total_seconds() // 60)
        raise ProblemError(PREVIEW_EXPIRED, f"The token is older than {minutes} minutes.") from error
    except drafts.EndedError as error:
        raise ProblemError(PREVIEW_ENDED, "The editor's preview has ended.") from error


def _origin(request: HttpRequest, draft: KeptDraft) -> str:
    """That by which the request came, where it is one of the draft's site; else the site's own. As for documents."""
    scope = scope_of(request)
    if scope.site_id == draft.site_id:
        return scope.origin
    site = Site.objects.filter(pk=draft.site_id).first()
    return root_url(site.hostname, site.port) if site else scope.origin
