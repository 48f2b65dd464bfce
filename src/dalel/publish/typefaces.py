"""Conversion of the site's web typefaces into fonts for Typst documents.

Typst reads neither woff2 nor a family that is cut into subsets: each subset becomes a family of its
own, in two weights. Why so: docs/decisions/0060-dossier.md. Pictures and letters of other scripts
come from typefaces that only documents need: docs/decisions/0111-letters-without-a-typeface.md.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

#: The typeface for what works, and the one for what is read.
WORK: Final = "golos-text"
READ: Final = "literata"
#: Those in which a letter is looked for that neither has, each one file and one family.
OTHERS: Final = {
    "vazirmatn": "arabic",
    "noto-serif-hebrew": "hebrew",
    "noto-emoji": "emoji",
}
_ROOM: Final = files("dalel.publish")
_WEIGHTS: Final = {"Regular": 400, "Bold": 700}
_SUBSETS: Final = ("latin", "cyrillic", "cyrillic-ext", "latin-ext")
#: The name table's fields for family and style, by OpenType's name ids.
_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _OTHERS = 1, 2, 4, 6, (16, 17, 21, 22, 25)

#: What a font without variations has no use for, and the layout tables that cannot be merged.
_VARIATION: Final = (
    *("fvar", "gvar", "avar", "STAT", "MVAR", "HVAR", "VVAR", "vhea", "vmtx"),
    *("GSUB", "GPOS", "GDEF", "prep", "gasp"),
)


def families(typeface: str) -> tuple[str, ...]:
    """The families in which a typeface's letters are looked for, in the order of search."""
    return (*(f"{typeface} {subset}" for subset in _SUBSETS), *OTHERS)


@cache
def letters(typeface: str) -> tuple[frozenset[int], ...]:
    """Which letters each of these families has, as code points."""
    own = (_browsers(typeface, subset) for subset in _SUBSETS)
    return tuple(map(_held, (*own, *map(_documents, OTHERS))))


def _held(source: Traversable) -> frozenset[int]:
    with as_file(source) as woff, TTFont(woff, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _browsers(typeface: str, subset: str) -> Traversable:
    """A file that browsers fetch as well."""
    return _ROOM / "vendor" / typeface / f"{typeface}-{subset}-wght-normal.woff2"


def _documents(typeface: str) -> Traversable:
    """A file that only documents need."""
    file = f"{typeface}-{OTHERS[typeface]}-400-normal.woff2"
    return _ROOM / "documents" / "vendor" / typeface / file


@cache
def typefaces() -> Path:
    """The folder of the typefaces of this process, which goes with it."""
    folder = tempfile.TemporaryDirectory(prefix="dalel-typefaces-")
    atexit.register(folder.cleanup)
    return unpack_typefaces(Path(folder.name))


def unpack_typefaces(folder: Path) -> Path:
    """Write the typefaces as Typst reads them into a folder, where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (WORK, READ):
        for subset in _SUBSETS:
            for style, weight in _WEIGHTS.items():
                file = folder / f"{name}-{subset}-{weight}.ttf"
                if not file.exists():
                    _write(file, name, subset, style, weight)
    for name in OTHERS:
        file = folder / f"{name}.ttf"
        if not file.exists():
            _write_other(file, name)
    return folder


def write_whole(file: Path, name: str, family: str) -> None:
    """Write a typeface's regular weight as one font that has the letters of all its subsets.

    Where Typst takes a list of families, others take a missing letter from any font they find.
    """
    with ExitStack() as opened:
        parts = [str(opened.enter_context(as_file(_browsers(name, subset)))) for subset in _SUBSETS]
        font = Merger(Options(drop_tables=[*_VARIATION])).merge(parts)
    _call(font, family, "Regular", f"{name}-Regular")
    font.save(file)


def _write(file: Path, name: str, subset: str, style: str, weight: int) -> None:
    """Write one family in one weight, whole or not at all."""
    with as_file(_browsers(name, subset)) as woff:
        # A time in the typeface would be a time in every document.
        font = instantiateVariableFont(TTFont(woff, recalcTimestamp=False), {"wght": weight})
    font.flavor = None
    family = f"{name} {subset}"
    _call(font, family, style, f"{name}-{subset}-{style}")
    font["OS/2"].usWeightClass = weight
    _save(font, file)


def _write_other(file: Path, name: str) -> None:
    """Write a typeface that has one file and one weight."""
    with as_file(_documents(name)) as woff:
        font = TTFont(woff, recalcTimestamp=False)
    font.flavor = None
    _call(font, name, "Regular", name)
    _save(font, file)


def _save(font: TTFont, file: Path) -> None:
    draft = file.with_suffix(f".{os.getpid()}")
    font.save(draft)
    draft.replace(file)


def _call(font: TTFont, family: str, style: str, postscript: str) -> None:
    """Give a font its names."""
    table = font["name"]
    for identity in _OTHERS:
        table.removeNames(nameID=identity)
    for identity, words in (
        (_FAMILY, family),
        (_STYLE, style),
        (_FULL, f"{family} {style}"),
        (_POSTSCRIPT, postscript.replace(" ", "")),
    ):
        table.setName(words, identity, 3, 1, 0x409)
