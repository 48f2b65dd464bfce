"""Can everybody read it: contrast, typefaces, print?"""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dalel import publish

ROOM = Path(publish.__path__[0])
STYLE = (ROOM / "static/site.css").read_text()
TEXT = 4.5
GRAPHIC = 3.0
#: Foreground, background, least contrast (WCAG 2.2, 1.4.3 and 1.4.11).
PAIRS = [
    ("ink", "paper", TEXT),
    ("soft", "paper", TEXT),
    ("link", "paper", TEXT),
    ("ink", "support", TEXT),
    ("restricts", "paper", GRAPHIC),
    ("mixed", "paper", GRAPHIC),
    ("neutral", "paper", GRAPHIC),
    ("widens", "paper", GRAPHIC),
]


def tokens(scheme: str) -> dict[str, str]:
    roots = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    chosen = {"light": roots[0], "dark": roots[1], "print": roots[2]}[scheme]
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", chosen))
    return {n: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:]) for n, v in found.items()}


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_colours_in_use_has_contrast(
    scheme: str, front: str, back: str, least: float
) -> None:
    colours = tokens(scheme)
    assert contrast(colours[front], colours[back]) >= least


def test_black_on_white_is_what_the_formula_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


def test_no_colour_is_named_outside_the_tokens() -> None:
    after = STYLE[STYLE.index("/* Ground */") :]
    rules = re.sub(r":root \{.*?\}", "", after, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == ["#000"]


@pytest.mark.parametrize("folder", [ROOM / "vendor", ROOM / "documents/vendor"])
def test_the_files_of_others_are_what_their_digests_say(folder: Path) -> None:
    packages = tomllib.loads((folder / "VENDORED.toml").read_text())["package"]
    named = {path: digest for package in packages for path, digest in package["sha256"].items()}
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "VENDORED.toml"
    }
    assert found == named
    for package in packages:
        assert {"name", "version", "licence", "what"} <= package.keys()


def typeface(path: str) -> Path:
    """The file of a typeface that the style names: one of others, or a subset of it."""
    return next(file for room in ("subsets", "vendor") if (file := ROOM / room / path).is_file())


def test_every_typeface_that_the_style_names_is_there() -> None:
    for path in re.findall(r"url\(([^)]+)\)", STYLE):
        assert typeface(path).is_file()


@pytest.mark.parametrize("letter", ["₸", "ә", "Қ", "ұ", "№", "—", "«"])
def test_every_letter_of_a_bulletin_lies_in_a_typeface_that_browsers_fetch_for_it(
    letter: str,
) -> None:
    fetched: dict[str, str] = {}
    for family, file, ranges in re.findall(
        r'font-family: "([^"]+)".*?url\(([^)]+)\).*?unicode-range: ([^;]+);', STYLE
    ):
        spans = [part.removeprefix("U+").split("-") for part in ranges.split(", ")]
        if any(int(span[0], 16) <= ord(letter) <= int(span[-1], 16) for span in spans):
            # Where two have it, browsers take the one that is named last.
            fetched[family] = file
    assert set(fetched) == {"Golos Text", "Literata"}
    for file in fetched.values():
        assert ord(letter) in TTFont(typeface(file)).getBestCmap()


def test_a_subset_has_all_that_the_style_says_of_it_and_little_else() -> None:
    told = re.findall(r"url\(([\w/-]+)\.woff2\).*?unicode-range: ([^;]+);", STYLE)
    seen = 0
    for file, ranges in told:
        if not (ROOM / "subsets" / f"{file}.woff2").exists():
            continue
        seen += 1
        spans = [part.removeprefix("U+").split("-") for part in ranges.split(", ")]
        said = {code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}
        assert set(TTFont(typeface(f"{file}.woff2")).getBestCmap()) == said, file
    assert seen == 8


def test_a_page_in_kazakh_or_russian_needs_nothing_but_the_subsets() -> None:
    held = {"golos-text": set[int](), "literata": set[int]()}
    for file in (ROOM / "subsets").rglob("*.woff2"):
        held[file.parent.name] |= set(TTFont(file).getBestCmap())
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі«»–—№0123456789 \u00a0KZ" + "".join(map(chr, range(0x410, 0x450)))
    for face, codes in held.items():
        assert {ord(letter) for letter in letters} <= codes, face
