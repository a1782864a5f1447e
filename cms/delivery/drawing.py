"""Drawing documents as pages for readers: one template a document type, one a block type, and nothing but documents."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.published.editors import is_editor
from cms.published.schema.base import ORIGIN
from cms.published.schema.blocks import Block
from cms.published.schema.documents import ArticleDocument, Document, TopicDocument, document_adapter
from cms.published.sites import Scope

from .frame import frame_of
from .metadata import absolute, json_ld
from .outline import Anchors, Entry, Part, contents, parts, template_of
from .relations import relation_groups
from .templatetags.reader import Explained

_TOKEN = ORIGIN.encode()


@dataclass(frozen=True, slots=True)
class Laid:
    """A body ready to draw, its contents, and the anchors of what the page adds below it. `warning`: of the first one."""

    parts: list[Part]
    contents: list[Entry]
    warning: str
    anchors: dict[str, str]


def readable(body: bytes) -> Document:
    """A stored document, with addresses of this site as paths, which hold wherever the page is served.

    Raises pydantic's ValidationError for what is not a document.
    """
    return document_adapter.validate_json(body.replace(_TOKEN, b""))


def respond(
    request: HttpRequest, scope: Scope, document: Document, *, preview: bool = False, **lists: Any
) -> HttpResponse:
    """The page of a document. `lists` are what search or the log adds to it: its template knows which.

    `preview`: of a draft, shown to the editor alone; never kept by a cache.
    """
    context: dict[str, Any] = {
        **lists,
        "document": document,
        "canonical": absolute(document.path, scope.origin),
        "share_image": _share_image(document, scope.origin),
        "alternates": [(each.locale, absolute(each.url, scope.origin)) for each in document.translations],
        "json_ld": "" if preview else json_ld(document, scope.origin, reverse("reader_search")),
        "preview": preview,
    }
    match document:
        case TopicDocument():
            laid = laid_out(document, "relations", "articles", "about-this-page", "references")
            context |= {"laid": laid, "relation_groups": relation_groups(document.relations)}
        case ArticleDocument():
            context["laid"] = laid_out(document, "related", "about-this-page", "references")
        case _:
            pass
    return respond_with(request, scope, f"documents/{document.type}.html", context, page_id=document.id)


def respond_with(
    request: HttpRequest, scope: Scope, template: str, context: dict[str, Any], *, page_id: int = 0, status: int = 200
) -> HttpResponse:
    """A page for readers, in the site's frame. An editor gets the user bar and an answer that no cache may keep."""
    context = {"explained": Explained(), "preview": False, **context, "frame": frame_of(scope)}
    editor = is_editor(request)
    if editor:
        context |= {"editor": True, "page": Page.objects.filter(pk=page_id).first() if page_id else None}
    response = HttpResponse(render_to_string(template, context, request), status=status)
    if editor or context["preview"]:
        response["Cache-Control"] = "private, no-store"
    return response


def draw_block(block: Block) -> SafeString:
    """One block alone, as safe HTML, such as for a preview in the block picker."""
    local = type(block).model_validate_json(block.model_dump_json().replace(ORIGIN, ""))
    part = Part(local, template_of(local), 2, "preview")
    return render_to_string(part.template, {"block": local, "part": part, "explained": Explained()})


def laid_out(document: TopicDocument | ArticleDocument, *additions: str) -> Laid:
    anchors = Anchors(document.body)
    drawn = parts(document.body)
    entries = contents(drawn)
    warning = next((entry.anchor for entry in entries if entry.kind == "warning"), "")
    return Laid(drawn, entries, warning, {name.replace("-", "_"): anchors.take(name) for name in additions})


def _share_image(document: Document, origin: str) -> str:
    image = getattr(document, "image", None)
    return absolute(image.src, origin) if image else ""
