"""Journeys search for real: on the same index that the tests of search use."""

from tests.search.conftest import engine_name, own_index

__all__ = ["engine_name", "own_index"]
