"""The site that a request is for, and one document of it, in one statement: what frontends ask for most.

The same as `scope_of` and then `log.by_slug`, `by_id` or `by_path`, in a fifth of the time: building such a question with the ORM
takes longer than answering it.
"""

from django.db import connection
from django.http import HttpRequest

from . import log
from .models import PublishedDocument
from .sites import SITE_COLUMNS, SITES, Scope, SiteRow, chosen

Found = tuple[Scope, log.Change | None]

_TABLE = PublishedDocument._meta.db_table  # noqa: SLF001  Django's documented model API
_SELECT = (
    f"SELECT {SITE_COLUMNS}, document.stale, {', '.join(f'document.{name}' for name in log.COLUMNS)} FROM {SITES}"  # noqa: S608  names
    f" LEFT JOIN {_TABLE} document ON document.live AND document.site_id = site.id AND "
)
_ORDER = " ORDER BY site.id, document.page_id"
_OF_SITE = len(SiteRow._fields)


def by_slug(
    request: HttpRequest, type_: str, slug: str, *, site: str | None = None, locale: str | None = None
) -> Found:
    """Where a request leads, and the live document of a type that has a slug there. Raises UnknownScopeError."""
    condition = "document.type = %s AND document.slug = %s AND document.locale = COALESCE(%s, locale.language_code)"
    scope, document, is_stale = _found(request, condition, [type_, slug, locale], site=site, locale=locale)
    if is_stale:
        return scope, log.by_slug(scope.site_id, scope.locale, type_, slug)
    return scope, document


def by_id(request: HttpRequest, page_id: int, *, site: str | None = None) -> Found:
    """The same, by id; None for a document of another site."""
    scope, document, is_stale = _found(request, "document.page_id = %s", [page_id], site=site)
    if is_stale:
        found = log.by_id(page_id)
        return scope, found if found and found.site_id == scope.site_id else None
    return scope, document


def by_path(request: HttpRequest, path: str, *, site: str | None = None) -> Found:
    """The same, by the path."""
    scope, document, is_stale = _found(request, "document.path = %s", [path], site=site)
    return scope, log.by_path(scope.site_id, path) if is_stale else document


def _found(
    request: HttpRequest, condition: str, values: list[str | int | None], *, site: str | None, locale: str | None = None
) -> tuple[Scope, log.Change | None, bool]:
    """The scope, its document as it stands in the row, and whether that must be rendered before anybody sees it."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + condition + _ORDER, values)
        rows = cursor.fetchall()
    sites = {row[0]: SiteRow(*row[:_OF_SITE]) for row in rows}
    scope = chosen(list(sites.values()), request, site=site, locale=locale)
    is_stale, *columns = next(row[_OF_SITE:] for row in rows if row[0] == scope.site_id)
    if columns[0] is None:
        return scope, None, False
    return scope, log.as_change(*columns), bool(is_stale)
