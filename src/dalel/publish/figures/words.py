"""Wording of levels, subjects, periods and reasons, for pages and the desk."""

from datetime import date, datetime
from typing import Final

from dalel.domain.attention import Why
from dalel.domain.codebook import Statute
from dalel.domain.count_board import Kind, Level, Period, PeriodLength, Strand, Subject
from dalel.domain.reason import Reason
from dalel.language.wording import gettext_noop, told
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.views.dates import DateWording
from dalel.publish.views.incident import statute_words
from dalel.publish.views.record import IndexedSnapshot

LEVELS: Final = {
    Level.UNKNOWN: gettext_noop("not enough data"),
    Level.OBSERVED: gettext_noop("observed"),
    Level.PRESSED: gettext_noop("under pressure"),
    Level.VIOLATED: gettext_noop("violated"),
    Level.GRAVE: gettext_noop("gravely violated"),
}
STRANDS: Final = {
    Strand.LAW: gettext_noop("rules"),
    Strand.PRACTICE: gettext_noop("practice"),
    Strand.REMEDY: gettext_noop("remedies"),
}
WHYS: Final = {
    Why.GROWTH: gettext_noop("More than before"),
    Why.SEVERITY: gettext_noop("Severe"),
    Why.REACH: gettext_noop("Many people affected"),
    Why.NEW_TACTIC: gettext_noop("New means"),
    Why.NEW_ACTOR: gettext_noop("New actor"),
    Why.NEW_STATUTE: gettext_noop("A provision used for the first time"),
    Why.UNRESOLVED: gettext_noop("Unresolved for long"),
    Why.SILENCE: gettext_noop("A source is silent"),
}
#: By the code of a reason.
REASONS: Final[dict[str, str]] = {
    "level_without_entries": gettext_noop(
        "No entries in this period. Silence does not show that the right is observed."
    ),
    "level_too_few": gettext_noop(
        "Coded entries: %(coded)s, of them verified: %(verified)s. "
        "A level needs at least %(least)s and %(least_verified)s."
    ),
    "level_by_verified": gettext_noop(
        "Verified entries that narrow the right, of severity %(severity)s or above: %(count)s; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_by_entries": gettext_noop(
        "Entries that narrow the right, of severity %(severity)s or above: %(count)s; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_by_widening": gettext_noop(
        "Verified entries that widen the right: %(count)s, and none that narrows it noticeably; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_undecided": gettext_noop(
        "Coded entries: %(coded)s; they fulfil the rule of no other level."
    ),
    "change_too_short": gettext_noop(
        "The same sources were watched for %(months)s whole months; "
        "a comparison needs at least %(least)s."
    ),
    "official_contradiction": gettext_noop(
        "For the same count and period entry %(entry)s gives %(other)s."
    ),
    "official_contradiction_article": gettext_noop(
        "For the same count and period an article that entry %(entry)s cites gives %(other)s."
    ),
    "official_base_other": gettext_noop(
        "The growth does not lead from %(other)s, which %(entry)s gives for the year before."
    ),
    "official_old": gettext_noop("The figure is of %(period_year)s, the edition of %(year)s."),
    "official_ahead": gettext_noop("The period that the text names had not ended yet."),
    "official_base": gettext_noop(
        "No whole number grows to this by %(growth)s per cent: one of the two is wrong."
    ),
    "attention_growth": gettext_noop(
        "Entries in the last %(months)s whole months: %(recent)s. That is %(low)s to %(high)s "
        "times the rate of the months before."
    ),
    "attention_severity": gettext_noop(
        "Severity %(severity)s of 5: what narrows a right and has %(least)s or more stands here "
        "for a time."
    ),
    "attention_reach": gettext_noop("People affected: %(people)s."),
    "attention_new": gettext_noop(
        "It stands in the record for the first time: there was none among the %(entries)s entries "
        "of the %(months)s months before."
    ),
    "attention_unresolved": gettext_noop("The matter has had no new step for %(days)s days."),
    "attention_silence": gettext_noop(
        "The source has been silent since %(since)s; about %(expected)s reports were to be "
        "expected meanwhile."
    ),
}

#: Values of reasons that are numbers or days, and are written as the language writes them.
_NUMBERS: Final = frozenset({"people", "entries", "expected", "other", "growth", "low", "high"})
_DAYS: Final = frozenset({"since"})


class MeasureWords:
    """A language's words for what is measured."""

    def __init__(self, record: IndexedSnapshot, wording: DateWording) -> None:
        self.record = record
        self.wording = wording
        self.gettext = wording.words.gettext
        self.ngettext = wording.words.ngettext

    @property
    def limits(self) -> str:
        """What no figure tells."""
        return self.gettext(
            "Figures count entries of this record, not everything that happened. Where there are "
            "no entries, nothing follows about how a right is observed."
        )

    def few(self, least: int) -> str:
        """How far a small number can be relied upon."""
        return self.gettext(
            "Few: fewer than %(few)s coded entries. A single one more or less can change the "
            "picture."
        ) % {"few": self.wording.number(least)}

    def subject(self, subject: Subject) -> str:
        """``1. Freedom of expression``, a right, or all entries."""
        match subject.kind:
            case Kind.ALL:
                return self.gettext("All entries")
            case Kind.SECTION:
                section = self.record.codebook.section_by_number[int(subject.code)]
                return f"{section.number}. {section.labels[self.wording.language]}"
            case Kind.RIGHT:
                return self.code("right", subject.code)

    def period(self, period: Period) -> str:
        """``IV quarter of 2025``; months and years as dates write them."""
        match period.span:
            case PeriodLength.MONTH:
                return self.wording.month(period.first.year, period.first.month)
            case PeriodLength.QUARTER:
                quarter = ("I", "II", "III", "IV")[period.first.month // 3]
                values = {"quarter": quarter, "year": period.first.year}
                return self.gettext("%(quarter)s quarter of %(year)s") % values
            case PeriodLength.YEAR:
                return self.wording.year(period.first.year)

    def level(self, level: Level) -> str:
        """How far a right is observed."""
        return self.gettext(LEVELS[level])

    def strand(self, strand: Strand) -> str:
        """What an entry is about."""
        return self.gettext(STRANDS[strand])

    def why(self, why: Why) -> str:
        """Why a line is on the attention list."""
        return self.gettext(WHYS[why])

    def editor(self, why: str, time: datetime) -> str:
        """Why an editor set another level, and when."""
        values = {"why": why, "day": self.wording.day(time.date())}
        return self.gettext("Set by an editor on %(day)s: %(why)s") % values

    def because(self, reason: Reason) -> str:
        """A reason in a sentence."""
        values = {name: self._value(name, value) for name, value in reason.values.items()}
        return told(Reason(code=reason.code, values=values), REASONS, self.gettext)

    def _value(self, name: str, value: str) -> str:
        if name in _NUMBERS:
            return decimal(float(value), self.wording)
        return self.wording.day(date.fromisoformat(value)) if name in _DAYS else value

    def code(self, variable: str, code: str) -> str:
        """A code's wording; one that nobody words any more stands as it is."""
        language = self.wording.language
        match variable:
            case "source":
                source = self.record.source_by_id.get(code)
                return source.name(language) if source else code
            case "place":
                place = self.record.snapshot.places.get(code)
                return place[language] if place else code
            case "section" | "all":
                return self.subject(Subject(kind=Kind(variable), code=code))
            case _:
                term = self.record.codebook.term_by_code[variable].get(code)
        if isinstance(term, Statute):
            return statute_words(term, self.wording)
        return term.labels[language] if term else code


def variable_words(wording: DateWording) -> dict[str, str]:
    """What the variables of the codebook are called."""
    gettext = wording.words.gettext
    return {
        "section": gettext("Section"),
        "event_type": gettext("Kind of event"),
        "direction": gettext("Effect on rights"),
        "case_status": gettext("Legal status"),
        "verification": gettext("Verification"),
        "severity": gettext("Severity"),
        "rights": gettext("Rights"),
        "actors": gettext("Who acted"),
        "targets": gettext("Who is affected"),
        "means": gettext("By what means"),
        "platforms": gettext("Where online"),
    }
