"""Kazakh numerals in the nominative: cardinals, collectives and scales; endings are added."""

from typing import Final

from dalel.language.wordlist import words

CARDINALS: Final = {
    "нөл": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100,
}  # fmt: skip
SCALES: Final = {
    "дюжина": 12, "мың": 10**3, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9,
    "триллион": 10**12, "трлн": 10**12,
}  # fmt: skip
COLLECTIVES: Final = {
    "екеу": 2, "үшеу": 3, "төртеу": 4, "бесеу": 5, "алтау": 6, "жетеу": 7,
}  # fmt: skip
#: Cases of ол and of words for face and quarter look like cases of these numerals.
NO_NUMERALS: Final = frozenset(
    words(
        "оны оның онда онымен бірге бірі бірін біріне бірінің бірден бірде бірінде жүзінде "
        "жүзіне үшін ондай бесін жүзі жүзін жүзінен тоқсанда тоқсанға тоқсаны тоқсанның "
        "тоқсандағы онсыз біреу"
    )
)
GUESS: Final = ("дай", "дей", "тай", "тей")
#: After the hyphen of an abbreviation stands the ending that its writer hears.
HEARD: Final = words(
    "нан нен тан тен дан ден ға ге қа ке ды ді ты ті ны ні ның нің тың тің дың дің де да те та"
)
#: Cases after a possessive.
POSSESSIVE_CASES: Final = (
    "", "н", "на", "не", "ның", "нің", "нда", "нде", "нан", "нен", "мен",
)  # fmt: skip
#: Of a numeral with an ending the nominative is the longest of these that it begins with.
NOMINATIVES: Final = tuple(
    sorted({*CARDINALS, *SCALES, *COLLECTIVES, "жарым", "біреу"}, key=len, reverse=True)
)
#: After tens a "one" with an ending counts: он бірінде.
ONE_ENDED: Final = frozenset(words("бірі бірін біріне бірінің бірінде бірінен бірімен"))
