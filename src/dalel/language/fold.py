"""Text folding and edit distance, for comparison regardless of case, marks and typing slips."""

import re
import unicodedata
from typing import Final

#: Kazakh letters that are often typed as their Russian neighbours, and Russian ё.
NEIGHBOURS: Final = dict(zip("әғқңөұүһіё", "агкноуухие", strict=True))
_NEIGHBOURS: Final = str.maketrans(NEIGHBOURS)
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text in lower case, neighbouring letters made one, marks and space made one space."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_NEIGHBOURS)
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def distance(one: str, other: str, limit: int) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour.

    Optimal string alignment distance; ``limit + 1`` stands for anything above the limit.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, mate in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mate))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mate:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
