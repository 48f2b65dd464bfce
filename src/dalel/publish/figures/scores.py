"""Public wording of how well each step works and how many suggestions people kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dalel.domain.measures import SuggestionUse
from dalel.domain.scores import Score
from dalel.language.wording import gettext_noop
from dalel.publish.figures.chart_figures import ChartFigures, ChartMark, ChartShape, decimal
from dalel.publish.figures.words import MeasureWords, variable_words

STEPS: Final = {
    "extract": gettext_noop("Reading the text of a news page"),
    "language": gettext_noop("Telling the language of a text"),
    "relevance": gettext_noop("Telling what is about digital rights, and sorting it"),
    "duplicates": gettext_noop("Finding reprints"),
    "stories": gettext_noop("Putting articles about one happening together"),
    "facts": gettext_noop("Holding an entry against its sources"),
    "parity": gettext_noop("Comparing the languages of an entry"),
    "draft": gettext_noop("Drafting an entry"),
}
FIGURES: Final = {
    ("extract", "f1"): gettext_noop("agreement with the text that people marked (F1)"),
    ("language", "kk"): gettext_noop("Kazakh sentences told rightly"),
    ("language", "ru"): gettext_noop("Russian sentences told rightly"),
    ("language", "en"): gettext_noop("English sentences told rightly"),
    ("relevance", "f1"): gettext_noop("relevance, precision and recall together (F1)"),
    ("relevance", "section"): gettext_noop("right section, of relevant articles"),
    ("relevance", "top_three"): gettext_noop("right kind of event among the first three"),
    ("duplicates", "precision"): gettext_noop("of the pairs found, those that are right"),
    ("duplicates", "recall"): gettext_noop("of the reprints there are, those found"),
    ("stories", "b_cubed"): gettext_noop(
        "agreement with groups that people made, by words alone (B-cubed F1)"
    ),
    ("facts", "found"): gettext_noop("of the wrong facts that were planted, those found"),
    ("facts", "false_alarms"): gettext_noop("of the faithful texts, those doubted wrongly"),
    ("parity", "found"): gettext_noop("of the differences that were planted, those found"),
    ("parity", "false_alarms"): gettext_noop("of the equal texts, those doubted wrongly"),
    ("draft", "coverage"): gettext_noop("of the key facts of a story, those that the draft tells"),
}


@dataclass(frozen=True, kw_only=True)
class ScoreView:
    """A figure of a step in words."""

    figure: str
    value: str
    of: str
    data: str
    day: str
    studied: bool


def score_views(
    scores: Iterable[Score], words: MeasureWords
) -> tuple[tuple[str, list[ScoreView]], ...]:
    """The figures by step, in the order of the work."""
    found: dict[str, list[ScoreView]] = {}
    for score in scores:
        found.setdefault(score.step, []).append(_view(score, words))
    return tuple((words.gettext(STEPS.get(step, step)), views) for step, views in found.items())


def _view(score: Score, words: MeasureWords) -> ScoreView:
    return ScoreView(
        figure=words.gettext(FIGURES.get((score.step, score.figure), score.figure)),
        value=f"{decimal(100 * score.value, words.wording)}\u00a0%",
        of=words.wording.number(score.of),
        data=score.data,
        day=words.wording.day(score.day),
        studied=score.studied,
    )


def kept_over_time(suggested: Iterable[SuggestionUse], words: MeasureWords) -> ChartFigures | None:
    """How many in a hundred suggestions people kept, month by month; None: no course to show."""
    every = list(suggested)
    if len({one.month for one in every}) < 2:
        return None
    names, short = variable_words(words.wording), words.wording.short
    return ChartFigures(
        title=words.gettext("Suggestions that people kept, per cent"),
        label_name=words.gettext("Month"),
        value_name=words.gettext("Kept, per cent"),
        marks=tuple(
            ChartMark(
                label=f"{short[one.month.first.month]} {one.month.first.year}",
                value=100 * one.kept / one.of,
                series=names[one.variable],
            )
            for one in every
        ),
        shape=ChartShape.LINE,
    )
