"""Renders charts as SVG and PNG with Vega-Lite.

A Vega-Lite specification (https://vega.github.io/vega-lite/docs/) is drawn by vl-convert, without a
browser; why so: docs/decisions/0088-charts.md. A chart never stands alone: its table and its text
alternative say the same. The colour-blind tell its colours apart, and series differ in the shape of
their points as well. A stylesheet turns the colours for dark screens: it knows them by value.

For paper labels stand beside the bars, for screens above them, so that a phone shows them as large
as its own text; there each figure can be pointed at, or reached by keys.
"""

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from math import ceil
from textwrap import fill
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import vl_convert

from dalel.domain.errors import DalelError
from dalel.publish.figures.chart_figures import (
    ChartFigures,
    ChartMark,
    ChartShape,
    alternative,
    named,
    said,
)
from dalel.publish.figures.palette import (
    DARK,
    INK,
    ON_DARK,
    ON_LIGHT,
    PAPER,
    RULE,
    SERIES,
    SOFT,
)
from dalel.publish.own_process import apart
from dalel.publish.typefaces import DRAWER
from dalel.publish.views.dates import DateWording, wording

_SHAPES: Final = ("circle", "square", "diamond", "triangle-up")
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
FACE: Final = "Golos Text"
_WIDTH: Final = 300
#: On screens, in pixels: the width of a chart, a bar, what stands around it, and the size of words.
SCREEN: Final = 360
_BAR: Final = 18
_AROUND: Final = 14
_LETTER: Final = 13
_SCREEN_LABEL: Final = 48
_SCREEN_LINE: Final = 17
#: The share of a chart's width that a digit within a bar takes.
_DIGIT: Final = 0.03
#: Characters of a label on one line, and the height of a row with as many lines.
_LABEL: Final = 26
_ROW: Final = (24, 34, 48)
#: The height of a line of a label.
_LINE: Final = 14


class TooManySeriesError(DalelError):
    """A chart has more series than anybody can tell apart."""


def svg(figures: ChartFigures, speak: DateWording) -> str:
    """The picture as an SVG element with its text alternative, for a document."""
    return _svg(figures, speak.language)


@lru_cache(maxsize=64)
def screen_svg(figures: ChartFigures, language: str) -> str:
    """The same for screens: each figure has its words, under the pointer and for keys.

    The element is no single image then, since what can be reached within it must stay told. Keys
    stop at a chart once; from figure to figure a script leads them.
    """
    drawn = _drawn(figures, wording(language), is_screen=True)
    reached = _MARK.sub(_reached, drawn).replace('tabindex="-1"', 'tabindex="0"', 1)
    return reached.replace('role="img"', 'role="group"', 1)


@lru_cache(maxsize=64)
def drawn_for_screen(figures: ChartFigures, language: str) -> str:
    """The same as one image, for a file that people pass on."""
    return _MARK.sub(_titled, _drawn(figures, wording(language), is_screen=True))


def height_of(drawn: str) -> float:
    """The height of a picture of ours, in pixels."""
    found = _HEIGHT.search(drawn)
    return float(found[1]) if found else 0.0


def _reached(found: re.Match[str]) -> str:
    return (
        f'<{found[1]} tabindex="-1" role="img" aria-label="{found[2]}"{found[3]}>'
        f"<title>{found[2]}</title></{found[1]}>"
    )


@lru_cache(maxsize=64)
def svg_apart(figures: ChartFigures, language: str) -> str:
    """The same, drawn in a process of its own: for whoever serves people."""
    return apart(_svg, figures, language)


@lru_cache(maxsize=64)
def _svg(figures: ChartFigures, language: str) -> str:
    """A build asks for the same pictures again as long as nothing has changed."""
    return _MARK.sub(_titled, _drawn(figures, wording(language), is_screen=False))


def _titled(found: re.Match[str]) -> str:
    return f"<{found[1]}{found[3]}><title>{found[2]}</title></{found[1]}>"


def _drawn(figures: ChartFigures, speak: DateWording, *, is_screen: bool) -> str:
    """What the drawer makes, without its English, and each figure named by ``aria-label``."""
    _face()
    specified = specification(figures, speak, is_screen=is_screen)
    drawn: str = vl_convert.vegalite_to_svg(specified, **_locale(speak))
    told = f'<svg role="img" aria-label={quoteattr(alternative(figures, speak))} '
    return _ROLE.sub("", drawn).replace("<svg ", told, 1)


def raster(drawn: str, *, scale: float = 2.5) -> bytes:
    """An SVG of ours as a PNG; the drawer packs loosely, so it is packed again, to a quarter."""
    _face()
    made: bytes = vl_convert.svg_to_png(drawn, scale=scale)
    chunks = [*_chunks(made)]
    pixels = zlib.decompress(b"".join(held for kind, held in chunks if kind == b"IDAT"))
    kept = [(kind, held) for kind, held in chunks if kind in {b"IHDR", b"pHYs"}]
    # The last two levels take four times as long for a twentieth.
    packed = [*kept, (b"IDAT", zlib.compress(pixels, 7)), (b"IEND", b"")]
    return made[:8] + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in packed
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG (ISO/IEC 15948, 5.3): the kind of each, and what it holds."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def png(figures: ChartFigures, speak: DateWording, *, scale: float = 2.0) -> bytes:
    """The picture for documents, on white."""
    _face()
    specified = specification(figures, speak) | {"background": "white"}
    drawn: bytes = vl_convert.vegalite_to_png(specified, scale=scale, **_locale(speak))
    return drawn


def specification(
    figures: ChartFigures, speak: DateWording, *, is_screen: bool = False
) -> dict[str, Any]:
    """The chart in the words of Vega-Lite.

    :raises TooManySeriesError: when there are more series than colours.
    """
    if len(figures.series) > len(SERIES):
        raise TooManySeriesError
    places = {name: place for place, name in enumerate(figures.series)}
    long = _SCREEN_LABEL if is_screen and figures.shape is not ChartShape.LINE else _LABEL
    values = [_datum(mark, places[mark.series], speak, long) for mark in figures.marks]
    lines = max((datum["label"].count("\n") for datum in values), default=0)
    order = [fill(label, long) for label in figures.labels]
    shown = _screen_bars(figures, order) if is_screen else _paper_bars(figures, lines)
    if figures.shape is ChartShape.LINE:
        shown = {"width": _WIDTH, "height": 180, "layer": _line(figures)}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "data": {"values": values},
        "config": _CONFIG,
        **shown,
    }


def series_colours(figures: ChartFigures) -> tuple[str, ...]:
    """The colour of each series, in their order."""
    return figures.colours or SERIES[: len(figures.series)]


def _datum(mark: ChartMark, place: int, speak: DateWording, long: int) -> dict[str, Any]:
    return {
        "label": fill(mark.label, long),
        "series": mark.series,
        "place": place,
        "value": mark.value,
        "low": mark.low,
        "high": mark.high,
        "said": said(mark, speak),
        "named": named(mark, speak),
    }


def _colour(figures: ChartFigures) -> dict[str, Any]:
    legend = {"title": None, "orient": "top"} if len(figures.series) > 1 else None
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": [*figures.series], "range": [*series_colours(figures)]},
        "legend": legend,
        "sort": None,
    }


def _screen_bars(figures: ChartFigures, order: list[str]) -> dict[str, Any]:
    """Bars that lie under their labels, each with its figure: so they need no axis."""
    lines = max((label.count("\n") for label in order), default=0)
    above = (lines + 1) * _SCREEN_LINE / 2
    y: dict[str, Any] = {"field": "label", "type": "nominal", "sort": order, "axis": None}
    is_stack = figures.shape is ChartShape.STACK
    ends = _ends(figures)
    top = max(ends.values(), default=0) or 1
    # Behind the longest bar its sum stands.
    scale = {"domain": [0, top * 1.12], "nice": False}
    amount = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    amount["stack"] = "zero" if is_stack else None
    colours = series_colours(figures)
    bars = {
        # Nobody can point at what has no length.
        "transform": [{"filter": "datum.value > 0"}],
        "mark": {"type": "bar", "height": _BAR, "yOffset": above, "stroke": PAPER},
        "encoding": {
            "y": y,
            "x": amount,
            "color": _colour(figures),
            "order": {"field": "place"},
            "description": {"field": "named"},
        },
    }
    word = {"type": "text", "aria": False, "fontSize": _LETTER}
    first = {"aggregate": [{"op": "count", "as": "marks"}], "groupby": ["label"]}
    up = f"{above - _BAR / 2 - 9} - (length(split(datum.label, '\\n')) - 1) * {_SCREEN_LINE}"
    labels = {
        "transform": [first],
        "mark": word
        | {"align": "left", "color": INK, "lineHeight": _SCREEN_LINE, "dy": {"expr": up}},
        "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}},
    }
    sums = {
        "transform": [
            {"aggregate": [{"op": "sum", "field": "value", "as": "value"}], "groupby": ["label"]}
        ],
        "mark": word | {"align": "left", "dx": 5, "dy": above, "color": INK, "fontWeight": 600},
        "encoding": {
            "y": y,
            "x": amount | {"stack": None},
            "text": {"field": "value", "format": ",~f"},
        },
    }
    parts = {
        # What is left out must not move the others: it stays, without words.
        "transform": [
            {
                "calculate": f"datum.value >= {top * _DIGIT} * length(toString(datum.value))"
                " ? format(datum.value, ',~f') : ''",
                "as": "shown",
            }
        ],
        "mark": word | {"align": "center", "dy": above, "fontSize": _LETTER - 1},
        "encoding": {
            "y": y,
            "x": amount | {"bandPosition": 0.5},
            "order": {"field": "place"},
            "text": {"field": "shown"},
            "detail": {"field": "series"},
            "color": {
                "field": "series",
                "scale": {
                    "domain": [*figures.series],
                    "range": [ON_DARK if one in DARK else ON_LIGHT for one in colours],
                },
                "legend": None,
            },
        },
    }
    return {
        "width": SCREEN,
        "height": {"step": (lines + 1) * _SCREEN_LINE + _BAR + _AROUND},
        "layer": [bars, labels, sums, parts] if is_stack else [bars, labels, sums],
        "resolve": {"scale": {"color": "independent"}},
    }


def _paper_bars(figures: ChartFigures, lines: int) -> dict[str, Any]:
    return {"width": _WIDTH, "height": {"step": _ROW[min(lines, 2)]}, "layer": _bars(figures)}


def _bars(figures: ChartFigures) -> list[dict[str, Any]]:
    """Bars that lie, so that long labels can be read."""
    place: dict[str, Any] = {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "labels": False},
        }
    }
    amount: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": figures.value_name,
        "axis": {"tickMinStep": 1} | _whole_steps(figures),
        "stack": "zero" if figures.shape is ChartShape.STACK else None,
    }
    if figures.shape is ChartShape.BARS and len(figures.series) > 1:
        place["yOffset"] = {"field": "series", "sort": None}
    drawn = {
        "mark": {"type": "bar", "stroke": PAPER, "strokeWidth": 1},
        # Parts of a bar stand in the order of the legend, which is not the alphabet's.
        "encoding": place
        | {
            "x": amount,
            "color": _colour(figures),
            "order": {"field": "place"},
            "description": {"field": "named"},
        },
    }
    # An axis would begin a label of several lines at its bar's middle, and run into the next.
    labels = {
        "transform": [{"aggregate": [{"op": "count", "as": "marks"}], "groupby": ["label"]}],
        "mark": {
            "type": "text",
            "aria": False,
            "align": "right",
            "color": INK,
            "fontSize": 12,
            "lineHeight": _LINE,
            "dy": {"expr": f"(1 - length(split(datum.label, '\\n'))) * {_LINE / 2}"},
        },
        "encoding": {"y": place["y"], "x": {"value": -6}, "text": {"field": "label"}},
    }
    if figures.shape is ChartShape.STACK:
        return [drawn, labels]
    interval = {
        "mark": {"type": "rule", "aria": False, "color": INK, "strokeWidth": 1.5},
        "encoding": place
        | {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
    }
    # The words stand behind the bar and behind its interval.
    words = {
        "transform": [{"calculate": "max(datum.high || 0, datum.value || 0)", "as": "end"}],
        "mark": {
            "type": "text",
            "aria": False,
            "align": "left",
            "dx": 5,
            "color": INK,
            "fontSize": 11,
        },
        "encoding": place
        | {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "said"}},
    }
    return [drawn, labels, interval, words]


def _whole_steps(figures: ChartFigures) -> dict[str, Any]:
    """The steps of an axis along which nothing is longer than two: Vega would halve them."""
    top = max(_ends(figures).values(), default=0)
    return {"values": [*range(ceil(top) + 1)], "format": "d"} if 0 < top <= 2 else {}


def _ends(figures: ChartFigures) -> dict[str, float]:
    """Where the bars of each label end."""
    ends: dict[str, float] = defaultdict(float)
    for mark in figures.marks:
        end = max(mark.value or 0, mark.high or 0)
        is_part = figures.shape is ChartShape.STACK
        ends[mark.label] = ends[mark.label] + end if is_part else max(ends[mark.label], end)
    return ends


def _line(figures: ChartFigures) -> list[dict[str, Any]]:
    """Figures over time, their interval as a band behind them."""
    many = len(figures.labels) > 6
    place: dict[str, Any] = {
        "x": {
            "field": "label",
            "type": "ordinal",
            "sort": None,
            "title": None,
            "axis": {"labelAngle": -45 if many else 0, "labelOverlap": "greedy"},
        }
    }
    amount: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": figures.value_name,
        "scale": {"domainMin": 0},
        "axis": {"tickMinStep": 1},
    }
    colour = _colour(figures)
    apart = {"field": "series", "type": "nominal", "sort": None, "legend": None}
    names = [*figures.series]
    dash = apart | {"scale": {"domain": names, "range": [*_DASHES[: len(names)]]}}
    shape = apart | {"scale": {"domain": names, "range": [*_SHAPES[: len(names)]]}}
    band = {
        "mark": {"type": "area", "aria": False, "opacity": 0.16},
        "encoding": place
        | {
            "y": {"field": "low", "type": "quantitative", "title": figures.value_name},
            "y2": {"field": "high"},
            "color": colour | {"legend": None},
        },
    }
    drawn = {
        "mark": {"type": "line", "aria": False, "strokeWidth": 2},
        "encoding": place | {"y": amount, "color": colour, "strokeDash": dash},
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 42, "opacity": 1},
        "encoding": place
        | {"y": amount, "color": colour, "shape": shape, "description": {"field": "named"}},
    }
    return [band, drawn, points]


#: Roles that the drawer gives even when asked for none; they are told in English.
_ROLE: Final = re.compile(r' role="[\w-]+" aria-roledescription="[^"]*"')
#: A figure as the drawer names it: the element, its words, and its other attributes.
_MARK: Final = re.compile(r'<(path) aria-label="([^"]*)"((?: [\w-]+="[^"]*")*)/>')
_HEIGHT: Final = re.compile(r' height="([\d.]+)"')
#: Only figures have ARIA of their own: that of axes is English.
_CONFIG: Final[dict[str, Any]] = {
    "font": FACE,
    "lineBreak": "\n",
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "labelColor": INK,
        "titleColor": SOFT,
        "gridColor": RULE,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
    "legend": {
        "aria": False,
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 220,
        "columns": 2,
    },
}


def _locale(speak: DateWording) -> dict[str, Any]:
    english = speak.language == "en"
    return {
        "format_locale": {
            "decimal": "." if english else ",",
            "thousands": "," if english else "\u00a0",
            "grouping": [3],
            "currency": ["", ""],
        }
    }


@cache
def _face() -> None:
    """Let the drawer know our typeface, so that no machine's own changes the bytes."""
    vl_convert.register_font_directory(str(DRAWER))
