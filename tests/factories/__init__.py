"""Content for tests, made as an editor makes it: pages are added, saved as a revision and published, and the log follows.

Every function gives a thing that is complete and public unless told otherwise; what a test cares about, it says by name.
Blocks are functions too (`heading`, `strategy`, …): each returns the stored form that a StreamField takes. Needs a
database, so a test that uses it is marked `django_db`.
"""

from .blocks import (
    block,
    callout,
    care_team,
    every_block,
    figure,
    heading,
    key_points,
    link,
    picture,
    questions,
    quote,
    rich_text,
    steps,
    strategy,
    table,
    video,
    warning_signs,
)
from .pages import add, article, home, publish, settle, site, topic, unpublish
from .shown import care_role, image, person, reference
from .whole import full_site

__all__ = [
    "add",
    "article",
    "block",
    "callout",
    "care_role",
    "care_team",
    "every_block",
    "figure",
    "full_site",
    "heading",
    "home",
    "image",
    "key_points",
    "link",
    "person",
    "picture",
    "publish",
    "questions",
    "quote",
    "reference",
    "rich_text",
    "settle",
    "site",
    "steps",
    "strategy",
    "table",
    "topic",
    "unpublish",
    "video",
    "warning_signs",
]
