"""Lint rules on titles that say something else than the body, or say it too surely."""

import re
from collections.abc import Iterator
from typing import Final

from dalel.domain.bulletin import BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.stems import stem
from dalel.steps.bulletins.lint.sheet import SUMMARY, TITLE, LintPassage, LintSheet, passages_of

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: So often a body must hedge before its title has to.
_HEDGES: Final = 2
#: An outcome that a later one goes without saying.
_IMPLIED: Final = {"adopted": {"signed", "in_force"}, "signed": {"in_force"}}


def title_body(sheet: LintSheet) -> Iterator[Concern]:
    """Titles that tell a step, a stage or a thing of which the body does not speak."""
    for entry in sheet.bulletin.entries:
        title, body = _parts(entry)
        if title is None or not body:
            continue
        found = (
            _stage(sheet, title, body),
            _outcome(sheet, title, body),
            _creation(sheet, title, body),
        )
        for of, span in (one for one in found if one is not None):
            yield sheet.concern_at("title_body", Weight.WARNING, title, span.start, span.end, of=of)
            break


def modality(sheet: LintSheet) -> Iterator[Concern]:
    """Titles that state as a fact what the body gives as possible."""
    hedges = sheet.phrases(sheet.pack.lint.hedges)
    later = sheet.pack.conduct.freshness
    left_open = (hedges, sheet.phrases(later.planned))
    for entry in sheet.bulletin.entries:
        title, body = _parts(entry)
        if title is None or "?" in title.text or any(one.stand_in(title.text) for one in left_open):
            continue
        found = [span for passage in body for span in hedges.find(passage.text)]
        if len(found) >= _HEDGES:
            yield sheet.concern_at(
                "modality", Weight.WARNING, title, 0, len(title.text), count=str(len(found))
            )


def _parts(entry: BulletinEntry) -> tuple[LintPassage | None, list[LintPassage]]:
    passages = list(passages_of(entry))
    title = next((passage for passage in passages if passage.field == TITLE), None)
    return title, [passage for passage in passages if passage.field == SUMMARY]


def _outcome(
    sheet: LintSheet, title: LintPassage, body: list[LintPassage]
) -> tuple[str, TextSpan] | None:
    """A step of the title that the body does not tell, neither by a word of its verb."""
    told = {fact.value for passage in body for fact in _steps(sheet, passage)}
    words = _stems(sheet, body)
    for fact in _steps(sheet, title):
        verb = stem(_WORD.findall(fact.text)[-1], sheet.language)
        is_told = fact.value in told or _IMPLIED.get(fact.value, set()) & told
        if (
            not is_told
            and not any(word.startswith(verb) for word in words)
            and not title.is_quoted(fact.span.start, fact.span.end)
        ):
            return "outcome", fact.span
    return None


def _steps(sheet: LintSheet, passage: LintPassage) -> list[Fact]:
    return [
        fact for fact in sheet.facts(passage) if fact.kind is FactKind.OUTCOME and not fact.negated
    ]


def _stage(
    sheet: LintSheet, title: LintPassage, body: list[LintPassage]
) -> tuple[str, TextSpan] | None:
    """A law in the title that is a bill in the body."""
    stages = sheet.pack.conduct.freshness.words
    adopted = sheet.phrases(stages.get("adopted", {}))
    draft = sheet.phrases(stages.get("draft", {}))
    span = next(adopted.find(title.text), None)
    if span is None or draft.stand_in(title.text):
        return None
    return ("stage", span) if any(draft.stand_in(passage.text) for passage in body) else None


def _creation(
    sheet: LintSheet, title: LintPassage, body: list[LintPassage]
) -> tuple[str, TextSpan] | None:
    """Something that the title says was set up and that the body never names."""
    words = _stems(sheet, body)
    for span in sheet.phrases(sheet.pack.lint.creations).find(title.text):
        before = _WORD.findall(title.text[: span.start])[-1:]
        after = _WORD.findall(title.text[span.end :])[:2]
        things = before if sheet.language == "kk" else [*after, *before]
        named = [stem(thing, sheet.language) for thing in things if len(thing) > 3]
        if named and not any(_is_in(thing, words) for thing in named):
            return "creation", span
    return None


def _stems(sheet: LintSheet, passages: list[LintPassage]) -> set[str]:
    return {
        stem(word, sheet.language) for passage in passages for word in _WORD.findall(passage.text)
    }


def _is_in(thing: str, words: set[str]) -> bool:
    """Whether a stem is there, also where a consonant of its end has softened."""
    return thing in words or any(word[:-1] == thing[:-1] and len(thing) > 4 for word in words)
