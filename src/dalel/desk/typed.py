"""What did a person type, made safe to keep?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import IncidentText
from dalel.flow.incidents.writing import LONGEST, Wanted
from dalel.pack import Pack

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_PRECISION = (Precision.YEAR, Precision.MONTH, Precision.DAY)
#: They turn the order of what stands beside them, so that one reads what is not there.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


def texts(form: QueryDict, languages: tuple[str, ...]) -> Iterator[Wanted]:
    """The text of each language whose fields the form has: ``ru-title``, ``ru-paragraph``."""
    for language in languages:
        if f"{language}-seen" not in form:
            continue
        paragraphs = [
            line(part)
            for field in form.getlist(f"{language}-paragraph")
            for part in _BLANK_LINE.split(clean(field))
        ]
        text = IncidentText(
            language=language,
            title=line(form.get(f"{language}-title", "")) or None,
            paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        )
        yield Wanted(text=text, seen=number(form.get(f"{language}-seen", "")) or 0)


def is_too_long(wanted: Wanted) -> bool:
    """Whether a text is longer than any entry."""
    return len(wanted.text.summary) + len(wanted.text.title or "") > LONGEST


def by_language(form: QueryDict, field: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    """What stands in ``name-kk``, ``name-ru`` ..., where it is filled in."""
    found = {language: line(form.get(f"{field}-{language}", "")) for language in languages}
    return {language: text for language, text in found.items() if text}


def number(text: str) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def day(text: str) -> date | None:
    """A day as browsers send it."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def moment(text: str, pack: Pack) -> datetime | None:
    """A moment on the newsroom's clock as browsers send it: ``2026-01-31T18:00``."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    return given.replace(tzinfo=ZoneInfo(pack.zone)).astimezone(UTC) if "T" in text else None


def partial_date(text: str) -> PartialDate | None:
    """A date as exactly as it was given: ``2026``, ``2026-01`` or ``2026-01-31``."""
    given = text.strip()
    if not _DAY.fullmatch(given):
        return None
    precision = _PRECISION[given.count("-")]
    if precision is Precision.DAY and day(given) is None:
        return None
    return PartialDate(iso=given, precision=precision)
