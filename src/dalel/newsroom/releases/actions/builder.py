"""Builds of the site and the preview, each in a process of its own, one at a time in a home.

Whoever serves people or has threads builds nothing: it asks the queue. The builder of a home is
whoever holds its lock; it starts a fresh process for each build, so that what a build does to its
process (threads of the chart drawer, memory) ends with it, and a build that dies is noticed.
"""

import logging
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from threading import Event
from typing import Final
from zoneinfo import ZoneInfo

from django.db import close_old_connections
from django.utils.crypto import salted_hmac

from dalel.domain.errors import DalelError
from dalel.domain.machine_fault import MachineFault, fault_of
from dalel.newsroom.frame.transactions import DatabaseBusyError
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_digests
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.build_queue import DAMAGED, KILLED
from dalel.newsroom.releases.actions.build_site import SiteBuilder
from dalel.newsroom.releases.actions.release import (
    CHECKING,
    MEASURING,
    READING,
    SiteFollowsError,
    publish,
    rebuild,
)
from dalel.newsroom.releases.actions.withdraw import count_files
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.pack import Pack
from dalel.publish.build import BuildReport, seldom_collecting
from dalel.publish.tree.atomic_writes import BuildRunningError
from dalel.publish.tree.folder_lock import locked

#: Between two looks into the queue, and at the build that runs, in seconds.
_LOOK: Final = 0.3
#: Between two looks whether the builder of this home is gone, in seconds.
_STAND_BY: Final = 2.0
#: So often a build writes down how far it is, in seconds.
_NOTE: Final = 0.5
#: A build that is asked to end has so many seconds.
_GRACE: Final = 5.0
#: When the whole set of a large record is made, in the pack's zone.
_NIGHT: Final = clock_time(3)
_DAY: Final = timedelta(days=1)
#: At which share of all the work each step before the outputs begins; these take the rest.
_BEFORE: Final = {READING: 0.0, CHECKING: 0.02, MEASURING: 0.15}
_OUTPUTS_FROM: Final = 0.2
_LOG: Final = logging.getLogger(__name__)


class BuilderThereError(DalelError):
    """Another process builds for this home."""

    permanent = False


class NotWantedError(Exception):
    """Nobody wants the build any more; it is none of the errors of which a build fails."""


def place() -> str:
    """The name of this home in the queue: it comes of the home's own secret."""
    return salted_hmac("dalel.builds", "place", algorithm="sha256").hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Builder:
    """The builder of a home: whose lock it holds, and how a build's process is started.

    ``command`` gets the key of the build as its last word.
    """

    lock: Path
    command: Sequence[str]

    def build_on(self, stop: Event, clock: Callable[[], datetime]) -> None:
        """Build what is wanted here until ``stop`` is set, or stand by while another one does."""
        while not stop.is_set():
            try:
                with locked(self.lock, BuilderThereError):
                    self._serve(stop, clock)
            except BuilderThereError:
                stop.wait(_STAND_BY)
            except Exception as error:
                # A long import or a backup holds the database: that ends by itself.
                if not _is_busy(error):
                    raise
                _LOG.info("The database is busy: the builder looks again")
                stop.wait(_LOOK)

    def _serve(self, stop: Event, clock: Callable[[], datetime]) -> None:
        while not stop.is_set():
            close_old_connections()
            build_queue.pay(place(), clock())
            build = build_queue.claim(place(), clock())
            if build is None:
                stop.wait(_LOOK)
            else:
                self._run(build, stop, clock)

    def _run(self, build: BuildRow, stop: Event, clock: Callable[[], datetime]) -> None:
        """Have a process make the build, and end it when it is not wanted or has to give way."""
        # It ends by itself when this end of the pipe closes: also when the builder is killed.
        with subprocess.Popen(  # noqa: S603 - our own command
            [*self.command, str(build.pk)], stdin=subprocess.PIPE, start_new_session=True
        ) as process:
            try:
                while process.poll() is None:
                    now = clock()
                    if not build_queue.hold(build.pk, now):
                        return
                    if stop.is_set() or build_queue.is_overtaken(build, now):
                        _end(process)
                        build_queue.give_way(build.pk, clock())
                        return
                    stop.wait(_LOOK)
            finally:
                _end(process)
        if build_queue.fail(build.pk, clock(), KILLED):
            _LOG.warning("%s: %s (%s)", build.kind, KILLED, _ended_by(process.returncode))


def _is_busy(error: Exception) -> bool:
    return isinstance(error, DatabaseBusyError) or fault_of(error) is MachineFault.DATABASE_LOCKED


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, then make it."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ended_by(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def make(
    key: int,
    pack: Pack,
    press: SiteBuilder,
    clock: Callable[[], datetime],
    *,
    why: Callable[[Exception], str] = lambda _error: "",
) -> None:
    """Make a build that was claimed, in this process, and write down what became of it.

    ``why`` tells what damage of the database is behind an error that nobody foresaw; else nothing.

    :raises NotFoundError: when there is none of this key.
    """
    build = build_queue.one(place(), key)
    try:
        with seldom_collecting():
            report = _when_free(key, lambda: _built(build, pack, press, clock()))
        words = tuple(withdrawn_digests()) if build.is_urgent else ()
        left = count_files(words, press) if words else None
    except NotWantedError:
        return
    except (DalelError, OSError) as error:
        build_queue.fail(key, clock(), str(_why(error)))
    except Exception as error:  # noqa: BLE001 - what one build meets ends that build alone
        if fault_of(error) is MachineFault.DATABASE_DAMAGED or why(error):
            _LOG.error("The build %s failed: %s; dalel doctor says what to do", key, DAMAGED)
            _LOG.info("Its error", exc_info=True)
            build_queue.fail(key, clock(), DAMAGED)
            return
        _LOG.exception("The build %s failed", key)
        build_queue.fail(key, clock(), f"{type(error).__name__}: {error}")
    else:
        if report.waits:
            build_queue.want_whole_set(place(), tonight(clock(), pack.zone))
        build_queue.finish(key, clock(), pages=report.pages, left=left)


def tonight(now: datetime, zone: str) -> datetime:
    """The next moment at which nearly nobody reads or writes."""
    local = now.astimezone(ZoneInfo(zone))
    night = datetime.combine(local.date(), _NIGHT, local.tzinfo)
    # Of one zone days are added by the calendar, whatever its clocks do.
    return night if now < night else night + _DAY


def _when_free(key: int, build: Callable[[], BuildReport]) -> BuildReport:
    """Build as soon as nobody else writes the folder, who may be somebody at a command line."""
    while True:
        try:
            return build()
        except DalelError as error:
            if not isinstance(_why(error), BuildRunningError):
                raise
        if not build_queue.go_on(key, "", 0):
            raise NotWantedError
        time.sleep(_LOOK)


def _why(error: DalelError | OSError) -> DalelError | OSError:
    return error.why if isinstance(error, SiteFollowsError) else error


def _built(build: BuildRow, pack: Pack, press: SiteBuilder, now: datetime) -> BuildReport:
    told = _Notes(build.pk)
    match build.kind:
        case BuildKind.PREVIEW:
            return publish(pack, press.preview, now=now, preview=True, told=told)
        case BuildKind.SITE:
            return publish(pack, press, now=now, told=told)
        case BuildKind.READERS:
            # Of a released edition its data and archive are fetched at once.
            whole_set = build.edition is not None
            return rebuild(pack, press, now=now, whole_set=whole_set, told=told)
        case BuildKind.WHOLE_SET:
            return rebuild(pack, press, now=now, told=told)


class _Notes:
    """Writes down now and then how far a build is, and ends it when nobody wants it."""

    def __init__(self, key: int) -> None:
        self._key = key
        self._step = ""
        self._until = 0.0

    def __call__(self, step: str, share: float) -> None:
        if step == self._step and time.monotonic() < self._until:
            return
        self._step, self._until = step, time.monotonic() + _NOTE
        whole = _BEFORE.get(step, _OUTPUTS_FROM + (1 - _OUTPUTS_FROM) * share)
        if not build_queue.go_on(self._key, step, whole):
            raise NotWantedError
