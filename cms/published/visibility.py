"""Who may be seen. One predicate, asked of the database and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from .schema.base import ORIGIN
from .sites import root_url


@dataclass(frozen=True, slots=True)
class Place:
    """Where a public page stands: its site and its path there. `ancestors` go from the site's root page down.

    `origin`: the site's own scheme and host.
    """

    site_id: int
    path: str
    ancestors: tuple["Ancestor", ...]
    origin: str = ORIGIN

    def url(self, site_id: int) -> str:
        """The page's address in a document of a site: of that site itself it has the token in it."""
        return (ORIGIN if site_id == self.site_id else self.origin) + self.path


@dataclass(frozen=True, slots=True)
class Ancestor:
    id: int
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class _Node:
    id: int
    title: str
    tree_path: str
    url_path: str
    visible: bool
    alias_of: int | None


@dataclass(frozen=True, slots=True)
class _Root:
    """A page that a site begins at. `prefix`: what stands before the paths of a translated tree, such as “/de”."""

    site_id: int
    url_path: str
    prefix: str
    origin: str = ORIGIN

    def address(self, url_path: str) -> str:
        return self.prefix + url_path[len(self.url_path) - 1 :]


def public_places(page_ids: Iterable[int]) -> dict[int, Place]:
    """The place of each page that is public; a page that is not, is left out.

    Public is a page that is live and not past its expiry, below (or as) a site's root page or a translation of it, with
    every ancestor from that root down live and unexpired too, and no view restriction of any kind on it or on any
    ancestor. A live page below an unpublished one is not public: whoever takes a section down means what is in it.
    An alias, which says what its source says, is under the restrictions of its source too, wherever these stand.
    """
    nodes = {node.tree_path: node for node in _nodes(Q(pk__in=list(page_ids)))}
    wanted = list(nodes.values())
    missing = {path for node in wanted for path in _prefixes(node.tree_path)} - nodes.keys()
    nodes |= {node.tree_path: node for node in _nodes(Q(path__in=missing))}
    restricted = set(PageViewRestriction.objects.exclude(restriction_type="none").values_list("page__path", flat=True))
    if restricted:
        private = _private_sources({node.alias_of for node in nodes.values() if node.alias_of}, restricted)
        restricted |= {node.tree_path for node in nodes.values() if node.alias_of in private}
    roots = _site_roots()
    return {node.id: place for node in wanted if (place := _place(node, nodes, restricted, roots))}


def is_public(page_id: int) -> bool:
    return page_id in public_places([page_id])


def draft_place(page: Page) -> Place:
    """Where `page` would stand if it were published as it is; for previews, so nothing is checked."""
    line = sorted(_nodes(Q(path__in=_prefixes(page.path))), key=lambda node: len(node.tree_path))
    roots = _site_roots()
    depth = next((i for i in reversed(range(len(line))) if line[i].tree_path in roots), None)
    if depth is None:
        # Above every site's root, or the root page itself: its own tree path may be one.
        url_path = page.url_path or "/"
        root = roots.get(page.path, _Root(0, url_path, ""))
        return Place(root.site_id, f"{root.prefix}/", ())
    root = roots[line[depth].tree_path]
    ancestors = tuple(Ancestor(step.id, step.title, root.address(step.url_path)) for step in line[depth:])
    return Place(root.site_id, root.address(page.url_path), ancestors)


def _place(node: _Node, nodes: dict[str, _Node], restricted: set[str], roots: dict[str, _Root]) -> Place | None:
    lineage = [*_prefixes(node.tree_path), node.tree_path]
    if any(path in restricted for path in lineage):
        return None
    root_depth = next((i for i in reversed(range(len(lineage))) if lineage[i] in roots), None)
    if root_depth is None:
        return None
    line = [nodes[path] for path in lineage[root_depth:]]
    if not all(step.visible for step in line):
        return None
    root = roots[lineage[root_depth]]
    ancestors = tuple(Ancestor(step.id, step.title, root.address(step.url_path)) for step in line[:-1])
    return Place(root.site_id, root.address(node.url_path), ancestors, root.origin)


def _private_sources(page_ids: set[int], restricted: set[str]) -> set[int]:
    """Those of the pages that are under a view restriction, or aliases of such pages."""
    alias_of: dict[int, int | None] = {}
    private: set[int] = set()
    wanted = page_ids
    while wanted:
        rows = Page.objects.filter(pk__in=wanted).values_list("id", "path", "alias_of_id")
        for id_, path, source in rows:
            alias_of[id_] = source
            if any(step in restricted for step in (*_prefixes(path), path)):
                private.add(id_)
        wanted = {source for _, _, source in rows if source} - alias_of.keys()
    while more := {id_ for id_, source in alias_of.items() if source in private} - private:
        private |= more
    return private


def _site_roots() -> dict[str, _Root]:
    """By tree path: the root pages of sites, and their translations. The default site wins what several share.

    A translation that is a root page of another site is that site's alone.
    """
    sites = list(Site.objects.select_related("root_page").order_by("is_default_site", "-id"))
    site_of = {site.root_page.translation_key: site for site in sites}
    translated = Page.objects.filter(translation_key__in=site_of).values_list(
        "path", "url_path", "translation_key", "locale__language_code"
    )
    return {
        **{path: _root(site_of[key], url_path, f"/{language}") for path, url_path, key, language in translated},
        **{site.root_page.path: _root(site, site.root_page.url_path, "") for site in sites},
    }


def _root(site: Site, url_path: str, prefix: str) -> _Root:
    return _Root(site.pk, url_path, prefix, root_url(site.hostname, site.port))


def _nodes(condition: Q) -> list[_Node]:
    now = timezone.now()
    rows = Page.objects.filter(condition).values_list(
        "id", "title", "path", "url_path", "live", "expire_at", "alias_of_id"
    )
    return [
        _Node(id_, title, tree_path, url_path, live and (expire_at is None or expire_at > now), source)
        for id_, title, tree_path, url_path, live, expire_at, source in rows
    ]


def _prefixes(tree_path: str) -> list[str]:
    """Tree paths of all ancestors, the root first. Treebeard's steps have a fixed length."""
    step = Page.steplen
    return [tree_path[:end] for end in range(step, len(tree_path), step)]
