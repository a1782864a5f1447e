"""Who may be seen. One predicate, asked of the database and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site


@dataclass(frozen=True, slots=True)
class Place:
    """Where a public page stands: its site and its path there. `ancestors` go from the site's root page down."""

    site_id: int
    path: str
    ancestors: tuple["Ancestor", ...]


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


def public_places(page_ids: Iterable[int]) -> dict[int, Place]:
    """The place of each page that is public; a page that is not, is left out.

    Public is a page that is live and not past its expiry, below (or as) a site's root page, with every ancestor from
    that root down live and unexpired too, and no view restriction of any kind on it or on any ancestor. A live page
    below an unpublished one is not public: whoever takes a section down means what is in it.
    """
    nodes = {node.tree_path: node for node in _nodes(Q(pk__in=list(page_ids)))}
    wanted = list(nodes.values())
    missing = {path for node in wanted for path in _prefixes(node.tree_path)} - nodes.keys()
    nodes |= {node.tree_path: node for node in _nodes(Q(path__in=missing))}
    restricted = set(PageViewRestriction.objects.exclude(restriction_type="none").values_list("page__path", flat=True))
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
        site_id, cut = roots.get(page.path, (0, page.url_path or "/"))[0], len(page.url_path or "/") - 1
        return Place(site_id, (page.url_path or "/")[cut:], ())
    site_id, root_url_path = roots[line[depth].tree_path]
    cut = len(root_url_path) - 1
    ancestors = tuple(Ancestor(step.id, step.title, step.url_path[cut:]) for step in line[depth:])
    return Place(site_id, page.url_path[cut:], ancestors)


def _place(
    node: _Node, nodes: dict[str, _Node], restricted: set[str], roots: dict[str, tuple[int, str]]
) -> Place | None:
    lineage = [*_prefixes(node.tree_path), node.tree_path]
    if any(path in restricted for path in lineage):
        return None
    root_depth = next((i for i in reversed(range(len(lineage))) if lineage[i] in roots), None)
    if root_depth is None:
        return None
    line = [nodes[path] for path in lineage[root_depth:]]
    if not all(step.visible for step in line):
        return None
    site_id, root_url_path = roots[lineage[root_depth]]
    cut = len(root_url_path) - 1
    ancestors = tuple(Ancestor(step.id, step.title, step.url_path[cut:]) for step in line[:-1])
    return Place(site_id, node.url_path[cut:], ancestors)


def _site_roots() -> dict[str, tuple[int, str]]:
    """By tree path of the root page: the site's id and the root's `url_path`. The default site wins a shared root."""
    rows = Site.objects.order_by("is_default_site").values_list("id", "root_page__path", "root_page__url_path")
    return {path: (site_id, url_path) for site_id, path, url_path in rows}


def _nodes(condition: Q) -> list[_Node]:
    now = timezone.now()
    rows = Page.objects.filter(condition).values_list("id", "title", "path", "url_path", "live", "expire_at")
    return [
        _Node(id_, title, tree_path, url_path, live and (expire_at is None or expire_at > now))
        for id_, title, tree_path, url_path, live, expire_at in rows
    ]


def _prefixes(tree_path: str) -> list[str]:
    """Tree paths of all ancestors, the root first. Treebeard's steps have a fixed length."""
    step = Page.steplen
    return [tree_path[:end] for end in range(step, len(tree_path), step)]
