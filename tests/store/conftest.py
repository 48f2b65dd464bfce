"""A record in which something stands."""

from datetime import datetime

import pytest

from dalel.flow.upkeep.preparing import prepare
from dalel.pack import Pack


@pytest.fixture
def record(tiny_pack: Pack, now: datetime, db: None) -> None:
    """The bulletin of the invented country is in."""
    prepare(tiny_pack, now=now)
