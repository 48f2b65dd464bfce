"""The typefaces of documents and pictures, which lie in the package as the typesetter reads them.

Typst reads neither woff2 nor a family that is cut into subsets: each subset is a family of its own,
in two weights. Why so: docs/decisions/0060-dossier.md. They are made once, from those of the site,
by tools/typesetter_typefaces.py: docs/decisions/0190-a-light-start.md. Pictures and letters of
other scripts come from typefaces that only documents need:
docs/decisions/0111-letters-without-a-typeface.md.
"""

from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

#: The typeface for what works, and the one for what is read.
WORK: Final = "golos-text"
READ: Final = "literata"
#: Those in which a letter is looked for that neither has, each one file and one family.
OTHERS: Final = {
    "vazirmatn": "arabic",
    "noto-serif-hebrew": "hebrew",
    "noto-emoji": "emoji",
}
SUBSETS: Final = ("latin", "cyrillic", "cyrillic-ext", "latin-ext")
#: By name of the style.
WEIGHTS: Final = {"Regular": 400, "Bold": 700}
_ROOM: Final = Path(__file__).parent
#: What the typesetter reads: a font for each family and weight.
TYPESETTER: Final = _ROOM / "documents" / "typefaces"
#: What the drawer of charts reads: where Typst takes a list of families, others take a missing
#: letter from any font they find, so that one font has the letters of all subsets.
DRAWER: Final = _ROOM / "figures" / "typefaces"


def families(typeface: str) -> tuple[str, ...]:
    """The families in which a typeface's letters are looked for, in the order of search."""
    return (*(f"{typeface} {subset}" for subset in SUBSETS), *OTHERS)


def file_of(typeface: str, subset: str, style: str) -> str:
    """The file of a family in one weight."""
    return f"{typeface}-{subset}-{WEIGHTS[style]}.ttf"


@cache
def letters(typeface: str) -> tuple[frozenset[int], ...]:
    """Which letters each of these families has, as code points."""
    own = (file_of(typeface, subset, "Regular") for subset in SUBSETS)
    return tuple(map(_held, (*own, *(f"{other}.ttf" for other in OTHERS))))


def _held(file: str) -> frozenset[int]:
    with TTFont(TYPESETTER / file, lazy=True) as font:
        return frozenset(font.getBestCmap())
