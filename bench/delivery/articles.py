"""Made-up articles, whose documents have about 9 kB, as lines of the import format."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.import_rate import WORDS

TOPICS = 20
PEOPLE = 10
PARAGRAPHS = 7
"""Of 100 words each, and 60: what gives a document of about 9 kB."""


def lines(count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(7)  # noqa: S311  words, not secrets

    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."

    for number in range(PEOPLE):
        yield {"type": "person", "id": f"p{number}", "name": f"Author {number}"}
    for number in range(TOPICS):
        yield {"type": "topic", "id": f"t{number}", "title": f"Topic {number}", "definition": text(12)}
    for number in range(count):
        yield {
            "type": "article",
            "id": f"a{number}",
            "title": f"{text(4)[:-1]} {number}",
            "excerpt": text(20),
            "published": f"{2015 + number % 10}-0{1 + number % 9}-1{number % 9}",
            "topics": [f"t{number % TOPICS}", f"t{(number + 1) % TOPICS}"],
            "authors": [f"p{number % PEOPLE}"],
            "reviewers": [f"p{(number + 1) % PEOPLE}"],
            "references": [{"citation": text(12)}, {"citation": text(12)}],
            "body": [*_body(text)],
        }


def _body(text: Any) -> Iterator[dict[str, Any]]:
    for number in range(PARAGRAPHS):
        if number % 3 == 0:
            yield {"type": "heading", "text": text(5)}
        yield {"type": "rich_text", "html": f"<p>{text(30)}</p><p>{text(25)} <strong>{text(4)}</strong></p>"}
    yield {"type": "key_points", "points": [text(8), text(8)]}


def write(count: int, file: Path) -> None:
    with file.open("w") as written:
        written.writelines(json.dumps(line) + "\n" for line in lines(count))
