"""Engines of bulk work: they hand tasks to whoever works, and give outcomes as they come.

Closing what gives outcomes ends whatever was begun for them, whether or not all tasks are done.
"""

from collections.abc import Generator, Sequence
from typing import Protocol

from dalel.bulk.orders import Task, UnitOutcome
from dalel.domain.errors import DalelError


class EngineError(DalelError):
    """Nobody works any more; what was done is kept."""

    permanent = False


class Engine(Protocol):
    """Whoever has tasks done."""

    @property
    def width(self) -> int:
        """How many tasks are done at a time, as far as is known."""
        ...

    def outcomes(self, tasks: Sequence[Task]) -> Generator[UnitOutcome, None, None]:
        """The outcome of each task, in the order in which they end.

        :raises DalelError: when the work cannot go on.
        """
        ...
