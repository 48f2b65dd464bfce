"""Pages that other sites show in a frame: a chart, an incident, the latest incidents.

They load nothing from elsewhere, run no script but our own, and stand in no sitemap. They alone may
be framed by others: who serves the site refuses it for all the rest (docs/data.md).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from dalel.domain.incident import Incident
from dalel.domain.measures import Measures
from dalel.publish.figures.chart_sheets import sheet_csv, sheet_svg
from dalel.publish.figures.chart_views import chart_view
from dalel.publish.figures.charts import raster
from dalel.publish.figures.shared_charts import CHARTS, SharedChart, shared_charts
from dalel.publish.figures.words import MeasureWords
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.embedding import LATEST
from dalel.publish.views.imprint import NOTICE, imprint_text
from dalel.publish.views.notices import taken_back_words
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.publish.views.shell import Shell

#: So many of the latest incidents stand in a frame.
_LATEST: Final = 5


def works(record: IndexedSnapshot, shells: Sequence[Shell], view: View) -> Iterator[Work]:
    """The pages for frames, and the files of the charts, in every language."""
    for incident in record.incidents:
        yield Work(
            key=f"embed/i/{incident.number}",
            inputs=record.inputs([incident]),
            render=partial(_incidents, incident, shells, view),
        )
    latest = record.latest(record.listed, _LATEST)
    yield Work(
        key="embed/latest",
        inputs=record.inputs(latest),
        render=lambda: (_latest(shell, view, latest) for shell in shells),
    )
    if record.snapshot.measures:
        yield from _charts(record, record.snapshot.measures, shells)


def _incidents(incident: Incident, shells: Sequence[Shell], view: View) -> Iterator[File]:
    for shell in shells:
        shown = view(incident, shell.wording)
        taken_back = taken_back_words(shell.wording)[shown.state] if incident.is_taken_back else ""
        yield shell.page(
            "embed_incident.html",
            f"embed/i/{incident.number}/",
            title=incident.number if taken_back else f"{shown.name} · {shown.number}",
            description=taken_back or shown.lead,
            indexed=False,
            target=shown.path.removeprefix(f"{shell.wording.language}/"),
            taken_back=taken_back,
            v=shown,
        )


def _latest(shell: Shell, view: View, latest: Sequence[Incident]) -> File:
    return shell.page(
        "embed_latest.html",
        LATEST,
        title=shell.wording.words.gettext("Latest incidents"),
        description=shell.record.profile.question[shell.wording.language],
        indexed=False,
        target="",
        views=[view(incident, shell.wording) for incident in latest],
    )


def _charts(record: IndexedSnapshot, measures: Measures, shells: Sequence[Shell]) -> Iterator[Work]:
    """By chart: its page for frames, its pictures and its figures."""
    found: dict[str, list[tuple[Shell, SharedChart]]] = {}
    for shell in shells:
        for chart in shared_charts(measures, MeasureWords(record, shell.wording)):
            found.setdefault(chart.name, []).append((shell, chart))
    if found:
        yield Work(
            key="m/charts/notice",
            inputs=record.common,
            late=True,
            render=lambda: (_notice(shell) for shell in shells),
        )
    for name, charts in found.items():
        yield Work(
            key=f"m/charts/{name}",
            # What a chart shows is all that its files read.
            inputs=record.inputs((), [chart for _, chart in charts]),
            late=True,
            render=partial(_chart_files, charts),
        )


def _notice(shell: Shell) -> File:
    """Who made the files of charts: each travels alone, and a table of figures does not say it."""
    title = shell.wording.words.gettext("Charts")
    told = imprint_text(shell.record, shell.wording, title)
    return f"{shell.wording.language}/{CHARTS}{NOTICE}", told.encode()


def _chart_files(charts: Sequence[tuple[Shell, SharedChart]]) -> Iterator[File]:
    for shell, chart in charts:
        path = f"{shell.wording.language}/{chart.files}"
        drawn = sheet_svg(chart, shell.wording)
        yield f"{path}.svg", drawn.encode()
        yield f"{path}.png", raster(drawn)
        yield f"{path}.csv", sheet_csv(chart.figures)
        yield shell.page(
            "embed_chart.html",
            chart.embed,
            title=clean(chart.figures.heading),
            description=chart.figures.measure,
            indexed=False,
            target=chart.page,
            c=chart_view(chart, shell),
        )
