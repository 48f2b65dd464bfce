"""Bringing several entries into an edition at once."""

from collections.abc import Mapping
from typing import Any

from dalel.domain.errors import NotFoundError
from dalel.domain.several import ItemRemark, Several, SeveralDeed, WhyNot
from dalel.domain.states import EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.permissions import Action
from dalel.newsroom.incidents.actions import several
from dalel.newsroom.incidents.actions.import_edition import EditionClosedError
from dalel.newsroom.incidents.actions.several import ItemDone, SeveralRule, SkippedError
from dalel.newsroom.incidents.actions.several_entries import at_work
from dalel.newsroom.incidents.models import DeskMarkRow, EditionEntryRow, MarkKind
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.releases.actions import editions


def _bring_in(number: str, value: str, act: Act) -> ItemDone:
    incident, edition = at_work(number), int(value)
    if DeskMarkRow.objects.filter(incident=incident, kind=MarkKind.LATER).exists():
        raise SkippedError(WhyNot.PUT_OFF)
    rows = EditionEntryRow.objects.filter(incident=incident).select_related("edition")
    if rows.filter(edition__number=edition).exists():
        raise SkippedError(WhyNot.SAME)
    there = rows.exclude(edition__state=EditionState.RELEASED).first()
    if there is not None:
        raise SkippedError(WhyNot.IN_EDITION, str(there.edition.number))
    try:
        is_of_period = editions.add(edition, incident.number, act)
    except EditionClosedError as error:
        raise SkippedError(WhyNot.CLOSED) from error
    return ItemDone(remark=ItemRemark.NONE if is_of_period else ItemRemark.OTHER_PERIOD)


def _take_out(number: str, value: str, _before: Mapping[str, Any], act: Act) -> None:
    incident = incident_row(number)
    rows = EditionEntryRow.objects.filter(incident=incident, edition__number=int(value))
    if not rows.exists():
        raise SkippedError(WhyNot.CHANGED_SINCE)
    try:
        editions.drop(int(value), incident.number, act)
    except (EditionClosedError, NotFoundError) as error:
        raise SkippedError(WhyNot.CLOSED) from error


several.add(
    Several.ENTRIES,
    SeveralDeed.EDITION,
    SeveralRule(action=Action.APPROVE, do=_bring_in, undo=_take_out),
)
