"""Succession of versions: detecting stale edits, overtaking, approving and moving states.

A version is only added; whoever saves names the version that he or she saw, and is told when there
is a newer one. Every function expects to run within a transaction.
"""

from typing import TYPE_CHECKING, Final, TypeVar

from dalel.domain.approval import hands
from dalel.domain.errors import DalelError
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.frame.base_models import AddedVersion
from dalel.newsroom.frame.state_moves import move_row

if TYPE_CHECKING:
    from django.db.models import QuerySet

V = TypeVar("V", bound=AddedVersion)

_GIVES_WAY: Final = (VersionState.DRAFT, VersionState.IN_REVIEW)


class StaleEditError(DalelError):
    """Somebody else saved in the meantime; nothing was overwritten.

    ``theirs`` is the version that is newer than the one that was edited.
    """

    def __init__(self, theirs: AddedVersion) -> None:
        super().__init__()
        self.theirs = theirs


def newest_seen(rows: "QuerySet[V]", seen: int) -> V | None:
    """The newest version, when it is the one that was seen.

    :raises StaleEditError: when there is a newer one.
    """
    newest = rows.order_by("-number").first()
    if newest is not None and newest.number != seen:
        raise StaleEditError(newest)
    return newest


def overtake(newest: AddedVersion | None) -> None:
    """A version in work gives way to the next; an approved one stays so until the next approval."""
    if newest is not None and newest.state in _GIVES_WAY:
        set_state(newest, VersionState.SUPERSEDED)


def hands_in(rows: "QuerySet[V]") -> frozenset[str]:
    """Who made versions since the one that was approved last, and accounts that may be theirs."""
    found = rows.order_by("number").values_list("state", "author__username")
    return same_person(hands((VersionState(state), username or "") for state, username in found))


def put_in_force(waiting: V, rows: "QuerySet[V]") -> None:
    """Approve a version; the one that was in force is superseded."""
    for before in rows.filter(state=VersionState.APPROVED):
        set_state(before, VersionState.SUPERSEDED)
    set_state(waiting, VersionState.APPROVED)


def set_state(row: AddedVersion, state: VersionState) -> None:
    """Move a version to a state that may follow."""
    move_row(row, state)
