"""Is a monitor told whether the desk is well, and nothing else?"""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from dalel.newsroom.frame import newsroom_key, worker_lives, worker_pulse
from dalel.newsroom.worker.actions import key_places
from dalel.newsroom.worker.actions.seal_rows import seal_all


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A home in which no worker was seen yet."""
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "key_file": None})
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


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_a_desk_that_waits_for_its_passphrase_says_so_to_a_monitor(
    client: Client, home: Path
) -> None:
    worker_pulse.beat(home)
    newsroom_key.hold(None)
    assert seal_all(home)
    key_places.lock_key("four words nobody puts together")
    newsroom_key.hold(None)
    assert told(client) == (503, "locked\n")
    assert client.head("/health/").status_code == 503
    assert client.post("/health/").status_code == 405
    assert client.get("/nowhere/").status_code == 423
    assert newsroom_key.enter("four words nobody puts together")
    assert told(client) == (200, "ok\n")
