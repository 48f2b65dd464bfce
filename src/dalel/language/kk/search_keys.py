"""The keys under which search finds a Kazakh word: one for each way in which it may be read.

A noun is read as stem, plural, possessive, case (the order of N. A. Baskakov's grammar), a verb as
stem, negation, tense and then the endings of a noun. A key stands for all forms of a stem: its last
sound is hardened (кітабы, кітап) and its last narrow vowel left out (халқы, халық). The rules are
plain values, which the public site's search reads as well.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from dalel.language.kk.sounds import BACK, FRONT, HARDENED, VOWELS

_Rule = tuple[str, str, bool]

_KEPT_WORDS: Final = 100_000
#: Letters that a stem keeps at least.
_SHORTEST: Final = 2
#: Sounds that endings follow: vowels; nasals; glides; ж, з and their like; voiceless ones.
_V: Final = "аәеоөұүыіиуюяёэ"
_N: Final = "мнң"
_R: Final = "лрйуию"
_Z: Final = "зжбвгд"
_T: Final = "кқпстфхцчшщбвгдғһ"
_ALL: Final = _V + _N + _R + _Z + _T + "ьъ"
_SONANT: Final = _N + _R + _Z + "ьъ"
#: Endings: a pattern, the sounds before it, and whether the word may also be read without it.
_CASES: Final[tuple[_Rule, ...]] = (
    (r"нда(?:ғы(?:сы)?)?|нде(?:гі(?:сі)?)?", "ыі", True),
    (r"дағы(?:сы)?|дегі(?:сі)?", _V + _SONANT, False), (r"тағы(?:сы)?|тегі(?:сі)?", _T, False),
    (r"[дтн][ыі]кі", _ALL, False),
    (r"н[ыі]ң", _V + _N, False), (r"д[ыі]ң", _SONANT, False), (r"т[ыі]ң", _T, False),
    (r"нан|нен", _N, False), (r"нан|нен", "ыі", True),
    (r"дан|ден", _V + _SONANT, True), (r"тан|тен", _T, True),
    (r"да|де", _V + _SONANT, False), (r"та|те", _T, False),
    (r"ға|ге", _V + _SONANT, False), (r"қа|ке", _T, False), (r"на|не", "ыі", True),
    (r"н[ыі]", _V, True), (r"д[ыі]", _SONANT, False), (r"т[ыі]", _T, False),
    (r"мен", _V + _N + _R, True), (r"бен", _Z, False), (r"пен", _T, False),
    (r"(?<=[аәеоөұүыіиуюяё][ғг][ыі])н", "ыі", False), (r"(?<![ғг][ыі])н", "ыі", True),
)  # fmt: skip
_POSSESSIVES: Final[tuple[_Rule, ...]] = (
    (r"[ыі]?м[ыі]з|[ыі]?ң[ыі]з", _ALL, False), (r"с[ыі]", _V, True),
    (r"(?<=....)[ыі][мң]|(?<=....[аеыі])[мң]", _ALL, True),
    (r"[ыі]", _N + _R + _Z + _T, True),
)  # fmt: skip
_PLURALS: Final[tuple[_Rule, ...]] = (
    (r"лар|лер", _V + "рйуию", False), (r"дар|дер", _N + _Z + "л", False),
    (r"тар|тер", _T, False),
)  # fmt: skip
#: The last ending of a verb that may go on as a noun, and the one that may not.
_PARTICIPLES: Final[tuple[_Rule, ...]] = (
    (r"ған|ген", _V + _SONANT, False), (r"қан|кен", _T, False),
    (r"атын|етін", _SONANT + _T, False), (r"йтын|йтін", _V, False),
    (r"мақ|мек", _V + _R, False), (r"бақ|бек", _N + _Z, False), (r"пақ|пек", _T, False),
    (r"у", _ALL, False),
)  # fmt: skip
_PERSON: Final = r"(?:м|ң|қ|к|ңыз|ңіз)?"
_FINITE: Final[tuple[_Rule, ...]] = (
    (r"ады|еді", _SONANT + _T, True), (r"йды|йді", _V, False),
    (rf"д[ыі]{_PERSON}", _V + _SONANT, False), (rf"т[ыі]{_PERSON}", _T, False),
    (r"[ыі]п(?:т[ыі])?", _SONANT + _T + "у", False), (r"п(?:т[ыі])?", _V, False),
    (rf"с[ае]{_PERSON}", _ALL, False), (r"[аей](?:м[ыі]н|с[ыі]з|м[ыі]з)", _ALL, False),
    (r"й", _V, False), (r"(?<=....)[ае]", _SONANT + _T, False),
    (r"[ыі]?ң[ыі]з(?:дар|дер)?", _ALL, False),
)  # fmt: skip
_NEGATIONS: Final[tuple[_Rule, ...]] = (
    (r"м[ае]", _V + _R, True), (r"б[ае]", _N + _Z, True), (r"п[ае]", _T, True),
)  # fmt: skip
#: Ends of loan words and surnames that take endings of either row: банктің, Тоқаевқа.
_EITHER_ROW: Final = (
    r"[^аәеоөұүыіэ]к$|[лрс]ь$|ур?г$|и.$|[ое]в[аы]?$|[еи]н[аы]?$|(?:бук|гугл|пункт)$"
)
#: The narrow vowel that drops before an ending: халық, халқы; қауіп, қаупі.
_NARROW: Final = r"([^аәеоөұүыіиюяёэ])[ыі]([^аәеоөұүыіиуюяёэ])$"
#: What a verb's key ends in: no noun has it.
_VERB: Final = "v"


def rules() -> dict[str, object]:
    """All rules as plain values."""
    return {
        "noun": (_CASES, _POSSESSIVES, _PLURALS),
        "participle": _PARTICIPLES,
        "finite": _FINITE,
        "negation": _NEGATIONS,
        "either": _EITHER_ROW,
        "narrow": _NARROW,
        "vowels": "".join(sorted(VOWELS)),
        "back": "".join(sorted(BACK)),
        "front": "".join(sorted(FRONT)),
        "hardened": HARDENED,
    }


@lru_cache(_KEPT_WORDS)
def search_keys(word: str) -> tuple[str, ...]:
    """The keys of a word, the likeliest first; two forms of a word share one at least."""
    low = word.lower()
    cased = _without([low], _CASES)
    owned = _without(cased, _POSSESSIVES)
    nouns = _without(owned, _PLURALS)
    named = dict.fromkeys(chain(nouns, owned, cased))
    verbs = [*_stems(list(named), _PARTICIPLES), *_stems([low], _FINITE)]
    keys = [*map(_key, nouns), *(_key(one.rstrip("ыі")) + _VERB for one in verbs)]
    return tuple(dict.fromkeys(keys))


def _stems(words: list[str], tenses: tuple[_Rule, ...]) -> list[str]:
    """The stems of those words that end in a tense."""
    bare = (one for word in words for one in _without([word], tenses) if one != word)
    return _without(list(bare), _NEGATIONS)


def _without(words: list[str], level: tuple[_Rule, ...]) -> list[str]:
    """Words without an ending of this level, and those that may be read with it."""
    return list(dict.fromkeys(chain.from_iterable(_readings(word, level) for word in words)))


def _readings(word: str, level: tuple[_Rule, ...]) -> Iterator[str]:
    for pattern, (_, after, doubtful) in zip(_patterns(level), level, strict=True):
        match = pattern.search(word)
        if match is None:
            continue
        rest = word[: match.start()]
        if len(rest) >= _SHORTEST and rest[-1] in after and _harmonise(rest, match[0]):
            yield rest
            if match[0] in {"тар", "тер"} and rest.endswith("ис"):
                # журналист + тер is written журналистер.
                yield f"{rest}т"
            if not doubtful and len(match[0]) > 2 and len(rest) > 3:
                return
    yield word


@cache
def _patterns(level: tuple[_Rule, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{ending})$") for ending, _, _ in level)


def _harmonise(rest: str, ending: str) -> bool:
    """Whether the ending has the vowels that the last clear vowel of the rest asks for."""
    last = next((letter for letter in reversed(rest) if letter in VOWELS), None)
    if last is None:
        return False
    row = set(ending) & (BACK | FRONT)
    if not row or ending in {"мен", "бен", "пен"} or last in "иую":
        return True
    return row <= (BACK if last in BACK else FRONT) or bool(re.search(_EITHER_ROW, rest))


def _key(stem: str) -> str:
    """The stem with its last sound hardened, without the vowel that drops before an ending."""
    hard = stem[:-1] + HARDENED.get(stem[-1], stem[-1])
    dropped = re.sub(_NARROW, r"\1\2", hard)
    return dropped if set(dropped) & VOWELS and len(dropped) > _SHORTEST else hard
