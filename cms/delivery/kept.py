"""Answers that a process keeps while the log stands still: asked again, they cost one small query that sees whether it does.

Never out of date, unlike what expires after a time: the log says of each change to what is public that there was one. So
whatever an answer is kept with must come from the log alone.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from cms.published.state import SharedState, State

from .encodings import chosen

MOST_BYTES = 32 * 2**20
"""Of all that one of a process's stores keeps: about 2,500 articles with their lists; compressed, five times as many."""

BESIDE = 2_000
"""Bytes that Python needs for one answer besides its text: so that a million short answers are no way to fill the memory."""

LARGEST = 2**20
LONGEST = 2_000
"""Characters of an address that is kept."""

Key = tuple[str | None, ...]
_LASTING = (
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ORIGIN",
    # All that Django may take the address of the site from, whatever a deployment has it believe.
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
)


def key_of(environ: Mapping[str, Any]) -> Key:
    """All of a request that its answer goes by, but for keys, conditions, and who asks. `environ` as WSGI has it, or a request's META."""
    get = environ.get
    header = settings.SECURE_PROXY_SSL_HEADER
    scheme = get(header[0]) if header else None
    return (chosen(get("HTTP_ACCEPT_ENCODING", "")), scheme, *map(get, _LASTING))


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with status 200, as it was made when the log was at `as_of`."""

    body: bytes
    headers: Mapping[str, str]
    as_of: State


class KeptAnswers:
    """Of one process, for all its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = SharedState()
        self._answers: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()
        self._bytes = 0
        self._as_of: State | None = None

    def __contains__(self, key: Key) -> bool:
        """Whether there is an answer, right or not any more."""
        return key in self._answers

    def find(self, key: Key) -> Kept | None:
        """The answer, if it is kept and still right. One query where there is any."""
        if key not in self._answers:
            return None
        try:
            now = self._state.now()
        except DatabaseError:
            # The view will meet the same error, and knows how to say it.
            return None
        with self._lock:
            self._turn_to(now)
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key][0]

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep an answer for whoever asks the same next."""
        longest = sum(len(part or "") for part in key)
        if len(kept.body) > LARGEST or longest > LONGEST:
            return
        size = len(kept.body) + longest + sum(map(len, kept.headers.values())) + BESIDE
        with self._lock:
            self._turn_to(kept.as_of)
            before = self._answers.pop(key, None)
            self._answers[key] = kept, size
            self._bytes += size - (before[1] if before else 0)
            while self._bytes > MOST_BYTES:
                self._bytes -= self._answers.popitem(last=False)[1][1]

    def _turn_to(self, now: State | None) -> None:
        """Forget everything that is of another state."""
        if now is None or now != self._as_of:
            self._answers.clear()
            self._bytes = 0
            self._as_of = now
