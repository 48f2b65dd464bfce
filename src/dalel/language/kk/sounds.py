"""Sounds of Kazakh: vowel harmony, and which consonant a suffix may begin with."""

from typing import Final

VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
BACK: Final = frozenset("аоұыяё")
FRONT: Final = frozenset("әеөүіэ")
VOICELESS: Final = frozenset("кқпстфхцчшщбвгд")
#: What a last sound becomes before a vowel: тап, табыл; жақ, жағыл; тік, тігіл.
SOFTENED: Final = {"п": "б", "қ": "ғ", "к": "г"}
#: The other way round: кітаб(ы), құқығ(ы).
HARDENED: Final = {soft: hard for hard, soft in SOFTENED.items()}


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
