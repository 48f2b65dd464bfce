"""Sounds of Kazakh: vowel harmony, and which shape a suffix takes after a word."""

import re
from typing import Final

VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
BACK: Final = frozenset("аоұыяё")
FRONT: Final = frozenset("әеөүіэ")
VOICELESS: Final = frozenset("кқпстфхһцчшщбвгд")
#: What a last sound becomes before a vowel: тап, табыл; жақ, жағыл; тік, тігіл.
SOFTENED: Final = {"п": "б", "қ": "ғ", "к": "г"}
#: The other way round: кітаб(ы), құқығ(ы).
HARDENED: Final = {soft: hard for hard, soft in SOFTENED.items()}

#: Sounds of suffixes that change: by harmony (back, front) ...
_BY_HARMONY: Final = {"A": ("а", "е"), "Y": ("ы", "і"), "K": ("қ", "к"), "H": ("ғ", "г")}
#: ... and by the sound before: a vowel, a glide or р, л, a nasal, ж or з, a voiceless one.
_BY_SOUND: Final = {
    "D": "дддддт", "N": "нддндт", "T": "нддддт", "B": "дддндт", "L": "ллдддт",
    "M": "мммббп", "P": "ммммбп", "G": "ғғғғғқ",
}  # fmt: skip
_KINDS: Final = tuple(map(frozenset, ("аәеёоөұүыіэя", "риуюй", "л", "мнң", "жз")))
_FRONT_G: Final = {"ғ": "г", "қ": "к"}
_LETTERS: Final = re.compile(r"[^\W\d_]")
#: The last syllable of a word whose last vowel is и or у between consonants.
_CLOSED: Final = re.compile(
    r"(?<![аәеёиоөуұүыіэюя])(?P<vowel>[иую])(?P<after>[^аәеёиоөуұүыіэюя]+)$"
)
#: Ends that take suffixes of the front row, whatever vowels stand before: банк, Иркутск, роль,
#: округ, Гамбург, такси, Ғани.
_FRONT_ENDS: Final = re.compile(
    r"[^аәеёиоөуұүыіэюя]к$|[лрс]ь$|ур?г$|[аәеёиоөуұүыіэюя].*и$|(?:бук|гугл|пункт)$"
)
#: Words that take those of the back row.
_BACK_WORDS: Final = frozenset(("ми", "жетісу"))
#: Loan words keep their п: принципі, стартапы.
_UNSOFTENED: Final = re.compile(r"(?:ип|тартап)$")
_SURNAME: Final = re.compile(r"^(?P<stem>[А-ЯӘІҢҒҮҰҚӨҺ].*[аәеёиоөуұүыіэюя].*)[ое]в$")


def harmonise(stem: str, suffix: str) -> bool:
    """Whether the vowels of the suffix are of the kind that the stem's last clear vowel asks for.

    Foreign vowels (и, у, ю) go with both.
    """
    last = next((c for c in reversed(stem) if c in VOWELS), None)
    if last is None or last in "иую":
        return True
    opposite = FRONT if last in BACK else BACK
    first = next((c for c in suffix if c in VOWELS and c not in "иую"), None)
    return first is None or first not in opposite


def fits(before: str, consonant: str) -> bool:
    """Whether a suffix that begins with this consonant may follow the sound before it."""
    if consonant in "тқк":
        return before in VOICELESS
    if consonant in "дғ":
        return before not in VOICELESS or before in "бвгд"
    return True


def is_back(word: str) -> bool:
    """Whether suffixes of the back row follow the word (сот, Тоқаев; not заңгер, Рысқалиев).

    The last clear vowel decides. In a closed last syllable и of loan words is of the front row
    (тариф, Мадрид) and у of the back row (клуб, институт); elsewhere both pass the question on to
    the vowel before (бару, көру). Surnames in -ов and -аев follow what stands before,
    other surnames in -ев are of the front row.
    """
    surname = _SURNAME.match(word)
    if surname and not re.search(r"[^аяоыұ]ев$", word):
        return _is_back(surname["stem"].lower(), closed=False)
    return word.lower() in _BACK_WORDS or _is_back(word.lower(), closed=True)


def join(word: str, *suffixes: str) -> str:
    """The word with suffixes, each in the shape that harmony and the sound before it ask for.

    In a suffix A is а or е, Y ы or і, K қ or к, H ғ or г; D, N, T, B, L, M, P and G are the
    consonants that change by the sound before. ``join("сот", "LAр", "NYң")`` is соттардың.
    """
    for suffix in suffixes:
        row = 0 if is_back(word) else 1
        for letter in suffix:
            word += _sounded(word, letter, row)
    return word


def ends_in_vowel(word: str) -> bool:
    """Whether its last sound is a vowel; и, у and ю end in a glide, as consonants do."""
    return _kind(word) == 0


def softened(word: str) -> str:
    """The word before a vowel: кітап, кітаб-; банк, банк-."""
    last, before = word[-1:].lower(), word[-2:-1].lower()
    soft = last in SOFTENED and before in VOWELS and not _UNSOFTENED.search(word)
    return word[:-1] + SOFTENED[last] if soft else word


def _is_back(low: str, *, closed: bool) -> bool:
    if closed and _FRONT_ENDS.search(low):
        return False
    found = _CLOSED.search(low) if closed else None
    if found:
        return found["vowel"] != "и" or found["after"][0] in "қғхһ"
    clear = next((c for c in reversed(low) if c in BACK or c in FRONT), None)
    if clear is not None:
        return clear in BACK
    if "қ" in low or "ғ" in low:
        return True
    return any(c in "ую" for c in low) and "и" not in low


def _sounded(word: str, letter: str, row: int) -> str:
    if letter in _BY_HARMONY:
        return _BY_HARMONY[letter][row]
    if letter not in _BY_SOUND:
        return letter
    sound = _BY_SOUND[letter][_kind(word)]
    return _FRONT_G.get(sound, sound) if row else sound


def _kind(word: str) -> int:
    letters = _LETTERS.findall(word.lower().rstrip("ьъ"))
    last = letters[-1] if letters else "а"
    return next((i for i, sounds in enumerate(_KINDS) if last in sounds), len(_KINDS))
