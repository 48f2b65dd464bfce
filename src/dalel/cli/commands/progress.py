"""Progress display for long-running commands."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from dalel.cli.command_context import tell

#: Elsewhere than on a terminal a line is said after so many steps.
_EVERY = 100
#: Of rows, which are many, after so many seconds.
_SECONDS = 5.0
_NAMES = {
    "collect": "Sources looked at",
    "fetch": "Pages fetched",
    "recapture": "Captured again",
    "judge": "Articles judged",
    "weigh": "Stories put in their place",
    "days": "Articles read for days to come",
    "measure": "Fifths of the articles judged by what the rest teaches",
}


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Gives what to call with a stage and how many steps it has done since."""
    if sys.stderr.isatty():
        with _moving() as told:
            yield told
    else:
        yield _plain()


@contextmanager
def _moving() -> Iterator[Callable[[str, int], None]]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks = {stage: shown.add_task(name, total=None) for stage, name in _NAMES.items()}
        yield lambda stage, done: shown.advance(tasks[stage], done)


def _plain() -> Callable[[str, int], None]:
    counts: Counter[str] = Counter()

    def told(stage: str, done: int) -> None:
        before = counts[stage] // _EVERY
        counts[stage] += done
        if counts[stage] // _EVERY > before:
            tell(f"{_NAMES[stage]}: {counts[stage]}")

    return told


@contextmanager
def rows_held() -> Iterator[Callable[[str], None]]:
    """Gives what to call with the kind of each row that is held against the evidence."""
    counts: Counter[str] = Counter()
    last = monotonic()

    def told(kind: str) -> None:
        nonlocal last
        counts[kind] += 1
        if monotonic() - last >= _SECONDS:
            last = monotonic()
            tell(f"Rows held against the evidence: {counts[kind]} {kind}")

    yield told
