"""Moves of a row to another state, which hold only while it stands as it was read."""

from typing import Any, Protocol, TypeVar

from dalel.domain.errors import DalelError
from dalel.domain.states import State, move

S = TypeVar("S", bound=State)


class OvertakenError(DalelError):
    """Somebody else changed it in the meantime; nothing was done."""


class HasState(Protocol):
    """A row that has a state."""

    pk: Any
    state: Any


def move_row(row: HasState, state: S, *also: str) -> None:
    """Move a row to a state that may follow, and write these columns with it.

    :raises ForbiddenMoveError: when the transition table does not know this step.
    :raises OvertakenError: when the row is in another state by now than when it was read.
    """
    was = row.state
    row.state = move(type(state)(was), state)
    values = {name: getattr(row, name) for name in ("state", *also)}
    rows: Any = type(row)
    if not rows.objects.filter(pk=row.pk, state=was).update(**values):
        raise OvertakenError
