"""Comments of members on an incident."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sealed_names
from dalel.newsroom.incidents.models import RemarkRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row


class EmptyRemarkError(DalelError):
    """A comment says something."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment: who said what, when."""

    member: str
    time: datetime
    text: str


def add(number: str, text: str, act: Act) -> None:
    """Say something about an incident; the same again at once is said once.

    :raises EmptyRemarkError: when there is nothing to say.
    :raises NotFoundError: when there is no incident of this number.
    :raises SealedNameError: when a sealed source is named.
    """
    if not text.strip():
        raise EmptyRemarkError
    said = text.strip()
    sealed_names.refuse(number, [said], act)
    with writing():
        incident = incident_row(number)
        last = incident.remarks.order_by("-time", "-pk").first()
        if last is None or (last.member_id, last.text) != (act.member.pk, said):
            RemarkRow.objects.create(incident=incident, member=act.member, time=act.time, text=said)


def remarks(number: str) -> tuple[Remark, ...]:
    """What was said about an incident, in order."""
    rows = RemarkRow.objects.filter(incident__number=number).select_related("member")
    return tuple(Remark(member=str(row.member), time=row.time, text=row.text) for row in rows)


def expire(before: datetime, held: Collection[str]) -> int:
    """Drop what is older, but for the incidents of these numbers, which are under legal hold."""
    gone, _ = RemarkRow.objects.filter(time__lt=before).exclude(incident__number__in=held).delete()
    return gone
