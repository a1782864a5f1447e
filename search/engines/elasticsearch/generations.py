"""The indices that the generations live in, and the alias that readers use.

PREFIX-TIME-xxxx          one generation: a physical index, named after the time of its creation
PREFIX-TIME-xxxx-write    its own alias. Writing asks for an alias, so that Elasticsearch never makes up a missing index
PREFIX-active             the alias of the active generation, moved in one step
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from elasticsearch import Elasticsearch, NotFoundError

from search.errors import GenerationError

from . import schema

REFRESH_INTERVAL = "400ms"
"""How late readers of the active generation see what was written, at most; `Writer` refreshes at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A generation as its index's metadata tell of it."""

    name: str
    active: bool
    format: int


class Generations:
    """Generations as indices of one prefix. It knows names and aliases, nothing of what is in an index."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        # Spelled out, because the indices of an installation called PREFIX-other begin like ours.
        self._named = re.compile(rf"{re.escape(prefix)}-\d{{8}}t\d{{12}}-[0-9a-f]{{4}}")

    @property
    def active_alias(self) -> str:
        """What readers search."""
        return f"{self._prefix}-active"

    def write_alias(self, name: str) -> str:
        """Name what a generation is written through. Raises GenerationError for a name that is none."""
        self.check(name)
        return f"{name}-write"

    def check(self, name: str) -> None:
        """Refuse what cannot be a generation's name, before Elasticsearch takes it for a pattern. GenerationError."""
        if not self._named.fullmatch(name):
            raise GenerationError(missing(name))

    def listed(self, client: Elasticsearch) -> list[Listed]:
        """List them, oldest first."""
        told = client.indices.get(index=f"{self._prefix}-*", filter_path=["*.aliases", "*.mappings._meta"])
        return [
            Listed(
                name,
                active=self.active_alias in index.get("aliases", {}),
                format=index.get("mappings", {}).get("_meta", {}).get("format", 0),
            )
            for name, index in sorted(told.items())
            if self._named.fullmatch(name)
        ]

    def create(self, client: Elasticsearch) -> str:
        """Make an empty index with its alias, in one step."""
        name = f"{self._prefix}-{datetime.now(UTC):%Y%m%dt%H%M%S%f}-{secrets.token_hex(2)}"
        schema.index(name, self.write_alias(name)).create(using=client)
        return name

    def activate(self, client: Elasticsearch, name: str) -> None:
        """Point the readers' alias to another generation: they see the old one or the new one, never both or none."""
        self.check(name)
        with known(name):
            client.indices.put_settings(index=name, settings={"index": {"refresh_interval": REFRESH_INTERVAL}})
            client.indices.refresh(index=name)
            client.indices.update_aliases(
                actions=[
                    {"remove": {"index": f"{self._prefix}-*", "alias": self.active_alias, "must_exist": False}},
                    {"add": {"index": name, "alias": self.active_alias}},
                ]
            )

    def drop(self, client: Elasticsearch, name: str) -> None:
        """Delete an index. Raises GenerationError for the active one."""
        self.check(name)
        if any(one.active and one.name == name for one in self.listed(client)):
            message = f"Generation “{name}” is the active one: activate another one before dropping it."
            raise GenerationError(message)
        with known(name):
            client.indices.delete(index=name)


@contextmanager
def known(name: str) -> Iterator[None]:
    """Call a missing index what it is here: a generation that does not exist."""
    try:
        yield
    except NotFoundError as error:
        raise GenerationError(missing(name)) from error


def missing(name: str) -> str:
    return f"There is no generation “{name}”. See: manage.py search_index status."
