"""A small import file with every type of line and block, and what tests do with files."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from PIL import Image
from wagtail.models import Page

from cms.content.models import ArticlePage
from cms.exchange.importing import Outcome, carry_out
from cms.exchange.known import read_imported
from cms.exchange.validation import validate
from cms.published import log
from tests.factories import settle

Line = dict[str, Any]

ROLES: list[Line] = [
    {"type": "care_role", "id": "nurse", "name": "Pain nurse", "description": "Teaches and follows up."},
    {"type": "care_role", "id": "physio", "name": "Physiotherapist"},
]
PEOPLE: list[Line] = [
    {
        "type": "person",
        "id": "ada",
        "name": "Ada Okafor",
        "credentials": "MD",
        "job_title": "Pain physician",
        "biography": "Ada has run a pain clinic for years.",
        "photo": "hill",
    },
    {"type": "person", "id": "ben", "name": "Ben Lund"},
]
IMAGES: list[Line] = [
    {
        "type": "image",
        "id": "hill",
        "file": "pictures/hill.png",
        "title": "A hill",
        "alt": "A green hill under a pale sky.",
        "focal_x": 0.5,
        "focal_y": 0.25,
    }
]
RICH = (
    "<p>Pain that <strong>stays</strong> is <em>real</em>.<br>H<sub>2</sub>O, 10<sup>2</sup> &amp; so on.</p>"
    "<ul><li>One<ul><li>One and a half</li></ul></li><li>Two</li></ul>"
    '<p>More at <a href="https://example.org/a?b=1&amp;c=2">a site</a> or by <a href="mailto:a@example.org">mail</a>.</p>'
)
ARTICLE_BLOCKS: list[Line] = [
    {"type": "heading", "level": 2, "text": "Why pain can stay"},
    {"type": "heading", "level": 3, "text": "Nerves & “alarms”"},
    {"type": "rich_text", "html": RICH},
    {
        "type": "key_points",
        "title": "In short",
        "points": ["Pain can outlast an injury.", "Help is more than tablets."],
    },
    {
        "type": "warning_signs",
        "title": "Get help now",
        "urgency": "emergency",
        "signs": ["Numbness between the legs"],
        "action": "Call an ambulance.\nDo not drive.",
    },
    {
        "type": "strategy",
        "name": "Pacing",
        "category": "self_management",
        "summary": "Doing a little, often.",
        "techniques": [{"name": "Baseline", "line": "What works on a bad day."}, {"name": "Tenths"}],
        "care_roles": ["physio", "nurse"],
        "combines_with": ["Moving more"],
        "cautions": ["Ask first after an operation."],
        "topic": "nerve-pain",
    },
    {"type": "strategy", "name": "Rest", "category": "lifestyle", "summary": "Only for a while."},
    {"type": "steps", "title": "Begin", "steps": [{"title": "Find a baseline", "html": "<p>Note what you do.</p>"}]},
    {
        "type": "questions",
        "questions": [{"question": "Does it harm?", "answer": "<ol><li>No.</li><li>Rarely.</li></ol>"}],
    },
    {"type": "quote", "text": "My life came back.", "attribution": "A reader"},
    {"type": "table", "caption": "Doses", "columns": ["When", "What"], "rows": [["Morning", "One"], ["Evening", ""]]},
    {"type": "image", "image": "hill", "alt": "Somebody on a hill.", "caption": "A walk"},
    {"type": "image", "image": "hill", "decorative": True},
    {
        "type": "figure",
        "image": "hill",
        "caption": "How far",
        "source": "Own drawing",
        "source_url": "https://example.org/x",
    },
    {"type": "video", "title": "A walk", "url": "https://vimeo.com/1000000", "transcript": "First line.\nSecond line."},
    {
        "type": "callout",
        "tone": "tip",
        "title": "Try this",
        "html": '<p>Read about <a href="topic:nerve-pain">nerves</a>.</p>',
    },
]
CARE_TEAM: Line = {
    "type": "care_team",
    "introduction": "No one does this alone.",
    "members": [{"role": "physio", "contribution": "Plans exercise."}, {"role": "nurse"}],
}
TOPICS: list[Line] = [
    {"type": "topic", "id": "nerve-pain", "title": "Nerve pain", "definition": "Pain from damaged nerves."},
    {
        "type": "topic",
        "id": "lasting-pain",
        "title": "Lasting pain",
        "slug": "long-lasting-pain",
        "seo_title": "Lasting pain: what it is",
        "search_description": "What lasting pain is.",
        "definition": "Pain that lasts for months.",
        "other_names": ["chronic pain", "long-term pain"],
        "codes": [{"system": "mesh", "code": "D059350"}, {"system": "icd11", "code": "MG30"}],
        "relations": [{"kind": "encompasses", "topic": "nerve-pain", "note": "Often both."}],
        "reviewers": ["ada", "ben"],
        "last_reviewed": "2026-01-02",
        "next_review": "2028-01-02",
        "references": [{"citation": "A. Author. A book. 2020.", "doi": "10.1000/182", "pmid": "123456"}],
        "image": "hill",
        "body": [*ARTICLE_BLOCKS, CARE_TEAM],
    },
    {"type": "topic", "id": "nerve-pain-2", "title": "Nerve pain", "definition": "The same title, another address."},
]
ARTICLES: list[Line] = [
    {"type": "article", "id": "plain", "title": "Plain: “ünïcode” & 100 %"},
    {
        "type": "article",
        "id": "pacing",
        "title": "Pacing",
        "teaser_title": "A little, often",
        "excerpt": "How to begin.",
        "other_names": ["activity pacing"],
        "topics": ["lasting-pain", "nerve-pain"],
        "authors": ["ben"],
        "reviewers": ["ada"],
        "published": "2025-02-01",
        "updated": "2025-03-01",
        "last_reviewed": "2025-03-01",
        "next_review": "2027-03-01",
        "references": [{"citation": "B. Author.", "url": "https://example.org/b"}, {"citation": "C. Author."}],
        "related_pins": ["plain"],
        "image": "hill",
        "body": ARTICLE_BLOCKS,
    },
    {"type": "article", "id": "more", "title": "More", "related_blocks": ["plain"], "related_pins": ["pacing"]},
]
SAMPLE: list[Line] = [*ROLES, *IMAGES, *PEOPLE, *TOPICS, *ARTICLES]
"""No line mentions a later one but for people's photos, so that its pages can also be published one by one, in order."""


def write_file(folder: Path, lines: Iterable[Line], name: str = "site.jsonl") -> Path:
    """An import file in `folder`, with its picture beside it."""
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures" / "hill.png").write_bytes(picture())
    path = folder / name
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def picture(colour: str = "green") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return file.getvalue()


def import_file(path: Path, batch_size: int = 200) -> Outcome:
    plan = validate(path)
    assert plan.faults == []
    return carry_out(path, plan, batch_size=batch_size)


def import_lines(folder: Path, lines: Iterable[Line], batch_size: int = 200) -> Outcome:
    return import_file(write_file(folder, lines), batch_size)


def run_command(*arguments: object) -> dict[str, Any]:
    """What `import_content --json` answers."""
    out = io.StringIO()
    call_command("import_content", *map(str, arguments), "--json", stdout=out)
    return json.loads(out.getvalue())


def changed(lines: Iterable[Line], id_: str, **fields: Any) -> list[Line]:
    return [line | fields if line["id"] == id_ else line for line in lines]


def document(page: Page) -> dict[str, Any]:
    """What the log says of a page, when nothing is stale."""
    settle()
    change = log.by_id(page.pk)
    assert change is not None
    assert change.body is not None
    return json.loads(change.body)


def article(id_: str) -> ArticlePage:
    """The page that stands for an article's external id."""
    return ArticlePage.objects.get(pk=read_imported([("article", id_)])["article", id_].pk)
