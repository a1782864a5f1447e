"""The passages of a page that answer a query: the best sentences, and the heading under which the first one stands. Pure.

A passage is a sentence or a line. What counts is how many different words of the query it holds, rare ones more; words
of the heading or title above it count nearly as much, for "Treating gout" is not said again in each sentence below.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from .marks import Mark, MarkedText, words_of
from .queries import Understood
from .sections import Section, section_at, sections_adapter

HIGHLIGHTS = 2
LENGTH = 200
"""Characters, without the marks: two lines on a phone. A sentence that is longer is cut between words."""

HEADING_SHARE = 0.8
"""Of a word that stands only in heading or title: a sentence that says it itself comes first."""

SYNONYM_SHARE = 0.8
"""Of a query in other words, which name something broader at times: a passage in the reader's own words comes first."""

_CONTEXT = 60
"""Characters before the first marked word, where a sentence is too long to be shown whole."""

_END = re.compile(
    r"[.!?\u061f\n](?:(?<=\n)|(?<!\b[a-z]\.)(?<!\b[a-z]\.\s[A-Z]\.)[.!?\u061f]*(?:\s?\u00bb|[\"')\]\u201d\u2019\u201c])*\s+"
    r"(?=[^\sa-z\u00df-\u00ff]))"
)
"""Where a sentence ends: before a blank and anything but a small letter ("e.g. this" goes on), or at a line's end. Not behind
a small letter that stands alone, nor behind two letters of which the first is small: "z. B. Wasser". "؟" is Arabic.

One class of characters comes first, for which the engine of regular expressions looks four times as fast.
"""

_LONGEST_BARE = 60
"""Characters: a longer line says more than the query's words."""

_Words = frozenset[str]
_NO_WORDS: _Words = frozenset()


@dataclass(frozen=True, slots=True)
class Passages:
    """`highlights` are safe HTML: escaped text with no element but `<mark>`, best first. `section` is that of the first."""

    highlights: tuple[str, ...] = ()
    section: Section | None = None


class Worth:
    """What words of a query are worth in a passage: that of the wording, the reader's or another one, that fits it best."""

    def __init__(self, wordings: Sequence[Mapping[str, float]]) -> None:
        """Each of `wordings` tells what the folded words of one way to put the query count."""
        self._wordings = wordings
        self._known: dict[tuple[_Words, _Words], float] = {}

    def of(self, own: _Words, above: _Words = _NO_WORDS) -> float:
        """What a passage with these words is worth, and with those in what stands above it."""
        known = self._known.get((own, above))
        if known is None:
            known = self._known[own, above] = max((self._in(one, own, above) for one in self._wordings), default=0.0)
        return known

    def _in(self, wording: Mapping[str, float], own: _Words, above: _Words) -> float:
        said = sum(wording.get(word, 0.0) for word in own)
        return said + HEADING_SHARE * sum(wording.get(word, 0.0) for word in above - own)


def worth_of(reading: Understood, frequencies: Mapping[str, int]) -> Worth:
    """Weigh the words of a query. `frequencies`: in how many documents words stand."""
    own = {word: _rarity(frequencies.get(word, 0)) for word in reading.text.split()}
    whole = sum(own.values())
    return Worth((own, *(_shared_out(whole * SYNONYM_SHARE * one.weight, one.text, own) for one in reading.variants)))


def _shared_out(whole: float, text: str, own: Mapping[str, float]) -> dict[str, float]:
    """Weigh the words of a synonym. Those that are not the reader's too were not looked up, and count as these on average."""
    usual = sum(own.values()) / max(1, len(own))
    weights = {word: own.get(word, usual) for word in text.split()}
    return {word: whole * weight / sum(weights.values()) for word, weight in weights.items()}


def _rarity(frequency: int) -> float:
    """Flatter than in a score: one rare word outweighs two common ones, but not five."""
    return 1 / log(10 + frequency)


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    end: int
    marks: Sequence[Mark]
    worth: float
    is_heading: bool
    is_bare: bool
    """It says nothing but the query's words, as an item of a list may."""

    @property
    def rank(self) -> tuple[float, bool, bool, int, int]:
        """Sorts the best first."""
        return -round(self.worth, 6), self.is_heading, self.is_bare, -len(self.marks), self.start


def passages(marked: MarkedText, worth: Worth) -> Passages:
    """Choose the passages of one page."""
    sections = sections_adapter.validate_json(marked.sections)
    chosen: list[_Passage] = []
    for passage in sorted(_Reading(marked, sections, worth).passages(), key=lambda one: one.rank):
        if not chosen or not (passage.is_bare or any(_says_the_same(marked.text, passage, one) for one in chosen)):
            chosen.append(passage)
        if len(chosen) == HIGHLIGHTS:
            break
    section = section_at(sections, chosen[0].start) if chosen else None
    return Passages(
        tuple(_html(marked.text, passage, worth) for passage in chosen),
        section if section and section.anchor else None,
    )


class _Reading:
    """One page's text, its sentences and headings."""

    def __init__(self, marked: MarkedText, sections: Sequence[Section], worth: Worth) -> None:
        self._text, self._sections, self._worth, self._title = marked.text, sections, worth, marked.in_title
        # Most sentences begin no section: a look here spares the search for the section they are in.
        self._beginning = {section.start: section for section in sections if section.heading}
        self._borders = _borders(marked.text)
        self._marks: dict[int, list[Mark]] = {}
        for mark in marked.marks:
            self._marks.setdefault(bisect_right(self._borders, mark.start) - 1, []).append(mark)
        self._headings = {number: heading for number in self._marks if (heading := self._heading(number))}
        self._above: dict[str, _Words] = {}
        for number, heading in self._headings.items():
            if not heading.anchor:
                continue
            said = words_of(self._marks[number])
            self._above[heading.anchor] = self._above.get(heading.anchor, self._title) | said

    def passages(self) -> Iterator[_Passage]:
        """Every sentence that holds a word of the query. A heading answers nothing: the sentence below it comes along."""
        for number, marks in self._marks.items():
            heading = self._headings.get(number)
            if heading is None:
                yield self._passage(number, number, marks, marks)
            elif heading.anchor and self._goes_on(heading, number + 1):
                both = [*marks, *self._marks.get(number + 1, ())]
                yield self._passage(number, number + 1, both, both, is_heading=True)
            elif heading.anchor:  # Without one it is not on the page, and says nothing that the hit's title does not.
                yield self._passage(number, number, marks, (), is_heading=True)

    def _passage(
        self, first: int, last: int, marks: Sequence[Mark], said: Sequence[Mark], *, is_heading: bool = False
    ) -> _Passage:
        """The sentences from the first to the last. `said`: those of the marks that are no mere heading."""
        start, end = self._borders[first], self._borders[last + 1]
        worth = self._worth.of(words_of(said), self._words_above(start))
        is_bare = end - start <= _LONGEST_BARE and _is_bare(self._text, start, end, marks)
        return _Passage(start, end, marks, worth, is_heading, is_bare)

    def _words_above(self, start: int) -> _Words:
        if not self._above:
            return self._title
        return self._above.get(section_at(self._sections, start).anchor, self._title)

    def _goes_on(self, heading: Section, number: int) -> bool:
        """Whether this sentence stands below the heading."""
        if number + 1 >= len(self._borders) or self._heading(number):
            return False
        return section_at(self._sections, self._borders[number]).anchor == heading.anchor

    def _heading(self, number: int) -> Section | None:
        """The section whose heading this sentence is."""
        start = self._borders[number]
        section = self._beginning.get(start)
        return section if section and self._text.startswith(section.heading, start) else None


def _borders(text: str) -> list[int]:
    """Where sentences begin and end."""
    return [0, *(end.end() for end in _END.finditer(text)), len(text)]


def sentences(text: str) -> list[str]:
    """Take a text apart into its sentences and lines."""
    return [text[start:end] for start, end in pairwise(_borders(text)) if start < end]


def _is_bare(text: str, start: int, end: int, marks: Sequence[Mark]) -> bool:
    for mark in marks:
        if any(map(str.isalnum, text[start : mark.start])):
            return False
        start = mark.end
    return not any(map(str.isalnum, text[start:end]))


def _says_the_same(text: str, passage: _Passage, other: _Passage) -> bool:
    overlaps = passage.start < other.end and other.start < passage.end
    return overlaps or text[passage.start : passage.end].strip() == text[other.start : other.end].strip()


def _html(text: str, passage: _Passage, worth: Worth) -> str:
    start, end, before, after = _cut(text, passage, worth)
    parts: list[str] = []
    for mark in passage.marks:
        if start <= mark.start and mark.end <= end:
            word = html.escape(text[mark.start : mark.end])
            parts += [html.escape(text[start : mark.start]), "<mark>", word, "</mark>"]
            start = mark.end
    parts.append(html.escape(text[start:end].rstrip()))
    # The only line's end inside of a passage is that of a heading.
    return before + re.sub(r"([.?!:]?)\n", lambda end: f"{end[1] or ':'} ", "".join(parts)) + after


def _cut(text: str, passage: _Passage, worth: Worth) -> tuple[int, int, str, str]:
    """Say what of a passage is shown, where it is long the part with most of the words, and what stands for the rest."""
    start, end = passage.start, passage.end
    if end - start <= LENGTH:
        return start, end, "", ""
    room = LENGTH - _CONTEXT
    first = max(
        passage.marks,
        key=lambda first: (
            worth.of(words_of(mark for mark in passage.marks if first.start <= mark.start < first.start + room)),
            -first.start,
        ),
    )
    before = after = ""
    if first.start - start > LENGTH // 2:
        start = text.find(" ", first.start - _CONTEXT, first.start) + 1 or first.start
        before = "… "
    if end - start > LENGTH:
        end = max(text.rfind(" ", start, start + LENGTH), first.end)
        after = " …"
    return start, end, before, after
