"""Which number does a word stand for?

Cardinals in every case. Ordinals stand for none, nor does "one" alone, which is an article as
often as a count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from dalel.language.cases import decline
from dalel.language.wordlist import words


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word adds to a number: a value below a thousand, a multiplier, or a half.

    A half ("жарым", "с половиной") adds to what stands before it; ``starts`` says that it can
    stand first (полтора, жарты, half). ``vague`` marks a plural that is no number without one
    before it (миллионы тенге), ``about`` an ending that makes a guess (елу мыңдай).
    """

    value: Decimal
    multiplies: bool = False
    half: bool = False
    starts: bool = True
    vague: bool = False
    about: bool = False


_KAZAKH: Final = {
    "нөл": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100,
}  # fmt: skip
_KAZAKH_SCALES: Final = {
    "мың": 10**3, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9,
    "триллион": 10**12, "трлн": 10**12,
}  # fmt: skip
_KAZAKH_GROUPS: Final = {
    "екеу": 2, "үшеу": 3, "төртеу": 4, "бесеу": 5, "алтау": 6, "жетеу": 7,
}  # fmt: skip
#: Cases of ол and of words for face and quarter look like cases of these numerals.
_KAZAKH_NOT: Final = frozenset(
    words(
        "оны оның онда онымен бірге бірі бірін біріне бірінің бірден бірде бірінде жүзінде "
        "жүзіне үшін ондай бесін жүзі жүзін жүзінен тоқсанда тоқсанға тоқсаны тоқсанның "
        "тоқсандағы онсыз біреу"
    )
)
_GUESS: Final = ("дай", "дей", "тай", "тей")
_HEARD: Final = tuple(
    words(
        "нан нен тан тен дан ден ға ге қа ке ды ді ты ті ны ні ның нің тың тің дың дің да де та те"
    )
)
_POSSESSIVE_CASES: Final = ("", "н", "на", "не", "ның", "нің", "нда", "нде", "нан", "нен", "мен")

_RUSSIAN: Final = {
    0: "ноль нуля", 1: "один одна одно одного одной одну одним одном одному",
    2: "два две двух двум двумя двое двоих двоим", 3: "три трёх трех трём трем тремя трое троих",
    4: "четыре четырёх четырех четырём четырем четырьмя четверо четверых",
    5: "пять пяти пятью пятеро пятерых", 6: "шесть шести шестью шестеро шестерых",
    7: "семь семи семью семеро семерых", 8: "восемь восьми восемью",
    9: "девять девяти девятью", 10: "десять десяти десятью",
    11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати", 13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати", 16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати", 18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати", 20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью", 40: "сорок сорока", 50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти", 80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста", 100: "сто ста", 200: "двести двухсот двумстам",
    300: "триста трёхсот трехсот", 400: "четыреста четырёхсот четырехсот",
    500: "пятьсот пятисот", 600: "шестьсот шестисот", 700: "семьсот семисот",
    800: "восемьсот восьмисот", 900: "девятьсот девятисот",
}  # fmt: skip
_NOUN: Final = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
_SOFT_NOUN: Final = ("а", "и", "у", "е", "ей", "ью", "ам", "ами")
_RUSSIAN_SCALES: Final = {
    10**3: ("тыс", "тыс.", "тысяч", *(f"тысяч{end}" for end in _SOFT_NOUN)),
    10**6: ("млн", "млн.", *(f"миллион{end}" for end in _NOUN)),
    10**9: ("млрд", "млрд.", *(f"миллиард{end}" for end in _NOUN)),
    10**12: ("трлн", "трлн.", *(f"триллион{end}" for end in _NOUN)),
}  # fmt: skip
_VAGUE: Final = frozenset(
    words(
        "тысяч тысячи тысячам тысячами тысячах миллионы миллионов миллионам миллионами миллионах "
        "миллиарды миллиардов миллиардам миллиардами миллиардах"
    )
)
_RUSSIAN_HALVES: Final = {
    "полтора": ("1.5", True), "полторы": ("1.5", True), "полутора": ("1.5", True),
    "половиной": ("0.5", False),
}  # fmt: skip
_HALF_A: Final = {
    f"{half}{noun}{end}": value
    for half, ends in (("пол", ("а",)), ("полу", ("а", "у", "ом", "е")))
    for noun, value in (("миллион", 500_000), ("миллиард", 500_000_000))
    for end in ends
} | {"полтысячи": 500}

_ENGLISH: Final = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")
_ENGLISH_SCALES: Final = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "mln": 10**6, "bn": 10**9,
}  # fmt: skip


@cache
def numerals(language: str) -> Mapping[str, Numeral]:
    """Every word form of a language's numerals, in lower case."""
    return dict(_TABLES[language]()) if language in _TABLES else {}


def _kazakh() -> Iterator[tuple[str, Numeral]]:
    for table, multiplies in ((_KAZAKH, False), (_KAZAKH_SCALES, True), (_KAZAKH_GROUPS, False)):
        for word, value in table.items():
            for form in _kazakh_forms(word):
                about = form.endswith(_GUESS)
                yield form, Numeral(Decimal(value), multiplies=multiplies, about=about)
    for form in decline("жарым").values():
        yield form, Numeral(Decimal("0.5"), half=True, starts=False)
    yield "жарты", Numeral(Decimal("0.5"), half=True)


def _kazakh_forms(word: str) -> Iterator[str]:
    forms = {*decline(word).values(), *(word + guess for guess in _GUESS)}
    forms |= {f"{word}-{form.removeprefix(word)}" for form in forms if form != word}
    if word in _KAZAKH_SCALES:
        # After the hyphen of an abbreviation stands the ending that its writer hears.
        forms |= {f"{word}-{ending}" for ending in _HEARD}
    vowel = word[-1] in "ыіаеу"
    if word == "тоқсан":
        # With a possessive it is the quarter of a year: бірінші тоқсанында.
        yield from forms - _KAZAKH_NOT
        return
    for mark in ("сы", "сі") if vowel and word[-1] != "у" else ("ы", "і"):
        stem = word[:-1] + "ғ" if word.endswith("қ") else word
        forms |= {stem + mark + case for case in _POSSESSIVE_CASES}
    yield from forms - _KAZAKH_NOT


def _russian() -> Iterator[tuple[str, Numeral]]:
    for value, forms in _RUSSIAN.items():
        for form in forms.split():
            yield form, Numeral(Decimal(value))
    for value, scales in _RUSSIAN_SCALES.items():
        for form in scales:
            yield form, Numeral(Decimal(value), multiplies=True, vague=form in _VAGUE)
    for form, (half, starts) in _RUSSIAN_HALVES.items():
        yield form, Numeral(Decimal(half), half=True, starts=starts)
    for form, value in _HALF_A.items():
        yield form, Numeral(Decimal(value))


def _english() -> Iterator[tuple[str, Numeral]]:
    for value, word in enumerate(_ENGLISH):
        yield word, Numeral(Decimal(value))
    for tens, word in enumerate(_ENGLISH_TENS, 2):
        yield word, Numeral(Decimal(10 * tens))
        for value in range(1, 10):
            yield f"{word}-{_ENGLISH[value]}", Numeral(Decimal(10 * tens + value))
    for word, value in _ENGLISH_SCALES.items():
        yield word, Numeral(Decimal(value), multiplies=True)
    yield "half", Numeral(Decimal("0.5"), half=True)


_TABLES: Final = {"kk": _kazakh, "ru": _russian, "en": _english}
#: "One" alone is no count.
ONE: Final = Decimal(1)
#: After these a Kazakh "one" with an ending counts: он бірінде.
TENS: Final = frozenset(Decimal(tens) for tens in range(10, 100, 10))
ONE_ENDED: Final = frozenset(words("бірі бірін біріне бірінің бірінде бірінен бірімен"))
