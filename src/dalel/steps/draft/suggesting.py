"""Suggested glossary terms, found in approved texts and their translations.

Words of one language that stand in sentences whose translations have one and the same word, and in
hardly any others (Dice's coefficient), are likely a term. An editor decides; nothing is added.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.fold import fold
from dalel.language.stems import stem
from dalel.pack.glossary import GlossaryTerm
from dalel.steps.draft.translating import TranslationPair

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST: Final = 5
#: So often both have to stand together, and so seldom one without the other.
_TIMES: Final = 3
_DICE: Final = 0.85


@dataclass(frozen=True, kw_only=True)
class SuggestedTerm:
    """Two words that seem to mean the same, as they are spelled most often, and how often."""

    source: str
    target: str
    times: int


def suggest(
    pairs: Iterable[TranslationPair], languages: tuple[str, str], glossary: Sequence[GlossaryTerm]
) -> tuple[SuggestedTerm, ...]:
    """Likely terms of pairs in two languages that the glossary has not, the most frequent first.

    A name is no term: words that always have a capital are left out.
    """
    known = [
        frozenset(key for term in glossary for key in _known(term, language))
        for language in languages
    ]
    spelled: list[dict[str, Counter[str]]] = [defaultdict(Counter), defaultdict(Counter)]
    alone: list[Counter[str]] = [Counter(), Counter()]
    both: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        words = [
            _words(text, language, side)
            for text, language, side in zip(
                (pair.source, pair.target), languages, spelled, strict=True
            )
        ]
        for side, found in zip(alone, words, strict=True):
            side.update(found)
        both.update((one, other) for one in words[0] for other in words[1])
    likely = [
        (times, one, other)
        for (one, other), times in both.items()
        if times >= _TIMES
        and 2 * times / (alone[0][one] + alone[1][other]) >= _DICE
        and one not in known[0]
        and other not in known[1]
    ]
    return tuple(
        SuggestedTerm(source=_usual(spelled[0][one]), target=_usual(spelled[1][other]), times=times)
        for times, one, other in sorted(likely, key=lambda each: (-each[0], each[1], each[2]))
    )


def _words(text: str, language: str, spelled: dict[str, Counter[str]]) -> frozenset[str]:
    found = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) >= _SHORTEST and not (match.start() and word[0].isupper()):
            key = fold(stem(word, language))
            spelled[key][word.lower()] += 1
            found.add(key)
    return frozenset(found)


def _known(term: GlossaryTerm, language: str) -> Iterator[str]:
    for form in (term.labels.get(language, ""), *term.variants.get(language, ())):
        yield from (fold(stem(word, language)) for word in _WORD.findall(form))


def _usual(spellings: Counter[str]) -> str:
    """The spelling that stands most often, of several the shortest."""
    return min(spellings, key=lambda word: (-spellings[word], len(word), word))
