"""Faults: what is wrong with a line, where, and how to mend it, in plain words."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from pydantic_core import ErrorDetails, ValidationError

from . import format as import_format

LINE_TYPES = {
    "person": import_format.PersonLine,
    "care_role": import_format.CareRoleLine,
    "image": import_format.ImageLine,
    "topic": import_format.TopicLine,
    "article": import_format.ArticleLine,
    "home": import_format.HomeLine,
}
Path = tuple[str | int, ...]

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`line` counts from 1. `field` is a path such as `body[2].techniques[0].name`, empty for the line as a whole."""

    line: int
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.field}" if self.field else "")
        # It quotes the file, and goes to a terminal: what would steer one is shown as a box.
        return _STEERING.sub("\N{REPLACEMENT CHARACTER}", f"{where}: {self.problem} {self.mend}")

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


class FaultError(Exception):
    """What is wrong and how to mend it, raised where the line and the field are not known."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


def dotted(path: Sequence[str | int]) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def format_faults(line: int, error: ValidationError) -> Iterator[Fault]:
    """One fault for each thing the format does not allow."""
    for details in error.errors(include_url=False):
        problem, mend = _words(details)
        yield Fault(line, dotted(_plain_path(details)), problem, mend)


def _plain_path(details: ErrorDetails) -> Path:
    """Pydantic's location without the names of the union's members: the line's type, and a block's after `body[n]`."""
    location = details["loc"]
    steps: list[str | int] = []
    for place, step in enumerate(location):
        after_block = place >= 2 and location[place - 2] == "body" and isinstance(location[place - 1], int)  # noqa: PLR2004
        names_member = step in LINE_TYPES if place == 0 else after_block and isinstance(step, str)
        if not names_member:
            steps.append(step)
    if details["type"] == "union_tag_invalid":
        steps.append("type")
    return tuple(steps)


def _words(details: ErrorDetails) -> tuple[str, str]:
    kind = details["type"]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _BY_KIND:
        return _BY_KIND[kind](details)
    return details["msg"].rstrip(".") + ".", "See the import format in docs/import.md."


_EMPTY = ("is empty.", "Fill it in, or leave the field out if it is optional.")
_NOT_A_DATE = ("is not a date.", "Write it as YYYY-MM-DD, such as 2026-03-31.")
_PLAIN: dict[str, tuple[str, str]] = {
    "missing": ("is missing.", "Add it: it is required."),
    "string_type": ("is not a text.", "Put it in quotation marks."),
    "string_too_short": _EMPTY,
    "too_short": ("has no entry.", "Give at least one."),
    "list_type": ("is not a list.", "Write [ … ], even for one value."),
    "int_type": ("is not a whole number.", "Write a number without quotation marks."),
    "float_type": ("is not a number.", "Write a number without quotation marks."),
    "bool_type": ("is neither true nor false.", "Write true or false, without quotation marks."),
    "union_tag_not_found": ("has no “type”.", "Add “type”: it says what this is."),
    "date_type": _NOT_A_DATE,
    "date_parsing": _NOT_A_DATE,
    "date_from_datetime_parsing": _NOT_A_DATE,
    "date_from_datetime_inexact": _NOT_A_DATE,
    "line_break": ("has a line break.", "Write it on one line."),
    "web_address": ("is not a web address.", "Start with https:// or http:// and leave out spaces."),
    "finite_number": ("is not a finite number.", "Give a fraction such as 0.5."),
}
_PATTERNS = {
    "slug": ("is not a slug.", "Use a–z, 0–9 and single hyphens between them, such as back-pain."),
    "doi": ("is not a DOI.", "A DOI starts with 10. and has no web address before it, such as 10.1000/182."),
    "pmid": ("is not a PMID.", "A PMID is a number of up to 8 digits."),
}


def _not_allowed(details: ErrorDetails) -> tuple[str, str]:
    context = details.get("ctx", {})
    allowed = str(context.get("expected_tags") or context.get("expected")).replace("'", "").replace(" or ", ", ")
    given = context.get("tag") if details["type"] == "union_tag_invalid" else details["input"]
    note = " (a number, without quotation marks)" if allowed[:1].isdigit() else ""
    return f"“{_short(given)}” is not one of the values allowed here.", f"Use one of: {allowed}{note}."


def _too_long(details: ErrorDetails) -> tuple[str, str]:
    context = details.get("ctx", {})
    if details["type"] == "string_too_long":
        length = len(str(details["input"]).strip())
        return f"has {length:,} characters; at most {context['max_length']:,} are allowed.", "Shorten it."
    return (
        f"has {context['actual_length']:,} entries; at most {context['max_length']} are allowed.",
        "Keep the first ones.",
    )


def _out_of_range(details: ErrorDetails) -> tuple[str, str]:
    return f"{details['input']} is outside 0 to 1.", "Give a fraction of the width or height, such as 0.5."


def _broken_json(details: ErrorDetails) -> tuple[str, str]:
    reason = re.sub(r" at line \d+ column (\d+)", r", at character \1", str(details.get("ctx", {}).get("error")))
    mend = next((mend for words, mend in _JSON_MENDS.items() if words in reason), "Write one whole JSON object on it.")
    return f"is not valid JSON: {reason}.", mend


def _not_an_object(details: ErrorDetails) -> tuple[str, str]:
    if isinstance(details["input"], list) and not details["loc"]:
        return (
            "is a list, not an object.",
            "Write each object on a line of its own, without [ ] around and commas between.",
        )
    return "is not an object.", "Write { … } with named fields."


def _pattern(details: ErrorDetails) -> tuple[str, str]:
    problem, mend = _PATTERNS[str(details["loc"][-1])]
    return f"“{_short(details['input'])}” {problem}", mend


def _unknown_field(details: ErrorDetails) -> tuple[str, str]:
    name = str(details["loc"][-1])
    if len(details["loc"]) == 2 and (model := LINE_TYPES.get(str(details["loc"][0]))):  # noqa: PLR2004
        close = difflib.get_close_matches(name, model.model_fields, n=1)
        if close:
            return "is not a field of the format.", f"Did you mean “{close[0]}”?"
    return "is not a field of the format.", "Remove it, or check its spelling in docs/import.md."


def _short(value: object, most: int = 60) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"


_JSON_MENDS = {
    "EOF while parsing": "The object ends too early: write it on one line, or close what is open.",
    "trailing characters": "Write one object a line, and nothing after it.",
    "control character": "Inside a text write \\n for a line break and \\t for a tab; remove other control characters.",
    "surrogate": "Write the character itself instead of \\u….",
    "hex escape": "Write the character itself instead of \\u….",
    "invalid escape": "In JSON a backslash itself is \\\\.",
    "number out of range": "Write a shorter number.",
    "recursion limit": "It is nested far deeper than the format: mend the brackets.",
    "key must be a string": "Put names and texts in double quotation marks.",
    "expected ident": "Put texts in double quotation marks.",
    "trailing comma": "Remove the comma before the bracket.",
}
"""By words of the parser's reason."""

_BY_KIND: dict[str, Callable[[ErrorDetails], tuple[str, str]]] = {
    "model_type": _not_an_object,
    "model_attributes_type": _not_an_object,
    "dict_type": _not_an_object,
    "extra_forbidden": _unknown_field,
    "union_tag_invalid": _not_allowed,
    "literal_error": _not_allowed,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "json_invalid": _broken_json,
}
