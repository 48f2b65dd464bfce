"""Bar charts of an edition's entries, by direction and by severity."""

from collections.abc import Mapping

from dalel.domain.count_board import ALL, Cell, Kind, Subject
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark, ChartShape
from dalel.publish.figures.palette import DIRECTIONS
from dalel.publish.figures.views import subjects
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.incident import direction_words


def directions(
    cells: Mapping[Subject, Cell], words: MeasureWords, kind: Kind = Kind.RIGHT
) -> ChartFigures | None:
    """An edition's entries by direction, a bar for each right or section that has any.

    Rights and sections never share a chart: an entry stands in one section, and may be about
    several rights.
    """
    rows = [one for one in subjects(words) if one.kind is kind and one in cells]
    rows.sort(key=lambda one: -cells[one].coded)
    marks = tuple(
        ChartMark(
            label=words.subject(subject),
            value=cells[subject].directions.get(code, 0),
            series=name,
        )
        for code, name in direction_words(words.wording).items()
        for subject in rows
        if cells[subject].coded
    )
    if not marks:
        return None
    return ChartFigures(
        title=words.gettext("Entries by effect on rights"),
        label_name=words.gettext("Right") if kind is Kind.RIGHT else words.gettext("Section"),
        value_name=words.gettext("Entries"),
        marks=marks,
        shape=ChartShape.STACK,
        limits=_of(cells, words),
        colours=tuple(DIRECTIONS.values()),
    )


def severities(cells: Mapping[Subject, Cell], words: MeasureWords) -> ChartFigures | None:
    """An edition's entries by severity, the gravest first; None where nothing is coded.

    Each level stands under the first words of its label; those behind the colon explain them.
    """
    whole = cells.get(ALL)
    if whole is None or not whole.coded:
        return None
    language = words.wording.language
    levels = sorted(words.record.codebook.severity, key=lambda one: -one.level)
    return ChartFigures(
        title=words.gettext("Entries by severity"),
        label_name=words.gettext("Severity"),
        value_name=words.gettext("Entries"),
        marks=tuple(
            ChartMark(
                label=f"{one.level}. {one.labels[language].partition(':')[0]}",
                value=whole.severities.get(one.level, 0),
            )
            for one in levels
        ),
        limits=_of(cells, words),
    )


def pictures(cells: Mapping[Subject, Cell], words: MeasureWords) -> tuple[ChartFigures, ...]:
    """All of them, as far as there is anything to show."""
    drawn = (severities(cells, words), directions(cells, words))
    return tuple(one for one in drawn if one is not None)


def _of(cells: Mapping[Subject, Cell], words: MeasureWords) -> str:
    """Of how many entries the picture tells."""
    coded = cells[ALL].coded if ALL in cells else 0
    return f"{words.gettext('Coded entries')}: {words.wording.number(coded)}."
