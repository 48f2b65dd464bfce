"""The pair model: learnt, written as arrays, and read back to say the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.steps.group import models
from dalel.steps.group.pairs import FEATURES
from dalel.steps.group.training import GroupedArticle, PairLesson, fit, lesson
from dalel.steps.group.trees import Trees, read_trees, save_trees


@pytest.fixture(scope="module")
def lessons() -> list[PairLesson]:
    """Pairs of random features, one of which tells what is one."""
    noise = np.random.default_rng(5)
    rows = noise.normal(size=(400, len(FEATURES))).astype(np.float32)
    told = [
        GroupedArticle(
            article=Article(id=str(at), language="ru", title="", text=""),
            story=str(at),
            matter=str(at),
        )
        for at in range(400)
    ]
    pairs = np.stack([np.arange(400), (np.arange(400) + 1) % 400], axis=1).astype(np.int32)
    one = rows[:, FEATURES.index("names")] + rows[:, 0] > 0
    return [PairLesson(told=told, pairs=pairs, rows=rows, one=one)]


@pytest.fixture(scope="module")
def trees(lessons: list[PairLesson]) -> Trees:
    return fit(lessons, with_vectors=True, linked=0.5, trained_on="abc")


def test_a_model_learns_what_is_one(lessons: list[PairLesson], trees: Trees) -> None:
    (told,) = lessons
    right = (trees.probabilities(told.rows) > 0.5) == told.one
    assert right.mean() > 0.95
    assert trees.probabilities(told.rows[:0]).shape == (0,)


def test_a_model_without_vectors_does_not_look_at_them(lessons: list[PairLesson]) -> None:
    model = fit(lessons, with_vectors=False, linked=0.5, trained_on="abc")
    changed = lessons[0].rows.copy()
    changed[:, 0] += 9
    np.testing.assert_array_equal(
        model.probabilities(changed), model.probabilities(lessons[0].rows)
    )


def test_a_model_comes_back_from_its_file(
    tmp_path: Path, lessons: list[PairLesson], trees: Trees
) -> None:
    save_trees(trees, tmp_path / "model.npz")
    again = read_trees(tmp_path / "model.npz")
    rows = lessons[0].rows
    np.testing.assert_array_equal(again.probabilities(rows), trees.probabilities(rows))
    assert (again.name, again.trained_on, again.linked) == (trees.name, "abc", 0.5)
    assert again.features == FEATURES


def test_the_same_lessons_teach_the_same(lessons: list[PairLesson], trees: Trees) -> None:
    again = fit(lessons, with_vectors=True, linked=0.5, trained_on="abc")
    np.testing.assert_array_equal(again.value, trees.value)


@pytest.mark.parametrize("with_vectors", [True, False])
def test_the_models_of_the_package_ask_what_is_asked_today(*, with_vectors: bool) -> None:
    model = models.pair_model(with_vectors=with_vectors)
    assert model.features == FEATURES
    assert 0 < model.linked < 1
    assert len(model.trained_on) == 64


def test_a_lesson_leaves_out_what_nobody_looked_at(
    press: list[Article], kz_lexicon: Lexicon
) -> None:
    told = [
        GroupedArticle(
            article=one, story=None if one.id.startswith("fine") else one.id[:4], matter=one.id
        )
        for one in press
    ]
    taught = lesson(told, None, kz_lexicon, 1.0)
    names = [frozenset(press[at].id for at in pair) for pair in taught.pairs.tolist()]
    assert frozenset({"fine-ru", "fine-kk"}) not in names
    assert taught.one[names.index(frozenset({"leak-ru", "leak-kk"}))]
    assert taught.one[names.index(frozenset({"weather"}))]
    half = taught.part(np.arange(len(told)) < 2)
    assert {at for pair in half.pairs.tolist() for at in pair} == {0, 1}
    assert replace(half, told=told).rows.shape == (len(half.pairs), len(FEATURES))
