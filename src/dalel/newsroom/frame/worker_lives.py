"""The lives of workers: what is written down of each, and how often they died lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from dalel.newsroom.frame.models import WorkerRow
from dalel.newsroom.frame.transactions import writing

#: So long the lives of workers are remembered.
_KEPT: Final = timedelta(days=90)
#: So far back Today and the doctor look.
LATELY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Deaths:
    """How often workers ended without being asked to, from the first of these ends to the last.

    ``code`` is the exit code of the last, negative for a signal, None where nobody saw it;
    ``words`` are the last of its log.
    """

    count: int
    first: datetime
    last: datetime
    code: int | None
    words: str


def begin(name: str, pid: int, now: datetime) -> int:
    """Note that a worker begins; gives the key of its life.

    Whoever bore the name before it and is not known to have ended died.
    """
    with writing():
        WorkerRow.objects.filter(name=name, ended=None).update(ended=now, died=True)
        WorkerRow.objects.filter(ended__lt=now - _KEPT).delete()
        return WorkerRow.objects.create(name=name, pid=pid, started=now).pk


def end(key: int, now: datetime) -> None:
    """Note that a worker ended as it should."""
    WorkerRow.objects.filter(pk=key, ended=None).update(ended=now)


def is_at_work() -> bool:
    """Whether a worker began of which no end is known."""
    return WorkerRow.objects.filter(ended=None).exists()


def note_death(
    host: str, pid: int, *, began: datetime, ended: datetime, code: int | None, words: str
) -> None:
    """Note what was seen of the end of a worker on this host, also of one that never got to work.

    ``pid`` 0: it could not even be started.
    """
    how: dict[str, Any] = {"ended": ended, "died": True, "code": code, "words": words}
    with writing():
        lives = WorkerRow.objects.filter(
            name__startswith=f"{host}/", pid=pid, started__gte=began, died=False
        )
        life = lives.order_by("-pk").first() if pid else None
        if life is None:
            WorkerRow.objects.create(pid=pid, started=began, **how)
        else:
            WorkerRow.objects.filter(pk=life.pk).update(**how)


def deaths(now: datetime) -> Deaths | None:
    """How workers died lately; None: none did."""
    found = WorkerRow.objects.filter(died=True, ended__gt=now - LATELY).order_by("ended", "pk")
    rows = list(found)
    ends = [row.ended for row in rows if row.ended is not None]
    if not ends:
        return None
    last = rows[-1]
    return Deaths(count=len(ends), first=ends[0], last=ends[-1], code=last.code, words=last.words)
