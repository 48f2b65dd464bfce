"""The pages of recent changes, corrections and coming dates."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from dalel.domain.incident import Incident
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.embedding import latest_code
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.notices import NoticeView
from dalel.publish.views.record import CHANGED, IndexedSnapshot
from dalel.publish.views.shell import Shell
from dalel.publish.views.time_line import kind_words

#: So many incidents stand on the page of what changed last.
_UPDATED: Final = 60


@dataclass(frozen=True, kw_only=True)
class VisitMarks:
    """What a browser needs to tell what changed since it was here: times in UTC, in order."""

    release: str
    times: tuple[str, ...]


def visit_marks(record: IndexedSnapshot) -> VisitMarks:
    """The time of the release, and those of the latest changes."""
    return VisitMarks(
        release=_stamp(record.snapshot.time),
        times=tuple(_stamp(one.updated) for one in _newest(record)),
    )


def _newest(record: IndexedSnapshot) -> list[Incident]:
    newest = sorted(record.listed, key=lambda one: (one.updated, one.number), reverse=True)
    return newest[:_UPDATED]


def _stamp(moment: datetime) -> str:
    """One form for all, so that their order is that of letters."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def updated(shell: Shell, view: View) -> File:
    gettext, record = shell.wording.words.gettext, shell.record
    days: dict[str, list[tuple[IncidentView, str]]] = {}
    for incident in _newest(record):
        day = shell.wording.moment_day(incident.updated, record.profile.zone)
        shown = view(incident, shell.wording), _stamp(incident.updated)
        days.setdefault(day, []).append(shown)
    return shell.page(
        "updated.html",
        "updated/",
        title=gettext("Recently updated"),
        description=gettext("What was added or changed last."),
        days=days,
        visit=visit_marks(record),
        embed=latest_code(shell),
    )


def corrections(shell: Shell, view: View) -> File:
    """Every word that was said openly afterwards, and what was taken back, the latest first."""
    gettext, record = shell.wording.words.gettext, shell.record
    lines: list[tuple[datetime, str, IncidentView, NoticeView | None]] = []
    for number, incident in record.by_number.items():
        if not incident.notices and incident.state not in CHANGED:
            continue
        shown = view(incident, shell.wording)
        told = [one for one in shown.notices if one.when]
        lines += [
            (notice.time, number, shown, one)
            for notice, one in zip(incident.notices, told, strict=True)
        ]
        if not told and incident.state in CHANGED:
            lines.append((incident.updated, number, shown, None))
    lines.sort(key=lambda line: line[:2], reverse=True)
    return shell.page(
        "corrections.html",
        "corrections/",
        title=gettext("Corrections"),
        description=gettext("What we got wrong, and what became of it."),
        bare={
            "corrected": gettext("Correction"),
            "retracted": gettext("Retracted"),
            "withdrawn": gettext("Withdrawn"),
        },
        lines=[
            (shell.wording.moment_day(time, record.profile.zone), shown, one)
            for time, _, shown, one in lines
        ],
    )


def coming(shell: Shell, view: View) -> File:
    gettext, record = shell.wording.words.gettext, shell.record
    return shell.page(
        "next.html",
        "next/",
        title=gettext("What comes next"),
        description=gettext("Hearings and deadlines that are known."),
        rows=days_to_come(shell, view),
        bills=bills(shell, view),
        time=shell.wording.time(record.snapshot.time, record.profile.zone),
    )


def days_to_come(shell: Shell, view: View) -> list[tuple[date, str, str, IncidentView]]:
    """Each day that is known: it, its words, what is to happen, and the entry."""
    wording, record = shell.wording, shell.record
    words = kind_words(wording)
    return [
        (
            one.day,
            wording.day(one.day),
            words[one.kind],
            view(record.by_number[one.incident], wording),
        )
        for one in record.snapshot.diary
    ]


def bills(shell: Shell, view: View) -> list[tuple[IncidentView, str]]:
    """The entries about rules on their way, each with how far its rule has come."""
    record, language = shell.record, shell.wording.language
    return [
        (
            view(incident, shell.wording),
            record.codebook.label("case_status", incident.codes.case_status, language),
        )
        for incident in record.on_their_way
        if incident.codes
    ]
