"""The letter to those of whom an entry speaks, and the sentences about their answer or silence."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dalel.domain.codebook import Labels
from dalel.pack.formats import Formats

_SATURDAY: Final = 5
#: The day that ``formats.json`` writes in each language.
_MODEL: Final = date(2025, 11, 17)
#: What each text has to have room for, apart from the days.
_ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "subject": (),
    "body": ("whom", "publisher", "entry", "questions", "contact"),
    "answered": ("whom", "answer"),
    "translated": ("whom", "answer"),
    "silent": ("whom",),
    "spoken": ("who", "words"),
    "spoken_translated": ("who", "words"),
}


@dataclass(frozen=True, kw_only=True)
class InquiryWords:
    """A letter by language, and what is offered for the entry; ``days`` are working days.

    ``holidays`` are days of the year (``"03-08"``) on which nobody works. ``translated`` tells an
    answer in a language in which it was not given. A country without a letter has no days.
    ``spoken`` and ``spoken_translated`` tell what somebody said in a conversation.
    """

    days: int = 0
    holidays: tuple[str, ...] = ()
    subject: Labels = field(default_factory=dict)
    body: Labels = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answered: Labels = field(default_factory=dict)
    translated: Labels = field(default_factory=dict)
    silent: Labels = field(default_factory=dict)
    spoken: Labels = field(default_factory=dict)
    spoken_translated: Labels = field(default_factory=dict)

    def due(self, sent: date) -> date:
        """The last day on which an answer is waited for; that of sending where no days are set."""
        day, left = sent, self.days
        while left > 0:
            day += timedelta(days=1)
            if day.weekday() < _SATURDAY and f"{day:%m-%d}" not in self.holidays:
                left -= 1
        return day


def problems(
    words: InquiryWords, languages: Collection[str], formats: Formats
) -> Iterator[tuple[str, str]]:
    """What a letter lacks in a language, or has room for that nobody knows, as (key, problem)."""
    if words == InquiryWords():
        return
    if words.days < 1:
        yield "days", "must be at least 1"
    for language in languages:
        if not words.questions.get(language):
            yield f"questions.{language}", "this wording is missing or empty"
        days = letter_days(formats, language, sent=_MODEL, due=_MODEL, held=_MODEL)
        for name, rooms in _ROOMS.items():
            text = getattr(words, name).get(language, "")
            yield from _roomy(f"{name}.{language}", text, rooms, days)


def letter_days(formats: Formats, language: str, **days: date) -> dict[str, str]:
    """Days as a language writes them, by name, and by name and case: ``sent``, ``sent_loc``."""
    return {
        name + case: text
        for name, day in days.items()
        for case, text in _forms(formats, language, day).items()
    }


def _forms(formats: Formats, language: str, day: date) -> dict[str, str]:
    model = formats.dates[language]
    months = {month.number: month.forms.get(language, {}) for month in formats.months}
    usual = max((word for word in months[_MODEL.month].values() if word in model), key=len)
    numbers = model.replace(str(_MODEL.day), str(day.day)).replace(str(_MODEL.year), str(day.year))
    said = {case: numbers.replace(usual, months[day.month][case]) for case in months[_MODEL.month]}
    own = next(case for case, word in months[_MODEL.month].items() if word == usual)
    return {"": said[own]} | {f"_{case}": text for case, text in said.items()}


def _roomy(
    key: str, text: str, rooms: Collection[str], days: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if not text:
        yield key, "this wording is missing or empty"
    yield from (
        (key, f"it has no room for %({room})s") for room in rooms if f"%({room})s" not in text
    )
    try:
        _ = text % {**days, **dict.fromkeys(rooms, "")}
    except (KeyError, ValueError, TypeError) as error:
        yield key, f"it has room for what nobody knows: {error}"
