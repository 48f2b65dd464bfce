"""An incident's texts: writing, sending to review, approving and calling back.

Every function is one transaction. A version is only added; whoever saves names the version that
he or she saw, and is told when there is a newer one.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import QuerySet

from dalel.domain.approval import Candidate, Refusal, refusals
from dalel.domain.concern import Weight
from dalel.domain.decided_codes import DECIDABLE
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.identity import is_provisional
from dalel.domain.incident import Codes, IncidentText
from dalel.domain.states import SHOWN, ConcernState, IncidentState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.base_models import AddedVersion
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sealed_names, sentence_memory
from dalel.newsroom.incidents.actions.name_memory import learn_from_incidents
from dalel.newsroom.incidents.actions.search_rules import index_published
from dalel.newsroom.incidents.actions.supersede import (
    V,
    hands_in,
    newest_seen,
    overtake,
    put_in_force,
    set_state,
)
from dalel.newsroom.incidents.models import CodesRow, ConcernRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.lost_approvals import APPROVED_CODES, APPROVED_FRAME
from dalel.newsroom.incidents.queries.numbering import numbers, provisional
from dalel.newsroom.incidents.queries.records import LISTS, SINGLES, codes_record, text_record
from dalel.newsroom.incidents.queries.stale_texts import stale_texts
from dalel.newsroom.incidents.queries.undecided_codes import undecided_codes

#: How codes are marked that the machine drafted and no person has looked at yet.
SUGGESTED: Final = "suggested by the machine"
#: How section, date and links are marked that changed while the incident waited for its review.
SENT_ALONG: Final = "changed in review"


class ApprovalRefusedError(DalelError):
    """The version may not be approved; ``why`` says what stands against it."""

    def __init__(self, why: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(why))
        self.why = why


class TextLackingError(DalelError):
    """What goes to review has a text in every language of publication."""

    def __init__(self, languages: Collection[str]) -> None:
        super().__init__(f"There is no text in {', '.join(languages)}.")
        self.languages = tuple(languages)


def open_incident(section: int, prefix: str, act: Act) -> IncidentRow:
    """A new incident without texts; it gets its number at the first approval."""
    with writing():
        name = provisional(prefix)
        row = IncidentRow.objects.create(
            number=name, provisional=name, section=section, updated=act.time
        )
        act.note("opened", name)
    return row


def save_text(
    number: str, text: IncidentText, *, seen: int, act: Act, note: str = "", model: str = ""
) -> TextVersionRow:
    """Add a version of a text; the same text again adds nothing.

    ``seen`` is the number of the version that was edited, 0 where there was none. ``model`` names
    the machine that began the text.

    :raises StaleEditError: when there is a newer version than ``seen``.
    """
    with writing():
        incident = incident_row(number)
        newest = newest_seen(incident.versions.filter(language=text.language), seen)
        if newest is not None and text_record(newest) == text:
            return newest
        overtake(newest)
        row = TextVersionRow.objects.create(
            incident=incident,
            language=text.language,
            title=text.title,
            paragraphs=list(text.paragraphs),
            model=model or (newest.model if newest else ""),
            **columns_after(newest, act, note),
        )
        touch(incident, act)
        act.note("wrote", incident.number, f"{text.language} {row.number}")
    return row


def save_codes(
    number: str,
    codes: Codes,
    *,
    seen: int,
    act: Act,
    note: str = "",
    decided: Collection[str] = DECIDABLE,
) -> CodesRow:
    """Add a version of the codes; the same codes again add nothing. Raises as ``save_text``.

    ``decided`` names the fields that are decided by this, the section among them.
    """
    with writing():
        incident = incident_row(number)
        newest = newest_seen(incident.codes.all(), seen)
        names = [name for name in DECIDABLE if name in decided]
        if (
            newest is not None
            and codes_record(newest) == codes
            and newest.decided == names
            and not newest.note.startswith(SUGGESTED)
        ):
            return newest
        overtake(newest)
        singles: Mapping[str, Any] = {name: getattr(codes, name) for name in SINGLES}
        lists = {name: list(getattr(codes, name)) for name in LISTS}
        row = CodesRow.objects.create(
            incident=incident,
            decided=names,
            **singles,
            **lists,
            **columns_after(newest, act, note),
        )
        touch(incident, act)
        act.note("coded", incident.number, codes.event_type)
    return row


def send_to_review(number: str, act: Act, languages: Collection[str] = ()) -> None:
    """Ask for approval of all newest versions of an incident.

    :raises TextLackingError: when one of these languages has no text, or none but a title.
    """
    with writing():
        incident = incident_row(number)
        texts = newest_texts(incident.number)
        if lacking := [one for one in languages if one not in texts or not texts[one].paragraphs]:
            raise TextLackingError(lacking)
        for row in _all_versions(incident):
            if row.state == VersionState.DRAFT:
                set_state(row, VersionState.IN_REVIEW)
        act.note("sent to review", incident.number)


def call_back(number: str, act: Act, reason: str) -> None:
    """Send what waits for approval back to its writers, with a reason.

    :raises SealedNameError: when a sealed source is named in the reason.
    """
    sealed_names.refuse(number, [reason], act)
    with writing():
        incident = incident_row(number)
        for row in _all_versions(incident):
            if row.state == VersionState.IN_REVIEW:
                set_state(row, VersionState.DRAFT)
        act.note("sent back", incident.number, reason)


def approve(
    number: str, language: str, version: int, *, act: Act, prefix: str, alone: bool = False
) -> IncidentRow:
    """Approve exactly this version of a text, and with it what was sent with it.

    That are the codes, section, date and links, unless the member had a hand in them, or they
    changed after they were sent: those are approved by who was shown them
    (``actions.approve_metadata``). At its first approval the incident
    gets its number, of the year of its date or else of today.

    :raises StaleEditError: when there is a newer version.
    :raises ApprovalRefusedError: when something stands against it.
    """
    with writing():
        incident = incident_row(number)
        row = newest_seen(incident.versions.filter(language=language), version)
        if row is None:
            raise NotFoundError(f"There is no version {version} in {language}.")
        reads = frozenset(act.member.reads)
        why = refusals(candidate(row), member=act.member.username, reads=reads, alone=alone)
        if why:
            raise ApprovalRefusedError(why)
        put_in_force(row, incident.versions.filter(language=language))
        learn_from_incidents([incident.pk])
        with_it = [
            (deed, waiting.number)
            for deed, rows in ((APPROVED_CODES, incident.codes), (APPROVED_FRAME, incident.frames))
            if (waiting := _approve_with_text(rows.all(), act, alone=alone)) is not None
        ]
        if is_provisional(incident.number):
            _give_number(incident, prefix, act)
        show_correction(incident)
        touch(incident, act)
        index_published(incident)
        sentence_memory.remember(incident)
        act.note("approved", incident.number, f"{language} {version}")
        for deed, given in with_it:
            act.note(deed, incident.number, str(given))
    return incident


def newest_texts(number: str) -> Mapping[str, IncidentText]:
    """The newest text in each language, in one query."""
    rows = TextVersionRow.objects.filter(incident__number=number).order_by("number")
    return {row.language: text_record(row) for row in rows}


def candidate(row: TextVersionRow) -> Candidate:
    """A version as the rules of approval see it."""
    incident = row.incident
    stale = stale_texts(IncidentRow.objects.filter(pk=incident.pk))
    holding = ConcernRow.objects.filter(
        incident=incident, state=ConcernState.OPEN, weight=Weight.ERROR
    )
    return Candidate(
        language=row.language,
        state=VersionState(row.state),
        authors=hands_in(incident.versions.filter(language=row.language)),
        holding=holding.filter(language__in=["", row.language]).count(),
        is_stale=row.language in stale.get(incident.number, frozenset()),
        is_undecided=bool(undecided_codes(incident.number)),
    )


def columns_after(newest: AddedVersion | None, act: Act, note: str = "") -> Mapping[str, Any]:
    """The columns that every version has, of the one after ``newest``."""
    return {
        "number": newest.number + 1 if newest else 1,
        "author": act.member,
        "time": act.time,
        "note": note,
        "state": VersionState.DRAFT,
    }


def show_correction(incident: IncidentRow) -> None:
    """What is approved anew after it was published is a correction, and is shown as one."""
    if incident.state in SHOWN:
        move_row(incident, IncidentState.CORRECTED)


def touch(incident: IncidentRow, act: Act) -> None:
    """The incident changed now."""
    incident.updated = act.time
    incident.save(update_fields=["updated"])


def _approve_with_text(rows: "QuerySet[V]", act: Act, *, alone: bool) -> V | None:
    """Approve what waits, unless the member had a hand in it."""
    waiting = rows.filter(state=VersionState.IN_REVIEW).order_by("-number").first()
    if (
        waiting is None
        or waiting.note == SENT_ALONG
        or (not alone and act.member.username in hands_in(rows))
    ):
        return None
    put_in_force(waiting, rows)
    return waiting


def _all_versions(incident: IncidentRow) -> tuple[AddedVersion, ...]:
    return (*incident.versions.all(), *incident.codes.all(), *incident.frames.all())


def _give_number(incident: IncidentRow, prefix: str, act: Act) -> None:
    year = incident.date.first_day.year if incident.date else act.time.year
    incident.number = next(numbers(prefix, year))
    incident.save(update_fields=["number"])
    act.note("numbered", incident.number, incident.provisional)
