"""Which facts of a story can be told in a language in which it has no article?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.terms import Phrases
from dalel.pack.templates import Noun, Templates
from dalel.steps.draft.reading import Passage, StoryReading, key_of

#: A date further back than this is the past that a story is told against.
_BEFORE: Final = 45
_NEXT: Final = re.compile(r"[\s\u00a0]*(?P<words>(?:[^\W\d_][\w-]*[\s\u00a0]*){1,2})")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact with the sentence that states it."""

    fact: Fact
    passage: Passage


class Picked:
    """The facts of a story, those first that most articles share."""

    def __init__(self, reading: StoryReading, templates: Templates) -> None:
        self._reading = reading
        self._finders = _finders(templates.counted)
        self._roles = _finders(templates.roles)
        facts = [Told(fact=fact, passage=each) for each in reading.passages for fact in each.facts]
        self._told = sorted(facts, key=self._standing)

    def of(self, *kinds: FactKind) -> Iterator[Told]:
        """The facts of some kinds, each once."""
        seen = set()
        for told in self._told:
            key = key_of(told.fact)
            if told.fact.kind in kinds and key not in seen:
                seen.add(key)
                yield told

    def day(self) -> Told | None:
        """When it happened: a day or month near that of publication."""
        near = (told for told in self.of(FactKind.DATE) if _is_near(told))
        return next(near, None)

    def counted(self) -> Iterator[tuple[str, Told]]:
        """Numbers with what they count."""
        for told in self.of(FactKind.NUMBER):
            if code := self._counts(told):
                yield code, told

    def role(self) -> str | None:
        """Whom it is about: the one role that titles name."""
        named = {
            code
            for headline in self._reading.headlines
            for code, by_language in self._roles.items()
            if code and _stands(by_language, headline.article.language, headline.article.title)
        }
        return named.pop() if len(named) == 1 else None

    def _counts(self, told: Told) -> str | None:
        fact, article = told.fact, told.passage.article
        if fact.unit in self._finders:
            return fact.unit
        if fact.unit is not None:
            return None
        match = _NEXT.match(article.text, fact.span.end)
        following = match["words"].split() if match else []
        for word in following:
            for code, by_language in self._finders.items():
                if _stands(by_language, article.language, word, whole=True):
                    return code
        return None

    def _standing(self, told: Told) -> tuple[int, int, int]:
        return (
            -self._reading.shared.get(key_of(told.fact), 1),
            told.passage.place,
            told.fact.span.start,
        )


def first_passage(reading: StoryReading, used: Iterable[Told]) -> Passage:
    """The sentence on which a told sentence rests: that of its first fact, else the first one."""
    return next((told.passage for told in used), reading.passages[0])


def _is_near(told: Told) -> bool:
    parts = told.fact.value.split("-")
    if "/" in told.fact.value or len(parts) < 2:
        return False
    day = told.passage.article.day
    if day is None:
        return True
    when = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return 0 <= (day - when).days <= _BEFORE


def _finders(nouns: Mapping[str, Noun]) -> dict[str, dict[str, Phrases]]:
    return {
        code: {language: Phrases(tuple(found)) for language, found in noun.finds.items()}
        for code, noun in nouns.items()
    }


def _stands(
    by_language: Mapping[str, Phrases], language: str, text: str, *, whole: bool = False
) -> bool:
    phrases = by_language.get(language)
    if phrases is None:
        return False
    spans: Sequence[object] = list(phrases.find(text.lower()))
    return bool(spans) if not whole else any(s.start == 0 for s in phrases.find(text.lower()))
