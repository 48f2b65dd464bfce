"""Stemmers for Kazakh, Russian and English words.

Russian and English by Snowball. Kazakh by own rules: a noun is stem, plural, possessive, case,
attributive, in this order, each suffix in the shape that vowel harmony and the sound before ask.
A stem keeps a vowel and two letters, three before a suffix of one sound.
"""

import re
from functools import cache, lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

from dalel.language.kk.sounds import BACK, FRONT, HARDENED, VOWELS
from dalel.language.wordlist import words

_SNOWBALL: Final = {"ru": "russian", "en": "english"}
_AT_A_WORD: Final = Lock()
_SHORTEST: Final = 2
_WORDS: Final = 100_000
#: Words that look as if they had a suffix.
_WHOLE: Final = frozenset(
    words(
        "адам аспан астана алматы қарағанды бала ана апа ата аға қала дала мәселе мектеп жаңа "
        "қазан ақпан маусым тамыз қараша желтоқсан заман орман роман жүйе шара бөлме мекеме "
        "мекен құрылым білім бөлім өлім шешім басқарма мәлімет хабар дәптер кітап талап аудан "
        "майдан тұман ғалым жанжал арна кеме дүние әке шеше кеңсе кәсіп несие әлеумет үкім айып "
        "куә бекет сенат шекара анар назар базар сағат себеп сынып тәртіп қауіп келісім кезең "
        "кезеңі жүрек тілек газет сайт министр әкім депутат редактор автор сервер режим экран "
        "кино радио видео акт қайдан мұнда онда сонда осында соған оған бұған маған саған"
    )
)

#: Suffix classes from the end of a word inwards; each as (suffix, sounds it follows).
_V: Final = "аәеоөұүыіиуюяё"
_N: Final = "мнң"
_R: Final = "лрйуию"
_Z: Final = "зжбвгд"
_T: Final = "кқпстфхцчшщбвгд"
_ALL: Final = _V + _N + _R + _Z + _T
_CASES: Final = (
    (r"[дт][ае]ғы|[дт][ае]гі|нд[ае]ғы|нд[ае]гі", _ALL),
    (r"н[ыі]ң", _ALL), (r"д[ыі]ң", _R + _Z), (r"т[ыі]ң", _T),
    (r"дан|ден", _V + _R + _Z), (r"нан|нен", _N + "ыі"), (r"тан|тен", _T),
    (r"нд[ае]", "ыі"), (r"да|де", _V + _N + _R + _Z), (r"та|те", _T),
    (r"ға|ге", _V + _N + _R + _Z), (r"қа|ке", _T), (r"на|не", "ыі"),
    (r"н[ыі]", _V), (r"д[ыі]", _N + _R + _Z), (r"т[ыі]", _T),
    (r"мен", _V + _N + _R), (r"бен", _Z), (r"пен", _T), (r"(?<![ғг][ыі])н", "ыі"),
)  # fmt: skip
_POSSESSIVES: Final = (
    (r"(?:[ыі])?м[ыі]з|(?:[ыі])?ң[ыі]з", _ALL), (r"(?<![^ш][ыі])с[ыі]", _V),
    (r"[ыі]м|[ыі]ң", _N + _R + _Z + _T), (r"(?<!ш)[ыі]", _N + _R + _Z + _T + "ғ"),
)  # fmt: skip
_PLURALS: Final = ((r"лар|лер", _V + "рйуи"), (r"дар|дер", _N + _Z + "л"), (r"тар|тер", _T))
_SOFTENED_END: Final = re.compile(r"[аәеоөұүыіи][бғг]$")


def stem(word: str, language: str) -> str:
    """The stem in lower case; a word of a language without rules is only lowered."""
    low = word.lower().partition("-")[0] if _has_ending_after_hyphen(word) else word.lower()
    if language == "kk":
        return _kazakh(low)
    return _snowball(low, language) if language in _SNOWBALL else low


def _has_ending_after_hyphen(word: str) -> bool:
    head, mark, tail = word.partition("-")
    return bool(mark) and head.isupper() and tail.islower()


@lru_cache(_WORDS)
def _snowball(low: str, language: str) -> str:
    # A stemmer holds the word it is at: two threads at once would mix theirs.
    with _AT_A_WORD:
        stemmed: str = _stemmer(language).stemWord(low)
    return stemmed


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_SNOWBALL[language])


@lru_cache(_WORDS)
def _kazakh(low: str) -> str:
    cases, possessives, plurals = _groups()
    before = _without(low, cases)
    rest = _without(before, possessives)
    if rest != before and _SOFTENED_END.search(rest):
        rest = rest[:-1] + HARDENED[rest[-1]]
    return _without(rest, plurals)


@cache
def _groups() -> tuple[tuple[tuple[re.Pattern[str], str], ...], ...]:
    return tuple(
        tuple((re.compile(f"(?:{suffixes})$"), after) for suffixes, after in group)
        for group in (_CASES, _POSSESSIVES, _PLURALS)
    )


def _without(word: str, group: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    if word in _WHOLE:
        return word
    for suffixes, after in group:
        found = suffixes.search(word)
        if found is None:
            continue
        rest = word[: found.start()]
        room = _SHORTEST + (len(found[0]) == 1)
        if len(rest) >= room and rest[-1] in after and _harmonise(rest, found[0]):
            return _restored(rest, found[0])
    return word


def _restored(rest: str, suffix: str) -> str:
    # журналист + тер is written журналистер.
    return f"{rest}т" if suffix in {"тар", "тер"} and rest.endswith("ис") else rest


def _harmonise(rest: str, suffix: str) -> bool:
    """Whether the suffix has the vowels that the last clear vowel of the stem asks for."""
    last = next((c for c in reversed(rest) if c in VOWELS), None)
    if last is None:
        return False
    if suffix in {"мен", "бен", "пен", "н"} or last in "иую":
        return True
    return last in (BACK if set(suffix) & BACK else FRONT)
