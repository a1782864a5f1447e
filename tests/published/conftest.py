"""Tests of the log commit for real, so each starts from an empty database."""

import pytest

from tests.published.site import SmallSite


@pytest.fixture
def site(transactional_db: None) -> SmallSite:
    return SmallSite()
