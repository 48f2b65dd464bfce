"""The pages of recent changes, corrections and coming dates."""

from datetime import datetime
from typing import Final

from dalel.domain.diary import DiaryKind
from dalel.domain.states import GONE, IncidentState
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.notices import NoticeView
from dalel.publish.views.shell import Shell

#: So many incidents stand on the page of what changed last.
_UPDATED: Final = 60
_CHANGED: Final = frozenset({IncidentState.CORRECTED, *GONE})


def updated(shell: Shell, view: View) -> File:
    gettext, record = shell.wording.words.gettext, shell.record
    newest = sorted(record.listed, key=lambda one: (one.updated, one.number), reverse=True)
    days: dict[str, list[object]] = {}
    for incident in newest[:_UPDATED]:
        day = shell.wording.moment_day(incident.updated, record.profile.zone)
        days.setdefault(day, []).append(view(incident, shell.wording))
    return shell.page(
        "updated.html",
        "updated/",
        title=gettext("Recently updated"),
        description=gettext("What was added or changed last."),
        days=days,
    )


def corrections(shell: Shell, view: View) -> File:
    """Every word that was said openly afterwards, and what was taken back, the latest first."""
    gettext, record = shell.wording.words.gettext, shell.record
    lines: list[tuple[datetime, str, IncidentView, NoticeView | None]] = []
    for number, incident in record.by_number.items():
        if not incident.notices and incident.state not in _CHANGED:
            continue
        shown = view(incident, shell.wording)
        told = [one for one in shown.notices if one.when]
        lines += [
            (notice.time, number, shown, one)
            for notice, one in zip(incident.notices, told, strict=True)
        ]
        if not told and incident.state in _CHANGED:
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
    words = kind_words(shell.wording)
    return shell.page(
        "next.html",
        "next/",
        title=gettext("What comes next"),
        description=gettext("Hearings and deadlines that are known."),
        rows=[
            (
                one.day,
                shell.wording.day(one.day),
                words[one.kind],
                view(record.by_number[one.incident], shell.wording),
            )
            for one in record.snapshot.diary
        ],
        time=shell.wording.time(record.snapshot.time, record.profile.zone),
    )


def kind_words(wording: DateWording) -> dict[DiaryKind, str]:
    """What kinds of days are called."""
    gettext = wording.words.gettext
    return {
        DiaryKind.HEARING: gettext("Court hearing"),
        DiaryKind.DEADLINE: gettext("Deadline"),
        DiaryKind.IN_FORCE: gettext("Comes into force"),
        DiaryKind.OTHER: gettext("Expected"),
    }
