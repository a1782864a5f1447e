"""What can go wrong in search, in words for the person who has to mend it. `cms.api` maps them to problem documents."""


class SearchError(Exception):
    """The root of all of them."""


class NotInIndexError(SearchError):
    """The page asked about is not in the index: a 404."""


class ForEditorsError(SearchError):
    """Asked for something that is for editors, by somebody who may not use the admin: a 403."""


class EngineDownError(SearchError):
    """The engine cannot answer now: not reachable, no index yet, or a damaged one. A 503 after which to try again."""

    retry_after = 5
    """Seconds; longer than the follower needs to build a small index, short enough for a reader who waits."""


class EngineBusyError(SearchError):
    """Another process is writing where this one wants to."""


class GenerationError(SearchError):
    """A generation that does not exist, or that is not in the state the operation needs."""


class DocumentUnreadableError(SearchError):
    """A published document that this version's schema does not know; `rebuild_documents` renders it again."""
