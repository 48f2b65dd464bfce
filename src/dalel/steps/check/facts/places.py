"""Known places: their names in every language, namesakes, and adjectives made of them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dalel.domain.lexicon import Alias, Lexicon
from dalel.language.names import skeleton, spelling
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.reading import PlacedWord

#: Of a name so many letters tell its place.
_SHORTEST: Final = 4
_REGION: Final = re.compile(r"облыс|област|region|аудан|район|district", re.IGNORECASE)
#: Endings that Russian makes adjectives of places with, as their skeleton has them.
_ADJECTIVE: Final = re.compile(r"(?:ин|ен|ан|аи|и|о)?ск(?:аа|ои|ии|и|о|а|у)?$")


@lru_cache(8)
def place_keys(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """For each code of a place the skeletons of its names in every language."""
    places = (*lexicon.places, *lexicon.waters)
    return {alias.code: frozenset(_alias_keys(alias)) for alias in places}


def _alias_keys(alias: Alias) -> Iterator[str]:
    for language, names in alias.names.items():
        for name in names:
            if " " not in name.strip() and name not in alias.marked:
                yield skeleton(name, language)
                yield spelling(name)
            elif _REGION.search(name):
                # Of a region the word that it shares with its town: Кызылординская, Қызылорда.
                yield _ADJECTIVE.sub("", spelling(name.split()[0]))


def place_is_found(code: str, evidence: PreparedEvidence, lexicon: Lexicon) -> bool:
    """Whether some word of the evidence is made of the place's name: алматинский, астаналық."""
    names = [key for key in place_keys(lexicon).get(code, ()) if len(key) >= _SHORTEST]
    return any(key.startswith(name) for key in evidence.keys for name in names)


def share_a_name(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two codes are those of a town and of the region that is called after it."""
    keys = place_keys(lexicon)
    return any(
        mine.startswith(theirs) or theirs.startswith(mine)
        for mine in keys.get(one, ())
        for theirs in keys.get(other, ())
        if min(len(mine), len(theirs)) >= _SHORTEST
    )


def adjective_place(word: PlacedWord, lexicon: Lexicon) -> str | None:
    """The code of the place that a Russian adjective is made of: павлодарский."""
    if "ск" not in word.key[3:]:
        return None
    bare = _ADJECTIVE.sub("", word.key)
    if len(bare) < _SHORTEST:
        return None
    return _code_by_key(lexicon).get(bare)


@lru_cache(8)
def _code_by_key(lexicon: Lexicon) -> dict[str, str]:
    return {key: code for code, keys in place_keys(lexicon).items() for key in keys}
