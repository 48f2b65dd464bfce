"""The view of a shared chart: picture, table, files, and the code that embeds it."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dalel.publish.figures.chart_figures import ChartTable, table
from dalel.publish.figures.charts import SCREEN, height_of, screen_svg
from dalel.publish.figures.shared_charts import SharedChart
from dalel.publish.views.embedding import embed_code
from dalel.publish.views.shell import Shell

#: In pixels: how wide a chart becomes at most, and the room of the words around it in a frame.
_WIDEST: Final = 480
_WORDS: Final = 330


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """A chart as a page shows it; ``code`` is empty where the site has no address."""

    name: str
    page: str
    files: str
    finding: str
    measure: str
    source: str
    svg: Markup
    table: ChartTable
    code: str


def chart_view(chart: SharedChart, shell: Shell) -> ChartView:
    """A chart in the language of a shell."""
    figures, language = chart.figures, shell.wording.language
    drawn = screen_svg(figures, language)
    height = round(height_of(drawn) * _WIDEST / SCREEN) + _WORDS
    return ChartView(
        name=chart.name,
        page=chart.page,
        files=chart.files,
        finding=figures.heading,
        measure=figures.measure,
        source=chart.source,
        svg=Markup(drawn),  # noqa: S704 - ours
        table=table(figures, shell.wording),
        code=embed_code(shell.record, f"{language}/{chart.embed}", figures.heading, height),
    )
