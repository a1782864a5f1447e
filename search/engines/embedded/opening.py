"""Opening a generation's index, after a look at its files."""

from pathlib import Path

import tantivy

from search.errors import EngineDownError

from .analysis import register
from .integrity import damaged_file


def open_index(folder: Path) -> tantivy.Index:
    """Check a generation's files and open its index. Raises EngineDownError when it is damaged."""
    try:
        damaged = damaged_file(folder)
        if damaged is not None:
            raise EngineDownError(unreadable(folder, f"the file {damaged} is damaged"))
        index = register(tantivy.Index.open(str(folder)))
    except (ValueError, OSError) as error:
        raise EngineDownError(unreadable(folder, error)) from error
    index.config_reader("manual")
    return index


def unreadable(folder: Path, reason: object) -> str:
    """Say what is wrong with an index, and how to mend it."""
    return f"The search index {folder} cannot be read: {reason}. Build it again: manage.py search_index rebuild."
