"""Where the sentences of a text end. Pure."""

import re
from itertools import pairwise

_END = re.compile(
    r"[.!?\u061f\n](?:(?<=\n)|(?<!\b[a-z]\.)(?<!\b[a-z]\.\s[A-Z]\.)[.!?\u061f]*(?:\s?\u00bb|[\"')\]\u201d\u2019\u201c])*\s+"
    r"(?=[^\sa-z\u00df-\u00ff]))"
)
"""Before a blank and anything but a small letter ("e.g. this" goes on), or at a line's end. Not behind a small letter that
stands alone, nor behind two letters of which the first is small: "z. B. Wasser". "؟" is Arabic.

One class of characters comes first, for which the engine of regular expressions looks four times as fast.
"""


def borders(text: str) -> list[int]:
    """Where sentences begin and end: from each border to the next is one. The first is 0, the last the text's length."""
    return [0, *(end.end() for end in _END.finditer(text)), len(text)]


def sentences(text: str) -> list[str]:
    """Take a text apart into its sentences and lines."""
    return [text[start:end] for start, end in pairwise(borders(text)) if start < end]
