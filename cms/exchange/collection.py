"""A collection of health articles, one JSON object a line, → lines of the import format.

Made for MedQuAD-like collections: `id`, `title`, `body`, `source`, `url`, `synonyms`, and `sections`, each with the
`question` it answers and `n`, the number of characters of `body` that answer it. Sections follow each other in `body`,
separated by two newlines.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from .reading import RawLine

SEPARATOR = "\n\n"


class ConversionError(Exception):
    """A line that is not of the collection's form; the message says which and how."""


def convert(raw: RawLine, *, with_other_names: bool) -> dict[str, Any]:
    """One article of the collection as an article's line. Raises `ConversionError`."""
    try:
        article = json.loads(raw.content)
        return {
            "type": "article",
            "id": article["id"],
            "title": _title(article),
            "other_names": article["synonyms"] if with_other_names else [],
            "references": [_reference(article)],
            "body": list(_body(raw.number, article)),
        }
    except (ValueError, KeyError, TypeError) as error:
        msg = f"Line {raw.number} is not an article of the collection: {type(error).__name__} {error}."
        raise ConversionError(msg) from error


def _title(article: dict[str, Any]) -> str:
    """A few articles have none. Their first question stands in, but for those made by rule, where the name is missing
    too (“What is (are) ?”).
    """
    questions = (section["question"] for section in article["sections"])
    return article["title"].strip() or next((said for said in questions if not said.endswith(" ?")), article["id"])


def _reference(article: dict[str, Any]) -> dict[str, str]:
    return {"citation": f"{article['source']}: {_title(article)}", "url": article["url"]}


def _body(number: int, article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text, position = article["body"], 0
    for section in article["sections"]:
        if position and text[position : position + len(SEPARATOR)] != SEPARATOR:
            msg = f"Line {number}: section “{section['question'][:60]}” does not start where the one before it ends."
            raise ConversionError(msg)
        position += len(SEPARATOR) if position else 0
        answer = text[position : position + section["n"]]
        position += section["n"]
        yield {"type": "heading", "level": 2, "text": section["question"]}
        yield {"type": "rich_text", "html": "".join(f"<p>{escape(part)}</p>" for part in answer.split(SEPARATOR))}
    if position != len(text):
        msg = f"Line {number}: the sections are {position:,} characters long, the body {len(text):,}."
        raise ConversionError(msg)
