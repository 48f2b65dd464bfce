"""Does a process that is asked to end do what it has to, wherever the signal meets it?"""

import signal
from collections.abc import Iterator
from threading import Event, Lock

import pytest

from dalel.cli.end_signals import asked_to_end, wait_for


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    """What a test does to the signals of this process goes with it."""
    kinds = (signal.SIGINT, signal.SIGTERM)
    handlers = [(kind, signal.getsignal(kind)) for kind in kinds]
    yield
    for kind, handler in handlers:
        signal.signal(kind, handler)


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_the_second_ctrl_c_ends_what_the_first_signal_asked_to_end(kind: signal.Signals) -> None:
    stop = Event()
    with asked_to_end(stop.set):
        signal.raise_signal(kind)
        assert stop.wait(10)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_signals_mean_after_it_what_they_meant_before() -> None:
    stop = Event()
    known = signal.getsignal(signal.SIGTERM)
    with asked_to_end(stop.set):
        assert signal.getsignal(signal.SIGTERM) is not known
    assert signal.getsignal(signal.SIGTERM) is known
    assert not stop.is_set()


def test_what_is_done_may_wait_for_a_lock_of_whoever_the_signal_interrupts() -> None:
    lock, done = Lock(), Event()

    def act() -> None:
        if lock.acquire(timeout=5):
            done.set()

    with asked_to_end(act):
        with lock:
            signal.raise_signal(signal.SIGTERM)
        assert done.wait(10)


def test_a_wait_looks_up_again_and_again() -> None:
    """A signal that comes just before a wait begins is heeded only when that wait ends."""
    waits: list[float | None] = []

    class Counting(Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout)
            return len(waits) > 2

    wait_for(Counting())
    assert len(waits) == 3
    assert all(timeout is not None and timeout <= 1 for timeout in waits)
