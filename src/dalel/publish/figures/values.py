"""Template values of the pages of changes and threats, for the site and the desk."""

from collections.abc import Mapping
from typing import Any

from dalel.domain.attention import ThreatMap
from dalel.domain.change import Changes
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark, ChartShape
from dalel.publish.figures.views import MeasureViews, threat_view, trend_view
from dalel.publish.figures.words import MeasureWords


def change_values(changes: Changes, views: MeasureViews) -> dict[str, Any]:
    """What has changed, on what that stands, and what it does not tell."""
    words = views.words
    return {
        "changes": changes,
        "why_not": words.because(changes.why_not) if changes.why_not else "",
        "period": (words.period(changes.first), words.period(changes.last))
        if changes.first and changes.last
        else ("", ""),
        "trends": [trend_view(trend, views) for trend in changes.trends],
    }


def course(changes: Changes, words: MeasureWords) -> ChartFigures | None:
    """All entries that the same sources saw, month by month; None: nothing was compared."""
    if not changes.trends:
        return None
    whole, short = changes.trends[0], words.wording.short
    return ChartFigures(
        title=words.gettext("Entries a source and month of watching"),
        label_name=words.gettext("Month"),
        value_name=words.gettext("Entries a source and month"),
        marks=tuple(
            ChartMark(
                label=f"{short[month.period.first.month]} {month.period.first.year}",
                value=month.rate,
                low=month.low,
                high=month.high,
            )
            for month in whole.months
        ),
        shape=ChartShape.LINE,
    )


def threat_values(
    threats: ThreatMap, names: Mapping[str, Mapping[str, str]], views: MeasureViews
) -> dict[str, Any]:
    """Who narrows rights, whose, by what means; ``names`` are of those who are hit repeatedly."""
    words, language = views.words, views.words.wording.language
    uses = (
        (words.gettext("Legal provisions"), "statute"),
        (words.gettext("Where online"), "platform"),
        (words.gettext("Places"), "place"),
    )
    return {
        "threats": [threat_view(threat, views) for threat in threats.threats],
        "entries": threats.entries,
        "established": threats.established,
        "uses": [
            (
                name,
                [
                    (words.code(variable, use.code), views.entries(use.numbers))
                    for use in threats.uses.get(variable, ())
                ],
            )
            for name, variable in uses
        ],
        "flows": [
            (
                words.code("case_status", flow.start),
                words.code("case_status", flow.end),
                views.entries(flow.numbers),
            )
            for flow in threats.flows
        ],
        "hit": [
            (names.get(use.code, {}).get(language) or use.code, views.entries(use.numbers))
            for use in threats.hit
        ],
    }
