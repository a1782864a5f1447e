"""Requests that wait for the next change: few at a time, for each of them keeps a thread of the web server busy."""

import threading
import time

from cms.published import log

MOST = 2
"""Requests that wait in one process; of its four threads (scripts/web_server.py) half go on answering others at once."""

LOOK_EVERY = 0.25
"""Seconds between two looks at the head of the log: a single row."""

_places = threading.BoundedSemaphore(MOST)


def head_after(since: int, seconds: float) -> int:
    """The head of the log, once it is beyond `since` or `seconds` are over; at once where too many wait already."""
    head = log.head()
    if head > since or not _places.acquire(blocking=False):
        return head
    try:
        end = time.monotonic() + seconds
        while head <= since and time.monotonic() < end:
            time.sleep(LOOK_EVERY)
            head = log.head()
    finally:
        _places.release()
    return head
