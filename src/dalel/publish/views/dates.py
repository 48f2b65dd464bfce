"""Wording of dates, times and numbers in each language."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import get_month_names

from dalel.domain.dates import PartialDate, Precision, local
from dalel.language.wording import DOMAIN, LOCALE, catalogue
from dalel.publish.tree.build_tasks import digest

_ENDONYMS = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, kw_only=True)
class DateWording:
    """A language's catalogue, its own name, and its months.

    ``dated`` are month names as they stand in a date, ``alone`` without a day, ``short`` as heads
    of columns; each counts from 1.
    """

    language: str
    words: NullTranslations
    endonym: str
    #: As Open Graph writes it: ``kk_KZ``.
    locale: str
    dated: dict[int, str]
    alone: dict[int, str]
    short: dict[int, str]

    def day(self, day: date) -> str:
        """``2025 жылғы 17 қараша``, ``17 ноября 2025 года``."""
        return self.words.gettext("%(month)s %(day)s, %(year)s") % {
            "day": day.day,
            "month": self.dated[day.month],
            "year": day.year,
        }

    def month(self, year: int, month: int) -> str:
        """``2025 жылғы қараша``, ``ноябрь 2025 года``."""
        return self.words.gettext("%(month)s %(year)s") % {
            "month": self.alone[month],
            "year": year,
        }

    def year(self, year: int) -> str:
        """``2025 жыл``, ``2025 год``."""
        return self.words.gettext("%(year)s") % {"year": year}

    def months(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """``2025 жылғы қаңтар–қазан``, ``январь — октябрь 2025 года``."""
        if first == last:
            return self.month(*first)
        if first[0] != last[0]:
            return self.words.gettext("%(start)s – %(end)s") % {
                "start": self.month(*first),
                "end": self.month(*last),
            }
        return self.words.gettext("%(first)s – %(last)s %(year)s") % {
            "first": self.alone[first[1]],
            "last": self.alone[last[1]],
            "year": first[0],
        }

    def known(self, when: PartialDate) -> str:
        """A date as exactly as it is known."""
        match when.precision:
            case Precision.DAY:
                return self.day(when.first_day)
            case Precision.MONTH:
                return self.month(*_year_month(when.iso))
            case Precision.YEAR:
                return self.year(int(when.iso))
            case Precision.INTERVAL:
                return self._interval(*when.iso.split("/"))

    def _interval(self, start: str, end: str) -> str:
        if len(start) == len(end) == len("2025-01"):
            return self.months(_year_month(start), _year_month(end))
        return self.words.gettext("%(start)s – %(end)s") % {
            "start": self._point(start),
            "end": self._point(end),
        }

    def _point(self, iso: str) -> str:
        precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[iso.count("-")]
        return self.known(PartialDate(iso=iso, precision=precision))

    def period(self, start: date, end: date) -> str:
        """A period of whole months by their names, any other by its first and last day."""
        whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
        if whole:
            return self.months((start.year, start.month), (end.year, end.month))
        return self.words.gettext("%(start)s – %(end)s") % {
            "start": self.day(start),
            "end": self.day(end),
        }

    def time(self, when: datetime, zone: str) -> str:
        """A moment in a zone: ``2026 жылғы 28 қаңтар, 06:14``."""
        there = local(when, ZoneInfo(zone))
        return f"{self.day(there.date())}, {there.hour:02}:{there.minute:02}"

    def moment_day(self, when: datetime, zone: str) -> str:
        """The day of a moment in a zone."""
        return self.day(local(when, ZoneInfo(zone)).date())

    def number(self, number: int) -> str:
        """``86 500``, its groups held together by no-break spaces; English has commas."""
        grouped = f"{number:,}"
        return grouped if self.language == "en" else grouped.replace(",", _NO_BREAK_SPACE)


def _year_month(iso: str) -> tuple[int, int]:
    year, month = iso.split("-")
    return int(year), int(month)


@cache
def wording(language: str) -> DateWording:
    """The wording of a language."""
    alone = get_month_names("wide", "stand-alone", language)
    short = get_month_names("abbreviated", "stand-alone", language)
    territory = get_global("likely_subtags")[language].rpartition("_")[2]
    return DateWording(
        language=language,
        words=catalogue(language),
        endonym=_ENDONYMS.get(language, language),
        locale=f"{language}_{territory}",
        dated=dict(get_month_names("wide", "format", language)),
        # CLDR capitalises the Kazakh ones; inside a line they are lower case, as English are not.
        alone={n: name if language == "en" else name.lower() for n, name in alone.items()},
        short={n: name.rstrip(".") for n, name in short.items()},
    )


@cache
def catalogue_digest(language: str) -> str:
    """A digest of a language's wording; English is in the templates themselves."""
    compiled = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return digest(compiled.read_bytes()) if compiled.exists() else language
