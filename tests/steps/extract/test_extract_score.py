import pytest

from dalel.steps.extract.score import rouge_l, shingles

GOLD = {"a": "one two three four five", "b": "six seven eight nine"}


def test_equal_texts_score_one() -> None:
    assert shingles(GOLD, GOLD).f1 == 1
    assert rouge_l(GOLD, GOLD).f1 == 1


def test_runs_of_four_words_are_counted() -> None:
    score = shingles(GOLD, {"a": "one two three four", "b": "six seven eight nine ten"})
    assert (score.precision, score.recall) == ((1 + 0.5) / 2, (0.5 + 1) / 2)
    assert score.f1 == 0.75


def test_a_page_without_text_counts_for_recall_only() -> None:
    score = shingles(GOLD, {"a": GOLD["a"]})
    assert (score.precision, score.recall) == (1, 0.5)


def test_texts_shorter_than_a_run_are_one_run() -> None:
    assert shingles({"a": "one two"}, {"a": "one two"}).f1 == 1


def test_nothing_in_common_is_zero() -> None:
    assert shingles({"a": "one"}, {"a": "two"}).f1 == 0
    assert rouge_l({"a": "one"}, {"a": "two"}).f1 == 0


def test_the_longest_common_subsequence_may_have_gaps() -> None:
    # Lin 2004, section 3.1: the first candidate has three of four words in order.
    gold = {"a": "police killed the gunman"}
    assert rouge_l(gold, {"a": "police kill the gunman"}).f1 == 0.75
    assert rouge_l(gold, {"a": "the gunman kill police"}).f1 == 0.5


def test_rouge_counts_an_empty_text_as_nothing() -> None:
    assert rouge_l(GOLD, {"a": GOLD["a"]}).f1 == 0.5


def test_without_gold_there_is_no_score() -> None:
    with pytest.raises(ValueError, match="no page"):
        shingles({"a": "text"}, {})
    with pytest.raises(ValueError, match="no gold"):
        rouge_l({}, {})
