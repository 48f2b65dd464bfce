"""Acts at once: none that reports success is lost, on either database.

``RACES=200 pytest -m slow tests/journey/test_races.py`` tries each pair so often; ``RACE_SEED``
(2031) says which acts meet when.
"""

import json
import os
from collections.abc import Iterator

import pytest

from journey.newsroom_home import Home, prepared

TRIES = int(os.environ.get("RACES", "10"))
SEED = int(os.environ.get("RACE_SEED", "2031"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with prepared(tmp_path_factory.mktemp("races") / "home") as made:
        yield made


@pytest.mark.parametrize(
    ("scene", "pairs"), [("ready", 55), ("reviewed", 45), ("public", 21), ("inbox", 21)]
)
def test_of_two_acts_at_once_none_is_lost(home: Home, scene: str, pairs: int) -> None:
    racing = home.start("-m", "journey.racing", scene, str(TRIES), str(SEED))
    found, errors = racing.communicate()
    assert racing.returncode == 0, errors
    raced = json.loads(found)
    assert raced["pairs"] == pairs
    assert raced["lost"] == {}, f"RACE_SEED={SEED}"
