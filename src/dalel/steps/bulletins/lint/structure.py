"""Lint rules on structure: missing titles, broken paragraphs, issue number and period."""

from collections.abc import Iterator
from itertools import pairwise

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.language.sentences import ends_as_sentence, starts_inside_sentence
from dalel.steps.bulletins.lint.calendar import date_finder
from dalel.steps.bulletins.lint.sheet import SUMMARY, TITLE, LintSheet, passages_of

_EXCERPT = 60


def title_missing(sheet: LintSheet) -> Iterator[Concern]:
    """Entries without a title."""
    for entry in sheet.bulletin.entries:
        if entry.title is None:
            first = entry.paragraphs[0]
            yield sheet.concern(
                "title_missing",
                Weight.ERROR,
                entry=entry,
                field=TITLE,
                line=first.lines[0],
                excerpt=first.text[:_EXCERPT],
            )


def para_broken(sheet: LintSheet) -> Iterator[Concern]:
    """Paragraphs that break off in the middle of a sentence."""
    for entry in sheet.bulletin.entries:
        for passage in passages_of(entry):
            for before, start in pairwise(passage.starts):
                yield sheet.concern_at(
                    "para_broken",
                    Weight.WARNING,
                    passage,
                    max(before, start - _EXCERPT),
                    start - 1,
                    suggestion=passage.text[max(before, start - _EXCERPT) : start + _EXCERPT],
                    next=str(passage.line_at(start)),
                )
        yield from _unfinished(sheet, entry)


def _unfinished(sheet: LintSheet, entry: BulletinEntry) -> Iterator[Concern]:
    """Paragraphs that were not surely broken, but do not end or begin as paragraphs do."""
    for before, after in pairwise(entry.paragraphs):
        ends_well = ends_as_sentence(before.text) or before.text.endswith((":", ";"))
        begins_well = not starts_inside_sentence(after.text) or before.text.endswith((":", ";"))
        if ends_well and begins_well:
            continue
        yield sheet.concern(
            "para_broken",
            Weight.WARNING,
            entry=entry,
            field=SUMMARY,
            line=before.lines[-1],
            excerpt=before.text[-_EXCERPT:],
            next=str(after.lines[0]),
        )


def issue_period(sheet: LintSheet) -> Iterator[Concern]:
    """An issue that names neither its number nor the time it covers, or only one of them."""
    numbers = sheet.phrases(sheet.pack.lint.issue_number)
    dates = date_finder(sheet)
    texts = [passage.text for passage in sheet.introduction]
    numbered = any(numbers.stand_in(text) for text in texts)
    dated = any(date.year for text in texts for date in dates.find(text))
    if numbered and dated:
        return
    yield sheet.concern(
        "issue_period",
        Weight.WARNING,
        field="introduction",
        line=sheet.introduction[0].lines[0] if sheet.introduction else None,
        excerpt=texts[0][:_EXCERPT] if texts else "",
        of="number" if dated else "period" if numbered else "both",
    )
