"""Make of the vendored typefaces those that the typesetter and the drawer of charts read.

python tools/typesetter_typefaces.py writes src/dalel/publish/documents/typefaces and
src/dalel/publish/figures/typefaces: fonts without variations, as they lie in the package. The same
vendored files give the same bytes; a test makes some of them again.
"""

from pathlib import Path
from typing import Final

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from dalel.publish.typefaces import (
    DRAWER,
    OTHERS,
    READ,
    SUBSETS,
    TYPESETTER,
    WEIGHTS,
    WORK,
    file_of,
)

ROOM: Final = Path(__file__).parent.parent / "src" / "dalel" / "publish"
#: What the drawer of charts calls the typeface.
FACE: Final = "Golos Text"
#: The name table's fields for family and style, by OpenType's name ids.
_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _OTHERS = 1, 2, 4, 6, (16, 17, 21, 22, 25)
#: What a font without variations has no use for, and the layout tables that cannot be merged.
_VARIATION: Final = (
    *("fvar", "gvar", "avar", "STAT", "MVAR", "HVAR", "VVAR", "vhea", "vmtx"),
    *("GSUB", "GPOS", "GDEF", "prep", "gasp"),
)


def browsers(typeface: str, subset: str) -> Path:
    """A file that browsers fetch as well."""
    return ROOM / "vendor" / typeface / f"{typeface}-{subset}-wght-normal.woff2"


def write(file: Path, typeface: str, subset: str, style: str) -> None:
    """Write one family in one weight."""
    # A time in the typeface would be a time in every document.
    font = TTFont(browsers(typeface, subset), recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": WEIGHTS[style]})
    font.flavor = None
    family = f"{typeface} {subset}"
    call(font, family, style, f"{typeface}-{subset}-{style}")
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font.save(file)


def write_other(file: Path, typeface: str) -> None:
    """Write a typeface that has one file and one weight."""
    name = f"{typeface}-{OTHERS[typeface]}-400-normal.woff2"
    font = TTFont(ROOM / "documents" / "vendor" / typeface / name, recalcTimestamp=False)
    font.flavor = None
    call(font, typeface, "Regular", typeface)
    font.save(file)


def write_whole(file: Path, typeface: str, family: str) -> None:
    """Write a typeface's regular weight as one font that has the letters of all its subsets."""
    parts = [str(browsers(typeface, subset)) for subset in SUBSETS]
    font = Merger(Options(drop_tables=[*_VARIATION])).merge(parts)
    call(font, family, "Regular", f"{typeface}-Regular")
    # The merger puts in the time of day.
    font["head"].created = font["head"].modified = TTFont(parts[0])["head"].created
    font.recalcTimestamp = False
    font.save(file)


def call(font: TTFont, family: str, style: str, postscript: str) -> None:
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


def main() -> None:
    """Write all of them."""
    TYPESETTER.mkdir(exist_ok=True)
    DRAWER.mkdir(exist_ok=True)
    for typeface in (WORK, READ):
        for subset in SUBSETS:
            for style in WEIGHTS:
                write(TYPESETTER / file_of(typeface, subset, style), typeface, subset, style)
    for typeface in OTHERS:
        write_other(TYPESETTER / f"{typeface}.ttf", typeface)
    write_whole(DRAWER / f"{WORK}.ttf", WORK, FACE)
    for file in sorted((*TYPESETTER.iterdir(), *DRAWER.iterdir())):
        print(f"{file.stat().st_size:6} {file.name}")


if __name__ == "__main__":
    main()
