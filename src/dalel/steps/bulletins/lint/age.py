"""Lint rules on timeliness: stale entries, outdated sources, former names, case fields."""

from collections.abc import Iterator
from datetime import date

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.domain.facts import Fact, FactKind
from dalel.language.terms import wrong_words
from dalel.steps.bulletins.lint.links import LINK
from dalel.steps.bulletins.lint.sheet import (
    SUMMARY,
    TITLE,
    LintPassage,
    LintSheet,
    day_in_link,
    first_day,
    passages_of,
)


def stale_period(sheet: LintSheet) -> Iterator[Concern]:
    """Entries whose latest date lies longer before the issue than news last."""
    if sheet.latest is None:
        return
    months = sheet.pack.conduct.freshness.period_months
    for entry in sheet.bulletin.entries:
        dates = [
            (day, passage, fact)
            for passage in passages_of(entry)
            for fact in sheet.facts(passage)
            if fact.kind is FactKind.DATE and not _is_since(sheet, passage, fact)
            and (day := _last_day(fact)) is not None
        ]  # fmt: skip
        if not dates:
            continue
        latest, passage, fact = max(dates, key=lambda found: found[0])
        age = (sheet.latest.year - latest.year) * 12 + sheet.latest.month - latest.month
        if age > months:
            yield sheet.concern_at(
                "stale_period", Weight.WARNING, passage, fact.span.start, fact.span.end,
                months=str(age),
            )  # fmt: skip


def _is_since(sheet: LintSheet, passage: LintPassage, fact: Fact) -> bool:
    """Whether a date is only where something begins that goes on: since 1993."""
    since = sheet.phrases(sheet.pack.lint.since)
    start = max(0, fact.span.start - 4)
    return since.stand_in(passage.text, start, min(len(passage.text), fact.span.end + 12))


def _last_day(fact: Fact) -> date | None:
    """The last day of a year, month or span as far as needed: its month's first."""
    last = fact.value.split("/")[-1]
    return first_day(f"{last}-12" if len(last) == 4 else last)


def source_date_lt_claim(sheet: LintSheet) -> Iterator[Concern]:
    """Sources older than what they are cited for: by the day or the stage in their address."""
    for entry in sheet.bulletin.entries:
        for printed in entry.links:
            claim = _later_day(sheet, entry, printed.link.url) or _later_stage(
                sheet, entry, printed.link.url
            )
            if claim is not None:
                yield sheet.concern(
                    "source_date_lt_claim",
                    Weight.WARNING,
                    entry=entry,
                    field=LINK,
                    line=printed.line,
                    excerpt=printed.link.printed,
                    claim=claim,
                )


def _later_day(sheet: LintSheet, entry: BulletinEntry, url: str) -> str | None:
    """A full date of the entry, not said to be to come, after the day in the address."""
    written = day_in_link(url)
    if written is None:
        return None
    planned = sheet.phrases(sheet.pack.conduct.freshness.planned)
    for passage in passages_of(entry):
        for fact in sheet.facts(passage):
            day = first_day(fact.value) if fact.kind is FactKind.DATE else None
            is_printed = any(letter.isdigit() for letter in fact.text)
            if day is None or not is_printed or fact.value.count("-") != 2:
                continue
            if (day - written).days < 2:
                continue
            bounds = passage.sentence_at(fact.span.start)
            if not planned.stand_in(passage.text, bounds.start, bounds.end):
                return fact.text
    return None


def _later_stage(sheet: LintSheet, entry: BulletinEntry, url: str) -> str | None:
    """A stage of a law in the entry beyond the one that the address names."""
    stages = list(sheet.pack.conduct.freshness.words)
    words = sheet.pack.lint.slug_stages
    slug = url.rpartition("//")[2].lower()
    named = [stage for stage in stages if any(word in slug for word in words.get(stage, ()))]
    if not named:
        return None
    for stage in stages[stages.index(named[-1]) + 1 :]:
        found = sheet.phrases(sheet.pack.conduct.freshness.words[stage])
        for passage in passages_of(entry):
            for span in found.find(passage.text):
                if passage.field in {TITLE, SUMMARY} and stage != "adopted":
                    return passage.text[span.start : span.end]
    return None


def entity_period(sheet: LintSheet) -> Iterator[Concern]:
    """Names of bodies that have another name now, but where the sentence tells of the change."""
    rules = [rule for rule in sheet.pack.lint.former if rule.language == sheet.language]
    for words in wrong_words(rules):
        for passage in sheet.passages:
            for span in words.find(passage.text):
                yield sheet.concern_at(
                    "entity_period",
                    Weight.WARNING,
                    passage,
                    span.start,
                    span.end,
                    suggestion=words.rule.right,
                )
                break


def bilingual(sheet: LintSheet) -> Iterator[Concern]:
    """An issue that promises to come in several languages: is the other one there?"""
    promises = sheet.phrases(sheet.pack.lint.promises)
    for passage in sheet.introduction:
        for span in promises.find(passage.text):
            yield sheet.concern(
                "bilingual",
                Weight.NOTE,
                field=passage.field,
                line=passage.line_at(span.start),
                excerpt=passage.text[span.start : span.end],
            )
            return


def case_fields(sheet: LintSheet) -> Iterator[Concern]:
    """Entries about a case against a person that lack its provision or its date."""
    groups = sheet.pack.lint.sections.groups.get(sheet.language, {})
    cases = sheet.phrases(
        {sheet.language: groups.get("person_step", ()) + groups.get("verdict", ())}
    )
    matters = sheet.phrases(sheet.pack.lint.cases)
    articles = sheet.phrases(sheet.pack.lint.articles)
    for entry in sheet.bulletin.entries:
        passages = list(passages_of(entry))
        texts = [passage.text for passage in passages]
        title = texts[0]
        if not (cases.stand_in(title) or matters.stand_in(title)):
            continue
        kinds = {fact.kind for passage in passages for fact in sheet.facts(passage)}
        missing = [
            name
            for name, kind in (("statute", FactKind.STATUTE), ("date", FactKind.DATE))
            if kind not in kinds
        ]
        if any(articles.stand_in(text) for text in texts):
            missing = [name for name in missing if name != "statute"]
        if missing:
            yield sheet.concern(
                "case_fields",
                Weight.WARNING,
                entry=entry,
                field=SUMMARY,
                line=entry.paragraphs[0].lines[0],
                excerpt=title[:60],
                of="both" if len(missing) == 2 else missing[0],
            )
