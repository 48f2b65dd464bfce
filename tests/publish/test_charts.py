"""Does a chart show the same to everybody: to eyes of every kind, to ears, on every machine?"""

import re
import zlib
from itertools import combinations
from pathlib import Path

import altair
import numpy as np
import pytest
import vl_convert
from lxml import html

from dalel import publish
from dalel.publish.figures.chart_figures import (
    ChartFigures,
    ChartMark,
    ChartShape,
    alternative,
    decimal,
    named,
    table,
)
from dalel.publish.figures.charts import (
    TooManySeriesError,
    drawn_for_screen,
    png,
    raster,
    screen_svg,
    specification,
    svg,
)
from dalel.publish.figures.palette import DARK, DIRECTIONS, ON_DARK, ON_LIGHT, PAPER, SERIES
from dalel.publish.views.dates import wording
from publish.probing import ask

KK, RU, EN = wording("kk"), wording("ru"), wording("en")
KAZAKH = "Ғылым, өң, әңгіме, һ, іңір, үй, ұл"
RIGHTS = ChartFigures(
    title="Жазбалар",
    label_name="Құқық",
    value_name="Жазба",
    marks=(
        ChartMark(label="Пікір білдіру еркіндігі, сөз бостандығы", value=12.5, low=8, high=1234.25),
        ChartMark(label=KAZAKH, value=3, href="../i/XX-2025-0001/"),
        ChartMark(label="Бала құқықтары", value=None),
    ),
)
MONTHS = tuple(KK.month(2025 + n // 12, n % 12 + 1) for n in range(14))
COURSE = ChartFigures(
    title="Айлар",
    label_name="Ай",
    value_name="Жазба",
    shape=ChartShape.LINE,
    marks=tuple(
        ChartMark(label=month, value=n + 1, low=n, high=n + 3, series=series)
        for series in ("шектейді", "кеңейтеді")
        for n, month in enumerate(MONTHS)
    ),
)
#: What eyes without one kind of cones see of linear RGB (Machado, Oliveira, Fernandes 2009).
EYES = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "all cones": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}

#: From linear sRGB (IEC 61966-2-1).
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def perceived(colour: str, eyes: str) -> np.ndarray:
    """CIE L*a*b* of a colour as such eyes see it."""
    seen = np.clip(np.array(EYES[eyes]) @ linear(colour), 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(np.maximum(to_xyz @ seen / np.array([0.95047, 1, 1.08883]), 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


STATIC = Path(publish.__path__[0]) / "static"
PALETTES = {"directions": (*DIRECTIONS.values(),), "series": SERIES}


def tokens(style: str, scheme: int) -> dict[str, str]:
    """The colours of a style by name; ``scheme`` 0 is light, 1 dark."""
    roots = re.findall(r":root \{(.*?)\}", (STATIC / style).read_text(), re.DOTALL)
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", roots[scheme]))


def dark(colour: str) -> str:
    style = (STATIC / "measures.css").read_text()
    turned = re.search(rf'\[fill="{colour}"\] {{ fill: ([^;]+); }}', style)
    assert turned, f"{colour} is not turned on dark screens"
    named = re.fullmatch(r"var\(--(\w+)\)", turned[1])
    return tokens("site.css", 1)[named[1]] if named else turned[1]


def on_screen(palette: str, screen: str) -> list[str]:
    return [dark(colour) if screen == "dark" else colour for colour in PALETTES[palette]]


def test_directions_have_the_colours_of_the_site_everywhere() -> None:
    names = {
        "negative": "restricts",
        "mixed": "mixed",
        "neutral": "neutral",
        "positive": "widens",
    }
    light = tokens("site.css", 0)
    assert {code: light[names[code]] for code in DIRECTIONS} == DIRECTIONS
    for code, name in names.items():
        assert dark(DIRECTIONS[code]) == tokens("site.css", 1)[name]
    card = (Path(publish.__path__[0]) / "templates/card.typ").read_text()
    colours = next(line for line in card.splitlines() if line.startswith("#let colors"))
    assert dict(re.findall(r'(\w+): rgb\("(#\w{6})"\)', colours)) == DIRECTIONS


@pytest.mark.parametrize("scheme", [0, 1])
def test_a_page_in_the_frame_of_others_has_the_colours_of_the_site(scheme: int) -> None:
    assert tokens("embed.css", scheme) == tokens("site.css", scheme)
    chart = (STATIC / "measures.css").read_text()
    start = chart.index("/* Charts carry")
    assert chart[start : chart.index("\n}\n", start)] in (STATIC / "embed.css").read_text()


@pytest.mark.parametrize("screen", ["light", "dark"])
def test_a_figure_within_a_bar_can_be_read(screen: str) -> None:
    for colour in DIRECTIONS.values():
        letters = ON_DARK if colour in DARK else ON_LIGHT
        pair = [dark(one) if screen == "dark" else one for one in (colour, letters)]
        low, high = sorted(float(linear(one) @ np.array([0.2126, 0.7152, 0.0722])) for one in pair)
        assert (high + 0.05) / (low + 0.05) >= 4.5, pair


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_every_kind_of_eyes_tells_the_colours_apart(palette: str, eyes: str, screen: str) -> None:
    colours = on_screen(palette, screen)
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(perceived(one, eyes) - perceived(other, eyes)) > 16, (one, other)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("screen", ["light", "dark"])
def test_every_colour_stands_out_from_its_ground(palette: str, screen: str) -> None:
    def brightness(colour: str) -> float:
        return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722])) + 0.05

    ground = "#15171a" if screen == "dark" else PAPER
    for colour in on_screen(palette, screen):
        low, high = sorted(map(brightness, (colour, ground)))
        assert high / low >= 3


@pytest.mark.parametrize("figures", [RIGHTS, COURSE])
def test_the_specification_is_vega_lite(figures: ChartFigures) -> None:
    told = specification(figures, KK) | {"$schema": altair.SCHEMA_URL}
    altair.Chart.from_dict(told, validate=True)


@pytest.mark.parametrize(
    ("shape", "steps"), [(ChartShape.BARS, [0, 1]), (ChartShape.STACK, [0, 1, 2])]
)
def test_single_entries_are_not_halved(shape: ChartShape, steps: list[int]) -> None:
    marks = (ChartMark(label="a", value=1, series="x"), ChartMark(label="a", value=1, series="y"))
    drawn, *_others = specification(
        ChartFigures(title="", label_name="", value_name="", marks=marks, shape=shape), EN
    )["layer"]
    assert drawn["encoding"]["x"]["axis"]["values"] == [
        0,
        1,
        *((2,) if shape is ChartShape.STACK else ()),
    ]
    (drawn, *_others) = specification(RIGHTS, KK)["layer"]
    assert "values" not in drawn["encoding"]["x"]["axis"]


def test_more_series_than_colours_are_refused() -> None:
    marks = tuple(ChartMark(label="a", value=1, series=str(n)) for n in range(len(SERIES) + 1))
    with pytest.raises(TooManySeriesError):
        specification(ChartFigures(title="", label_name="", value_name="", marks=marks), EN)


def test_the_table_has_what_the_picture_has_and_leads_to_it() -> None:
    shown = table(RIGHTS, KK)
    assert shown.head == ("Құқық", "Жазба")
    assert [row[1].text for row in shown.rows] == [
        "12,5 (8–1\u00a0234,2)",
        "3",
        "деректер жеткіліксіз",
    ]
    assert shown.rows[1][1].href == "../i/XX-2025-0001/"


def test_a_place_without_a_mark_is_no_zero() -> None:
    marks = (ChartMark(label="a", value=1, series="x"), ChartMark(label="b", value=0, series="y"))
    shown = table(ChartFigures(title="", label_name="", value_name="", marks=marks), EN)
    assert [[cell.text for cell in row] for row in shown.rows] == [["a", "1", "–"], ["b", "–", "0"]]


def test_few_figures_are_read_out_and_many_are_told_by_their_ends() -> None:
    assert KAZAKH + ": 3" in alternative(RIGHTS, KK)
    told = alternative(COURSE, RU)
    assert "наименьшее 1 (0–3)" in told
    assert "наибольшее 14 (13–16)" in told
    assert len(told) < 500


def test_a_chart_without_figures_says_so() -> None:
    bare = ChartFigures(
        title="x", label_name="", value_name="", marks=(ChartMark(label="a", value=None),)
    )
    assert alternative(bare, EN) == "Chart: x. There are no figures."


def test_a_series_without_figures_says_so_among_others() -> None:
    marks = (*COURSE.marks, ChartMark(label=MONTHS[0], value=None, series="бейтарап"))
    told = alternative(ChartFigures(title="x", label_name="", value_name="", marks=marks), EN)
    assert "бейтарап: not enough data" in told


@pytest.mark.parametrize(
    ("value", "kazakh", "english"),
    [
        (0, "0", "0"),
        (-0.04, "0", "0"),
        (1234.56, "1\u00a0234,6", "1,234.6"),
        (-2.5, "−2,5", "−2.5"),
    ],
)
def test_decimals_follow_the_house(value: float, kazakh: str, english: str) -> None:
    assert (decimal(value, KK), decimal(value, EN)) == (kazakh, english)


@pytest.mark.slow
@pytest.mark.parametrize("shape", ChartShape)
def test_the_same_figures_give_the_same_bytes(shape: ChartShape) -> None:
    figures = ChartFigures(
        title="т", label_name="т", value_name="т", marks=COURSE.marks[:4], shape=shape
    )
    assert svg(figures, KK) == svg(figures, KK)
    assert png(figures, KK) == png(figures, KK)
    assert png(figures, KK).startswith(b"\x89PNG")


@pytest.mark.slow
def test_all_kazakh_letters_are_drawn_in_our_own_typeface() -> None:
    drawn = svg(RIGHTS, KK)
    words = " ".join(re.findall(r">([^<]+)</t", drawn))
    assert all(word.strip(",") in words for word in KAZAKH.split())
    assert set(re.findall(r'font-family="([^"]+)"', drawn)) == {"Golos Text"}


@pytest.mark.slow
def test_a_picture_says_what_it_shows_and_nothing_in_english() -> None:
    drawn = svg(COURSE, KK)
    assert drawn.startswith('<svg role="img" aria-label="Диаграмма: Айлар.')
    assert "aria-roledescription" not in drawn


@pytest.mark.slow
@pytest.mark.parametrize("figures", [RIGHTS, COURSE])
def test_on_screens_each_figure_is_reached_by_keys_and_told_in_words(figures: ChartFigures) -> None:
    drawn = html.fromstring(screen_svg(figures, "kk"))
    known = [mark for mark in figures.marks if mark.value is not None]
    reached = ask(drawn, ".//*[@tabindex]")
    # Keys stop once; arrows lead on.
    assert [one.get("tabindex") for one in reached] == ["0", *["-1"] * (len(reached) - 1)]
    told = [one.get("aria-label") for one in reached]
    assert [one for one in told if "жеткіліксіз" not in one] == [named(one, KK) for one in known]
    for one in reached:
        assert one.get("role") == "img"
        assert ask(one, "string(title)") == one.get("aria-label")
    # What can be reached may not lie within a single image.
    assert drawn.get("role") == "group"
    assert drawn.get("aria-label") == alternative(figures, KK)
    assert not ask(drawn, ".//*[@aria-roledescription]")
    assert drawn_for_screen(figures, "kk").startswith('<svg role="img"')


@pytest.mark.slow
def test_a_picture_that_is_packed_again_shows_the_same() -> None:
    drawn = drawn_for_screen(RIGHTS, "kk")
    made, loose = raster(drawn), vl_convert.svg_to_png(drawn, scale=2.5)
    assert made == raster(drawn)
    assert len(made) < len(loose)
    assert pixels(made) == pixels(loose)


def pixels(png: bytes) -> tuple[bytes, bytes]:
    """The head of a PNG, and what it holds before it is packed."""
    place = 8
    held: dict[bytes, bytes] = {}
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        held[kind] = held.get(kind, b"") + body
        place += length + 12
    return held[b"IHDR"], zlib.decompress(held[b"IDAT"])
