"""The content of every page of figures in one language."""

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from dalel.domain.count_board import Cell, Period, PeriodLength, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures
from dalel.publish.figures.chart_figures import ChartFigures, table
from dalel.publish.figures.charts import svg
from dalel.publish.figures.official import official_views
from dalel.publish.figures.pictures import directions
from dalel.publish.figures.scores import kept_over_time, score_views
from dalel.publish.figures.summary import sheet
from dalel.publish.figures.values import change_values, course, threat_values
from dalel.publish.figures.views import (
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
        """The latest quarters, what they say in sentences, and all years."""
        quarters = self._measures.board.periods(PeriodLength.QUARTER)[-_QUARTERS:]
        edition = next(iter(self._shell.record.editions), None)
        rows = [
            [self._views.cell(subject, quarter) for quarter in reversed(quarters)]
            for subject in subjects(self._words)
        ]
        figures = directions(self._printed(edition), self._words) if edition else None
        return self._page(
            "measures.html",
            "m/",
            title=self._words.gettext("How rights stand"),
            description=self._words.gettext("What the entries come to, by right and section."),
            quarters=[self._words.period(quarter) for quarter in reversed(quarters)],
            rows=rows,
            edition=edition,
            sentences=self._told(edition),
            sheet=sheet(self._printed(edition), self._words) if edition else (),
            chart=self._drawn(figures),
            figures=figures and table(figures, self._shell.wording),
            all_years=self._all_years(),
            left_out=self._left_out(),
        )

    def _told(self, edition: Edition | None) -> tuple[str, ...]:
        """An edition's sentences in this language."""
        key = edition.number if edition else 0, self._shell.wording.language
        return self._measures.summaries.get(key, ())

    def _printed(self, edition: Edition) -> Mapping[Subject, Cell]:
        return self._measures.editions.get(edition.number, {})

    def _drawn(self, figures: ChartFigures | None) -> Markup:
        return Markup(svg(figures, self._shell.wording) if figures else "")  # noqa: S704 - ours

    def _all_years(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """By subject: each year's name and page."""
        listed: dict[Subject, list[tuple[str, str]]] = {}
        for subject, year in years(self._measures):
            path = f"{subject_path(subject, year)}index.html"
            listed.setdefault(subject, []).append((year.name, path))
        return [
            (self._words.subject(subject), listed[subject])
            for subject in subjects(self._words)
            if subject in listed
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
        lines = [line_view(line, self._words) for line in self._measures.attention]
        return self._page(
            "attention.html",
            "m/attention/",
            title=self._words.gettext("What needs attention"),
            description=self._words.gettext("What needs a closer look, by which rule, and why."),
            lines=[line for line in lines if not line.dismissed],
        )

    def threats(self) -> File:
        """Who narrows rights, whose, by what means."""
        measures = self._measures
        return self._page(
            "threats.html",
            "m/threats/",
            title=self._words.gettext("Threats"),
            description=self._words.gettext("Who narrows rights, whose, and by what means."),
            **threat_values(measures.threats, measures.names, self._views),
        )

    def change(self) -> File:
        """What has changed, on what that stands, and what it does not tell."""
        changes = self._measures.changes
        figures = course(changes, self._words)
        return self._page(
            "changes.html",
            "m/change/",
            title=self._words.gettext("What has changed"),
            description=self._words.gettext("What has become more or less, and how sure that is."),
            chart=self._drawn(figures),
            figures=figures and table(figures, self._shell.wording),
            **change_values(changes, self._views),
        )

    def official(self) -> File:
        """Official figures that entries and articles give, with what is doubtful about them."""
        return self._page(
            "official.html",
            "m/official/",
            title=self._words.gettext("Official figures"),
            description=self._words.gettext("Which figures authorities gave, for when, and where."),
            figures=official_views(self._measures.official, self._measures.doubts, self._words),
        )

    def reliability(self) -> File:
        """How the figures are made, and how far coding can be relied upon."""
        measures = self._measures
        kept = kept_over_time(measures.suggested, self._words)
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
            chart=self._drawn(kept),
            figures=kept and table(kept, self._shell.wording),
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
            **values,
        )
