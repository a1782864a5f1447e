"""What a text is about, as a vector: texts that say the same in other words lie close together.

The vectors are WordLlama's (https://github.com/dleemiller/WordLlama): an average of 256 numbers a word piece, from a table of
16 MB that comes in its package. No network, no graphics card, some hundredths of a millisecond a sentence. It is
English, and there is not a package for every platform: without it, search goes by words alone.
"""

import contextlib
import importlib
import importlib.util
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .documents import IndexDocument
from .plans import SEARCHABLE

SIZE = 256
FORM = np.dtype("<f2")
"""Half floats: half the room, and the same on every machine. They move a likeness by less than .001."""

LANGUAGE = "en"
LEAD = 600
"""Characters from the beginning of a page's text: that is where it says what it is about."""

SHORTEST_COMMON = 5
"""Letters. Among shorter pieces are too many beginnings of words, which a typing error could look like."""

_PACKAGE = "wordllama"
_WORD_BEGINS = "\u2581"
"""How its tokenizer marks a piece that begins a word."""


def is_available(locale: str) -> bool:
    """Whether texts of this language have vectors here."""
    return locale.partition("-")[0] == LANGUAGE and importlib.util.find_spec(_PACKAGE) is not None


def vector(text: str, locale: str = LANGUAGE) -> bytes:
    """The vector of a text, of length 1, in FORM; empty where no word of it, or not the language, is known."""
    if not text or not is_available(locale):
        return b""
    (row,) = _rows([text])
    return _stored(row)


def with_vectors(documents: Sequence[IndexDocument]) -> list[IndexDocument]:
    """Give index documents their vectors: half their title's, half their title's and beginning's."""
    wanted = [at for at, one in enumerate(documents) if one.type in SEARCHABLE and is_available(one.locale)]
    if not wanted:
        return list(documents)
    titles = _rows([documents[at].title for at in wanted])
    leads = _rows([f"{documents[at].title}. {documents[at].text[:LEAD]}" for at in wanted])
    made = {at: _stored(row) for at, row in zip(wanted, (titles + leads) / 2, strict=True)}
    return [replace(one, vector=made[at]) if at in made else one for at, one in enumerate(documents)]


def numbers(stored: bytes) -> npt.NDArray[np.float32]:
    """Read a stored vector."""
    return np.frombuffer(stored, FORM).astype(np.float32)


def common_words() -> frozenset[str]:
    """The English words, folded, that the model knows as a whole: the most frequent ones, ten thousand of five letters and more."""
    if not is_available(LANGUAGE):
        return frozenset()
    pieces = (piece[1:].lower() for piece in _model().tokenizer.get_vocab() if piece.startswith(_WORD_BEGINS))
    return frozenset(piece for piece in pieces if len(piece) >= SHORTEST_COMMON and piece.isalpha() and piece.isascii())


def prepare() -> None:
    """Load the model, which takes about a second, before somebody waits for it."""
    vector(LANGUAGE)


def _stored(row: npt.NDArray[np.float32]) -> bytes:
    return row.astype(FORM).tobytes() if row.any() else b""


def _rows(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """One row a text; zeros for one without a known word."""
    found = np.asarray(_model().embed(list(texts)), dtype=np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)


@cache
def _model() -> Any:
    """Imported when first asked for: that takes a second, and most commands never ask."""
    with _logging_as_it_was():
        wordllama = importlib.import_module(_PACKAGE)
    return wordllama.WordLlama.load(cache_dir=Path(str(wordllama.__file__)).parent, disable_download=True)


@contextlib.contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """WordLlama sets up the logging of the whole process when it is imported: every request would be told on stderr."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers
