"""What the tests of incidents share."""

import pytest

from dalel.newsroom.incidents.queries import proof


@pytest.fixture(autouse=True)
def _nothing_prepared() -> None:
    """No article that another test prepared: keys of rows begin anew with each test."""
    proof._prepared.cache_clear()  # noqa: SLF001 - kept for all of the process
