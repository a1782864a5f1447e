"""Names of diseases from ICD-10-CM, the US edition of the WHO's classification, as its tabular list includes them.

They come in the package simple-icd-10-cm (MIT licence), as the XML that the US National Center for Health Statistics
publishes. Only that file is read.
"""

import re
from collections.abc import Iterator
from importlib.metadata import files
from xml.etree import ElementTree as ET

PACKAGE = "simple-icd-10-cm"
_FILE = re.compile(r"icd10c.*\.xml")

OTHER_CHAPTERS = frozenset("STVWXYZ")
"""Injuries, their causes and visits: their codes say what happened to someone, not what a condition is called."""

_ASIDE = re.compile(r"\b(?:NOS|NEC)\b|, unspecified|\[[^\]]*\]|\([^)]*\)|^Other ")
"""Remarks for people who code: "not otherwise specified", codes, non-essential words."""


def groups() -> Iterator[tuple[str, ...]]:
    """Yield a code's title with the names that it includes, for each code that has such."""
    path = next(file for file in files(PACKAGE) or () if _FILE.fullmatch(file.name))
    for _, element in ET.iterparse(str(path.locate())):  # noqa: S314  a file of a package pinned by its hash
        if element.tag == "diag":
            group = tuple(_names(element))
            if len(group) > 1:
                yield group


def _names(diagnosis: ET.Element) -> Iterator[str]:
    if diagnosis.findtext("name", "")[:1] in OTHER_CHAPTERS:
        return
    notes = (note.text for included in diagnosis.findall("inclusionTerm") for note in included.findall("note"))
    for name in (diagnosis.findtext("desc"), *notes):
        if plain := _ASIDE.sub("", name or "").strip():
            yield plain
