"""Under which heading of its page a place of a text stands. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Section:
    """From the character `start` of a page's text on, to the next section, words stand under this heading.

    `anchor` is the fragment of the heading on its page, as in the published document. Both are empty where the words
    stand under none; a title that is not on the page, such as that for lists, has no anchor.
    """

    start: int
    heading: str
    anchor: str


class Sections:
    """The sections of one page, in order."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.start for section in sections]
        self.beginning = {section.start: section for section in sections if section.heading}
        """Those with a heading, by where they begin: a look here spares the search for the section of most sentences."""

    def at(self, place: int) -> Section:
        """Find the section that a place of the text is in."""
        before = bisect_right(self._starts, place)
        return self._sections[before - 1] if before else _NONE


_NONE = Section(0, "", "")

sections_adapter: TypeAdapter[tuple[Section, ...]] = TypeAdapter(tuple[Section, ...])
"""Reads and writes a page's sections as JSON, the form in which engines store them."""

NO_SECTIONS = b"[]"
"""That JSON, of a page without any."""
