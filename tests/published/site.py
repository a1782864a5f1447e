"""A small site for tests of the log: home, topics, articles, made the way an editor's click makes them."""

import json
from typing import Any

from cms.content.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage, TopicRelation
from cms.published import log
from home.site import ensure_site


class SmallSite:
    def __init__(self) -> None:
        with log.recording():
            self.home = ensure_site()
        self.topic_index = TopicIndexPage.objects.get()
        self.article_index = ArticleIndexPage.objects.get()

    def topic(self, title: str, *, relations: list[tuple[str, TopicPage]] | None = None, **fields: Any) -> TopicPage:
        rows = [TopicRelation(kind=kind, target=target) for kind, target in relations or []]
        definition = fields.pop("definition", f"What {title} is.")
        page = TopicPage(title=title, definition=definition, relations=rows, **fields)
        return self._publish(self.topic_index, page)

    def article(self, title: str, **fields: Any) -> ArticlePage:
        return self._publish(self.article_index, ArticlePage(title=title, **fields))

    def _publish(self, parent: Any, page: Any) -> Any:
        with log.recording():
            type(parent).objects.get(pk=parent.pk).add_child(instance=page)
            page.save_revision().publish()
        settle()
        return type(page).objects.get(pk=page.pk)


def settle() -> None:
    """What the follower does: render until nothing is stale."""
    while log.render_stale():
        pass


def document(page: Any) -> dict[str, Any] | None:

    change = log.by_id(page.pk)
    return json.loads(change.body) if change and change.body else None


def paragraph(html: str) -> dict[str, Any]:
    return {"type": "rich_text", "value": html}
