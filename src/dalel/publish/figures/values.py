"""Template values of the pages of changes and threats, for the site and the desk."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from dalel.domain.attention import Threat, ThreatMap
from dalel.domain.change import Changes
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark, ChartShape
from dalel.publish.figures.views import MeasureViews, threat_view, trend_view
from dalel.publish.figures.words import MeasureWords

#: Targets and platforms have it: no particular one.
_NOTHING: Final = "none"


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


def story_of_threats(threats: ThreatMap, views: MeasureViews) -> dict[str, Any]:
    """The map by who is affected: each with the means used against them, most entries first."""
    words = views.words
    return {
        "by_target": [
            (
                words.code("target", target),
                views.entries(numbers),
                [
                    (words.code("means", means), views.entries(found))
                    for means, found in entries_of(
                        [one for one in threats.threats if one.target == target],
                        lambda threat: threat.means,
                    )
                ],
            )
            for target, numbers in entries_of(threats.threats, lambda threat: threat.target)
        ],
        "actors": [
            (words.code("actor", actor), views.entries(numbers))
            for actor, numbers in entries_of(threats.threats, lambda threat: threat.actor)
        ],
        "actors_finding": words.gettext("Who acted is established in %(count)s of %(of)s entries")
        % {
            "count": words.wording.number(threats.established),
            "of": words.wording.number(threats.entries),
        },
    }


def entries_of(
    threats: Iterable[Threat], code_of: Callable[[Threat], str]
) -> list[tuple[str, tuple[str, ...]]]:
    """The entries of each code of some threats, most first.

    What is not known is left out, and so is the code by which a codebook says that there is none.
    """
    numbers: dict[str, dict[str, None]] = defaultdict(dict)
    for threat in threats:
        if (code := code_of(threat)) and code != _NOTHING:
            numbers[code] |= dict.fromkeys(threat.numbers)
    return sorted(
        ((code, tuple(sorted(found))) for code, found in numbers.items()),
        key=lambda one: (-len(one[1]), one[0]),
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
                    if use.code != _NOTHING
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
