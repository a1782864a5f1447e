"""The passages of a page that answer a query: the best sentences, and the heading under which the first one stands. Pure.

A passage is a sentence or a line. What counts is how many different words of the query it holds, rare ones more; words
of the heading or title above it count nearly as much, for "Treating gout" is not said again in each sentence below.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from .marks import Mark, MarkedText, Terms
from .queries import Understood
from .sections import Section, Sections, sections_adapter

HIGHLIGHTS = 2
LENGTH = 200
"""Characters, without the marks: two lines on a phone. A sentence that is longer is cut between words."""

HEADING_SHARE = 0.8
"""Of a word that stands only in heading or title: a sentence that says it itself comes first."""

SYNONYM_SHARE = 0.8
"""Of a query in other words, which name something broader at times: a passage in the reader's own words comes first."""

_CONTEXT = 60
"""Characters before the first marked word, where a sentence is too long to be shown whole."""

_LONGEST_BARE = 60
"""Characters: a longer line says more than the query's words."""


@dataclass(frozen=True, slots=True)
class Passages:
    """`highlights` are safe HTML: escaped text with no element but `<mark>`, best first. `section` is that of the first."""

    highlights: tuple[str, ...] = ()
    section: Section | None = None


class Worth:
    """What words of a query are worth in a passage: that of the wording, the reader's or another one, that fits it best."""

    def __init__(self, wordings: Sequence[Mapping[str, float]]) -> None:
        """Each of `wordings` tells what the words of one way to put the query count."""
        self._wordings = wordings
        self._known: dict[tuple[Terms, Terms], float] = {}

    def of(self, marked: MarkedText, own: Terms, above: Terms = 0) -> float:
        """What a passage with these terms is worth, and with those in what stands above it. `marked` is of the same query always."""
        known = self._known.get((own, above))
        if known is None:
            said, besides = _words(marked.terms, own), _words(marked.terms, above & ~own)
            # Rounded, or the order in which words are added up would decide between passages that are worth the same.
            known = round(max((self._in(one, said, besides) for one in self._wordings), default=0.0), 6)
            self._known[own, above] = known
        return known

    def _in(self, wording: Mapping[str, float], own: Iterable[str], above: Iterable[str]) -> float:
        said = sum(wording.get(word, 0.0) for word in own)
        return said + HEADING_SHARE * sum(wording.get(word, 0.0) for word in above)


def _words(terms: Sequence[frozenset[str]], some: Terms) -> frozenset[str]:
    return frozenset().union(*(words for number, words in enumerate(terms) if some >> number & 1))


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


class _Passage(NamedTuple):
    """Some sentences of a page, and how many marked words are in them."""

    start: int
    end: int
    marked: int


def passages(marked: MarkedText, worth: Worth) -> Passages:
    """Choose the passages of one page."""
    sections = Sections(sections_adapter.validate_json(marked.sections))
    chosen: list[_Passage] = []
    for passage, is_bare in _Reading(marked, sections, worth).ordered():
        if not chosen or not (is_bare or any(_says_the_same(marked.text, passage, one) for one in chosen)):
            chosen.append(passage)
        if len(chosen) == HIGHLIGHTS:
            break
    section = sections.at(chosen[0].start) if chosen else None
    return Passages(
        tuple(_html(marked, passage, worth) for passage in chosen),
        section if section and section.anchor else None,
    )


_Rank = tuple[float, bool]
"""What a passage is worth, the most first, and whether it begins with a heading."""


class _Reading:
    """One page's text, its sentences and headings. Written for speed: a search reads the texts of twenty hits."""

    def __init__(self, marked: MarkedText, sections: Sections, worth: Worth) -> None:
        self._marked, self._sections, self._worth, self._borders = marked, sections, worth, marked.borders
        self._beginning = sections.beginning
        self._said = marked.said()
        self._headings = {number: heading for number in self._said if (heading := self._heading(number))}
        self._above: dict[str, Terms] = {}
        for number, heading in self._headings.items():
            if heading.anchor:
                above = self._above.get(heading.anchor, marked.in_title)
                self._above[heading.anchor] = above | self._said[number]

    def ordered(self) -> Iterator[tuple[_Passage, bool]]:
        """Every passage, best first, with whether it says nothing but the query's words, as an item of a list may.

        Only those are looked at closely that come up: mostly two of twenty.
        """
        for _, alike in sorted(self._by_rank().items()):
            passages = [self._passage(first, last) for first, last in alike]
            looked_at = [(passage, _is_bare(self._marked, passage)) for passage in passages]
            yield from sorted(looked_at, key=lambda one: (one[1], -one[0].marked, one[0].start))

    def _by_rank(self) -> dict[_Rank, list[tuple[int, int]]]:
        """First and last sentences of passages, by rank. Weighed once for all that hold the same terms.

        A heading answers nothing: the sentence below it comes along.
        """
        alike: dict[tuple[Terms, Terms, bool], list[tuple[int, int]]] = {}
        headings, in_title = self._headings, self._marked.in_title
        for number, said in self._said.items():
            above = self._terms_above(number) if self._above else in_title
            heading = headings.get(number)
            if heading is None:
                alike.setdefault((said, above, False), []).append((number, number))
            elif heading.anchor and self._goes_on(heading, number + 1):
                together = said | self._said.get(number + 1, 0)
                alike.setdefault((together, above, True), []).append((number, number + 1))
            elif heading.anchor:  # Without one it is not on the page, and says nothing that the hit's title does not.
                alike.setdefault((0, above, True), []).append((number, number))
        found: dict[_Rank, list[tuple[int, int]]] = {}
        for (said, above, is_heading), some in alike.items():
            found.setdefault((-self._worth.of(self._marked, said, above), is_heading), []).extend(some)
        return found

    def _passage(self, first: int, last: int) -> _Passage:
        start, end = self._borders[first], self._borders[last + 1]
        return _Passage(start, end, self._marked.count(start, end))

    def _terms_above(self, number: int) -> Terms:
        return self._above.get(self._sections.at(self._borders[number]).anchor, self._marked.in_title)

    def _goes_on(self, heading: Section, number: int) -> bool:
        """Whether this sentence stands below the heading."""
        if number + 1 >= len(self._borders) or self._heading(number):
            return False
        return self._sections.at(self._borders[number]).anchor == heading.anchor

    def _heading(self, number: int) -> Section | None:
        """The section whose heading this sentence is."""
        start = self._borders[number]
        section = self._beginning.get(start)
        return section if section and self._marked.text.startswith(section.heading, start) else None


def _is_bare(marked: MarkedText, passage: _Passage) -> bool:
    if passage.end - passage.start > _LONGEST_BARE:
        return False
    start = passage.start
    for mark in marked.marks(start, passage.end):
        if any(map(str.isalnum, marked.text[start : mark.start])):
            return False
        start = mark.end
    return not any(map(str.isalnum, marked.text[start : passage.end]))


def _says_the_same(text: str, passage: _Passage, other: _Passage) -> bool:
    overlaps = passage.start < other.end and other.start < passage.end
    return overlaps or text[passage.start : passage.end].strip() == text[other.start : other.end].strip()


def _html(marked: MarkedText, passage: _Passage, worth: Worth) -> str:
    text, marks = marked.text, marked.marks(passage.start, passage.end)
    start, end, before, after = _cut(marked, passage, marks, worth)
    escaped = html.escape if _SPECIAL.search(text, start, end) else str  # Mostly there is nothing to escape.
    parts: list[str] = []
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts += (escaped(text[start : mark.start]), "<mark>", escaped(text[mark.start : mark.end]), "</mark>")
            start = mark.end
    parts.append(escaped(text[start:end].rstrip()))
    shown = "".join(parts)
    if "\n" in shown:  # The only line's end inside of a passage is that of a heading.
        shown = _HEADING_END.sub(lambda end: f"{end[1] or ':'} ", shown)
    return before + shown + after


_SPECIAL = re.compile(r"[&<>\"']")
_HEADING_END = re.compile(r"([.?!:]?)\n")


def _cut(marked: MarkedText, passage: _Passage, marks: Sequence[Mark], worth: Worth) -> tuple[int, int, str, str]:
    """Say what of a passage is shown, where it is long the part with most of the words, and what stands for the rest."""
    text, start, end = marked.text, passage.start, passage.end
    if end - start <= LENGTH:
        return start, end, "", ""
    room = LENGTH - _CONTEXT

    def worth_from(first: Mark) -> tuple[float, int]:
        near = {1 << mark.term for mark in marks if 0 <= mark.start - first.start < room}
        return worth.of(marked, sum(near)), -first.start

    first = max(marks, key=worth_from)
    before = after = ""
    if first.start - start > LENGTH // 2:
        start = text.find(" ", first.start - _CONTEXT, first.start) + 1 or first.start
        before = "… "
    if end - start > LENGTH:
        end = max(text.rfind(" ", start, start + LENGTH), first.end)
        after = " …"
    return start, end, before, after
