"""The worker loop, which runs pass after pass until it is stopped."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Final

from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.collection_run import CollectionRun, silent
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.requests import Asking
from dalel.newsroom.evidence.actions.upkeep import Care
from dalel.newsroom.frame.freed_memory import give_back_memory
from dalel.newsroom.sources.actions.source_state import SourceTally
from dalel.newsroom.stories.actions.judge import Judges
from dalel.newsroom.worker.actions.passes import Orders, PassReport, whole_pass
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault

#: Between two passes; a pass takes only what is due.
PAUSE: Final = timedelta(seconds=30)
#: A slow host must not keep us from looking what is new at the others.
LONGEST: Final = timedelta(minutes=10)
#: So often somebody who waits is looked after between passes, in seconds.
_LOOK: Final = 2.0


def work(
    pack: Pack,
    reach: Reach,
    vault: Vault,
    *,
    software: str,
    stop: Event,
    orders: Orders = Orders(everything=False, longest=LONGEST),  # noqa: B008 - frozen
    pause: timedelta = PAUSE,
    reported: Callable[[PassReport], None] = lambda _report: None,
    care: Care | None = None,
    judges: Callable[[], Judges | None] = lambda: None,
    tended: Callable[[], object] = lambda: None,
    drafted: Callable[[str], object] = lambda _worker: None,
    told: Callable[[str, int], None] = silent,
) -> None:
    """Pass after pass, each taking what is due, until ``stop`` is set. Many may work at once.

    A pass that is under way then begins nothing more: the next one goes on where it was.

    ``tended`` is done after each pass: what has its time is seen to. ``judges`` are asked for
    before each, so that a model that was learnt meanwhile judges from then on. ``drafted`` makes
    drafts that are asked for, under the worker's name, also between passes. ``told`` hears how far
    each stage of a pass has come.

    :raises ArchiveError: when the archive cannot be written.
    """
    now = reach.clock.now
    with Keeping(vault, software=software, now=now) as keeping, Asking(reach) as asking:
        this = CollectionRun(
            asking=asking,
            keeping=keeping,
            reach=reach,
            pack=pack,
            back=orders.back,
            told=told,
            stop=stop,
        )
        carer = care or Care()
        while not stop.is_set():
            fresh = replace(this, tallies=defaultdict(SourceTally))
            reported(whole_pass(fresh, orders, carer, judges()))
            tended()
            give_back_memory()
            _rest(stop, pause, lambda: drafted(keeping.worker))


def _rest(stop: Event, pause: timedelta, look: Callable[[], object]) -> None:
    """Wait for the next pass, but look now and then: somebody waits for a draft."""
    until = time.monotonic() + pause.total_seconds()
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        look()
        stop.wait(min(_LOOK, left))
