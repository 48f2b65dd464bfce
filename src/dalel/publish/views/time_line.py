"""The time line of a matter: what happened, how it went on, and what comes next, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.diary import DiaryKind
from dalel.domain.identity import permalink
from dalel.domain.public_record import ComingDay
from dalel.publish.views.cited import LinkView
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import IncidentView

_Key = tuple[date, int, str]
#: The order of what is told of one day: the happening, later steps, what is expected.
_HAPPENED: Final = 0
_WENT_ON: Final = 1


@dataclass(frozen=True, kw_only=True)
class TimeStep:
    """A step: when, what, and the entry that tells it; ``day`` is set of a day to come alone.

    ``stage`` is where the legal matter stood, ``path`` the page of the entry, empty where the step
    is told on the page itself.
    """

    when: str
    text: str
    number: str
    path: str = ""
    stage: str = ""
    day: date | None = None
    links: tuple[LinkView, ...] = ()


def kind_words(wording: DateWording) -> dict[DiaryKind, str]:
    """What kinds of days are called."""
    gettext = wording.words.gettext
    return {
        DiaryKind.HEARING: gettext("Court hearing"),
        DiaryKind.DEADLINE: gettext("Deadline"),
        DiaryKind.IN_FORCE: gettext("Comes into force"),
        DiaryKind.OTHER: gettext("Expected"),
    }


def time_line(
    views: Iterable[IncidentView],
    days: Iterable[ComingDay],
    wording: DateWording,
    here: str = "",
) -> tuple[TimeStep, ...]:
    """The steps of some entries of one language, the days to come last.

    ``here`` is the number of the entry on whose page they stand. An entry without a date comes
    before its first dated step, else after all that is dated.
    """
    told = [step for view in views for step in _told(view, here)]
    return (
        *(step for _, step in sorted(told, key=lambda one: one[0])),
        *(_coming(one, wording, here) for one in days),
    )


def _told(view: IncidentView, here: str) -> Iterator[tuple[_Key, TimeStep]]:
    incident = view.incident
    path = "" if view.number == here else view.path
    dated = [incident.date, *(step.date for step in incident.developments)]
    first = min((one.first_day for one in dated if one), default=date.max)
    own = incident.date.first_day if incident.date else first
    yield (
        (own, _HAPPENED, view.number),
        TimeStep(
            when=view.date or "",
            text=view.name,
            number=view.number,
            path=path,
            stage=view.stage,
        ),
    )
    ordered = sorted(incident.developments, key=lambda step: step.date)
    for step, told in zip(ordered, view.developments, strict=True):
        yield (
            (step.date.first_day, _WENT_ON, view.number),
            TimeStep(
                when=told.date, text=told.text, number=view.number, path=path, links=told.links
            ),
        )


def _coming(one: ComingDay, wording: DateWording, here: str) -> TimeStep:
    return TimeStep(
        when=wording.day(one.day),
        text=kind_words(wording)[one.kind],
        number=one.incident,
        path="" if one.incident == here else permalink(wording.language, one.incident),
        day=one.day,
    )
