"""Highlights cut to the length of a hit: Elasticsearch gives whole sentences, and some are a paragraph. Pure."""

import html

CONTEXT = 60
"""Characters kept before the first marked word of a sentence that is too long to be shown whole."""

OPEN, CLOSE = "<mark>", "</mark>"


def excerpt(sentence: str, length: int) -> str:
    """Cut a highlighted sentence between words, around its first marked word, where it is longer than `length`.

    `sentence` is escaped HTML with marks around single words, so that no space is inside a mark or an entity: a cut
    at a space leaves it whole. `length` is in characters as they are read.
    """
    words = sentence.split()
    sizes = [_size(word) + 1 for word in words]
    if sum(sizes) - 1 <= length:
        return " ".join(words)
    first = next((place for place, word in enumerate(words) if OPEN in word), 0)
    start = _reach(sizes[:first][::-1], CONTEXT if sum(sizes[:first]) > length // 2 else length)
    kept = words[first - start : first]
    end = first + max(1, _reach(sizes[first:], length - sum(sizes[first - start : first])))
    kept += words[first:end]
    return ("… " if start < first else "") + " ".join(kept) + (" …" if end < len(words) else "")


def _reach(sizes: list[int], room: int) -> int:
    """Count how many of these fit into the room."""
    for count, size in enumerate(sizes):
        room -= size
        if room < 0:
            return count
    return len(sizes)


def _size(word: str) -> int:
    return len(html.unescape(word.replace(OPEN, "").replace(CLOSE, "")))
