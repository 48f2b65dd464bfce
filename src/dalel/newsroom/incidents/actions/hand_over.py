"""Handing an entry to a lawyer or translator, and taking it back to the desk."""

from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.holder import BY_HAND, Holder
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import HolderRow
from dalel.newsroom.incidents.queries.holders import CAME_BACK
from dalel.newsroom.incidents.queries.incident_rows import incident_row

#: How handing over is written down.
_DEEDS: Final = {
    Holder.LAWYER: "handed to the lawyer",
    Holder.TRANSLATOR: "handed to the translator",
}


class NotByHandError(DalelError):
    """Who holds an entry is read from the record, but for those outside the desk."""


def hand_over(number: str, holder: Holder, act: Act) -> None:
    """Say that an entry is with somebody outside the desk; the same again changes nothing.

    :raises NotByHandError: when the record tells by itself whether they have it.
    :raises NotFoundError: when there is no incident of this number.
    """
    if holder not in BY_HAND:
        raise NotByHandError
    with writing():
        incident = incident_row(number)
        if HolderRow.objects.filter(incident=incident, holder=holder).exists():
            return
        HolderRow.objects.update_or_create(
            incident=incident,
            defaults={"holder": holder, "member": act.member, "since": act.time},
        )
        act.note(_DEEDS[holder], incident.number)


def take_to_desk(number: str, act: Act) -> None:
    """Say that an entry is back at the desk; again changes nothing. Raises as ``hand_over``."""
    with writing():
        incident = incident_row(number)
        gone, _ = HolderRow.objects.filter(incident=incident).delete()
        if gone:
            act.note(CAME_BACK, incident.number)
