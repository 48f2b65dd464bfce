"""The content of every page of figures in one language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from dalel.domain.count_board import Cell, Kind, Level, Period, PeriodLength, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.publish.figures.chart_findings import change_finding, levels_finding, quarters_finding
from dalel.publish.figures.chart_views import ChartView, chart_view
from dalel.publish.figures.official import OfficialView, official_views
from dalel.publish.figures.scores import score_views
from dalel.publish.figures.shared_charts import shared_charts
from dalel.publish.figures.summary import sheet
from dalel.publish.figures.values import change_values, story_of_threats, threat_values
from dalel.publish.figures.views import (
    LineView,
    MeasureViews,
    line_view,
    subject_path,
    subjects,
    within,
    years,
)
from dalel.publish.figures.words import MeasureWords, variable_words
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.shell import Shell

#: So many quarters stand beside each other.
_QUARTERS: Final = 4


class Room:
    """The pages of one language."""

    def __init__(self, shell: Shell, measures: Measures) -> None:
        self._shell = shell
        self._measures = measures
        self._words = MeasureWords(shell.record, shell.wording)
        self._views = MeasureViews(measures, self._words)

    def board(self) -> File:
        """The story of the record by right: effect, levels, threats, attention, change.

        Sections stand apart from rights, since an entry is in one of them and about several rights.
        """
        quarters = self._measures.board.periods(PeriodLength.QUARTER)[-_QUARTERS:]
        edition = next(iter(self._shell.record.editions), None)
        changes = self._measures.changes
        return self._page(
            "measures.html",
            "m/",
            title=self._words.gettext("How rights stand"),
            description=self._words.gettext("What the entries come to, by right and section."),
            finding=self._finding("effect"),
            charts=self._charts,
            quarters=[self._words.period(quarter) for quarter in reversed(quarters)],
            rights=self._rows(quarters, Kind.ALL, Kind.RIGHT),
            sections_table=self._rows(quarters, Kind.SECTION),
            edition=edition,
            sentences=self._told(edition),
            sheet=sheet(self._printed(edition), self._words) if edition else (),
            lines=self._lines,
            attention_finding=self._attention_finding(),
            why_not=self._words.because(changes.why_not) if changes.why_not else "",
            change_finding=self._change_finding(),
            all_years=self._all_years(),
            left_out=self._left_out(),
            **self._levels(edition),
        )

    @cached_property
    def _charts(self) -> dict[str, ChartView]:
        """The charts for which there are figures, by name."""
        charts = shared_charts(self._measures, self._words)
        return {chart.name: chart_view(chart, self._shell) for chart in charts}

    def _finding(self, chart: str) -> str:
        shown = self._charts.get(chart)
        return shown.finding if shown else ""

    @cached_property
    def _lines(self) -> list[LineView]:
        """The attention list without what editors dismissed."""
        lines = (line_view(line, self._words) for line in self._measures.attention)
        return [line for line in lines if not line.dismissed]

    def _attention_finding(self) -> str:
        """How much needs a closer look, and for which reasons."""
        if not self._lines:
            return ""
        number = self._shell.wording.number
        reasons = Counter(line.why for line in self._lines)
        told = "; ".join(
            f"{why[:1].lower()}{why[1:]}\u00a0– {number(count)}" for why, count in reasons.items()
        )
        return self._words.gettext("Needs a closer look: %(told)s") % {"told": told}

    def _change_finding(self) -> str:
        trends = self._measures.changes.trends
        if not trends:
            return self._words.gettext(
                "This record cannot tell yet whether anything has become more or less"
            )
        return change_finding(trends[0], self._words)

    def _levels(self, edition: Edition | None) -> dict[str, Any]:
        """Which rights have which level by the entries of an edition, the gravest first."""
        cells = self._printed(edition) if edition else {}
        rights = [one for one in subjects(self._words) if one.kind is Kind.RIGHT]
        levels = [cells[one].level if one in cells else Level.UNKNOWN for one in rights]
        named = [
            (
                self._words.level(level),
                level.value,
                [
                    self._right(right, cells)
                    for right, found in zip(rights, levels, strict=True)
                    if found is level
                ],
            )
            for level in reversed(Level)
            if level in levels
        ]
        return {
            "levels": named if edition else [],
            "levels_finding": levels_finding(levels, self._words),
        }

    def _right(self, right: Subject, cells: Mapping[Subject, Cell]) -> tuple[str, int, str]:
        """A right's name, how many entries are about it, and the list of them; empty: no list."""
        count = cells[right].total if right in cells else 0
        return self._words.subject(right), count, f"t/right/{right.code}/" if count else ""

    def _rows(self, quarters: Sequence[Period], *kinds: Kind) -> dict[str, Any]:
        """Subjects by quarter, the latest first; apart those that have a level in none."""
        rows = [
            [self._views.cell(subject, quarter) for quarter in reversed(quarters)]
            for subject in subjects(self._words)
            if subject.kind in kinds and quarters
        ]
        told = [row for row in rows if any(v.level is not Level.UNKNOWN for v in row)]
        untold = [row for row in rows if row not in told]
        untold_count = sum(row[0].cell.subject.kind is not Kind.ALL for row in untold)
        finding = quarters_finding(
            untold_count, len(rows) - (Kind.ALL in kinds), kinds[-1], self._words
        )
        return {"told": told, "untold": untold, "finding": finding}

    def _told(self, edition: Edition | None) -> tuple[str, ...]:
        """An edition's sentences in this language."""
        key = edition.number if edition else 0, self._shell.wording.language
        return self._measures.summaries.get(key, ())

    def _printed(self, edition: Edition) -> Mapping[Subject, Cell]:
        return self._measures.editions.get(edition.number, {})

    def _all_years(self) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
        """By kind of subject, then by subject: each year's name and page."""
        found: dict[Subject, list[tuple[str, str]]] = {}
        for subject, year in years(self._measures):
            path = f"{subject_path(subject, year)}index.html"
            found.setdefault(subject, []).append((year.name, path))
        gettext = self._words.gettext
        return [
            (
                name,
                [
                    (self._words.subject(subject), found[subject])
                    for subject in subjects(self._words)
                    if subject.kind is kind and subject in found
                ],
            )
            for kind, name in (
                (Kind.ALL, gettext("All entries")),
                (Kind.RIGHT, gettext("Rights")),
                (Kind.SECTION, gettext("Sections")),
            )
            if found
        ]

    def _left_out(self) -> list[tuple[str, tuple[object, ...]]]:
        """What no period counts, by why."""
        left = self._measures.board.left_out
        return [
            (words, self._views.entries(numbers))
            for words, numbers in (
                (self._words.gettext("No date is known, or it spans several years"), left.undated),
                (self._words.gettext("Dated after the day of this page"), left.future),
                (self._words.gettext("Contested or retracted by the source"), left.contested),
            )
            if numbers
        ]

    def subject(self, subject: Subject, year: Period) -> File:
        """A row of the board through a year, with the entries behind each figure."""
        name = self._words.subject(subject)
        return self._page(
            "measure_subject.html",
            subject_path(subject, year),
            title=f"{name}, {self._words.period(year)}",
            description=self._words.gettext("The figures of a year, and the entries behind them."),
            name=name,
            cells=[self._views.cell(subject, period) for period in within(self._measures, year)],
        )

    def attention(self) -> File:
        """What needs a closer look; what editors dismissed is not here."""
        return self._page(
            "attention.html",
            "m/attention/",
            title=self._words.gettext("What needs attention"),
            description=self._words.gettext("What needs a closer look, by which rule, and why."),
            finding=self._attention_finding(),
            lines=self._lines,
        )

    def threats(self) -> File:
        """Who narrows rights, whose, by what means."""
        measures = self._measures
        return self._page(
            "threats.html",
            "m/threats/",
            title=self._words.gettext("Threats"),
            description=self._words.gettext("Who narrows rights, whose, and by what means."),
            finding=self._finding("targets"),
            targets=self._charts.get("targets"),
            means=self._charts.get("means"),
            **threat_values(measures.threats, measures.names, self._views),
            **story_of_threats(measures.threats, self._views),
        )

    def change(self) -> File:
        """What has changed, on what that stands, and what it does not tell."""
        changes = self._measures.changes
        return self._page(
            "changes.html",
            "m/change/",
            title=self._words.gettext("What has changed"),
            description=self._words.gettext("What has become more or less, and how sure that is."),
            finding=self._change_finding(),
            shown=self._charts.get("course"),
            **change_values(changes, self._views),
        )

    def official(self) -> File:
        """Official figures that entries and articles give, with what is doubtful about them."""
        return self._page(
            "official.html",
            "m/official/",
            title=self._words.gettext("Official figures"),
            description=self._words.gettext("Which figures authorities gave, for when, and where."),
            figures=self._official,
        )

    def reliability(self) -> File:
        """How the figures are made, and how far coding can be relied upon."""
        measures = self._measures
        return self._page(
            "reliability.html",
            "m/reliability/",
            title=self._words.gettext("How figures are made"),
            description=self._words.gettext("The rules of the figures, and how far codes hold."),
            rules=measures.rules,
            level_words={
                rule.level: self._words.level(rule.level) for rule in measures.rules.level.rules
            },
            law=[self._words.code("event_type", code) for code in measures.rules.strands.law],
            remedy=[self._words.code("event_type", code) for code in measures.rules.strands.remedy],
            verified=[
                f"{code} ({self._words.code('verification', code)})"
                for code in measures.rules.level.verified
            ],
            reliability=measures.reliability,
            suggested=[(self._words.period(one.month), one) for one in measures.suggested],
            variables=variable_words(self._shell.wording),
            scores=score_views(measures.scores, self._words),
            commands=list(dict.fromkeys(one.command for one in measures.scores)),
            shown=self._charts.get("kept"),
        )

    def _page(
        self, template: str, path: str, *, title: str, description: str, **values: Any
    ) -> File:
        record = self._shell.record
        return self._shell.page(
            template,
            path,
            title=title,
            description=description,
            as_of=self._shell.wording.day(self._measures.board.as_of),
            listed=len(record.listed),
            speaking=self._speaking,
            **values,
        )

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """The pages that have something to say; the others keep their address, and no link."""
        measures = self._measures
        pages = {
            "m/attention/": self._lines,
            "m/threats/": measures.threats.entries,
            "m/change/": measures.changes.trends,
            "m/official/": self._official,
        }
        return frozenset({"m/", "m/reliability/", *(page for page, says in pages.items() if says)})

    @cached_property
    def _official(self) -> tuple[OfficialView, ...]:
        return official_views(self._measures.official, self._measures.doubts, self._words)
