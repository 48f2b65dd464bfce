"""The keys under which search finds a Russian word: its lemmas, those of verbs marked.

Of a word that the dictionary does not have - names, brands, slips - they are guessed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from dalel.language.ru.trained_models import is_known, readings

_KEPT_WORDS: Final = 100_000
#: A lemma so many times less likely than the likeliest is none: "стали" is hardly ever steel's.
_LIKELY: Final = 0.3
_PARTICIPLES: Final = frozenset({"PRTF", "PRTS"})
_VERBS: Final = frozenset({"VERB", "INFN", "GRND"}) | _PARTICIPLES
#: A surname and its endings: the dictionary reads Тестов as "of tests", Тестовым as "test-like".
_SURNAME: Final = re.compile(r"(?P<name>\w{2,}(?:[оеё]в|[иы]н))(?:а|у|е|ой|ою|ом|ым|ы|ых|ыми)?")
#: What a verb's key ends in, so that the noun "знать" is another.
_VERB: Final = "v"


@lru_cache(_KEPT_WORDS)
def search_keys(word: str) -> tuple[str, ...]:
    """The keys of a word, the likeliest first; two forms of a word share one at least."""
    low = word.lower()
    weights: dict[str, float] = defaultdict(float)
    for one in _plain(readings(low)):
        weights[one.normal_form + (_VERB if one.tag.POS in _VERBS else "")] += one.score
    least = _LIKELY * max(weights.values(), default=0.0)
    likely = (key for key in sorted(weights, key=weights.__getitem__, reverse=True))
    lemmas = tuple(key for key in likely if weights[key] >= least)
    active = tuple(filter(None, map(_active, lemmas)))
    return _plain_letters((*lemmas, *active))


def surname_keys(word: str) -> tuple[str, ...]:
    """The key of a surname in -ов, -ев or -ин, a man's, a woman's or a family's; none of others."""
    found = _SURNAME.fullmatch(word.lower())
    return _plain_letters((found["name"],)) if found else ()


def _plain_letters(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.replace("ё", "е") for key in keys))


def beginnings_of(word: str) -> frozenset[str]:
    """The first two letters of all forms of a word: люди is found as человек."""
    known = (one for one in readings(word.lower()) if is_known(word.lower()))
    return frozenset(form.word[:2] for one in known for form in one.lexeme)


def _plain(found: Iterable[Any]) -> list[Any]:
    """The readings, without those as a participle where an adjective is made of it (данный)."""
    known = list(found)
    if any(one.tag.POS == "ADJF" for one in known):
        return [one for one in known if one.tag.POS not in _PARTICIPLES]
    return known


def _active(key: str) -> str:
    """Of an unfinished verb in -ся, mostly a passive, the verb without it; else nothing."""
    verb = key.removesuffix(f"ся{_VERB}")
    if verb == key or not is_known(verb):
        return ""
    likely = readings(verb)[0]
    return f"{verb}{_VERB}" if "INFN,impf" in str(likely.tag) else ""


def forms_by_key(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """All forms of the words behind keys, for whoever reads queries without the dictionary."""
    forms: dict[str, set[str]] = {}
    times: Counter[str] = Counter()
    for key in keys:
        lemma = key.removesuffix(_VERB)
        likely = (one for one in readings(lemma) if _key_of(one) == key)
        found = {_plain_letters((form.word,))[0] for one in likely for form in one.lexeme}
        forms[key] = {*found, lemma}
        times.update(forms[key])
    # A form of several words is of those alone that the dictionary finds likely: "стали".
    return {
        key: frozenset(one for one in found if times[one] == 1 or key in search_keys(one))
        for key, found in forms.items()
    }


def _key_of(reading: Any) -> str:
    verb = _VERB if reading.tag.POS in _VERBS else ""
    return _plain_letters((reading.normal_form + verb,))[0]
