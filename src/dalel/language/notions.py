"""Notions behind the words of Kazakh, Russian and English texts.

``notions.toml`` lists common notions of news and law with the beginnings of their words in each
language, so that "сұраныс" and "запрос" can be told to be one thing.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, Final

_LANGUAGES: Final = ("kk", "ru", "en")
#: What the notion of a people begins with; a country's code follows (ISO 3166).
NATION: Final = "nation:"
#: The notion of a country's capital.
CAPITAL: Final = "capital"
_WORDS: Final = 100_000
#: The letters that a word needs to be joined to a beginning.
_SHORTEST: Final = 4
#: The letters that endings add to a beginning, at most.
_ENDING: Final = 8


@lru_cache(_WORDS)
def notions_of(word: str, language: str, *, strict: bool = False) -> frozenset[str]:
    """The notions of the longest listed beginning that fits the word; often none.

    ``strict`` asks that no more letters follow the beginning than it has, where a word may be a
    name: Төлеғалиев is not төлеу, to pay. An abbreviation fits only itself, or itself with an
    ending after a hyphen.
    """
    beginnings = _beginnings().get(language, {})
    head = word.partition("-")[0]
    if found := beginnings.get(head if head.isupper() else ""):
        return found
    low = word.lower()
    least = max(1, len(low) - _ENDING - 1, (len(low) - 1) // 2 if strict else 0)
    for size in range(len(low), least, -1):
        found = (beginnings.get(f"{low}=") if size == len(low) else None) or beginnings.get(
            low[:size]
        )
        if found:
            return found | _of_compound(low, language)
    return _of_compound(low, language)


def _of_compound(low: str, language: str) -> frozenset[str]:
    """The notions of a word that begins with part of another one: Минкультуры."""
    for beginning, notion in _tables()["compounds"].items():
        rest = low.removeprefix(beginning)
        if rest != low and len(rest) >= _SHORTEST and language != "en":
            further = notions_of(rest, language)
            return further | {notion} if further else further
    return frozenset()


@cache
def offices() -> frozenset[str]:
    """The notions that are an office of a person."""
    return frozenset(_tables()["offices"]["list"])


@cache
def portfolios() -> frozenset[str]:
    """The notions that say what a ministry is for."""
    return frozenset(_tables()["portfolios"]["list"])


@cache
def roles() -> frozenset[str]:
    """The notions that stand before a person's name and say who that is, offices included."""
    return offices() | occupations() | frozenset(_tables()["roles"]["list"])


@cache
def occupations() -> frozenset[str]:
    """The notions of work that one person seldom has besides another."""
    return frozenset(_tables()["occupations"]["list"])


@cache
def offences() -> frozenset[str]:
    """The notions of what somebody is accused of, of which a text seldom means two."""
    return frozenset(_tables()["offences"]["list"])


@cache
def seasons() -> frozenset[str]:
    """The notions of the parts of a year."""
    return frozenset(_tables()["seasons"]["list"])


def phrases_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and notion of expressions of several words."""
    if _any_phrase().search(text) is None:
        return []
    return [
        (match.start(), match.end(), notion)
        for notion, pattern in _phrases()
        for match in pattern.finditer(text)
    ]


@cache
def _phrases() -> list[tuple[str, re.Pattern[str]]]:
    return [(notion, _begun_by(forms)) for notion, forms in _tables()["phrases"].items()]


@cache
def _any_phrase() -> re.Pattern[str]:
    return _begun_by(chain.from_iterable(_tables()["phrases"].values()))


def _begun_by(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})", re.IGNORECASE)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each notion those that cannot be said of the same thing."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in _tables()["opposites"]["pairs"]:
        found[one].add(other)
        found[other].add(one)
    return {notion: frozenset(others) for notion, others in found.items()}


@cache
def judgements() -> frozenset[str]:
    """The notions with opposites that an adjective tells as well as a verb."""
    return frozenset(_tables()["opposites"]["told"])


@cache
def _beginnings() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = {language: {} for language in _LANGUAGES}
    peoples = {f"{NATION}{code}": lists for code, lists in _tables()["nations"].items()}
    for notion, lists in {**_tables()["notions"], **peoples}.items():
        for language, beginnings in zip(_LANGUAGES, lists, strict=True):
            for beginning in beginnings.split():
                found[language].setdefault(beginning, set()).add(notion.rstrip("_"))
    return {
        language: {beginning: frozenset(notions) for beginning, notions in table.items()}
        for language, table in found.items()
    }


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("dalel.language") / "notions.toml").read_text("utf-8"))
