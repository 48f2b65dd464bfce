"""Compares names across cases, scripts and languages by their skeletons.

A skeleton is a name's words, stemmed and with letters that change between Kazakh, Russian and
English made one; near skeletons are one name. At .85 of Levenshtein's similarity the pairs of
Kazakh and Russian forms meet and Тоқаев does not meet Бокаев.
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

#: From this similarity on two skeletons are one name.
SAME: Final = 0.85
_NEIGHBOURS: Final = str.maketrans(
    {
        "қ": "к", "ғ": "г", "ұ": "у", "ү": "у", "і": "и", "ө": "о", "ә": "а", "ң": "н", "һ": "к",
        "х": "к", "я": "а", "ю": "у", "ё": "е", "й": "и", "э": "е", "ы": "и", "щ": "ш", "ь": "",
        "ъ": "", "'": "", "’": "",
    }
)  # fmt: skip
_FROM_LATIN: Final = (
    ("shch", "ш"), ("zh", "ж"), ("kh", "к"), ("gh", "г"), ("sh", "ш"), ("ch", "ч"), ("ts", "ц"),
    ("dzh", "ж"), ("ya", "а"), ("yu", "у"), ("yo", "е"), ("ye", "е"), ("iy", "и"), ("ph", "ф"),
    ("ck", "к"),
)  # fmt: skip
_LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгкижклмнопкрстуввкиз")
_DOUBLE: Final = re.compile(r"(.)\1+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KAZAKH_ENDING: Final = re.compile(
    r"(?:(?:[лдт][ае]р)?(?:[нтд][ыі]ң|[дтн][ае]н|[дт][ае](?:ғы|гі)?|[ғгқк][ае]|[нтд][ыі]|[мбп]ен)"
    r"|(?<=[ыі])н)$"
)
_RUSSIAN_ENDING: Final = re.compile(
    r"(?:ого|ему|ому|ыми|ими|ией|ами|ою|ой|ей|ую|юю|ая|яя|ий|ый|ом|ем|ым|им|ых|их|ах|ью|[аоуыеияюйьё])$"
)
_SURNAME: Final = re.compile(r"(?<=[ое]в|ин|ын|ск)(?:а|ой|у|ым|е|ого|ому|ом|ая|ую|ий)$")
#: Skeletons of Kazakh endings that close with a consonant.
_ADDED: Final = re.compile("[нтд]?ин|[дтн][ае]н|[мбп]ен")
_SHORTEST: Final = 3
_OF_FAMILY: Final = re.compile(r"(?:[ое]в|[^аеиоу]ин|ск)$")
_VOWELS: Final = re.compile("[аеиоу]")
#: Letters of skeletons that stand for one sound in two languages, or in two spellings of one.
_CHANGING: Final = frozenset(
    frozenset(pair)
    for pair in (
        "оу", "иу", "ие", "ае", "ви", "ву", "бп", "дт", "гк", "зс", "жш", "вф", "цс", "чш", "чц",
        "жз", "дж", "кц", "ио",
    )
)  # fmt: skip


@lru_cache(50_000)
def skeleton(name: str, language: str) -> str:
    """The skeleton of a name's words, in order; ``language`` is that of the text it stands in."""
    return " ".join(_bones(word, language) for word in _WORD.findall(name))


@lru_cache(50_000)
def spelling(name: str) -> str:
    """The skeleton of a word as it stands, with nothing taken off its end."""
    low = name.lower()
    if low.isascii():
        return _plain_latin(low)
    return _DOUBLE.sub(r"\1", low.translate(_NEIGHBOURS))


@lru_cache(50_000)
def uninflected(name: str) -> str:
    """The skeleton of a name whose words have no ending of a case: Дастан, not Дас."""
    return " ".join(_closed(spelling(word)) for word in _WORD.findall(name))


def are_same(one: str, other: str) -> bool:
    """Whether two skeletons are one name: as a whole, or the shorter's words all in the longer."""
    if Levenshtein.normalized_similarity(one, other) >= SAME:
        return True
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return 0 < len(shorter) < len(longer) and all(
        any(Levenshtein.normalized_similarity(word, mate) >= SAME for mate in longer)
        for word in shorter
    )


def are_forms(one: str, other: str) -> bool:
    """Whether two near skeletons of Cyrillic words may be one name, and no other person's.

    A surname is not the name that it is made of (Айтпаев, Айтпай), and of two letters that differ
    only those may that languages change for one another: Төлеген is Тулеген, Рысев is not Рысов.
    """
    if is_family(one) is not is_family(other):
        return False
    return not differ_in_sound(one, other)


def is_family(name: str) -> bool:
    """Whether a skeleton ends as surnames do."""
    return _OF_FAMILY.search(name) is not None


def consonants(name: str) -> str:
    """The consonants of a skeleton: languages change the vowels of a name."""
    return _VOWELS.sub("", name)


def may_be_declined(one: str, other: str) -> bool:
    """Whether two skeletons differ by letters alone that Kazakh may have added at the end.

    They may belong to the name as well: of Тұрсын and Дастан the endings are no endings.
    """
    shorter, longer = sorted((one, other), key=len)
    rest = longer.removeprefix(shorter)
    return len(shorter) >= _SHORTEST and rest != longer and bool(_ADDED.fullmatch(rest))


def differ_in_sound(one: str, other: str) -> bool:
    """Whether one letter alone tells two skeletons apart, and is none that languages change."""
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(pairs) == 1 and frozenset(pairs[0]) not in _CHANGING


def _bones(word: str, language: str) -> str:
    low = word.lower()
    if low.isascii():
        return _latin(low)
    ending = _KAZAKH_ENDING if language == "kk" else _RUSSIAN_ENDING
    short = ending.sub("", low) if not word.isupper() else low
    if language != "kk":
        short = _SURNAME.sub("", low) if _SURNAME.search(low) else short
    if len(short) < _SHORTEST:
        short = low
    plain = short.translate(_NEIGHBOURS)
    # A final vowel is an ending in Russian, a part of the name in Kazakh.
    return _closed(_DOUBLE.sub(r"\1", plain))


def _latin(low: str) -> str:
    return _closed(_plain_latin(low))


def _plain_latin(low: str) -> str:
    for group, letter in _FROM_LATIN:
        low = low.replace(group, letter)
    return _DOUBLE.sub(r"\1", low.translate(_LETTERS))


def _closed(plain: str) -> str:
    short = plain.rstrip("аеиоу")
    return short if len(short) >= _SHORTEST else plain
