"""Is a monitor told whether the desk is well, and nothing else?"""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from dalel.newsroom.frame import worker_lives, worker_pulse


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A home in which no worker was seen yet."""
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    return tmp_path


def told(client: Client) -> tuple[int, str]:
    """What a monitor gets."""
    answer = client.get("/health/")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    return answer.status_code, answer.text


@pytest.mark.django_db
def test_a_desk_is_well_as_long_as_its_worker_is_seen(client: Client, home: Path) -> None:
    assert told(client) == (503, "not ok\n")
    worker_pulse.beat(home)
    assert told(client) == (200, "ok\n")
    [file] = home.iterdir()
    long_ago = time.time() - worker_pulse.LONGEST_SILENCE.total_seconds()
    os.utime(file, (long_ago, long_ago))
    assert told(client) == (503, "not ok\n")
    worker_pulse.beat(home)
    assert told(client) == (200, "ok\n")


@pytest.mark.django_db
def test_a_health_look_asks_the_database_once(
    client: Client, home: Path, django_assert_num_queries: Any
) -> None:
    worker_pulse.beat(home)
    with django_assert_num_queries(1):
        told(client)


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_ok(
    client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> bool:
        raise OperationalError("connection refused by 10.0.0.1")

    worker_pulse.beat(home)
    monkeypatch.setattr(worker_lives, "is_at_work", away)
    assert told(client) == (503, "not ok\n")


def test_a_disk_that_takes_nothing_ends_no_worker(tmp_path: Path) -> None:
    worker_pulse.beat(tmp_path / "nowhere")
    assert worker_pulse.last_beat(tmp_path / "nowhere") is None
