"""Concerns of one kind in an entry, each with its words in their sentences, for one reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dalel.domain.concern import Concern
from dalel.domain.incident import IncidentText
from dalel.newsroom.incidents.queries.open_concerns import KeptConcern
from dalel.newsroom.incidents.queries.usual_reasons import kind_of
from dalel.steps.check.passages import passages_of, readable


@dataclass(frozen=True, kw_only=True)
class WordsInSentence:
    """Words that a concern is about, in the sentence of a text in which they stand."""

    language: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ShownConcern:
    """A concern with its words, in each language that has them."""

    kept: KeptConcern
    sentences: tuple[WordsInSentence, ...]


@dataclass(frozen=True, kw_only=True)
class SameKind:
    """Open concerns of one kind that hold an entry back: two or more."""

    name: str
    shown: tuple[ShownConcern, ...]


def same_kinds(
    kept: tuple[KeptConcern, ...], texts: Mapping[str, IncidentText]
) -> tuple[SameKind, ...]:
    """The concerns of each kind of which there are several, in the order in which they stand.

    One of which not all words stand in the texts that are shown is left out: it is decided alone.
    """
    found: dict[str, list[ShownConcern]] = {}
    for one in kept:
        name = kind_of(one.concern)
        sentences = tuple(_sentences(one.concern, texts)) if name else ()
        if sentences and len(sentences) == 1 + bool(one.concern.values.get("second")):
            found.setdefault(name, []).append(ShownConcern(kept=one, sentences=sentences))
    return tuple(
        SameKind(name=name, shown=tuple(listed))
        for name, listed in found.items()
        if len(listed) > 1
    )


def _sentences(concern: Concern, texts: Mapping[str, IncidentText]) -> Iterator[WordsInSentence]:
    """Where the words stand, and where the other language has what differs from them."""
    language = concern.language or ""
    if language in texts:
        yield from _within(texts[language], concern.excerpt, concern.field)
    other = concern.values.get("second", "")
    for text in texts.values():
        if other and text.language != language:
            yield from _within(text, other, concern.field)


def _within(text: IncidentText, words: str, field: str | None) -> Iterator[WordsInSentence]:
    for passage in passages_of(readable(text)):
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", passage.text) if words else None
        if found is None or field not in {None, passage.field}:
            continue
        at, end = found.span()
        span = passage.sentence_at(at)
        yield WordsInSentence(
            language=text.language,
            before=passage.text[span.start : at],
            words=words,
            after=passage.text[end : max(end, span.end)],
        )
        return
