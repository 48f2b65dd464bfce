"""Lint rules on vocabulary: glossary terms, abbreviations and mixed scripts."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.language.scripts import latin_twins, mixed_words
from dalel.language.terms import Phrases, wrong_words
from dalel.pack.glossary import GlossaryTerm
from dalel.steps.bulletins.lint.sheet import LintSheet

_ABBREVIATION: Final = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІҺ]+[а-яё]?[А-ЯЁӘҒҚҢӨҰҮІҺ]+")
_CYRILLIC_WORD: Final = re.compile(r"[Ѐ-ӿ]{3,}")
#: What may follow an abbreviation: an ending, with or without a hyphen.
_ENDING: Final = "~"
#: Addresses and accounts, in which letters are not words.
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]*@[\w.-]+")


def term(sheet: LintSheet) -> Iterator[Concern]:
    """Wrong forms of the glossary, and words that the law does not use."""
    for words in wrong_words(sheet.pack.term_rules(sheet.language)):
        for passage in (*sheet.introduction, *sheet.passages):
            for span in words.find(passage.text):
                yield sheet.concern_at(
                    "term",
                    Weight.WARNING,
                    passage,
                    span.start,
                    span.end,
                    suggestion=words.rule.right,
                )
                break


def abbrev(sheet: LintSheet) -> Iterator[Concern]:
    """Abbreviations that are written wrongly, or are another language's."""
    wrong = _wrong_abbreviations(sheet)
    phrases = {form: Phrases((form + _ENDING,)) for form in wrong}
    for passage in (*sheet.introduction, *sheet.passages):
        for form, right in wrong.items():
            for span in phrases[form].find(passage.text):
                if passage.is_quoted(span.start, span.end):
                    continue
                yield sheet.concern_at(
                    "abbrev", Weight.WARNING, passage, span.start, span.end, suggestion=right
                )
                break


def mixed_script(sheet: LintSheet) -> Iterator[Concern]:
    """Words with letters of the other script, and abbreviations printed in two scripts."""
    known = _cyrillic_abbreviations(sheet) | _cyrillic_words(sheet)
    twins: set[str] = set()
    for passage in (*sheet.introduction, *sheet.passages):
        veiled = _ADDRESS.sub(lambda match: " " * len(match[0]), passage.text)
        latin = latin_twins(veiled, known)
        twins.update(impostor.right for impostor in latin)
        for impostor in (*mixed_words(veiled), *latin):
            yield sheet.concern_at(
                "mixed_script",
                Weight.WARNING,
                passage,
                impostor.start,
                impostor.end,
                suggestion=impostor.right or None,
                **({} if impostor.right else {"of": "retype"}),
            )
    for form in sorted(twins):
        yield from _same_in_cyrillic(sheet, form)


def _same_in_cyrillic(sheet: LintSheet, form: str) -> Iterator[Concern]:
    phrases = Phrases((form + _ENDING,))
    for passage in sheet.passages:
        for span in phrases.find(passage.text):
            yield sheet.concern_at(
                "mixed_script", Weight.NOTE, passage, span.start, span.end, of="twin"
            )


def _wrong_abbreviations(sheet: LintSheet) -> Mapping[str, str]:
    """Wrong abbreviations and the right ones: noted as wrong, or those of another language."""
    own = {form for entry in sheet.pack.glossary for form in _abbreviations(entry, sheet.language)}
    allowed = {*own, *sheet.pack.lint.allowed.get(sheet.language, ())}
    wrong: dict[str, str] = {}
    for entry in sheet.pack.glossary:
        right = next(_abbreviations(entry, sheet.language), entry.labels[sheet.language])
        foreign = {
            form
            for language in entry.labels
            if language != sheet.language
            for form in _abbreviations(entry, language)
            if form not in allowed
        }
        noted = {
            form for form in entry.wrong.get(sheet.language, ()) if _ABBREVIATION.fullmatch(form)
        }
        wrong |= dict.fromkeys(sorted(foreign | noted), right)
    return wrong | dict(sheet.pack.lint.abbreviations.get(sheet.language, {}))


def _cyrillic_abbreviations(sheet: LintSheet) -> frozenset[str]:
    return frozenset(
        form
        for entry in sheet.pack.glossary
        for language in entry.labels
        for form in _abbreviations(entry, language)
    ) | frozenset(_wrong_abbreviations(sheet))


def _cyrillic_words(sheet: LintSheet) -> frozenset[str]:
    """The words of the bulletin itself; shorter ones are too often a foreign abbreviation."""
    return frozenset(
        word for passage in sheet.passages for word in _CYRILLIC_WORD.findall(passage.text)
    )


def _abbreviations(entry: GlossaryTerm, language: str) -> Iterator[str]:
    for form in (entry.labels[language], *entry.variants.get(language, ())):
        if _ABBREVIATION.fullmatch(form):
            yield form
