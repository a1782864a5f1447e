"""Answers that a process keeps while the log stands still: asked again, they cost one small query that sees whether it does.

Never out of date, unlike what expires after a time: the log says of each change to what is public that there was one. So
whatever an answer is kept with must come from the log alone.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db import DatabaseError
from django.http import HttpRequest

from cms.published.state import State, state

from .answers import Answer
from .encodings import chosen

MOST_BYTES = 32 * 2**20
"""Of all that a process keeps: about 2,500 articles with their lists; compressed, five times as many."""

BESIDE = 2_000
"""Bytes that Python needs for one answer besides its text: so that a million short answers are no way to fill the memory."""

LARGEST = 2**20
LONGEST = 2_000
"""Characters of an address that is kept."""

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    headers: dict[str, str]
    size: int


class KeptAnswers:
    """Of one process, for all its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[Key, _Kept] = OrderedDict()
        self._bytes = 0
        self._as_of: State | None = None

    def find(self, request: HttpRequest) -> Answer | None:
        """The answer to this request, if it is kept and still right."""
        key = _key(request)
        if key not in self._answers:
            return None
        try:
            now = state()
        except DatabaseError:
            # The view will meet the same error, and knows how to say it.
            return None
        with self._lock:
            self._turn_to(now)
            kept = self._answers.get(key)
            if kept is None:
                return None
            self._answers.move_to_end(key)
        return Answer(kept.body, headers=kept.headers)

    def keep(self, request: HttpRequest, answer: Answer) -> None:
        """Keep an answer for whoever asks the same next. Nothing where it depends on more than the log."""
        key, body, headers = _key(request), answer.content, dict(answer.items())
        longest = sum(len(part or "") for part in key)
        if answer.state is None or len(body) > LARGEST or longest > LONGEST:
            return
        size = len(body) + longest + sum(map(len, headers.values())) + BESIDE
        kept = _Kept(body, headers, size)
        with self._lock:
            self._turn_to(answer.state)
            before = self._answers.pop(key, None)
            self._answers[key] = kept
            self._bytes += size - (before.size if before else 0)
            while self._bytes > MOST_BYTES:
                self._bytes -= self._answers.popitem(last=False)[1].size

    def _turn_to(self, now: State | None) -> None:
        """Forget everything that is of another state."""
        if now is None or now != self._as_of:
            self._answers.clear()
            self._bytes = 0
            self._as_of = now


_OF_SERVER = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")
"""All that Django may take the origin from, whatever a deployment has it believe."""


def _key(request: HttpRequest) -> Key:
    meta = request.META
    encoding = chosen(meta.get("HTTP_ACCEPT_ENCODING", ""))
    server = (meta.get(name) for name in _OF_SERVER)
    return (request.method, request.scheme, request.path_info, meta.get("QUERY_STRING"), encoding, *server)
