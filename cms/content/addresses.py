"""Where pages of a translated tree stand: below the site's own pages, each language with a prefix of its own."""

from typing import Any

from wagtail.models import Page, Site


class TranslatedAddress(Page):
    """`url` and all that follows from it, such as “View live” and the redirects of pages that move.

    A site's own language has no prefix; its translations have theirs, such as `/de/`. A translation that is another
    site's root page stands on that site alone.
    """

    class Meta:
        abstract = True

    def get_url_parts(self, request: Any = None) -> Any:
        parts = super().get_url_parts(request)
        roots = self._get_site_root_paths(request)
        relevant = self._get_relevant_site_root_paths(request)
        # Most sites have one language, and are asked nothing.
        if parts is None or parts[2] is None or not any(_is_translated(root, roots) for root in relevant):
            return parts
        for site in Site.objects.filter(root_page__url_path__in=[root.root_path for root in relevant]).order_by(
            "-is_default_site", "id"
        ):
            root = next(root for root in relevant if root.site_id == site.pk)
            return (site.pk, root.root_url, parts[2])
        site_id, root_url, path = parts
        language = next(root.language_code for root in relevant if root.site_id == site_id)
        return (site_id, root_url, f"/{language}{path}")


def _is_translated(root: Any, roots: list[Any]) -> bool:
    return any(other.site_id == root.site_id and other.root_path != root.root_path for other in roots)
