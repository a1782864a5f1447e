"""The sentences of a text that answer a query, with the words marked. Pure: the engine brings its analysis."""

import html
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from .normalise import fold, straight

_WORD_TAIL = r"[^\W_]*(?:'[^\W_]+)*"
_WORD_BEGINS = r"(?<![^\W_])(?<![^\W_]')"
"""Not behind a letter, nor behind an apostrophe inside a word: no "t" in "can't"."""

_END = re.compile(r"[.!?]+[\"')\]\u201d\u2019]*\s+(?=[^\sa-z])|\n")
"""Where a sentence ends: before a blank and anything but a small letter ("e.g. this" goes on), or at a line's end."""

_LOOK_BACK = 1_000
"""Characters searched for the beginning of a sentence; a longer one is cut anyway."""

_CONTEXT = 60
"""Characters before the first marked word, where a sentence is too long to be shown whole."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    terms: frozenset[str]


class _LengthPreserving(dict[int, str]):
    """Folds character by character, one for one, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDING = _LengthPreserving()


def highlights(
    text: str,
    terms: Collection[str],
    term_of: Callable[[str], str],
    count: int,
    length: int,
) -> tuple[str, ...]:
    """Find the best sentences for these terms, as HTML with nothing but `<mark>` in it, best first.

    `terms` are analysed; `term_of` analyses one folded word. `length` is in characters: a longer sentence is cut
    at words, a shorter one takes the next along while there is room.
    """
    sentences = list(_sentences(text, terms, term_of)) if terms else []
    best = sorted(sentences, key=lambda sentence: (-len(sentence.terms), -len(sentence.marks), sentence.start))
    return tuple(_html(text, sentence, length) for sentence in best[:count])


def _sentences(text: str, terms: Collection[str], term_of: Callable[[str], str]) -> Iterator[_Sentence]:
    """Yield the sentences that hold a term.

    Stems keep the beginning of a word but for a last letter ("therapi" of therapy): looking for beginnings first
    spares the analysis of every word, which took most of the time of a search.
    """
    folded = straight(text)
    folded = folded.lower() if folded.isascii() else folded.translate(_FOLDING)
    if len(folded) != len(text):  # Lower-casing may lengthen ("İ"); places would be off, and a wrong mark is worse.
        return
    beginnings = sorted({re.escape(term[:-1] if len(term) > 2 else term) for term in terms}, key=len)  # noqa: PLR2004
    pattern = re.compile(rf"{_WORD_BEGINS}(?:{'|'.join(beginnings)}){_WORD_TAIL}")
    found: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for match in pattern.finditer(folded):
        term = term_of(match.group())
        if term in terms:
            found.setdefault(_borders(text, match.start()), []).append((match.start(), match.end(), term))
    for (start, end), hits in found.items():
        yield _Sentence(start, end, tuple(hit[:2] for hit in hits), frozenset(hit[2] for hit in hits))


def _borders(text: str, place: int) -> tuple[int, int]:
    """Find where the sentence around a place begins and ends."""
    start = max(0, place - _LOOK_BACK)
    # The look-ahead at the next letter must see the place itself: "Ends. <place>" begins at the place.
    for end in _END.finditer(text, start, place + 1):
        start = end.end()
    ending = _END.search(text, place)
    return start, len(text) if ending is None else ending.end()


def _html(text: str, sentence: _Sentence, length: int) -> str:
    start, end = sentence.start, sentence.end
    first = sentence.marks[0][0]
    before = after = ""
    if end - start > length and first - start > length // 2:
        start = text.find(" ", first - _CONTEXT, first) + 1 or first
        before = "… "
    if end - start > length:
        border = text.rfind(" ", start, start + length)
        end = border if border > first else max(mark[1] for mark in sentence.marks[:1])
        after = " …"
    parts = [before]
    for mark_start, mark_end in sentence.marks:
        if start <= mark_start and mark_end <= end:
            parts += [html.escape(text[start:mark_start]), "<mark>", html.escape(text[mark_start:mark_end]), "</mark>"]
            start = mark_end
    return "".join([*parts, html.escape(text[start:end].rstrip()), after])
