"""What can be done with several entries at once: for somebody, with whom, section, later."""

from collections.abc import Mapping
from typing import Any

from dalel.domain.holder import Holder
from dalel.domain.several import Several, SeveralDeed, WhyNot
from dalel.domain.states import EditionState, IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.permissions import Action
from dalel.newsroom.incidents.actions import codes as coding
from dalel.newsroom.incidents.actions import desk_marks, hand_over, metadata, several, texts
from dalel.newsroom.incidents.actions.several import ItemDone, SeveralRule, SkippedError
from dalel.newsroom.incidents.models import EditionEntryRow, HolderRow, IncidentRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row

#: What readers no longer have, so that nobody works on it.
_TAKEN_BACK = (IncidentState.RETRACTED, IncidentState.WITHDRAWN)


def at_work(number: str) -> IncidentRow:
    """The entry of a number.

    :raises SkippedError: when it is retracted or withdrawn.
    :raises NotFoundError: when there is none.
    """
    row = incident_row(number)
    if row.state in _TAKEN_BACK:
        raise SkippedError(WhyNot.TAKEN_BACK)
    return row


def _assign(number: str, value: str, act: Act) -> ItemDone:
    return desk_marks.assign(at_work(number), value, act)


def _unassign(number: str, value: str, before: Mapping[str, Any], act: Act) -> None:
    desk_marks.reassign(incident_row(number), value, before, act)


def _hold(number: str, value: str, act: Act) -> ItemDone:
    before = _holder(at_work(number))
    if before == value:
        raise SkippedError(WhyNot.SAME)
    _hand(number, value, act)
    return ItemDone(before={"holder": before})


def _take_over(number: str, value: str, before: Mapping[str, Any], act: Act) -> None:
    if _holder(incident_row(number)) != value:
        raise SkippedError(WhyNot.CHANGED_SINCE)
    _hand(number, before["holder"], act)


def _hand(number: str, holder: str, act: Act) -> None:
    if holder:
        hand_over.hand_over(number, Holder(holder), act)
    else:
        hand_over.take_to_desk(number, act)


def _holder(incident: IncidentRow) -> str:
    row = HolderRow.objects.filter(incident=incident).first()
    return row.holder if row else ""


def _place(number: str, value: str, act: Act) -> ItemDone:
    """The section is decided by this, which the machine's suggestion was not."""
    incident, section = at_work(number), int(value)
    newest, before = coding.newest_codes(incident.number), incident.section
    is_open = newest.codes is not None and "section" not in newest.decided
    if before == section and not is_open:
        raise SkippedError(WhyNot.SAME)
    if is_open:
        _decide(incident.number, act, decided=(*newest.decided, "section"))
    coding.place(incident.number, section, None, act=act)
    return ItemDone(
        before={
            "section": before,
            "frame": metadata.newest_number(incident.number),
            "codes": coding.newest_codes(incident.number).number if is_open else 0,
        }
    )


def _replace(number: str, _value: str, before: Mapping[str, Any], act: Act) -> None:
    incident = incident_row(number)
    newest = coding.newest_codes(incident.number)
    is_changed = before["codes"] and newest.number != before["codes"]
    if is_changed or metadata.newest_number(incident.number) != before["frame"]:
        raise SkippedError(WhyNot.CHANGED_SINCE)
    coding.place(incident.number, before["section"], None, act=act)
    if before["codes"]:
        decided = tuple(name for name in newest.decided if name != "section")
        _decide(incident.number, act, decided=decided)


def _decide(number: str, act: Act, *, decided: tuple[str, ...]) -> None:
    newest = coding.newest_codes(number)
    if newest.codes is not None:
        texts.save_codes(number, newest.codes, seen=newest.number, act=act, decided=decided)


def _later(number: str, _value: str, act: Act) -> ItemDone:
    incident = at_work(number)
    rows = EditionEntryRow.objects.filter(incident=incident)
    there = rows.exclude(edition__state=EditionState.RELEASED).select_related("edition").first()
    if there is not None:
        raise SkippedError(WhyNot.IN_EDITION, str(there.edition.number))
    desk_marks.put_off(incident, act)
    return ItemDone()


def _not_later(number: str, _value: str, _before: Mapping[str, Any], act: Act) -> None:
    desk_marks.bring_back(incident_row(number), act)


def _now(number: str, _value: str, act: Act) -> ItemDone:
    desk_marks.bring_back(incident_row(number), act)
    return ItemDone()


def _not_now(number: str, _value: str, _before: Mapping[str, Any], act: Act) -> None:
    desk_marks.put_off(at_work(number), act)


for _name, _do, _undo in (
    (SeveralDeed.ASSIGN, _assign, _unassign),
    (SeveralDeed.HOLD, _hold, _take_over),
    (SeveralDeed.SECTION, _place, _replace),
    (SeveralDeed.LATER, _later, _not_later),
    (SeveralDeed.NOW, _now, _not_now),
):
    several.add(Several.ENTRIES, _name, SeveralRule(action=Action.WRITE, do=_do, undo=_undo))
