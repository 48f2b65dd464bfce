"""How a country's dates and provisions of law are written in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dalel.domain.codebook import Labels


@dataclass(frozen=True, kw_only=True)
class Citations:
    """``citations.toml``.

    ``acts`` have the genitive of acts and ``laws`` their names, by the lexicon's codes;
    ``provisions`` are patterns of an article, a part and a point, ``calendar`` of a day, a month
    and a year: alone, and as an answer to "when" (``day_on``).
    """

    acts: Mapping[str, Labels] = field(default_factory=dict)
    laws: Mapping[str, Labels] = field(default_factory=dict)
    calendar: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    provisions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def problems(citations: Citations, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What is missing in a language, as (key, problem)."""
    named = {f"acts.{code}": labels for code, labels in citations.acts.items()}
    named |= {f"laws.{code}": labels for code, labels in citations.laws.items()}
    for key, labels in named.items():
        if set(labels) != set(languages):
            yield key, f"wanted the languages {', '.join(languages)}"
    for key, patterns in (("calendar", citations.calendar), ("provisions", citations.provisions)):
        if patterns and set(patterns) != set(languages):
            yield key, f"wanted the languages {', '.join(languages)}"
