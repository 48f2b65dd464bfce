"""Charts as files that stand by themselves: a picture with its words, and its figures."""

import csv
from io import StringIO
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dalel.publish.figures.chart_figures import ChartFigures, alternative
from dalel.publish.figures.charts import FACE, SCREEN, drawn_for_screen, height_of
from dalel.publish.figures.palette import INK, PAPER, SOFT
from dalel.publish.figures.shared_charts import SharedChart
from dalel.publish.views.dates import DateWording

#: In pixels: the ground around the picture, and the room between its parts.
_MARGIN: Final = 20
_GAP: Final = 12
#: Of the finding, the measure and the source: letters on a line, their size, the height of a line.
_FINDING: Final = (33, 19, 25, 600)
_MEASURE: Final = (49, 13, 18, 400)
_SOURCE: Final = (57, 11, 15, 400)
#: Typefaces for whoever opens the file where ours is not.
_FACES: Final = f"{FACE}, Noto Sans, Liberation Sans, Arial, sans-serif"
_BOM: Final = "\ufeff"


def sheet_svg(chart: SharedChart, speak: DateWording) -> str:
    """The picture with its finding, measure and source, on the site's paper."""
    figures = chart.figures
    drawn = drawn_for_screen(figures, speak.language)
    body, place = [], float(_MARGIN)
    for text, style, colour in (
        (figures.heading, _FINDING, INK),
        (figures.measure, _MEASURE, SOFT),
    ):
        body.append(_lines(text, place, style, colour))
        place = _below(text, place, style)
    place += _GAP
    body.append(drawn.replace("<svg ", f'<svg x="{_MARGIN}" y="{place:g}" ', 1))
    place += height_of(drawn) + _GAP
    source = f"{chart.source} {chart.warning}".rstrip()
    body.append(_lines(source, place, _SOURCE, SOFT))
    height = _below(source, place, _SOURCE) + _MARGIN
    width = SCREEN + 2 * _MARGIN
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:g}" '
        f'viewBox="0 0 {width} {height:g}" role="img" '
        f"aria-label={quoteattr(alternative(figures, speak))}>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(body)}</svg>\n'
    )
    return made.replace(f'font-family="{FACE}"', f'font-family="{_FACES}"')


def sheet_csv(figures: ChartFigures) -> bytes:
    """The figures as CSV (RFC 4180), a row a label, with the mark that Excel needs."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    named = [name or figures.value_name for name in figures.series]
    writer.writerow([figures.label_name, *named])
    placed = {(mark.label, mark.series): mark.value for mark in figures.marks}
    for label in figures.labels:
        values = (placed.get((label, name)) for name in figures.series)
        writer.writerow([label, *("" if one is None else f"{one:.6g}" for one in values)])
    return (_BOM + stream.getvalue()).encode()


_Style = tuple[int, int, int, int]


def _lines(text: str, top: float, style: _Style, colour: str) -> str:
    letters, size, line, weight = style
    spans = "".join(
        f'<tspan x="{_MARGIN}" y="{top + size + place * line:g}">{escape(part)}</tspan>'
        for place, part in enumerate(wrap(text, letters))
    )
    return (
        f'<text font-family="{FACE}" font-size="{size}px" font-weight="{weight}" '
        f'fill="{colour}">{spans}</text>'
    )


def _below(text: str, top: float, style: _Style) -> float:
    letters, _, line, _ = style
    return top + line * len(wrap(text, letters)) + 4
