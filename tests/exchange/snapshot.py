"""All that publishing leaves in the database, with what cannot repeat (times, random keys, row ids) taken out."""

import json
import re
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from cms.content.models import ArticlePage, TopicPage
from cms.exchange.bulk.rows import relations_of
from cms.published.models import DocumentTag, PublishedDocument
from home.models import HomePage

PAGES = (TopicPage, ArticlePage, HomePage)
_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def snapshot() -> dict[str, Any]:
    rows = _child_keys()
    return {
        "pages": {page.pk: _row(page) for model in PAGES for page in model.objects.order_by("pk")},
        "tree": list(Page.objects.order_by("path").values("pk", "path", "depth", "numchild", "url_path")),
        "problems of the tree": [list(problems) for problems in Page.find_problems()],
        "child rows": _children(),
        "revisions": [_revision(revision) for revision in Revision.objects.order_by("object_id", "pk")],
        "references": sorted(_reference(reference, rows) for reference in ReferenceIndex.objects.all()),
        "audit": [_row(entry, but={"id"}) for entry in PageLogEntry.objects.order_by("page_id", "pk")],
        "admin search": sorted(
            IndexEntry.objects.values_list("content_type_id", "object_id", "title", "body", "autocomplete")
        ),
        "log": {row.page_id: _document(row) for row in PublishedDocument.objects.order_by("pk")},
        "tags": sorted(DocumentTag.objects.values_list("document_id", "tag")),
    }


def restart_keys() -> None:
    """After a rollback, which PostgreSQL's sequences ignore: the next keys are those that would follow."""
    tables = [model for model in _all_models() if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _all_models() -> list[type[models.Model]]:
    kinds = [*PAGES, Page, Revision, ReferenceIndex, PageLogEntry, IndexEntry, DocumentTag]
    return kinds + [relation.model for kind in PAGES for relation in relations_of(kind)]


def _row(instance: models.Model, but: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
    return {
        field.attname: _timeless(field.attname, field.value_from_object(instance), field)
        for field in instance._meta.concrete_fields
        if field.name not in but
    }


def _timeless(name: str, value: Any, field: models.Field[Any, Any] | None = None) -> Any:
    if name in ("latest_revision_id", "live_revision_id", "revision_id"):
        return None if value is None else "a revision"
    if name == "translation_key":
        return "random"
    if isinstance(field, models.DateTimeField) or (isinstance(value, str) and _TIME.match(value)):
        return None if value is None else "a time"
    # A StreamField: its stored form.
    return field.get_prep_value(value) if isinstance(field, StreamField) else value


def _children() -> dict[str, list[Any]]:
    return {
        f"{kind.__name__}.{relation.name}": [
            _row(row, but={"id"}) for row in relation.model._base_manager.order_by(relation.parent, "sort_order")
        ]
        for kind in PAGES
        for relation in relations_of(kind)
        if relation.name != "wagtail_admin_comments"
    }


def _child_keys() -> dict[tuple[str, str, str], str]:
    """Child rows' ids are given in another order: named by page and place instead. A topic's reviewers may have the same ids as
    an article's.
    """
    return {
        (
            str(kind._meta.model_name),
            relation.name,
            str(row.pk),
        ): f"{getattr(row, relation.parent)}/{getattr(row, 'sort_order', '')}"
        for kind in PAGES
        for relation in relations_of(kind)
        if relation.name != "wagtail_admin_comments"
        for row in relation.model._base_manager.all()
    }


def _revision(revision: Revision) -> dict[str, Any]:
    row = _row(revision, but={"id", "content"})
    relations = {relation.name for kind in PAGES for relation in relations_of(kind)}
    content = {
        name: [_child(child) for child in value] if name in relations else _timeless(name, value)
        for name, value in revision.content.items()
    }
    for name in ("latest_revision", "live_revision"):
        content[name] = None if content[name] is None else "a revision"
    return row | {"content": content}


def _child(child: dict[str, Any]) -> dict[str, Any]:
    """Whether a row was stored when the revision was made is part of what must be equal; its id is not."""
    return child | {"pk": None if child["pk"] is None else "a row", "id": None if child.get("id") is None else "a row"}


def _reference(reference: ReferenceIndex, rows: dict[tuple[str, str, str], str]) -> tuple[str, ...]:
    relation, _, rest = reference.content_path.partition(".")
    key, _, tail = rest.partition(".")
    row = rows.get((reference.content_type.model, relation, key))
    path = f"{relation}.{row}.{tail}" if row else reference.content_path
    types = (reference.content_type, reference.base_content_type, reference.to_content_type)
    return (*(type_.model for type_ in types), reference.object_id, reference.to_object_id, reference.model_path, path)


def _document(row: PublishedDocument) -> dict[str, Any]:
    known = _row(row, but={"sequence", "etag", "body", "shown"})
    body = json.loads(bytes(row.body)) if row.body else {}
    return known | {"body": {name: _timeless(name, value) for name, value in body.items()}}
