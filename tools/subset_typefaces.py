"""Cut from the vendored typefaces what pages in Kazakh and Russian show at first.

python tools/subset_typefaces.py writes src/dalel/publish/subsets: of each typeface the digits with
punctuation, the Latin, the Russian and the further Kazakh letters, each a variable font of its own.
Other letters come from the whole files, which a browser fetches only where a page has them.
"""

from pathlib import Path
from string import ascii_letters, digits
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOM: Final = Path(__file__).parent.parent / "src" / "dalel" / "publish"
#: By typeface the weights that pages use; None: all, where cutting would make it larger.
WEIGHTS: Final[dict[str, tuple[int, int] | None]] = {"golos-text": None, "literata": (400, 760)}
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
    if weights := WEIGHTS[typeface]:
        font = instantiateVariableFont(font, {"wght": weights})
    font.flavor = "woff2"
    return font


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
