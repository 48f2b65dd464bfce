"""Addresses that came without a page to ask on: kept until their sender answers at the desk."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote

from dalel.domain.errors import DalelError
from dalel.domain.incident import Link
from dalel.domain.pasted_addresses import Hindrance
from dalel.domain.withdrawal import finder
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import AskedLinkRow
from dalel.newsroom.frame.transactions import writing

#: So many addresses of a member wait at a time.
MOST: Final = 200
#: Nobody is asked about an address for longer.
KEPT: Final = timedelta(days=7)


class TooManyAskedError(DalelError):
    """So many addresses wait at the desk for the member's answer: answer them first."""


def keep(link: Link, why: Hindrance, note: str, act: Act) -> None:
    """Ask the member at the desk about an address, once.

    :raises TooManyAskedError: when enough of them wait.
    """
    with writing():
        there = AskedLinkRow.objects.filter(member=act.member)
        if there.filter(canonical=link.canonical).exists():
            return
        if there.count() >= MOST:
            raise TooManyAskedError
        AskedLinkRow.objects.create(
            member=act.member,
            url=link.url,
            canonical=link.canonical,
            why=why,
            note=note,
            way=act.way,
            time=act.time,
        )


def waiting(member: Member) -> tuple[AskedLinkRow, ...]:
    """The addresses about which a member is asked, the oldest first."""
    return tuple(AskedLinkRow.objects.filter(member=member))


def answer(canonicals: Collection[str], member: Member) -> dict[str, str]:
    """Forget what a member has answered; gives the notes beside the addresses, by canonical one."""
    with writing():
        rows = AskedLinkRow.objects.filter(member=member, canonical__in=canonicals)
        notes = dict(rows.values_list("canonical", "note"))
        rows.delete()
    return notes


def forget_of(member: Member) -> None:
    """Forget all that a member is asked about."""
    AskedLinkRow.objects.filter(member=member).delete()


def bar(canonical: str) -> None:
    """Forget an address of which nothing is kept."""
    AskedLinkRow.objects.filter(canonical=canonical).delete()


def forget_words(wanted: tuple[str, ...]) -> None:
    """Forget addresses that hold withdrawn words, or have them beside them."""
    search = finder(wanted).search
    gone = [
        row.pk
        for row in AskedLinkRow.objects.all()
        if any(search(said) for said in (row.url, unquote(row.url), row.note))
    ]
    AskedLinkRow.objects.filter(pk__in=gone).delete()


def expire(now: datetime) -> int:
    """Forget what nobody answered; tells how many addresses."""
    return AskedLinkRow.objects.filter(time__lt=now - KEPT).delete()[0]
