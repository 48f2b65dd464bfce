"""Cut from the vendored typefaces what pages in Kazakh and Russian show at first.

python tools/subset_typefaces.py writes src/dalel/publish/subsets: of each typeface the digits with
punctuation, the Latin, the Russian and the further Kazakh letters, each a variable font of its own.
Other letters come from the whole files, which a browser fetches only where a page has them.
"""

from copy import deepcopy
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib.instancer import instantiateVariableFont

ROOM: Final = Path(__file__).parent.parent / "src" / "dalel" / "publish"
#: By typeface the lightest and the heaviest weight that pages use. Those between are worked out of
#: the two alone: what further masters of a typeface would add is not seen at these sizes.
WEIGHTS: Final = {"golos-text": (400, 700), "literata": (400, 760)}
#: Tables of what pages never do: setting upright lines.
UPRIGHT: Final = ("vhea", "vmtx", "VVAR")
#: With those of the other letters of Kazakh that lie in the same file.
RUSSIAN: Final = "".join(map(chr, range(0x410, 0x450))) + "ЁёІіҰұ№"
#: By name of the subset: the vendored file that it is cut from, and its characters. The numbers of
#: entries begin with two Latin letters, which stand on every page.
SUBSETS: Final = {
    "digits": ("latin", f"{digits} \u00a0.,:;()-/%+?!«»–—…·×°§−KZ"),
    "letters": ("latin", "".join(set(ascii_letters) - {"K", "Z"}) + "'\"@#&*=_[]{}<>|~"),
    "russian": ("cyrillic", RUSSIAN),
    "kazakh": ("cyrillic-ext", "ӘәҒғҚқҢңӨөҮүҺһ"),
}


def subset(typeface: str, name: str) -> TTFont:
    """A subset of a typeface, as a variable font."""
    part, characters = SUBSETS[name]
    font = TTFont(ROOM / "vendor" / typeface / f"{typeface}-{part}-wght-normal.woff2")
    varied = font["gvar"].variations
    # A glyph that does not vary is left out here, which the subsetter does not expect.
    font["gvar"].variations = {glyph: varied.get(glyph, []) for glyph in font.getGlyphOrder()}
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    # Copyright, family, style, licence and its address.
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    return between(font, *WEIGHTS[typeface])


def between(font: TTFont, lightest: int, heaviest: int) -> TTFont:
    """A variable font of two masters, with the kerning of the lighter one."""
    light = instantiateVariableFont(deepcopy(font), {"wght": lightest})
    heavy = instantiateVariableFont(deepcopy(font), {"wght": heaviest})
    ranged = instantiateVariableFont(font, {"wght": (lightest, heaviest)})
    for table in UPRIGHT:
        if table in light:
            del light[table]
    axis = Axis()
    axis.axisTag, axis.axisNameID = "wght", 256
    axis.minValue = axis.defaultValue = lightest
    axis.maxValue = heaviest
    light["name"].setName("Weight", 256, 3, 1, 0x409)
    light["fvar"] = newTable("fvar")
    light["fvar"].axes, light["fvar"].instances = [axis], []
    if "avar" in ranged:
        # How quickly weights grow along the axis.
        light["avar"] = ranged["avar"]
    light["gvar"] = newTable("gvar")
    light["gvar"].version, light["gvar"].reserved = 1, 0
    light["gvar"].variations = {name: grown(light, heavy, name) for name in light.getGlyphOrder()}
    light.flavor = "woff2"
    return light


def _outline(font: TTFont, name: str) -> Any:
    """The points of a glyph with the four of its metrics, and what they belong to."""
    # As fontTools' own instancer reads them.
    return font["glyf"]._getCoordinatesAndControls(name, font["hmtx"].metrics)  # noqa: SLF001


def grown(light: TTFont, heavy: TTFont, name: str) -> list[TupleVariation]:
    """By how much each point of a glyph moves between the two masters."""
    points, controls = _outline(light, name)
    ends, _ = _outline(heavy, name)
    moved = [
        (round(x2 - x1), round(y2 - y1)) for (x1, y1), (x2, y2) in zip(points, ends, strict=True)
    ]
    if not any(map(any, moved)):
        return []
    made = TupleVariation({"wght": (0, 1, 1)}, moved)
    made.optimize(points, controls.endPts, isComposite=controls.numberOfContours == -1)
    return [made]


def main() -> None:
    """Write all subsets."""
    for typeface in WEIGHTS:
        folder = ROOM / "subsets" / typeface
        folder.mkdir(parents=True, exist_ok=True)
        for name in SUBSETS:
            file = folder / f"{typeface}-{name}.woff2"
            made = subset(typeface, name)
            made["head"].modified = made["head"].created
            made.recalcTimestamp = False
            made.save(file)
            print(f"{file.stat().st_size:6} {file.name}")


if __name__ == "__main__":
    main()
