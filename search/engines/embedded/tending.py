"""Pages that are looked after count a little more, on top of what words and meaning say."""

from tantivy import DocAddress, Searcher

from search.plans import Upkeep
from search.upkeep import share

from .compile import PIN_STEP
from .fast_fields import whole_numbers

Scored = tuple[float, DocAddress]


def with_upkeep(searcher: Searcher, hits: list[Scored], asked: Upkeep) -> list[Scored]:
    """Let each hit's score grow by what it is looked after; a pin is an editor's word, and stays as it is."""
    addresses = [address for _, address in hits]
    try:
        tended, due = (whole_numbers(searcher, name, addresses) for name in ("tended", "review_due"))
    except ValueError:
        # A generation of the format before has no such columns; readers have it until the new one is built.
        return hits
    return [
        (score if score >= PIN_STEP else score * (1 + share(one_tended, one_due, asked.today)), address)
        for (score, address), one_tended, one_due in zip(hits, tended, due, strict=True)
    ]
