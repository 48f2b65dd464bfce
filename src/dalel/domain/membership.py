"""May this account be closed, opened again or changed, and if not, why not?"""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from dalel.domain.errors import DalelError


class Bar(StrEnum):
    """Why it may not; each has its own words on the screen."""

    LAST_PUBLISHER = "last publisher"
    LAST_ADMINISTRATOR = "last administrator"
    ALREADY_CLOSED = "already closed"
    NOT_CLOSED = "not closed"
    NOT_ASKED = "nobody has asked"
    SAME_PERSON = "same person"
    OWN_ACCOUNT = "own account"


class AccountBarredError(DalelError):
    """An account may not be closed, opened or changed so; ``bar`` says why."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar)
        self.bar = bar


def refuse(bar: Bar | None) -> None:
    """Do nothing where nothing stands against it.

    :raises AccountBarredError: when something does.
    """
    if bar is not None:
        raise AccountBarredError(bar)


def bars_closing(username: str, *, is_active: bool, publishers: AbstractSet[str]) -> Bar | None:
    """Why the account may not be closed; anybody may close his or her own.

    ``publishers`` are the active ones: without the last of them nothing could be taken back.
    """
    if not is_active:
        return Bar.ALREADY_CLOSED
    return Bar.LAST_PUBLISHER if publishers == {username} else None


def bars_asking(username: str, by: str, *, is_closed: bool) -> Bar | None:
    """Why ``by`` may not ask that a closed account be opened again."""
    if not is_closed:
        return Bar.NOT_CLOSED
    return Bar.OWN_ACCOUNT if username == by else None


def bars_opening(username: str, by: str, *, is_closed: bool, asked_by: str | None) -> Bar | None:
    """Why ``by`` may not confirm that a closed account is opened again: it takes two persons."""
    against = {
        Bar.NOT_CLOSED: not is_closed,
        Bar.NOT_ASKED: asked_by is None,
        Bar.SAME_PERSON: asked_by == by,
        Bar.OWN_ACCOUNT: username == by,
    }
    return next((bar for bar, stands in against.items() if stands), None)


def bars_new_role(
    username: str, *, publishers: AbstractSet[str], administrators: AbstractSet[str]
) -> Bar | None:
    """Why a member may not leave his or her role for another."""
    if publishers == {username}:
        return Bar.LAST_PUBLISHER
    return Bar.LAST_ADMINISTRATOR if administrators == {username} else None
