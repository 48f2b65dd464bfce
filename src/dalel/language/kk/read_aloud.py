"""How figures, abbreviations and names in Latin letters are read aloud in Kazakh.

What is written after them follows the sound that is heard, not the sign that is seen: 20-дан
(жиырма), ІІМ-нің (эм), YouTube-тан (ютуб).
"""

import re
from functools import lru_cache
from typing import Final

from dalel.language.kk.numerals import CARDINALS
from dalel.language.kk.sounds import VOWELS

_GROUPED: Final = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+"
_NUMBER: Final = re.compile(rf"(?:(?:{_GROUPED}),)?(?P<last>{_GROUPED})$")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]+$")
_CAPITALS: Final = re.compile(r"[A-Z]{2,}$")
_VALUES: Final = {value: word for word, value in CARDINALS.items()}
_POWERS: Final = ((9, "миллиард"), (6, "миллион"), (3, "мың"), (2, "жүз"))
#: Signs and short forms.
_SHORT: Final = {
    "млн": "миллион", "млрд": "миллиард", "трлн": "триллион", "тг": "теңге", "%": "пайыз",
    "₸": "теңге", "$": "доллар", "€": "еуро", "км": "километр", "кг": "килограмм", "га": "гектар",
}  # fmt: skip
#: How the names of letters end, as they are said in abbreviations.
_LETTERS: Final = {
    **{letter: f"{letter.lower()}ы" for letter in "БВГДЖЗПТҚҒХҺ"},
    **{letter: f"{letter.lower()}е" for letter in "КЦЧ"},
    **{letter: f"э{letter.lower()}" for letter in "ЛМНРСФ"},
    "Ш": "ша", "Щ": "ща", "Ң": "ың", "Й": "ій",
}  # fmt: skip
#: Abbreviations that are read in full or by habit: ҚР-ның (республика), АҚ-ның (қоғам), ЖШС-нің.
_HABITS: Final = {"ҚР": "ра", "ҚХР": "ра", "АҚ": "қы", "ЖШС": "се", "АҚШ": "аш", "ЖК": "ке"}
_LATIN_LETTERS: Final = {
    **dict.fromkeys("BCDEGPTV", "ий"), **dict.fromkeys("JK", "кей"), "A": "эй", "F": "эф",
    "H": "эйч", "I": "ай", "L": "эл", "M": "эм", "N": "эн", "O": "оу", "Q": "кю", "R": "ар",
    "S": "эс", "U": "ю", "W": "блю", "X": "икс", "Y": "уай", "Z": "зет",
}  # fmt: skip
#: Names that are not read as they are written.
_NAMES: Final = {
    "x": "икс", "facebook": "фейсбук", "youtube": "ютуб", "google": "гугл", "apple": "эпл",
    "kz": "зет", "meta": "мета", "iphone": "айфон", "chrome": "хром", "adobe": "адоби",
    "zoom": "зум", "reuters": "ройтерс", "times": "таймс", "wikipedia": "уикипедия",
}  # fmt: skip
#: Letters and groups of them, the longer first, and their sounds.
_SOUNDS: Final = (
    (r"(?<=[^aeiouy])e$", ""), (r"(?:ee|[iy])$", "ий"), (r"tch|ch", "ч"), (r"sh|ş", "ш"),
    (r"ph", "ф"), (r"th", "т"), (r"ck", "к"), (r"ee|ea|ie|ei", "и"), (r"oo", "у"),
    (r"ou|au|aw|ow", "ау"), (r"ai|ay|ey", "эй"), (r"x", "кс"), (r"y", "й"), (r"ı", "ы"),
    (r"ğ", "ғ"), (r"ñ", "ң"), (r"ū", "ұ"), (r"ö", "ө"), (r"ä", "ә"), (r"ü", "ү"),
)  # fmt: skip
_ONE_BY_ONE: Final = str.maketrans("abcdefghijklmnopqrstuvwz", "абкдефгхижклмнопқрстуввз")


@lru_cache(10_000)
def read_aloud(text: str) -> str | None:
    """What is heard at the end of the text, as a Kazakh word; None where it is read as written.

    >>> read_aloud("ҰҚК"), read_aloud("5 000"), read_aloud("Telegram"), read_aloud("сот")
    ('ке', 'мың', 'телеграм', None)
    """
    number = _NUMBER.search(text)
    if number:
        return _number(re.sub(r"\D", "", number["last"]))
    last = re.split(r"[\s\u00a0]+|[-./«“\"]", text)[-1]
    if last in _SHORT or text[-1:] in _SHORT:
        return _SHORT.get(last) or _SHORT[text[-1]]
    latin = _LATIN.search(text)
    if latin:
        return _latin(latin[0])
    return _abbreviation(last) if is_abbreviation(last) else None


def is_abbreviation(word: str) -> bool:
    """Whether it is one word in capitals (ІІМ); a mixed one such as ӘҚБтК counts."""
    return len(word) > 1 and word.isalpha() and sum(map(str.isupper, word)) > len(word) / 2


def _number(digits: str) -> str:
    significant = digits.rstrip("0")
    if not significant:
        return _VALUES[0]
    zeros = len(digits) - len(significant)
    last = int(significant[-1])
    if zeros < 2:
        return _VALUES[last * 10**zeros]
    return next(word for power, word in _POWERS if zeros >= power)


def _abbreviation(word: str) -> str:
    if word in _HABITS:
        return _HABITS[word]
    # БАҚ and АЕК are read as words.
    if len(word) > 2 and word[-2].lower() in VOWELS:
        return word.lower()
    return _LETTERS.get(word[-1].upper(), word[-1].lower())


def _latin(word: str) -> str:
    low = word.lower()
    if low in _NAMES:
        return _NAMES[low]
    capitals = _CAPITALS.search(word)
    said_as_word = len(word) > 3 and re.search(r"[AEIOU]", word[:-1]) and word.isupper()
    if capitals and not said_as_word:
        return _LATIN_LETTERS[word[-1]]
    for letters, sound in _SOUNDS:
        low = re.sub(letters, sound, low)
    return low.translate(_ONE_BY_ONE)
