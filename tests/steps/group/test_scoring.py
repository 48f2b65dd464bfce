"""Scores of groups and reprints on cases that can be counted by hand."""

import pytest

from dalel.steps.group.score import BCubed, score_groups, score_reprints

GOLD = {"a": 1, "b": 1, "c": 2, "d": 3}
FOUND = {"a": "x", "b": "x", "c": "x", "d": "y"}
LANGUAGE = {"a": "kk", "b": "ru", "c": "ru", "d": "kk"}


def test_b_cubed_is_the_mean_over_articles() -> None:
    score = score_groups(GOLD, FOUND, LANGUAGE)
    assert score.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert score.b_cubed.recall == 1
    assert score.pairs == BCubed(precision=1 / 3, recall=1)
    assert score.across == BCubed(precision=1 / 2, recall=1)
    assert score.articles == 4


def test_only_what_is_tested_counts_but_groups_hold_all() -> None:
    score = score_groups(GOLD, FOUND, LANGUAGE, ["d", "c"])
    assert score.b_cubed.precision == pytest.approx((1 / 3 + 1) / 2)
    assert score.pairs == BCubed(precision=0, recall=1)


def test_the_mean_of_nothing_is_nothing() -> None:
    assert BCubed(precision=0, recall=0).f1 == 0
    assert BCubed(precision=1, recall=0.5).f1 == pytest.approx(2 / 3)


def test_a_reprint_counts_whichever_of_its_group_is_called_the_original() -> None:
    gold = {"a": None, "b": "a", "c": "a", "d": None}
    assert score_reprints(gold, {"a": "c", "b": "c", "c": None, "d": None}) == BCubed(
        precision=1, recall=1
    )
    assert score_reprints(gold, {"a": None, "b": "d", "c": None, "d": None}) == BCubed(
        precision=0, recall=0
    )
    assert score_reprints({"a": None}, {"a": None}) == BCubed(precision=1, recall=1)
