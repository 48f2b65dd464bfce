"""Long works of a home, written down where its desk sees them: step, how far, and when it was done.

They lie in small files of the home, not in rows: an import is one transaction, which nobody sees
before its end, and a backup is also made of a database that takes no rows any more. Where they
cannot be written the work goes on unseen.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import Any, Final

from dalel.domain.errors import DalelError, NotFoundError
from dalel.publish.tree.folder_lock import is_locked, locked

_FOLDER: Final = "works"
_PAST: Final = "past"
#: So many runs of a kind that were done are remembered.
_RUNS: Final = 5
#: How far a work is, is written down so often.
_NOTED: Final = timedelta(seconds=0.4)
#: What is over is forgotten after so long.
_KEPT: Final = timedelta(days=1)


class WorkCancelledError(DalelError):
    """Somebody cancelled it."""


class LongWork(StrEnum):
    """What takes so long that it shows itself."""

    IMPORT = "import"
    CHANNEL = "channel"
    WORD = "word"
    BACKUP = "backup"
    DRAFT = "draft"


class LongWorkState(StrEnum):
    """What became of a long work."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    #: Its process ended without a word.
    DIED = "died"


@dataclass(frozen=True, kw_only=True)
class SeenWork:
    """A long work as it stands.

    ``member`` is the key of who started it, None: whoever keeps the machine. ``done`` of ``total``
    are pieces of its step, 0 of 0 where nobody counts them. ``link`` leads to what comes of it;
    ``cancel_at`` is where it is cancelled otherwise than here.
    """

    key: str
    kind: LongWork
    member: int | None
    started: datetime
    state: LongWorkState = LongWorkState.RUNNING
    step: str = ""
    done: int = 0
    total: int = 0
    may_cancel: bool = True
    ended: datetime | None = None
    link: str = ""
    cancel_at: str = ""
    #: How long works of this kind took, where any was done.
    usual: timedelta | None = None

    def left_to_do(self, now: datetime) -> timedelta | None:
        """The time it will take as others of its kind did; None: nobody can say."""
        if self.usual is None or now - self.started >= self.usual:
            return None
        return self.usual - (now - self.started)


class UnderWay:
    """A long work, as whoever does it tells of it."""

    def __init__(self, folder: Path, seen: SeenWork) -> None:
        self._folder = folder
        self._seen = seen
        self._noted = seen.started

    def go_on(self, step: str, done: int = 0, total: int = 0, *, may_cancel: bool = True) -> None:
        """Tell how far it is.

        :raises WorkCancelledError: when somebody cancelled it, and it still may be.
        """
        if may_cancel and self._file("cancel").exists():
            raise WorkCancelledError
        now = datetime.now(UTC)
        before = self._seen
        self._seen = replace(before, step=step, done=done, total=total, may_cancel=may_cancel)
        if step != before.step or may_cancel != before.may_cancel or now - self._noted >= _NOTED:
            self._noted = now
            self._write()

    def leads_to(self, link: str) -> None:
        """Tell where what came of it is to be seen."""
        self._seen = replace(self._seen, link=link)

    def end(self, state: LongWorkState) -> None:
        """Tell what became of it; what was told first holds."""
        if self._seen.state is LongWorkState.RUNNING:
            now = datetime.now(UTC)
            self._seen = replace(self._seen, state=state, ended=now)
            self._write()
            if state is LongWorkState.DONE:
                _remember(self._folder, self._seen.kind, now - self._seen.started)

    def _write(self) -> None:
        _put(self._file("json"), _told(self._seen))

    def _file(self, kind: str) -> Path:
        return self._folder / f"{self._seen.key}.{kind}"


_NOW: Final[ContextVar[UnderWay | None]] = ContextVar("long_work", default=None)


@contextmanager
def under_way(
    home: Path, kind: LongWork, *, member: int | None = None, link: str = "", cancel_at: str = ""
) -> Iterator[UnderWay]:
    """Do a long work, and let the desk of its home see it."""
    folder, now = home / _FOLDER, datetime.now(UTC)
    seen = SeenWork(
        key=secrets.token_hex(8),
        kind=kind,
        member=member,
        started=now,
        link=link,
        cancel_at=cancel_at,
    )
    work = UnderWay(folder, seen)
    with ExitStack() as held:
        with suppress(OSError):
            _forget(folder, now)
            # Goes with this process, however that ends.
            held.enter_context(locked(folder / f"{seen.key}.lock"))
        work.go_on("")
        work._write()  # noqa: SLF001 - its own module
        before = _NOW.set(work)
        try:
            yield work
        except WorkCancelledError:
            work.end(LongWorkState.CANCELLED)
            raise
        except BaseException:
            work.end(LongWorkState.FAILED)
            raise
        finally:
            work.end(LongWorkState.DONE)
            _NOW.reset(before)


def go_on(step: str, done: int = 0, total: int = 0, *, may_cancel: bool = True) -> None:
    """Tell how far the long work is in which this is done; out of any it tells nobody.

    :raises WorkCancelledError: when somebody cancelled it, and it still may be.
    """
    if (work := _NOW.get()) is not None:
        work.go_on(step, done, total, may_cancel=may_cancel)


def long_works(home: Path) -> tuple[SeenWork, ...]:
    """The long works of a home, those that run and those over lately, the latest first."""
    found = [_read(file) for file in (home / _FOLDER).glob("????????????????.json")]
    works = [one for one in found if one is not None]
    if not works:
        return ()
    past = _past(home / _FOLDER)
    return tuple(
        replace(one, usual=_usual(past.get(one.kind, ())))
        for one in sorted(works, key=lambda one: one.started, reverse=True)
    )


def cancel_work(home: Path, key: str) -> None:
    """Ask that a long work end; it does so at its next piece.

    :raises NotFoundError: when none of this key runs.
    """
    one_running(home, key)
    (home / _FOLDER / f"{key}.cancel").touch()


def one_running(home: Path, key: str) -> SeenWork:
    """The long work of this key.

    :raises NotFoundError: when none of this key runs.
    """
    for one in long_works(home):
        if one.key == key and one.state is LongWorkState.RUNNING:
            return one
    raise NotFoundError(f"There is no long work {key}.")


def _told(seen: SeenWork) -> dict[str, Any]:
    return {
        "kind": seen.kind,
        "member": seen.member,
        "started": seen.started.isoformat(),
        "state": seen.state,
        "step": seen.step,
        "done": seen.done,
        "total": seen.total,
        "may_cancel": seen.may_cancel,
        "ended": seen.ended.isoformat() if seen.ended else "",
        "link": seen.link,
        "cancel_at": seen.cancel_at,
    }


def _read(file: Path) -> SeenWork | None:
    try:
        told = json.loads(file.read_bytes())
        seen = SeenWork(
            key=file.stem,
            kind=LongWork(told.pop("kind")),
            state=LongWorkState(told.pop("state")),
            started=datetime.fromisoformat(told.pop("started")),
            ended=datetime.fromisoformat(ended) if (ended := told.pop("ended")) else None,
            **told,
        )
        if seen.state is LongWorkState.RUNNING and not is_locked(file.with_suffix(".lock")):
            # It may have ended between the two looks.
            again = json.loads(file.read_bytes())
            if again["state"] != LongWorkState.RUNNING:
                return _read(file)
            stopped = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            return replace(seen, state=LongWorkState.DIED, ended=stopped)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return seen


def _remember(folder: Path, kind: LongWork, took: timedelta) -> None:
    past = {name: list(runs) for name, runs in _past(folder).items()}
    past[kind] = [*past.get(kind, []), took.total_seconds()][-_RUNS:]
    _put(folder / f"{_PAST}.json", past)


def _past(folder: Path) -> dict[str, list[float]]:
    try:
        told = json.loads((folder / f"{_PAST}.json").read_bytes())
        return {str(kind): [float(run) for run in runs] for kind, runs in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _usual(runs: "list[float] | tuple[()]") -> timedelta | None:
    return timedelta(seconds=median(runs)) if runs else None


def _put(file: Path, content: object) -> None:
    """Whole or not at all; where the disk takes nothing more, not at all."""
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    with suppress(OSError):
        draft.write_text(json.dumps(content), "utf-8")
        draft.replace(file)


def _forget(folder: Path, now: datetime) -> None:
    """Drop the files of works that are over for long; what runs is locked."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.stem == _PAST or is_locked(file.with_suffix(".lock")):
            continue
        if now - datetime.fromtimestamp(file.stat().st_mtime, UTC) > _KEPT:
            file.unlink(missing_ok=True)
