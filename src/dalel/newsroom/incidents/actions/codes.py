"""An incident's codes, section and date: versions, restoring and placing."""

from dataclasses import dataclass
from datetime import datetime

from dalel.domain.dates import PartialDate
from dalel.domain.decided_codes import undecided
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import Codes
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.metadata import changing
from dalel.newsroom.incidents.actions.texts import SUGGESTED, save_codes
from dalel.newsroom.incidents.models import CodesRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.records import codes_record


@dataclass(frozen=True, kw_only=True)
class CodesVersion:
    """One version of an incident's codes; the author of what was imported or drafted is empty.

    ``undecided`` names what would become public and nobody decided.
    """

    number: int
    codes: Codes
    author: str
    is_drafted: bool
    undecided: tuple[str, ...]
    time: datetime
    state: VersionState


def versions(number: str) -> tuple[CodesVersion, ...]:
    """The versions of an incident's codes, the newest first."""
    rows = CodesRow.objects.filter(incident__number=number).select_related("author")
    return tuple(
        CodesVersion(
            number=row.number,
            codes=codes_record(row),
            author=str(row.author) if row.author else "",
            is_drafted=row.note.startswith(SUGGESTED),
            undecided=undecided(codes_record(row), row.decided),
            time=row.time,
            state=VersionState(row.state),
        )
        for row in rows.order_by("-number")
    )


def restore(number: str, version: int, *, seen: int, act: Act) -> None:
    """Take an earlier version of the codes up again, which makes a new one.

    :raises NotFoundError: when there is no such incident or version.
    :raises StaleEditError: when there is a newer version than ``seen``.
    """
    row = incident_row(number).codes.filter(number=version).first()
    if row is None:
        raise NotFoundError(f"{number} has no version {version} of its codes.")
    save_codes(number, codes_record(row), seen=seen, act=act, decided=row.decided)


@dataclass(frozen=True, kw_only=True)
class NewestCodes:
    """The newest version of an incident's codes, and the fields that are decided in it.

    Its number is 0, and nothing is known, where there is none.
    """

    number: int = 0
    codes: Codes | None = None
    decided: tuple[str, ...] = ()


def newest_codes(number: str) -> NewestCodes:
    """The newest version of an incident's codes."""
    found = CodesRow.objects.filter(incident__number=number).order_by("-number").first()
    if found is None:
        return NewestCodes()
    return NewestCodes(number=found.number, codes=codes_record(found), decided=tuple(found.decided))


def place(
    number: str,
    section: int | None,
    date: PartialDate | None,
    *,
    act: Act,
    seen: int | None = None,
) -> None:
    """Say in which section an incident belongs, and when it happened; what is known stays.

    ``seen`` is the number of the frame that was seen; without it nobody looked at one.

    :raises StaleEditError: when there is a newer frame, and it says something else.
    """
    with writing():
        incident = incident_row(number)
        date, section = date or incident.date, section or incident.section
        if (incident.section, incident.date) == (section, date):
            return
        with changing(incident, act, seen=seen):
            incident.section, incident.date = section, date
            incident.save()
        act.note("placed", incident.number, f"{section} {date.iso if date else ''}")
