"""Marks that the desk sets: for whom a story or an entry is, and what is put off."""

from collections.abc import Mapping
from typing import Any

from dalel.domain.several import WhyNot
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions.several import ItemDone, SkippedError
from dalel.newsroom.incidents.models import DeskMarkRow, IncidentRow, MarkKind
from dalel.newsroom.stories.models import StoryRow


def assign(row: StoryRow | IncidentRow, username: str, act: Act) -> ItemDone:
    """Say for whom a story or an entry is, in the caller's transaction; empty: for nobody.

    :raises SkippedError: when it stands so, or there is no such member any more.
    """
    before = _assignee(row)
    if before == username:
        raise SkippedError(WhyNot.SAME)
    _set(row, username, act)
    return ItemDone(before={"for": before})


def reassign(
    row: StoryRow | IncidentRow, username: str, before: Mapping[str, Any], act: Act
) -> None:
    """Take ``assign`` back.

    :raises SkippedError: when somebody else was named since.
    """
    if _assignee(row) != username:
        raise SkippedError(WhyNot.CHANGED_SINCE)
    _set(row, before["for"], act)


def put_off(incident: IncidentRow, act: Act) -> None:
    """Mark an entry as one for later, in the caller's transaction.

    :raises SkippedError: when it is marked so.
    """
    _row, is_new = DeskMarkRow.objects.get_or_create(
        kind=MarkKind.LATER,
        incident=incident,
        defaults={"member": act.member, "since": act.time},
    )
    if not is_new:
        raise SkippedError(WhyNot.SAME)
    act.note("put off an entry", incident.number)


def bring_back(incident: IncidentRow, act: Act) -> None:
    """Take the mark of ``put_off`` away.

    :raises SkippedError: when it is not marked so.
    """
    gone, _ = DeskMarkRow.objects.filter(kind=MarkKind.LATER, incident=incident).delete()
    if not gone:
        raise SkippedError(WhyNot.SAME)
    act.note("brought an entry back", incident.number)


def _columns(row: StoryRow | IncidentRow) -> dict[str, Any]:
    name = "story" if isinstance(row, StoryRow) else "incident"
    return {"kind": MarkKind.ASSIGNED, name: row}


def _assignee(row: StoryRow | IncidentRow) -> str:
    found = DeskMarkRow.objects.filter(**_columns(row)).select_related("member").first()
    return found.member.username if found else ""


def _set(row: StoryRow | IncidentRow, username: str, act: Act) -> None:
    subject = row.key if isinstance(row, StoryRow) else row.number
    if not username:
        DeskMarkRow.objects.filter(**_columns(row)).delete()
        act.note("assigned to nobody", subject)
        return
    member = Member.objects.filter(username=username, is_active=True).first()
    if member is None:
        raise SkippedError(WhyNot.GONE)
    DeskMarkRow.objects.update_or_create(
        **_columns(row), defaults={"member": member, "since": act.time}
    )
    act.note("assigned", subject, username)
