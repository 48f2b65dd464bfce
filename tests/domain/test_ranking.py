"""Does the inbox put first what a newsroom would?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.ranking import (
    HALF_LIFE,
    NOTHING,
    Graded,
    Opinion,
    expected_severity,
    rank,
    together,
    worth,
)

NOON = datetime(2031, 6, 2, 12, tzinfo=UTC)


def ours(
    score: float, section: int | None = 1, kind: str = "", level: int | None = None
) -> Opinion:
    return Opinion(is_relevant=True, score=score, section=section, event_type=kind, severity=level)


def test_what_is_surer_graver_or_newer_stands_higher() -> None:
    usual = rank(worth(0.8, 3, is_known=False), NOON)
    assert rank(worth(0.9, 3, is_known=False), NOON) > usual
    assert rank(worth(0.8, 4, is_known=False), NOON) > usual
    assert rank(worth(0.8, 3, is_known=False), NOON + timedelta(hours=1)) > usual
    assert rank(worth(0.8, 3, is_known=True), NOON) < usual


def test_a_story_loses_half_its_worth_in_a_half_life() -> None:
    old, new = NOON, NOON + HALF_LIFE
    assert rank(worth(0.8, 3, is_known=False), old) == pytest.approx(
        rank(worth(0.4, 3, is_known=False), new)
    )


def test_a_story_of_no_relevance_at_all_has_a_place_too() -> None:
    assert rank(worth(0.0, 3, is_known=False), NOON) < rank(worth(0.1, 1, is_known=True), NOON)


def test_what_was_read_in_the_text_outweighs_what_is_usual() -> None:
    assert expected_severity(Graded(count=9, mean=2.0), NOTHING, suggested=5) == 5


def test_few_incidents_of_a_type_are_drawn_towards_all() -> None:
    of_all = Graded(count=100, mean=3.0)
    one, many = Graded(count=1, mean=5.0), Graded(count=60, mean=5.0)
    assert 3.0 < expected_severity(one, of_all) < expected_severity(many, of_all) < 5.0
    assert expected_severity(NOTHING, of_all) == 3.0
    assert expected_severity(NOTHING, NOTHING) == 3.0


def test_a_story_is_ours_when_half_of_its_articles_are() -> None:
    other = Opinion(is_relevant=False, score=0.2)
    assert together([ours(0.9), other]).is_relevant
    assert not together([ours(0.9), other, other]).is_relevant
    assert together([ours(0.9), other]).score == pytest.approx(0.55)


def test_section_and_type_are_those_for_which_most_speaks() -> None:
    story = together([ours(0.5, 2, "leak"), ours(0.9, 1, "block"), ours(0.6, 2, "leak", 4)])
    assert (story.section, story.event_type, story.severity) == (2, "leak", 4)


def test_an_event_type_of_another_section_does_not_count() -> None:
    story = together([ours(0.9, 1), ours(0.5, 2, "leak")])
    assert (story.section, story.event_type) == (1, "")


def test_nothing_is_said_of_a_story_without_opinions() -> None:
    assert together([]) == Opinion(is_relevant=False, score=0.0)
