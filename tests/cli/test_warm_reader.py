"""Is the reader of the desk warm before somebody writes, and does it stand in nobody's way?"""

import gc
import logging
import subprocess
import sys
from collections.abc import Iterator
from threading import Event

import pytest

from dalel.cli import warm_reader
from dalel.language.ru import parsing
from dalel.newsroom.frame import pack_in_force
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon

Patch = pytest.MonkeyPatch
#: A desk that names its threads, and ends while one of them still waits for its turn.
_DESK = (
    "import threading, dalel.cli.wsgi; "
    "print([(one.name, one.daemon) for one in threading.enumerate()])"
)
_COMMAND = (
    "import sys; from dalel.cli.command_context import start_django; start_django(); "
    "print('dalel.cli.warm_reader' in sys.modules)"
)


@pytest.fixture
def thawed() -> Iterator[None]:
    """What was set apart for good is looked through again, and as often as before."""
    often = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*often)


def run(code: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@pytest.mark.usefixtures("home")
def test_the_desk_warms_its_reader_and_may_end_at_any_time() -> None:
    assert "('warm reader', True)" in run(_DESK)


@pytest.mark.usefixtures("home")
def test_a_command_warms_nothing() -> None:
    assert run(_COMMAND) == "False\n"


def test_it_is_warmed_beside_whatever_else_is_done(monkeypatch: Patch) -> None:
    begun, go_on = Event(), Event()

    def warm(_lexicon: object) -> None:
        begun.set()
        assert go_on.wait(10)

    monkeypatch.setattr(warm_reader, "warm", warm)
    thread = warm_reader.begin(pause=0)
    assert begun.wait(10)
    assert thread.daemon
    go_on.set()
    thread.join(10)


def test_a_reader_that_cannot_be_warmed_stops_nobody(
    monkeypatch: Patch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_folder: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr(pack_in_force, "lexicon_at", broken)
    with caplog.at_level(logging.ERROR):
        warm_reader.begin(pause=0).join(10)
    assert "Warming the reader: unexpected: KeyError: 'odd'" in caplog.text


@pytest.mark.usefixtures("thawed")
def test_what_was_warmed_is_loaded_and_never_garbage(kz_pack: Pack) -> None:
    warm_reader.warm(lexicon(default_folder(), kz_pack))
    assert parsing._parser.cache_info().currsize == 1  # noqa: SLF001 - the slowest to load
    assert gc.get_freeze_count() > 0
