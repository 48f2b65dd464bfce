"""Renders charts as SVG and PNG with Vega-Lite.

A Vega-Lite specification (https://vega.github.io/vega-lite/docs/) is drawn by vl-convert, without a
browser; why so: docs/decisions/0088-charts.md. A chart never stands alone: its table and its text
alternative say the same. The colour-blind tell its colours apart, and series differ in the shape of
their points as well. A stylesheet turns the colours for dark screens: it knows them by value.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
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
    said,
)
from dalel.publish.own_process import apart
from dalel.publish.typefaces import write_whole
from dalel.publish.views.dates import DateWording, wording

INK: Final = "#191b1c"
SOFT: Final = "#5a6063"
RULE: Final = "#d8d5cb"
PAPER: Final = "#fbfaf6"
#: In the order of series. Blue, vermilion, grey and purple keep apart for every kind of eyes.
SERIES: Final = ("#0067a5", "#d55e00", "#7d8a90", "#4b1d52")
_SHAPES: Final = ("circle", "square", "diamond", "triangle-up")
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
_FACE: Final = "Golos Text"
_WIDTH: Final = 300
#: Characters of a label on one line, and the height of a row with as many lines.
_LABEL: Final = 26
_ROW: Final = (24, 34, 48)
#: The height of a line of a label.
_LINE: Final = 14


class TooManySeriesError(DalelError):
    """A chart has more series than anybody can tell apart."""


def svg(figures: ChartFigures, speak: DateWording) -> str:
    """The picture as an SVG element with its text alternative, for a page or a file."""
    return _svg(figures, speak.language)


@lru_cache(maxsize=64)
def svg_apart(figures: ChartFigures, language: str) -> str:
    """The same, drawn in a process of its own: for whoever serves people."""
    return apart(_svg, figures, language)


@lru_cache(maxsize=64)
def _svg(figures: ChartFigures, language: str) -> str:
    """A build asks for the same pictures again as long as nothing has changed."""
    _face()
    speak = wording(language)
    drawn: str = vl_convert.vegalite_to_svg(specification(figures, speak), **_locale(speak))
    named = f'<svg role="img" aria-label={quoteattr(alternative(figures, speak))} '
    return _ROLE.sub("", drawn).replace("<svg ", named, 1)


def png(figures: ChartFigures, speak: DateWording, *, scale: float = 2.0) -> bytes:
    """The picture for documents, on white."""
    _face()
    specified = specification(figures, speak) | {"background": "white"}
    drawn: bytes = vl_convert.vegalite_to_png(specified, scale=scale, **_locale(speak))
    return drawn


def specification(figures: ChartFigures, speak: DateWording) -> dict[str, Any]:
    """The chart in the words of Vega-Lite.

    :raises TooManySeriesError: when there are more series than colours.
    """
    if len(figures.series) > len(SERIES):
        raise TooManySeriesError
    places = {name: place for place, name in enumerate(figures.series)}
    values = [_datum(mark, places[mark.series], speak) for mark in figures.marks]
    lines = max((datum["label"].count("\n") for datum in values), default=0)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "data": {"values": values},
        "width": _WIDTH,
        "height": 180 if figures.shape is ChartShape.LINE else {"step": _ROW[min(lines, 2)]},
        "layer": _line(figures) if figures.shape is ChartShape.LINE else _bars(figures),
        "config": _CONFIG,
    }


def _datum(mark: ChartMark, place: int, speak: DateWording) -> dict[str, Any]:
    return {
        "label": fill(mark.label, _LABEL),
        "series": mark.series,
        "place": place,
        "value": mark.value,
        "low": mark.low,
        "high": mark.high,
        "said": said(mark, speak),
    }


def _colour(figures: ChartFigures) -> dict[str, Any]:
    legend = {"title": None, "orient": "top"} if len(figures.series) > 1 else None
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": [*figures.series], "range": [*SERIES[: len(figures.series)]]},
        "legend": legend,
        "sort": None,
    }


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
        "encoding": place | {"x": amount, "color": _colour(figures), "order": {"field": "place"}},
    }
    # An axis would begin a label of several lines at its bar's middle, and run into the next.
    labels = {
        "transform": [{"aggregate": [{"op": "count", "as": "marks"}], "groupby": ["label"]}],
        "mark": {
            "type": "text",
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
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
        "encoding": place
        | {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
    }
    # The words stand behind the bar and behind its interval.
    words = {
        "transform": [{"calculate": "max(datum.high || 0, datum.value || 0)", "as": "end"}],
        "mark": {"type": "text", "align": "left", "dx": 5, "color": INK, "fontSize": 11},
        "encoding": place
        | {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "said"}},
    }
    return [drawn, labels, interval, words]


def _whole_steps(figures: ChartFigures) -> dict[str, Any]:
    """The steps of an axis along which nothing is longer than two: Vega would halve them."""
    ends: dict[str, float] = defaultdict(float)
    for mark in figures.marks:
        end = max(mark.value or 0, mark.high or 0)
        is_part = figures.shape is ChartShape.STACK
        ends[mark.label] = ends[mark.label] + end if is_part else max(ends[mark.label], end)
    top = max(ends.values(), default=0)
    return {"values": [*range(ceil(top) + 1)], "format": "d"} if 0 < top <= 2 else {}


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
        "mark": {"type": "area", "opacity": 0.16},
        "encoding": place
        | {
            "y": {"field": "low", "type": "quantitative", "title": figures.value_name},
            "y2": {"field": "high"},
            "color": colour | {"legend": None},
        },
    }
    drawn = {
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": place | {"y": amount, "color": colour, "strokeDash": dash},
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 42, "opacity": 1},
        "encoding": place | {"y": amount, "color": colour, "shape": shape},
    }
    return [band, drawn, points]


#: Roles that the drawer gives even when asked for none; they are told in English.
_ROLE: Final = re.compile(r' role="[\w-]+" aria-roledescription="[^"]*"')
#: Without ARIA of its own: that is English, and the page tells what the picture shows.
_CONFIG: Final[dict[str, Any]] = {
    "aria": False,
    "font": _FACE,
    "lineBreak": "\n",
    "view": {"stroke": None},
    "axis": {
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
    "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 220, "columns": 2},
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
def _face() -> "TemporaryDirectory[str]":
    """Let the drawer know our typeface, so that no machine's own changes the bytes.

    The folder lives as long as the process: the drawer reads it when it draws.
    """
    folder = TemporaryDirectory(prefix="dalel-typeface-")
    write_whole(Path(folder.name) / "golos-text.ttf", "golos-text", _FACE)
    vl_convert.register_font_directory(folder.name)
    return folder
