"""Lint rule on sections: entries that the codebook's rules place elsewhere."""

from collections.abc import Iterator

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.language.terms import Phrases
from dalel.pack.lint import SectionKind
from dalel.steps.bulletins.lint.sheet import (
    TITLE,
    LintPassage,
    LintSheet,
    first_line,
    key,
    passages_of,
)


def section_rule(sheet: LintSheet) -> Iterator[Concern]:
    """Entries whose words, or whose codes, belong in another section than they stand in.

    Where an entry belongs in its section although the section's title does not say so, a note
    says that.
    """
    words = sheet.pack.lint.sections.groups.get(sheet.language, {})
    groups = {name: Phrases(patterns) for name, patterns in words.items()}
    for entry in sheet.bulletin.entries:
        codes = sheet.codes.get(key(entry))
        if codes is not None:
            yield from _coded(sheet, entry, (codes.event_type, *codes.secondary_event_types))
        kind = _kind(sheet, entry, groups)
        if kind is None or (kind.section == entry.section and not kind.unnamed):
            continue
        moves = kind.section != entry.section
        if moves and codes is not None:
            # People have coded it: their codes outrank what its words seem to say.
            continue
        yield _concern(sheet, entry, kind.event_type, kind.section, moves=moves)


def _coded(
    sheet: LintSheet, entry: BulletinEntry, event_types: tuple[str, ...]
) -> Iterator[Concern]:
    sections = {
        kind.code: kind.section
        for kind in sheet.pack.codebook.event_types
        if kind.code in event_types
    }
    if sections and entry.section not in sections.values():
        code = next(code for code in event_types if code in sections)
        yield _concern(sheet, entry, code, sections[code], moves=True)


def _concern(
    sheet: LintSheet, entry: BulletinEntry, event_type: str, section: int, *, moves: bool
) -> Concern:
    labels = sheet.pack.codebook.section_by_number[section].labels
    return sheet.concern(
        "section_rule",
        Weight.WARNING if moves else Weight.NOTE,
        entry=entry,
        field="section",
        line=first_line(entry),
        excerpt=entry.title or entry.paragraphs[0].text[:60],
        suggestion=f"{section}. {labels[sheet.language]}" if moves else None,
        event_type=event_type,
        kind=sheet.pack.codebook.label("event_type", event_type, sheet.language),
        section=str(section),
        of="move" if moves else "unnamed",
    )


def _kind(sheet: LintSheet, entry: BulletinEntry, groups: dict[str, Phrases]) -> SectionKind | None:
    passages = tuple(passages_of(entry))
    for kind in sheet.pack.lint.sections.kinds:
        if kind.only and entry.section not in kind.only:
            continue
        if any(_stands(groups, name, passages) for name in kind.absent):
            continue
        places = [p for p in passages if p.field == TITLE or not kind.title]
        if any(_together(groups, kind.sentence, passage) for passage in places):
            return kind
    return None


def _stands(groups: dict[str, Phrases], name: str, passages: tuple[LintPassage, ...]) -> bool:
    """Whether a group, or several written ``a+b``, stands in one sentence of the entry."""
    return any(_together(groups, tuple(name.split("+")), passage) for passage in passages)


def _together(groups: dict[str, Phrases], names: tuple[str, ...], passage: LintPassage) -> bool:
    return any(
        all(
            name in groups and groups[name].stand_in(passage.text, sentence.start, sentence.end)
            for name in names
        )
        for sentence in passage.sentences
    )
