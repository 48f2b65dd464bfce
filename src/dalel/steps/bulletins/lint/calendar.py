"""Lint rules on dates: missing, without a year, or relative."""

from collections.abc import Iterator

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.language.dates import ENDED, DateFinder, FoundDate, is_anchored
from dalel.steps.bulletins.lint.links import LINK
from dalel.steps.bulletins.lint.sheet import (
    SUMMARY,
    LintPassage,
    LintSheet,
    first_line,
    passages_of,
)

_EXCERPT = 60
#: How far from a date a relative one may stand to be explained by it, in characters: ", (".
_BESIDE = 3
#: Cases of the pack's month names: without an ending, and cut short.
_BARE, _ABBREVIATED = "nom", "short"


def date_finder(sheet: LintSheet) -> DateFinder:
    """What finds the dates of the bulletin's language."""
    names = {
        month.number: tuple(
            form
            for case, form in month.forms[sheet.language].items()
            if case != _ABBREVIATED and (case == _BARE or sheet.language not in ENDED)
        )
        for month in sheet.pack.formats.months
    }
    return DateFinder(sheet.language, names)


def date_missing(sheet: LintSheet) -> Iterator[Concern]:
    """Entries that give no calendar date, not even a year, and sources without a printed date."""
    finder = date_finder(sheet)
    for entry in sheet.bulletin.entries:
        texts = [passage.text for passage in passages_of(entry)]
        if not any(finder.find(text) for text in texts):
            yield sheet.concern(
                "date_missing",
                Weight.WARNING,
                entry=entry,
                field=SUMMARY,
                line=first_line(entry),
                excerpt=texts[0][:_EXCERPT],
            )
    links = [printed for entry in sheet.bulletin.entries for printed in entry.links]
    if not any(finder.find(printed.beside) for printed in links):
        yield sheet.concern("date_missing", Weight.NOTE, field=LINK, of="sources")


def date_no_year(sheet: LintSheet) -> Iterator[Concern]:
    """Days and months whose year the reader has to guess."""
    finder = date_finder(sheet)
    relative = sheet.phrases(sheet.pack.lint.relative)
    for entry in sheet.bulletin.entries:
        passages = [(passage, finder.find(passage.text)) for passage in passages_of(entry)]
        whole = {(date.month, date.day) for _, dates in passages for date in dates if date.year} - {
            (None, None)
        }
        for passage, dates in passages:
            moving = tuple(relative.find(passage.text))
            bare = [
                date
                for date in dates
                if (date.month, date.day) not in whole and _lacks_year(passage, date, dates, moving)
            ]
            if bare:
                yield sheet.concern_at(
                    "date_no_year",
                    Weight.WARNING,
                    passage,
                    bare[0].start,
                    bare[0].end,
                    dates="; ".join(date.text for date in bare),
                )


def _lacks_year(
    passage: LintPassage,
    date: FoundDate,
    dates: tuple[FoundDate, ...],
    moving: tuple[TextSpan, ...],
) -> bool:
    """Whether nothing in the sentence up to a date tells its year; quoted words are not ours."""
    if date.month is None or date.year or passage.is_quoted(date.start, date.end):
        return False
    sentence = passage.sentence_at(date.start)
    years = [one for one in dates if one.year and sentence.start <= one.start]
    told = [TextSpan(start=one.start, end=one.end) for one in years] + [
        span for span in moving if sentence.start <= span.start
    ]
    return not any(span.start < date.end for span in told) and not _shares_year(
        passage.text, date, years
    )


def _shares_year(text: str, date: FoundDate, years: list[FoundDate]) -> bool:
    """Whether a date is the first end of a span whose other end has the year."""
    return any(
        one.month
        and one.start >= date.end
        and len(text[date.end : one.start].split()) <= 1
        and not set(text[date.end : one.start]) & set(".;")
        for one in years
    )


def date_relative(sheet: LintSheet) -> Iterator[Concern]:
    """Dates that say another day whenever they are read; one that stands beside its date is one."""
    relative = sheet.phrases(sheet.pack.lint.relative)
    finder = date_finder(sheet)
    for passage in sheet.passages:
        whole = [date for date in finder.find(passage.text) if date.year and date.day]
        for span in relative.find(passage.text):
            if (
                passage.is_quoted(span.start, span.end)
                or is_anchored(passage.text, span.start, sheet.language)
                or any(_is_beside(span, date) for date in whole)
            ):
                continue
            yield sheet.concern_at("date_relative", Weight.WARNING, passage, span.start, span.end)
            break


def _is_beside(span: TextSpan, date: FoundDate) -> bool:
    return 0 <= date.start - span.end <= _BESIDE or 0 <= span.start - date.end <= _BESIDE
