"""Which accounts count as one person where two persons are needed.

An account that nobody but its inviter stands behind may be the inviter's own second account. It
counts as the inviter's hand, and so do two such accounts of one inviter, until a second member
has confirmed it. An account that the keeper of the machine made stands by itself.
"""

from collections.abc import Collection, Mapping
from typing import Final

from django.db.models import Q

from dalel.domain.membership import Vacancy, person_behind, vacancy
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.permissions import Action, may

#: Accounts that nobody but their inviter stands behind.
_UNCONFIRMED: Final = Q(is_confirmed=False, brought_by__isnull=False)


def is_another(member: Member, other: Member) -> bool:
    """Whether two accounts are those of two persons."""
    return member.username not in same_person([other.username])


def same_person(usernames: Collection[str]) -> frozenset[str]:
    """All accounts that may be those of the persons whom these accounts belong to."""
    return same_persons({"": usernames})[""]


def same_persons(groups: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """As ``same_person``, of several groups of accounts at once, with one question."""
    brought = _brought() if any(groups.values()) else {}
    return {name: _with_others(frozenset(given), brought) for name, given in groups.items()}


def _with_others(given: frozenset[str], brought: Mapping[str, str]) -> frozenset[str]:
    persons = {person_behind(username, brought) for username in given}
    return given | persons | {one for one in brought if person_behind(one, brought) in persons}


def lacking() -> Vacancy | None:
    """Whom the newsroom lacks before two persons can make anything public."""
    members = list(Member.objects.filter(is_active=True))
    publishers = {one.username for one in members if may(one, Action.RELEASE)}
    writers = {one.username for one in members if may(one, Action.WRITE)}
    return vacancy(publishers, writers, _brought())


def _brought() -> dict[str, str]:
    """Who invited each account that nobody else has confirmed."""
    unconfirmed = Member.objects.filter(_UNCONFIRMED)
    return dict(unconfirmed.values_list("username", "brought_by__username"))
