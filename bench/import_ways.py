"""The two ways that `import_rate` compares. Both return how many pages they wrote."""

from pathlib import Path

from wagtail.models import Page

from cms.content.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage
from cms.exchange.format import ArticleLine, TopicLine
from cms.exchange.importing import carry_out
from cms.exchange.known import Known
from cms.exchange.pages import fill
from cms.exchange.reading import parse, read_lines
from cms.exchange.singles import publish_singly
from cms.exchange.snippets import SnippetWriter
from cms.exchange.validation import validate
from cms.published import log
from home.site import ensure_site


def in_bulk(file: Path, batch_size: int) -> int:
    plan = validate(file)
    if plan.faults:
        msg = str(plan.faults[0])
        raise SystemExit(msg)
    return carry_out(file, plan, batch_size=batch_size).pages


def one_by_one(file: Path) -> int:
    with log.recording():
        ensure_site()
    parents = {"topic": TopicIndexPage.objects.get().pk, "article": ArticleIndexPage.objects.get().pk}
    known, pages = Known(), 0
    snippets = SnippetWriter(file.parent, known)
    for raw in read_lines(file):
        line, _ = parse(raw)
        if line is None or line.type == "home":
            continue
        with log.recording():
            if isinstance(line, TopicLine | ArticleLine):
                page: Page = TopicPage() if isinstance(line, TopicLine) else ArticlePage()
                fill(page, line, known, {})
                publish_singly(page, Page.objects.get(pk=parents[line.type]))
                known.add({(line.type, line.id): page.pk})
                pages += 1
            elif line.type != "home":
                known.add({(line.type, line.id): snippets.save(line, None)})
    return pages
