"""Lint rules on sourcing: secondary, interested and unattributed statements."""

from collections.abc import Iterator
from functools import cache

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.language.terms import Phrases, wrong_words
from dalel.steps.bulletins.lint.links import LINK
from dalel.steps.bulletins.lint.sheet import TITLE, LintPassage, LintSheet, passages_of


def secondary(sheet: LintSheet) -> Iterator[Concern]:
    """Entries that tell what one outlet or press office reported, and link to another outlet."""
    reports = sheet.phrases(sheet.pack.lint.reports)
    offices = sheet.phrases(sheet.pack.lint.press_offices)
    for entry in sheet.bulletin.entries:
        cited = {printed.link.source for printed in entry.links}
        for passage in passages_of(entry):
            if passage.field == TITLE:
                continue
            named = _reporter(sheet, passage, cited, reports) or _office(passage, offices, reports)
            if named and entry.links:
                yield sheet.concern(
                    "secondary",
                    Weight.NOTE,
                    entry=entry,
                    field=LINK,
                    line=entry.links[0].line,
                    excerpt=entry.links[0].link.printed,
                    original=named,
                )
                break


def interested(sheet: LintSheet) -> Iterator[Concern]:
    """Entries about an outlet that rest on that outlet's own word."""
    for entry in sheet.bulletin.entries:
        sources = {printed.link.source for printed in entry.links}
        for source in (one for one in sheet.pack.sources if one.id in sources):
            passages = [p for p in passages_of(entry) if p.field == TITLE]
            passages = passages or list(passages_of(entry))[:1]
            named = {name for passage in passages for _, name in _named(sheet, passage)}
            if source.id in named:
                yield sheet.concern(
                    "interested",
                    Weight.NOTE,
                    entry=entry,
                    field=LINK,
                    line=entry.links[0].line,
                    excerpt=entry.links[0].link.printed,
                    source=source.name(sheet.language),
                )


def attribution(sheet: LintSheet) -> Iterator[Concern]:
    """Conclusions that are nobody's, experts without a name, "the outlet" where there are two."""
    words = sheet.pack.lint
    finders = [
        (of, wrong)
        for of, rules in (("conclusion", words.conclusions), ("unnamed", words.unnamed))
        for wrong in wrong_words(rule for rule in rules if rule.language == sheet.language)
    ]
    for entry in sheet.bulletin.entries:
        for of, wrong in finders:
            for passage in passages_of(entry):
                span = next(wrong.find(passage.text), None)
                if span is not None:
                    yield sheet.concern_at(
                        "attribution", Weight.WARNING, passage, span.start, span.end, of=of
                    )
                    break
        yield from _which(sheet, entry)


def _which(sheet: LintSheet, entry: BulletinEntry) -> Iterator[Concern]:
    """An anaphor of outlets after the last of several was named."""
    phrases = sheet.phrases(sheet.pack.lint.outlet_words)
    for passage in passages_of(entry):
        for span in phrases.find(passage.text):
            before = {name for start, name in _named(sheet, passage) if start < span.start}
            if len(before) > 1:
                yield sheet.concern_at(
                    "attribution", Weight.WARNING, passage, span.start, span.end, of="which"
                )
                return


def _reporter(
    sheet: LintSheet, passage: LintPassage, cited: set[str | None], reports: Phrases
) -> str | None:
    """An outlet other than the cited one in a sentence that reports."""
    for start, source in sorted(_named(sheet, passage)):
        if source in sheet.pack.own_sources:
            continue
        bounds = passage.sentence_at(start)
        is_report = reports.stand_in(passage.text, bounds.start, bounds.end)
        if source not in cited and is_report:
            known = {one.id: one for one in sheet.pack.sources}
            return known[source].name(sheet.language)
    return None


def _office(passage: LintPassage, offices: Phrases, reports: Phrases) -> str | None:
    for span in offices.find(passage.text):
        bounds = passage.sentence_at(span.start)
        if reports.stand_in(passage.text, bounds.start, bounds.end):
            return passage.text[span.start : span.end]
    return None


def _named(sheet: LintSheet, passage: LintPassage) -> Iterator[tuple[int, str]]:
    """Where outlets are named; a name that is a word too counts only in quotation marks."""
    for source, name, low in sheet.outlet_names:
        if low not in passage.low:
            continue
        is_word = name.isalpha() and name[1:] == low[1:]
        for span in _phrases(name).find(passage.text):
            if not is_word or passage.is_quoted(span.start, span.end):
                yield span.start, source


@cache
def _phrases(name: str) -> Phrases:
    return Phrases((f"{name}*",))
