"""Rules for closing, reopening and changing accounts, and the reasons for refusing."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta
from enum import StrEnum
from typing import Final

from dalel.domain.errors import DalelError

#: In a newsroom of so many a second member may not be at hand, and everybody does everything.
SMALL_TEAM: Final = 3
#: What changes for the members is told so long before.
NOTICE: Final = timedelta(hours=24)


class MembershipBar(StrEnum):
    """Why it may not; each has its own words on the screen."""

    LAST_PUBLISHER = "last publisher"
    LAST_ADMINISTRATOR = "last administrator"
    ALREADY_CLOSED = "already closed"
    NOT_CLOSED = "not closed"
    NOT_ASKED = "nobody has asked"
    SAME_PERSON = "same person"
    OWN_ACCOUNT = "own account"
    OWN_ROLE = "own role"
    TOO_EARLY = "not confirmed"
    WRONG_CODE = "wrong code"
    OVER = "over"


class Vacancy(StrEnum):
    """Whom a newsroom lacks before anything can become public."""

    PUBLISHER = "publisher"
    SECOND_PERSON = "second person"


class AccountDeed(StrEnum):
    """What is done to an account and may give power."""

    ROLE = "role"
    INVITE = "invite"
    RESET = "reset"
    LINK = "link"


class AccountBarredError(DalelError):
    """An account may not be closed, opened or changed so; ``bar`` says why."""

    def __init__(self, bar: MembershipBar) -> None:
        super().__init__(bar)
        self.bar = bar


def refuse(bar: MembershipBar | None) -> None:
    """Do nothing where nothing stands against it.

    :raises AccountBarredError: when something does.
    """
    if bar is not None:
        raise AccountBarredError(bar)


def bars_closing(
    username: str, *, is_active: bool, publishers: AbstractSet[str]
) -> MembershipBar | None:
    """Why the account may not be closed; anybody may close his or her own.

    ``publishers`` are the active ones: without the last of them nothing could be taken back.
    """
    if not is_active:
        return MembershipBar.ALREADY_CLOSED
    return MembershipBar.LAST_PUBLISHER if publishers == {username} else None


def bars_asking(username: str, by: str, *, is_closed: bool) -> MembershipBar | None:
    """Why ``by`` may not ask that a closed account be opened again."""
    if not is_closed:
        return MembershipBar.NOT_CLOSED
    return MembershipBar.OWN_ACCOUNT if username == by else None


def bars_opening(
    username: str, by: str, *, is_closed: bool, asked_by: str | None
) -> MembershipBar | None:
    """Why ``by`` may not confirm that a closed account is opened again: it takes two persons."""
    against = {
        MembershipBar.NOT_CLOSED: not is_closed,
        MembershipBar.NOT_ASKED: asked_by is None,
        MembershipBar.SAME_PERSON: asked_by == by,
        MembershipBar.OWN_ACCOUNT: username == by,
    }
    return next((bar for bar, stands in against.items() if stands), None)


def bars_new_role(
    username: str, *, publishers: AbstractSet[str], administrators: AbstractSet[str]
) -> MembershipBar | None:
    """Why a member may not leave his or her role for another."""
    if publishers == {username}:
        return MembershipBar.LAST_PUBLISHER
    return MembershipBar.LAST_ADMINISTRATOR if administrators == {username} else None


def bars_confirming(
    *, is_over: bool, is_another: bool, raises_oneself: bool
) -> MembershipBar | None:
    """Why a member may not stand behind what was asked for an account."""
    against = {
        MembershipBar.OVER: is_over,
        MembershipBar.SAME_PERSON: not is_another,
        MembershipBar.OWN_ROLE: raises_oneself,
    }
    return next((bar for bar, stands in against.items() if stands), None)


def bars_carrying_out(*, is_over: bool, is_ready: bool, is_own: bool) -> MembershipBar | None:
    """Why a member may not carry out what was asked for: who asked does it, once it is ready."""
    against = {
        MembershipBar.OVER: is_over,
        MembershipBar.SAME_PERSON: not is_own,
        MembershipBar.TOO_EARLY: not is_ready,
    }
    return next((bar for bar, stands in against.items() if stands), None)


def person_behind(username: str, brought: Mapping[str, str]) -> str:
    """The account that stands for the person behind an account.

    ``brought`` tells, for each account that nobody but its inviter has confirmed, who invited it.
    """
    seen = {username}
    while (inviter := brought.get(username)) and inviter not in seen:
        seen.add(inviter)
        username = inviter
    return username


def vacancy(
    publishers: AbstractSet[str], writers: AbstractSet[str], brought: Mapping[str, str]
) -> Vacancy | None:
    """Whom the newsroom lacks; None: a publisher and another person who writes are there.

    What the one writes the other approves. ``writers`` are all who write, publishers too;
    ``brought`` as for ``person_behind``.
    """
    if not publishers:
        return Vacancy.PUBLISHER
    persons = {person_behind(username, brought) for username in publishers | writers}
    return Vacancy.SECOND_PERSON if len(persons) < 2 else None
