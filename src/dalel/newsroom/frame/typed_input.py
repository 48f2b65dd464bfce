"""Cleaning and parsing of typed input: text, numbers, days, times and partial dates."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dalel.domain.dates import PartialDate, Precision
from dalel.pack import Pack

#: Nothing that a newsroom of today follows began before.
FIRST_DAY: Final = date(1990, 1, 1)
#: No sentence, ban or plan that it follows ends later; a typing error in a year mostly does.
_YEARS_AHEAD: Final = 20
#: The code of what cannot be meant in a field: such a refusal names the field.
UNLIKELY: Final = "unlikely"
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?", re.ASCII)
#: As people here write a date: day, month, year.
_WRITTEN = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})", re.ASCII)
_PRECISION = (Precision.YEAR, Precision.MONTH, Precision.DAY)
#: They turn the order of what stands beside them, so that one reads what is not there.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

#: Letters and symbols by their category, and drawn as nothing: fillers, and an empty pattern.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean(text: str) -> str:
    """A text without control characters, its letters composed, its line ends ``\\n``."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        letter
        for letter in plain
        if letter == "\n" or (unicodedata.category(letter) != "Cc" and letter not in _TURNS)
    )
    return unicodedata.normalize("NFC", kept).strip()


def line(text: str) -> str:
    """A text on one line."""
    return " ".join(clean(text).split())


def is_seen(text: str) -> bool:
    """Whether a reader sees anything in a text: no more than spaces and joiners are no words."""
    return any(
        unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK for letter in text
    )


def last_day() -> date:
    """The latest day that may be typed; the end of a year."""
    return date(datetime.now(UTC).year + _YEARS_AHEAD, 12, 31)


def is_likely(day: date) -> bool:
    """Whether a day lies where the days of a newsroom lie."""
    return FIRST_DAY <= day <= last_day()


def number(text: str) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def day(text: str) -> date | None:
    """A likely day as browsers send it, or as people here write it: ``31.01.2026``."""
    given = _iso(text)
    try:
        found = date.fromisoformat(given) if len(given) == 10 else None
    except ValueError:
        return None
    return found if found and is_likely(found) else None


def moment(text: str, pack: Pack) -> datetime | None:
    """A moment of a likely day on the newsroom's clock, as browsers send it: with a ``T``."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    if "T" not in text or not is_likely(given.date()):
        return None
    return given.replace(tzinfo=ZoneInfo(pack.zone)).astimezone(UTC)


def partial_date(text: str) -> PartialDate | None:
    """A likely date as exactly as it was given: ``2026``, ``01.2026``, ``31.01.2026``."""
    given = _iso(text)
    if not _DAY.fullmatch(given):
        return None
    precision = _PRECISION[given.count("-")]
    first = day(f"{given}-01-01"[:10])
    return PartialDate(iso=given, precision=precision) if first else None


def as_typed(text: str) -> str:
    """A date as people here write it, day first; everything else as it is."""
    return ".".join(reversed(text.split("-"))) if _DAY.fullmatch(text) else text


def no_day(field: str) -> str:
    """What is said where a field holds no likely day."""
    return _("%(field)s: a day from %(first)s to %(last)s is needed, such as 31.01.2026.") % {
        "field": field,
        **_range(),
    }


def no_moment(field: str) -> str:
    """What is said where a field holds no likely moment."""
    return _("%(field)s: a day and a time from %(first)s to %(last)s are needed.") % {
        "field": field,
        **_range(),
    }


def no_date(field: str) -> str:
    """What is said where a field holds no likely date, be it exact or not."""
    return _(
        "%(field)s: this is no date from %(first)s to %(last)s. Write 31.01.2026, 01.2026 or 2026."
    ) % {"field": field, **_range()}


class DayField(forms.DateField):
    """A likely day in a form."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def to_python(self, value: Any) -> date | None:
        """The day; what is none is told with the field's name."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = day(value)
        if found is None:
            raise ValidationError(no_day(str(self.label)), code=UNLIKELY)
        return found

    def validate(self, value: Any) -> None:
        """A day that has to be there and is not is told as one that is none."""
        if value is None and self.required:
            raise ValidationError(no_day(str(self.label)), code=UNLIKELY)


class NumberField(forms.IntegerField):
    """A whole number in a form, of a size that can be meant."""

    def to_python(self, value: Any) -> int | None:
        """The number; what is none is told with the field's name."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = number("".join(value.split()))
        if found is None:
            raise ValidationError(
                _("%(field)s: a whole number of at most nine digits is needed, such as 1500.")
                % {"field": self.label}
            )
        return found


def _range() -> Mapping[str, str]:
    return {"first": f"{FIRST_DAY:%d.%m.%Y}", "last": f"{last_day():%d.%m.%Y}"}


def _iso(text: str) -> str:
    """A date that is written day first, year first; everything else as it is."""
    given = text.strip()
    written = _WRITTEN.fullmatch(given)
    if written is None:
        return given
    return "-".join(part.zfill(2) for part in reversed(written.groups()) if part)
