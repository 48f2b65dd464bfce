"""Suspending an account at once, and restoring it with the consent of two members.

Every function is one transaction. What the closed account could still set in motion stops with it.
"""

from dataclasses import dataclass

from dalel.domain.membership import bars_asking, bars_closing, bars_opening, refuse
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.account_requests import forget
from dalel.newsroom.accounts.actions.invitations import withdraw_links
from dalel.newsroom.accounts.actions.members import holders, member_row
from dalel.newsroom.accounts.actions.reminders import end_reminders
from dalel.newsroom.accounts.actions.sessions import drop_factors, end_sessions
from dalel.newsroom.accounts.actions.telegram_ties import end_outside_ways
from dalel.newsroom.accounts.models import Member, SuspensionRow
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.evidence.actions.asked_links import forget_of
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.diary import forget_address
from dalel.newsroom.incidents.queries.snapshot import has_released
from dalel.newsroom.releases.actions.freeze import freeze, stop_releases


@dataclass(frozen=True, kw_only=True)
class SuspensionReport:
    """What stopped with an account; ``texts`` counts all that waited or was approved unseen."""

    sessions: int
    factors: int
    texts: int
    releases: int


def suspend(username: str, reason: str, act: Act) -> SuspensionReport:
    """Close an account at once.

    Its sessions, passkeys, password, calendar, reminders, keys for links and Telegram end, what it
    is still asked about is forgotten, and so goes every link to it or made by it. Texts and codes
    that it wrote and sent to review are drafts again, approvals that it gave and no reader has seen
    are taken back, and issues that it scheduled are frozen.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when it is closed already, or the last publisher's.
    """
    with writing():
        member = member_row(username)
        refuse(bars_closing(username, is_active=member.is_active, publishers=_who_take_back()))
        SuspensionRow.objects.create(member=member, by=act.member, time=act.time, reason=reason)
        withdraw_links(member, act, made_too=True)
        end_outside_ways(member, act.time)
        forget_of(member)
        forget_address(member)
        end_reminders(member)
        forget(member, act)
        closed = SuspensionReport(
            sessions=end_sessions([member]),
            factors=drop_factors(member),
            texts=freeze(member, act),
            releases=stop_releases(member),
        )
        act.note("suspended", username, reason)
        # Last, since who closes the own account still does all of this.
        member.is_active = False
        member.set_unusable_password()
        member.save(update_fields=["is_active", "password"])
    return closed


def _who_take_back() -> frozenset[str]:
    """The publishers; in a small newsroom without any, whoever releases, once it has released."""
    publishers = holders(Role.PUBLISHER)
    if publishers or not has_released():
        return publishers
    active = Member.objects.filter(is_active=True)
    return frozenset(one.username for one in active if may(one, Action.RELEASE))


def ask_restoring(username: str, act: Act) -> None:
    """Ask that a closed account be opened again; somebody else has to confirm.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when the account is not closed, or one's own.
    """
    with writing():
        member = member_row(username)
        row = open_suspension(member)
        refuse(bars_asking(username, act.member.username, is_closed=row is not None))
        if row is not None and row.asked_by is None:
            row.asked_by, row.asked = act.member, act.time
            row.save(update_fields=["asked_by", "asked"])
            act.note("asked to restore", username)


def confirm_restoring(username: str, act: Act) -> None:
    """Open a closed account again; its owner needs a link to choose a new password.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when nobody asked, or the same person, or it is one's own account.
    """
    with writing():
        member = member_row(username)
        row = open_suspension(member)
        asked_by = row.asked_by.username if row and row.asked_by else None
        if asked_by in same_person([act.member.username]):
            asked_by = act.member.username
        refuse(
            bars_opening(
                username, act.member.username, is_closed=row is not None, asked_by=asked_by
            )
        )
        if row is not None:
            row.confirmed_by, row.ended = act.member, act.time
            row.save(update_fields=["confirmed_by", "ended"])
            member.is_active = True
            member.save(update_fields=["is_active"])
            act.note("restored", username, f"asked by {asked_by}")


def open_suspension(member: Member) -> SuspensionRow | None:
    """The time of being closed that has not ended, if there is one."""
    found = SuspensionRow.objects.filter(member=member, ended=None)
    return found.select_related("by", "asked_by").first()
