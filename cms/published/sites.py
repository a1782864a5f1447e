"""Which site's documents a request asks for, in which language, and the origin its addresses get."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from .lately import Lately
from .state import COLUMNS, HEAD, State, as_state

HTTPS = 443
HTTP = 80


class UnknownScopeError(Exception):
    """No such site or language. `field` is the parameter, `mend` what to write instead."""

    def __init__(self, field: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.mend = mend


SITES = (
    "wagtailcore_site site JOIN wagtailcore_page page ON page.id = site.root_page_id"
    f" JOIN wagtailcore_locale locale ON locale.id = page.locale_id LEFT JOIN {HEAD} head ON head.id = 1"
)
SITE_COLUMNS = f"site.id, site.hostname, site.port, site.is_default_site, locale.language_code, {COLUMNS}"
"""What a `SiteRow` is read from. Every request asks this, so it is said in SQL: putting the same question together with the ORM
takes six times as long.
"""


class SiteRow(NamedTuple):
    """A site, and with it how far the log was when it was read."""

    id: int
    hostname: str
    port: int
    is_default: bool
    locale: str
    sequence: int | None
    newest: object
    marks: int | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """One site and one language. `origin`: scheme and host that stand in for the token of stored documents.

    `own_locale`: the language of the site's root page; its translations are in others. `state`: the log's, when the site was read.
    """

    site_id: int
    locale: str
    origin: str
    own_locale: str = ""
    state: State | None = None

    @property
    def is_translation(self) -> bool:
        return self.locale != self.own_locale


def scope_of(
    request: HttpRequest, *, site: str | None = None, locale: str | None = None, lately: bool = False
) -> Scope:
    """The site named by `site` (`host` or `host:port`), or else by the request's own host; its language, or `locale`.

    A host that no site has gets the default site, as in Wagtail. Addresses get the origin the request came by, for
    that one certainly leads here; only a site that was asked for by name gets its own. One query; with `lately`, none, but
    once a second.
    """
    return chosen(sites_lately() if lately else _rows(), request, site=site, locale=locale)


def _rows() -> list[SiteRow]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SITE_COLUMNS} FROM {SITES} ORDER BY site.id")  # noqa: S608  our own words
        return [SiteRow(*row) for row in cursor.fetchall()]


sites_lately = Lately(_rows)


def chosen(rows: list[SiteRow], request: HttpRequest, *, site: str | None, locale: str | None) -> Scope:
    """As `scope_of`, from the sites there are."""
    if site is None:
        host = request.get_host()
        row, origin = _of_host(rows, host, request.get_port()), f"{request.scheme}://{host}"
    else:
        row = _named(rows, site)
        origin = root_url(row.hostname, row.port)
    language = _language(locale) if locale is not None else row.locale
    return Scope(row.id, language, origin, row.locale, as_state(row.sequence, row.newest, row.marks, row.is_stale))


def _of_host(rows: list[SiteRow], asked: str, port: str) -> SiteRow:
    host, _ = split_domain_port(asked)
    of_host = [row for row in rows if row.hostname == host]
    exact = [row for row in of_host if str(row.port) == port]
    default = [row for row in rows if row.is_default]
    alone = of_host if len(of_host) == 1 else [row for row in of_host if row.is_default]
    for found in (exact, alone, default):
        if found:
            return found[0]
    message = f"No site answers at {host}, and there is no default site."
    raise UnknownScopeError(
        field="site", message=message, mend="Make a default site in the admin, under Settings → Sites."
    )


def _named(rows: list[SiteRow], name: str) -> SiteRow:
    host, _, port = name.partition(":")
    found = [row for row in rows if row.hostname == host and (not port or str(row.port) == port)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{len(found)} sites have the host name {host}."
        raise UnknownScopeError(field="site", message=message, mend="Add the port, such as site=example.org:8000.")
    message = f"No site has the host name “{name[:100]}”."
    raise UnknownScopeError(
        field="site", message=message, mend="Leave it out for the site of the address you ask, or check the spelling."
    )


def default_scope(locale: str) -> Scope:
    """Where readers of a language look if no site is named: the default site, where it has pages in that language, or
    else the first site that has. Two queries. Raises UnknownScopeError where there is no site.
    """
    sites = list(Site.objects.select_related("root_page__locale").order_by("-is_default_site", "id"))
    if not sites:
        raise UnknownScopeError(
            field="site", message="There is no site.", mend="Make one in the admin, under Settings → Sites."
        )
    # A translation that is a site's own root page is that site's alone.
    translated = set(
        Page.objects.filter(locale__language_code=locale, translation_key__in=[_key(site) for site in sites])
        .exclude(pk__in=[site.root_page_id for site in sites])
        .values_list("translation_key", flat=True)
    )
    speaking = (site for site in sites if _language_of(site) == locale or _key(site) in translated)
    site = next(speaking, sites[0])
    return Scope(site.pk, locale, root_url(site.hostname, site.port), _language_of(site))


def _key(site: Site) -> UUID:
    return site.root_page.translation_key


def _language_of(site: Site) -> str:
    return site.root_page.locale.language_code


def root_url(hostname: str, port: int) -> str:
    """A site's own scheme and host, as Wagtail tells them from its port."""
    if port == HTTPS:
        return f"https://{hostname}"
    return f"http://{hostname}" if port == HTTP else f"http://{hostname}:{port}"


def _language(code: str) -> str:
    codes = [known for known, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    if code in codes:
        return code
    message = f"This site has no language “{code[:30]}”."
    raise UnknownScopeError(field="locale", message=message, mend=f"Choose one of: {', '.join(codes)}.")
