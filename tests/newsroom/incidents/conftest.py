"""What the tests of incidents share."""

import pytest

from dalel.newsroom.incidents.queries import proof


@pytest.fixture(autouse=True)
def _nothing_prepared() -> None:
    """No article that another test prepared: keys of rows begin anew with each test."""
    for kept in (proof._prepared, proof._evidence, proof._checked):  # noqa: SLF001 - of the process
        kept.cache_clear()
