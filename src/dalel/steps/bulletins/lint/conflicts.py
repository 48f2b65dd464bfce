"""Lint rules on conflicting figures, dates and causes, within and between entries."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.stems import stem
from dalel.language.terms import Phrases
from dalel.steps.bulletins.lint.sheet import (
    SUMMARY,
    TITLE,
    LintPassage,
    LintSheet,
    key,
    passages_of,
)

_COUNTED: Final = frozenset({FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY})
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOP: Final = re.compile(r"[.!?;:]")
#: Figures below this stand for too many things to make two entries one.
_RARE: Final = 1000
#: Entries that share a figure; more of them share it by chance.
_MANY: Final = 5
#: So near are a figure and the round one that stands for it.
_NEAR: Final = Decimal("0.1")
#: From so many years on "ten years ago" is another year than the one it is said of.
_YEARS_APART: Final = 2
_YEARS_NEAR: Final = 6


def number_conflict(sheet: LintSheet) -> Iterator[Concern]:
    """A figure of the title that stands otherwise in the body."""
    for passage, fact, others in _titled(sheet):
        other = _otherwise(sheet, passage, fact, others)
        if other is not None:
            yield _at(sheet, "number_conflict", passage, fact, other=other)


def number_title_only(sheet: LintSheet) -> Iterator[Concern]:
    """A figure of the title that the body does not give at all."""
    for passage, fact, others in _titled(sheet):
        stated = {one.value for _, one in others}
        if any(fact.text.lower() in body for body in _bodies(passage)):
            continue
        if fact.value not in stated and _otherwise(sheet, passage, fact, others) is None:
            yield _at(sheet, "number_title_only", passage, fact)


def _titled(
    sheet: LintSheet,
) -> Iterator[tuple[LintPassage, Fact, list[tuple[LintPassage, Fact]]]]:
    """Each figure of a title with the figures of its body."""
    for entry in sheet.bulletin.entries:
        passages = list(passages_of(entry))
        body = [
            (passage, fact)
            for passage in passages
            if passage.field == SUMMARY
            for fact in sheet.facts(passage)
            if fact.kind in _COUNTED
        ]
        for passage in passages:
            for fact in sheet.facts(passage) if passage.field == TITLE else ():
                if fact.kind in _COUNTED:
                    yield passage, fact, body


def _bodies(title: LintPassage) -> set[str]:
    """The paragraphs of a title's entry in small letters, for figures that are part of a date."""
    return {p.low for p in passages_of(title.entry) if p.field == SUMMARY} if title.entry else set()


def _otherwise(
    sheet: LintSheet, passage: LintPassage, fact: Fact, others: list[tuple[LintPassage, Fact]]
) -> str | None:
    """The text of the body's figure that means the same and says something else."""
    if any(one.value == fact.value and one.kind is fact.kind for _, one in others):
        return None
    for place, one in others:
        if one.kind is not fact.kind or one.unit != fact.unit or not _is_near(fact, one):
            continue
        counts = (_stems(sheet, passage, fact, 2), _stems(sheet, place, one, 2))
        if fact.kind is FactKind.PERCENT or one.bound is not None or counts[0] & counts[1]:
            return one.text
    return _ordinal(sheet, passage, fact)


def _ordinal(sheet: LintSheet, passage: LintPassage, fact: Fact) -> str | None:
    """The body's ordinal of the same unit of time: "the fourth week" is not four weeks."""
    words = sheet.pack.lint.ordinals.get(sheet.language, {}).get(fact.unit or "", ())
    if not fact.value.isdigit() or not 0 < int(fact.value) <= len(words) or passage.entry is None:
        return None
    ordinal = sheet.finder(words[int(fact.value) - 1])
    for body in passages_of(passage.entry):
        for span in ordinal.find(body.text) if body.field == SUMMARY else ():
            return _text(body, span)
    return None


def _is_near(fact: Fact, other: Fact) -> bool:
    try:
        one, two = Decimal(fact.value), Decimal(other.value)
    except ArithmeticError:
        return False
    return one != two and abs(one - two) <= _NEAR * max(abs(one), abs(two))


def date_conflict(sheet: LintSheet) -> Iterator[Concern]:
    """Dates that cannot both be right: "ten years ago" of another year, "yesterday" of today."""
    yesterday = sheet.phrases(sheet.pack.lint.yesterday)
    reports = sheet.phrases(sheet.pack.lint.reports)
    for entry in sheet.bulletin.entries:
        passages = list(passages_of(entry))
        for passage in passages:
            for fact in sheet.facts(passage):
                if fact.kind is FactKind.DATE and fact.inferred:
                    year = _other_year(sheet, passage, fact, passages)
                    if year is not None:
                        yield _at(sheet, "date_conflict", passage, fact, other=year)
            for span in yesterday.find(passage.text):
                day = _reported_day(sheet, passage, span, reports)
                if day is not None:
                    yield _at(sheet, "date_conflict", passage, day, other=_text(passage, span))


def _other_year(
    sheet: LintSheet, passage: LintPassage, fact: Fact, passages: list[LintPassage]
) -> str | None:
    """The year that an entry prints for what a count of years ago puts elsewhere."""
    if len(fact.value) != 4:
        return None
    said = _stems(sheet, passage, fact, 2)
    for other in passages:
        for one in sheet.facts(other):
            if one.kind is not FactKind.DATE or len(one.value) != 4 or one.inferred:
                continue
            apart = abs(int(one.value) - int(fact.value))
            if _YEARS_APART <= apart <= _YEARS_NEAR and said & _stems(sheet, other, one, 3):
                return one.text
    return None


def _reported_day(
    sheet: LintSheet, passage: LintPassage, span: TextSpan, reports: Phrases
) -> Fact | None:
    """The day that stands beside "yesterday" and is also that of the report itself."""
    dates = [fact for fact in sheet.facts(passage) if fact.kind is FactKind.DATE]
    beside = [fact for fact in dates if 0 <= fact.span.start - span.end <= 3]
    if not beside:
        return None
    for fact in dates:
        if fact.value != beside[0].value or fact.span == beside[0].span:
            continue
        bounds = passage.sentence_at(fact.span.start)
        if fact.span.start < span.start and reports.stand_in(
            passage.text, bounds.start, min(bounds.end, span.start)
        ):
            return fact
    return None


def mrp_year(sheet: LintSheet) -> Iterator[Concern]:
    """One count of base units worth two sums in two entries: both right, if the years are told."""
    worth: dict[str, dict[str, tuple[LintPassage, Fact]]] = defaultdict(dict)
    for passage in sheet.passages:
        for fact in sheet.facts(passage):
            for count in _units(sheet, fact):
                worth[count].setdefault(fact.value, (passage, fact))
    for count, sums in sorted(worth.items()):
        for (passage, fact), (_, other) in combinations(sums.values(), 2):
            yield _at(sheet, "mrp_year", passage, fact, other=other.text, units=count)
            yield _at(sheet, "mrp_year", *sums[other.value], other=fact.text, units=count)


def _units(sheet: LintSheet, fact: Fact) -> Iterator[str]:
    """How many base units of any year a sum is, if a whole and usual number of them."""
    if fact.kind is not FactKind.MONEY or fact.unit != sheet.lexicon.currency or fact.worth_of:
        return
    for unit in sheet.lexicon.units:
        for value in unit.values.values():
            count, rest = divmod(Decimal(fact.value), value) if fact.value.isdigit() else (0, 1)
            if not rest and 0 < count <= 10_000:
                yield f"{count} {unit.names[sheet.language][0]}"


def claim_conflict(sheet: LintSheet) -> Iterator[Concern]:
    """Two entries about one happening that both give its cause."""
    causes = sheet.phrases(sheet.pack.lint.causes)
    for one, other in _about_one(sheet):
        found = [
            next(
                (
                    (passage, span)
                    for passage in passages_of(entry)
                    if passage.field == SUMMARY
                    for span in causes.find(passage.text)
                ),
                None,
            )
            for entry in (one, other)
        ]
        if all(found):
            for place, mate in zip(found, (other, one), strict=True):
                if place is not None:
                    passage, span = place
                    yield sheet.concern_at(
                        "claim_conflict", Weight.WARNING, passage, span.start, span.end,
                        other=key(mate),
                    )  # fmt: skip


def same_happening(sheet: LintSheet) -> Iterator[Concern]:
    """Two entries that count the same things: one happening, or one reported twice."""
    for one, other in _about_one(sheet):
        yield sheet.concern(
            "same_happening",
            Weight.NOTE,
            entry=other,
            field=TITLE,
            line=other.title_line or other.paragraphs[0].lines[0],
            excerpt=other.title or other.paragraphs[0].text[:60],
            other=key(one),
        )


def _about_one(sheet: LintSheet) -> Iterator[tuple[BulletinEntry, BulletinEntry]]:
    """Pairs of entries that share a rare figure of the same things, or the page they rest on."""
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    entries = sheet.bulletin.entries
    for place, entry in enumerate(entries):
        for mark in {*_figures(sheet, entry), *(("", one.link.canonical) for one in entry.links)}:
            sharing[mark].append(place)
    # What very many share is no mark of one happening.
    pairs = {
        pair
        for places in sharing.values()
        if len(places) <= _MANY
        for pair in combinations(places, 2)
    }
    for one, other in sorted(pairs):
        yield entries[one], entries[other]


def _figures(sheet: LintSheet, entry: BulletinEntry) -> Iterator[tuple[str, str]]:
    for passage in passages_of(entry):
        for fact in sheet.facts(passage):
            if fact.kind is FactKind.NUMBER and _is_rare(fact):
                for word in _stems(sheet, passage, fact, 4):
                    yield fact.value, word


def _stems(sheet: LintSheet, passage: LintPassage, fact: Fact, count: int) -> set[str]:
    """The stems of the words after a figure, which tell what it counts; not those of a bound."""
    bounds = {word for _, word in sheet.lexicon.bounds.get(sheet.language, ())}
    stop = _STOP.search(passage.text, fact.span.end)
    end = stop.start() if stop else len(passage.text)
    words = _WORD.findall(passage.text, fact.span.end, end)[:count]
    return {
        stem(word, sheet.language) for word in words if len(word) > 2 and word.lower() not in bounds
    }


def _is_rare(fact: Fact) -> bool:
    # "More than 5,000" is said of many things.
    if fact.bound is not None and len(fact.value) <= len(str(_RARE)):
        return False
    return fact.value.replace(".", "", 1).isdigit() and Decimal(fact.value) >= _RARE


def _text(passage: LintPassage, span: TextSpan) -> str:
    return passage.text[span.start : span.end]


def _at(sheet: LintSheet, rule: str, passage: LintPassage, fact: Fact, **values: str) -> Concern:
    return sheet.concern_at(rule, Weight.WARNING, passage, fact.span.start, fact.span.end, **values)
