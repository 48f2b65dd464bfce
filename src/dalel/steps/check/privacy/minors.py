"""Detection of what would let a reader identify a minor.

A child is exposed by a name, a school or class that can be found, or a named parent beside words
for a minor or a low age. Laws about children in general expose nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.phrases import compile_phrases
from dalel.language.sentences import sentences
from dalel.pack.privacy import Privacy

_NOTHING: Final = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """What exposes a minor: ``by`` is ``name``, ``school`` or ``family``."""

    span: TextSpan
    by: str


@dataclass(frozen=True)
class _Finders:
    age: re.Pattern[str]
    minor: re.Pattern[str]
    family: re.Pattern[str]
    school: re.Pattern[str]


def find_exposures(
    text: str, language: str, privacy: Privacy, persons: Sequence[TextSpan]
) -> tuple[Exposure, ...]:
    """What exposes a minor, in order; ``persons`` are the places of persons' names.

    A name counts in the sentence of the minor and a school in the one after it too, since "the
    pupil" of one sentence often gets the school in the next.
    """
    finders = _finders(language, privacy)
    spans = sentences(text)
    about = [_is_about_minor(text, span, finders, privacy.minors.below) for span in spans]
    found = []
    for index, span in enumerate(spans):
        if about[index]:
            found += list(_named(text, span, finders, persons))
        if about[index] or (index and about[index - 1]):
            schools = finders.school.finditer(text, span.start, span.end)
            found += [
                Exposure(span=TextSpan(start=m.start(), end=m.end()), by="school") for m in schools
            ]
    return tuple(sorted(found, key=lambda one: one.span.start))


def _named(
    text: str, sentence: TextSpan, finders: _Finders, persons: Sequence[TextSpan]
) -> Iterator[Exposure]:
    family = finders.family.search(text, sentence.start, sentence.end)
    for person in persons:
        if sentence.start <= person.start < sentence.end:
            yield Exposure(span=person, by="family" if family else "name")


def _is_about_minor(text: str, sentence: TextSpan, finders: _Finders, below: int) -> bool:
    ages = finders.age.finditer(text, sentence.start, sentence.end)
    if any(int(match["age"]) < below for match in ages):
        return True
    return finders.minor.search(text, sentence.start, sentence.end) is not None


@lru_cache(16)
def _finders(language: str, privacy: Privacy) -> _Finders:
    words = privacy.minors
    ages = "|".join(map(re.escape, words.age.get(language, ()))) or "(?!)"
    schools = "|".join(f"(?:{pattern})" for pattern in words.school.get(language, ()))
    return _Finders(
        # A span of years (5 лет) is no age unless a word of age stands beside it.
        age=re.compile(rf"(?<![\d.,-])(?P<age>\d{{1,2}})(?:\s|-)?(?i:{ages})(?!\w)"),
        minor=compile_phrases(words.minor.get(language, ())) or _NOTHING,
        family=compile_phrases(words.family.get(language, ())) or _NOTHING,
        school=re.compile(rf"(?<!\w)(?:{schools})") if schools else _NOTHING,
    )
