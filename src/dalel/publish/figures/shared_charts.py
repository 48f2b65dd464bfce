"""The charts that people pass on, each with its finding, its measure and its source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.attention import Threat
from dalel.domain.count_board import Kind
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.publish.figures import chart_findings
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark
from dalel.publish.figures.pictures import directions, severities
from dalel.publish.figures.scores import kept_over_time
from dalel.publish.figures.values import course, entries_of
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.imprint import PREVIEW
from dalel.publish.views.structured import publisher

#: The folder of their files below that of a language.
CHARTS: Final = "m/charts/"
#: More bars than these nobody reads.
_BARS: Final = 10


@dataclass(frozen=True, kw_only=True)
class SharedChart:
    """A chart with its name in addresses, and the folder of the page on which it stands.

    ``warning`` is what a file of a preview has to say, since no page around it does.
    """

    name: str
    page: str
    figures: ChartFigures
    source: str
    warning: str = ""

    @property
    def files(self) -> str:
        """Its files below the language's folder, without their endings."""
        return f"{CHARTS}{self.name}"

    @property
    def embed(self) -> str:
        """The folder of the page by which others show it."""
        return f"embed/m/{self.name}/"


def shared_charts(measures: Measures, words: MeasureWords) -> tuple[SharedChart, ...]:
    """Every chart of a record for which there are figures, in the order of the pages."""
    source = source_line(measures, words)
    warning = words.gettext(PREVIEW) if words.record.snapshot.preview else ""
    edition = next(iter(words.record.editions), None)
    found = (
        *(_of_edition(edition, measures, words) if edition else ()),
        *_of_threats(measures, words),
        ("course", "m/change/", _course(measures, words)),
        ("kept", "m/reliability/", _kept(measures, words)),
    )
    return tuple(
        SharedChart(name=name, page=page, figures=figures, source=source, warning=warning)
        for name, page, figures in found
        if figures is not None
    )


def source_line(measures: Measures, words: MeasureWords) -> str:
    """Whose the figures are, as of when, and under which licence they may be passed on."""
    profile, wording = words.record.profile, words.wording
    line = words.gettext("Source: %(publisher)s, %(site)s; as of %(day)s.") % {
        "publisher": publisher(words.record, wording),
        "site": profile.title[wording.language],
        "day": wording.day(measures.board.as_of),
    }
    if profile.licence:
        line += " " + words.gettext("Licence: %(licence)s.") % {"licence": profile.licence}
    return line


_Found = tuple[str, str, ChartFigures | None]


def _of_edition(edition: Edition, measures: Measures, words: MeasureWords) -> Iterator[_Found]:
    """By right, by section and by severity, of what an edition prints."""
    cells = measures.editions.get(edition.number, {})
    least = measures.rules.level.least_entries
    period = {
        "number": edition.number,
        "period": words.wording.period(edition.period_start, edition.period_end),
    }
    by_right = words.gettext(
        "Entries of № %(number)s (%(period)s) by right and effect; an entry about several rights "
        "counts in each."
    )
    by_section = words.gettext(
        "Entries of № %(number)s (%(period)s) by section of the record and effect on rights."
    )
    by_severity = words.gettext("Entries of № %(number)s (%(period)s) by severity.")
    yield (
        "effect",
        "m/",
        _told(
            directions(cells, words),
            chart_findings.effect_finding(cells, least, words),
            by_right % period,
        ),
    )
    yield (
        "sections",
        "m/",
        _told(
            directions(cells, words, Kind.SECTION),
            chart_findings.sections_finding(cells, least, words),
            by_section % period,
        ),
    )
    yield (
        "severity",
        "m/",
        _told(
            severities(cells, words),
            chart_findings.severity_finding(cells, words),
            f"{by_severity % period} {chart_findings.severity_measure(words)}",
        ),
    )


def _told(figures: ChartFigures | None, finding: str, measure: str) -> ChartFigures | None:
    return figures and replace(figures, finding=finding, measure=measure)


def _of_threats(measures: Measures, words: MeasureWords) -> Iterator[_Found]:
    """Who is affected by what narrows rights, and by what means, over the whole record."""
    gettext = words.gettext
    yield (
        "targets",
        "m/threats/",
        _ranking(
            "target",
            lambda threat: threat.target,
            measures,
            gettext("Affected most often: %(most)s (%(count)s of %(of)s entries)"),
            gettext("Who is affected"),
            words,
        ),
    )
    yield (
        "means",
        "m/threats/",
        _ranking(
            "means",
            lambda threat: threat.means,
            measures,
            gettext("The most frequent means: %(most)s (%(count)s of %(of)s entries)"),
            gettext("By what means"),
            words,
        ),
    )


def _ranking(
    variable: str,
    code_of: Callable[[Threat], str],
    measures: Measures,
    sentence: str,
    label: str,
    words: MeasureWords,
) -> ChartFigures | None:
    counted = [
        (words.code(variable, code), len(found))
        for code, found in entries_of(measures.threats.threats, code_of)
    ]
    if not counted:
        return None
    whole = measures.threats.entries
    measure = words.gettext(
        "Entries that narrow rights, also those of mixed effect, as of %(day)s; an entry that "
        "names several counts in each."
    ) % {"day": words.wording.day(measures.board.as_of)}
    if len(counted) > _BARS:
        measure += " " + words.gettext("The %(shown)s most frequent of %(all)s are shown.") % {
            "shown": _BARS,
            "all": words.wording.number(len(counted)),
        }
    return ChartFigures(
        title=label,
        label_name=label,
        value_name=words.gettext("Entries"),
        marks=tuple(ChartMark(label=name, value=count) for name, count in counted[:_BARS]),
        finding=chart_findings.most_finding(
            counted, whole, measures.rules.level.least_entries, sentence, words
        ),
        measure=measure,
    )


def _course(measures: Measures, words: MeasureWords) -> ChartFigures | None:
    figures, changes = course(measures.changes, words), measures.changes
    if figures is None or changes.first is None or changes.last is None:
        return None
    measure = words.gettext(
        "Entries a source and month of watching, %(first)s – %(last)s; the band is the interval."
    ) % {"first": words.period(changes.first), "last": words.period(changes.last)}
    return _told(figures, chart_findings.change_finding(changes.trends[0], words), measure)


def _kept(measures: Measures, words: MeasureWords) -> ChartFigures | None:
    figures = kept_over_time(measures.suggested, words)
    if figures is None:
        return None
    kept, of = (
        sum(one.kept for one in measures.suggested),
        sum(one.of for one in measures.suggested),
    )
    finding = words.gettext("People kept %(kept)s of %(of)s suggestions") % {
        "kept": words.wording.number(kept),
        "of": words.wording.number(of),
    }
    return _told(figures, finding, words.gettext("Suggestions that people kept, per cent"))
