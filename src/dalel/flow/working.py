"""How does the work go on by itself?"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Final

from dalel.flow.evidence.caring import Care
from dalel.flow.inbox.judging import Judges
from dalel.flow.running import Orders, PassReport, whole_pass
from dalel.flow.watch.asking import Asking
from dalel.flow.watch.keeping import Keeping
from dalel.flow.watch.reach import Reach
from dalel.flow.watch.round import Round
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault
from dalel.store.watch.sources import Tally

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
) -> None:
    """Pass after pass, each taking what is due, until ``stop`` is set. Many may work at once.

    ``tended`` is done after each pass: what has its time is seen to. ``judges`` are asked for
    before each, so that a model that was learnt meanwhile judges from then on. ``drafted`` makes
    drafts that are asked for, under the worker's name, also between passes.

    :raises ArchiveError: when the archive cannot be written.
    """
    with Keeping(vault, software=software) as keeping, Asking(reach) as asking:
        this = Round(asking=asking, keeping=keeping, reach=reach, pack=pack, back=orders.back)
        carer = care or Care()
        while not stop.is_set():
            fresh = replace(this, tallies=defaultdict(Tally))
            reported(whole_pass(fresh, orders, carer, judges()))
            tended()
            _rest(stop, pause, lambda: drafted(keeping.worker))


def _rest(stop: Event, pause: timedelta, look: Callable[[], object]) -> None:
    """Wait for the next pass, but look now and then: somebody waits for a draft."""
    until = time.monotonic() + pause.total_seconds()
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        look()
        stop.wait(min(_LOOK, left))
