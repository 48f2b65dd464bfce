"""What whoever presses for a release owes first: an account that is surely one's own."""

from enum import StrEnum

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.actions.sessions import has_factor
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.frame.context import is_alone
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.incidents.queries.snapshot import has_released


class Duty(StrEnum):
    """What is due before a release; each has its own words on the screen."""

    #: A password that the member chose.
    OWN_KEY = "own key"
    SECOND_FACTOR = "second factor"
    SECOND_PERSON = "second person"


class DutyError(DalelError):
    """Nothing is released before this is done; ``duties`` says what."""

    def __init__(self, duties: tuple[Duty, ...]) -> None:
        super().__init__(", ".join(duties))
        self.duties = duties


def duties(member: Member) -> tuple[Duty, ...]:
    """What the member does before the newsroom's first release; previews ask for nothing."""
    if has_released():
        return ()
    due = {Duty.OWN_KEY: member.password_temporary, Duty.SECOND_FACTOR: not has_factor(member)}
    return tuple(duty for duty, is_due in due.items() if is_due)


def flash_duties(member: Member) -> tuple[Duty, ...]:
    """As ``duties``; and somebody else has to be there who can stand behind a flash."""
    is_nobody_there = not (is_alone() or _another_may_flash(member))
    return (*duties(member), *((Duty.SECOND_PERSON,) if is_nobody_there else ()))


def _another_may_flash(member: Member) -> bool:
    hands = same_person([member.username])
    others = Member.objects.filter(is_active=True).exclude(username__in=hands)
    return any(may(one, Action.FLASH) for one in others)


def refuse_owing(due: tuple[Duty, ...]) -> None:
    """Do nothing where nothing is due.

    :raises DutyError: when something is.
    """
    if due:
        raise DutyError(due)
