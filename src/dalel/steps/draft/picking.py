"""Picking the facts of a story for a language in which it has no article."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.terms import Phrases
from dalel.pack.templates import Templates
from dalel.steps.draft.listing import words
from dalel.steps.draft.reading import NewsSentence, StoryReading, key_of

#: A date further back than this is the past that a story is told against.
_BEFORE: Final = 45
_NEXT: Final = re.compile(r"[\s\u00a0]*(?P<words>(?:[^\W\d_][\w-]*[\s\u00a0]*){1,2})")
#: So many characters after a number say whether it is an age.
_AFTER: Final = 12
#: What is told first of an article is what it is about: its first sentences.
_ABOUT: Final = 2


@dataclass(frozen=True, kw_only=True)
class StatedFact:
    """A fact with the sentence that states it."""

    fact: Fact
    passage: NewsSentence

    @property
    def article(self) -> str:
        """The article that states it."""
        return self.passage.article.id


class Picker:
    """What finds the facts of stories by a country's words, prepared once."""

    def __init__(self, templates: Templates) -> None:
        self._counted = {code: _finds(noun.finds) for code, noun in templates.counted.items()}
        self._roles = {
            code: (_finds(noun.finds), _finds(noun.unless))
            for code, noun in templates.people.items()
        }

    def counts(self, told: StatedFact) -> str | None:
        """What a number counts."""
        fact, article = told.fact, told.passage.article
        after = article.text[fact.span.end : fact.span.end + _AFTER].lower()
        if any(word in f"{fact.text.lower()} {after}" for word in words("aged", article.language)):
            return None
        if fact.unit is not None:
            return fact.unit if fact.unit in self._counted else None
        match = _NEXT.match(article.text, fact.span.end)
        for word in match["words"].split() if match else ():
            for code, finds in self._counted.items():
                phrases = finds.get(article.language)
                if phrases and any(span.start == 0 for span in phrases.find(word.lower())):
                    return code
        return None

    def role(self, reading: StoryReading) -> str | None:
        """Whom it is about: the one role that titles name, of one person."""
        named = set()
        for headline in reading.headlines:
            title, language = headline.article.title.lower(), headline.article.language
            for code, (finds, unless) in self._roles.items():
                if language in finds and finds[language].stand_in(title):
                    several = language in unless and unless[language].stand_in(title)
                    named.add(None if several else code)
        return named.pop() if len(named) == 1 else None


class Picked:
    """The facts of a story, those first that most articles share."""

    def __init__(self, reading: StoryReading, picker: Picker) -> None:
        self._reading = reading
        self._picker = picker
        facts = [
            StatedFact(fact=fact, passage=each) for each in reading.passages for fact in each.facts
        ]
        counted = Counter(told.article for told in facts if self.is_shared(told))
        self._main = max(counted, key=lambda article: (counted[article], article), default=None)
        self._told = sorted(facts, key=self._standing)

    @property
    def role(self) -> str | None:
        """The role of whom it is about."""
        return self._picker.role(self._reading)

    def of(self, *kinds: FactKind) -> Iterator[StatedFact]:
        """The facts of some kinds, each once."""
        seen = set()
        for told in self._told:
            key = key_of(told.fact)
            if told.fact.kind in kinds and key not in seen:
                seen.add(key)
                yield told

    def day(self) -> StatedFact | None:
        """When it happened: a day or month near that of publication."""
        return next((t for t in self.of(FactKind.DATE) if _is_near(t) and self.is_main(t)), None)

    def counted(self, codes: Collection[str]) -> Iterator[tuple[str, StatedFact]]:
        """Numbers of these things; of others too, where several articles give them."""
        for told in self.of(FactKind.NUMBER):
            code = self._picker.counts(told)
            if code and (code in codes or self.is_shared(told)):
                yield code, told

    def is_main(self, told: StatedFact) -> bool:
        """Whether the story is about it: several articles state it, or one begins with it."""
        return told.passage.place == 0 or self.is_shared(told)

    def is_near_head(self, told: StatedFact) -> bool:
        """Whether it is told early, or by several."""
        return told.passage.place < _ABOUT or self.is_shared(told)

    def is_shared(self, told: StatedFact) -> bool:
        """Whether several articles state it."""
        return self._reading.shared.get(key_of(told.fact), 1) > 1

    def _standing(self, told: StatedFact) -> tuple[int, bool, int, int]:
        return (
            -self._reading.shared.get(key_of(told.fact), 1),
            # As much as can be told from one article is: a sentence rests on one.
            told.article != self._main,
            told.passage.place,
            told.fact.span.start,
        )


def _is_near(told: StatedFact) -> bool:
    parts = told.fact.value.split("-")
    if "/" in told.fact.value or len(parts) < 2:
        return False
    day = told.passage.article.day
    if day is None:
        return True
    when = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return 0 <= (day - when).days <= _BEFORE


def _finds(by_language: Mapping[str, tuple[str, ...]]) -> dict[str, Phrases]:
    return {language: Phrases(found) for language, found in by_language.items()}
