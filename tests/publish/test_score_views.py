"""Is every figure of our steps worded, and is a course drawn only where there is one?"""

from dataclasses import replace

from dalel.domain.count_board import Period
from dalel.domain.measures import SuggestionUse
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.figures.scores import FIGURES, STEPS, kept_over_time, score_views
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot

WORDS = MeasureWords(IndexedSnapshot(invented(1), ""), wording("en"))
MONTH = SuggestionUse(month=Period.named("2031-05"), variable="section", kept=3, of=4)


def test_the_packs_scores_are_worded_and_are_shares_of_something(kz_pack: Pack) -> None:
    for score in kz_pack.scores:
        assert (score.step, score.figure) in FIGURES
        assert score.step in STEPS
        assert 0 <= score.value <= 1
        assert score.of > 0
        assert " /" not in score.command


def test_scores_stand_by_step_and_an_unknown_one_stands_as_it_is(kz_pack: Pack) -> None:
    one = replace(kz_pack.scores[0], step="dreams", figure="vivid", value=0.1234)
    ((step, (view,)),) = score_views([one], WORDS)
    assert (step, view.figure, view.value) == ("dreams", "vivid", "12.3\u00a0%")


def test_one_month_is_no_course() -> None:
    assert kept_over_time([MONTH], WORDS) is None
    course = kept_over_time([MONTH, replace(MONTH, month=Period.named("2031-06"))], WORDS)
    assert course is not None
    assert [mark.value for mark in course.marks] == [75, 75]
    assert course.labels == ("May 2031", "Jun 2031")
