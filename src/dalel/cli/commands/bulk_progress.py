"""Progress display of bulk work: a bar on a terminal, now and then a line elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from dalel.cli.command_context import tell
from dalel.cli.terminal import harmless, many, shortened

if TYPE_CHECKING:
    from dalel.bulk.orders import UnitOutcome

#: Elsewhere than on a terminal a line is said after so many seconds.
_SECONDS: Final = 30.0
#: So many archives are named.
_SHOWN: Final = 20


def torn_lines(archives: Iterable[str]) -> Iterator[str]:
    """What is said of archives that break off: how many there are, and which."""
    names = sorted(set(archives))
    if not names:
        return
    verb = "breaks" if len(names) == 1 else "break"
    yield (
        f"{many(len(names), 'archive')} {verb} off, so what should follow is missing. Once whole, "
        "plan and run again: an archive of another size is read anew."
    )
    yield from (f"  {shortened(name)}" for name in names[:_SHOWN])
    if len(names) > _SHOWN:
        yield f"  and {len(names) - _SHOWN} more; their files have a row that says so"


@contextmanager
def archives_read(total: int) -> "Iterator[Callable[[UnitOutcome], None]]":
    """Gives what to call with the outcome of each archive, of so many in all."""
    if sys.stderr.isatty():
        with _moving(total) as told:
            yield told
    else:
        yield _plain(total)


@contextmanager
def _moving(total: int) -> "Iterator[Callable[[UnitOutcome], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("Archives"),
        BarColumn(),
        MofNCompleteColumn(),
        Remaining(),
        TextColumn("{task.fields[pages]} pages, {task.fields[ours]} relevant"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        bar = shown.add_task("", total=total, pages=0, ours=0)
        pages = ours = unread = 0

        def told(outcome: "UnitOutcome") -> None:
            nonlocal pages, ours, unread
            counts = dict(outcome.counts)
            pages, ours = pages + counts.get("rows", 0), ours + counts.get("relevant", 0)
            shown.update(bar, advance=1, pages=pages, ours=ours)
            unread += bool(outcome.failure)
            if outcome.failure and unread <= _SHOWN:
                words = harmless(shortened(outcome.failure))
                shown.console.out(words, highlight=False)

        yield told


def _plain(total: int) -> "Callable[[UnitOutcome], None]":
    done = unread = pages = 0
    last = monotonic()

    def told(outcome: "UnitOutcome") -> None:
        nonlocal done, unread, pages, last
        done, pages = done + 1, pages + dict(outcome.counts).get("rows", 0)
        if outcome.failure:
            unread += 1
            if unread <= _SHOWN:
                tell(f"Not read: {shortened(outcome.failure)}")
        if monotonic() - last >= _SECONDS or done == total:
            last = monotonic()
            tell(f"Archives read: {done - unread} of {total}, {pages} pages")

    return told
