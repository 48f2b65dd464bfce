"""Stories: who belongs together, whatever the order, and what people decided about it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from dalel.domain.article import Article
from dalel.domain.grouping import Placements, constraints
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.stories import Stories
from dalel.steps.group.trees import Trees


def _partition(placed: Placements) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for each in placed.memberships:
        stories.setdefault(each.story, set()).add(each.article)
    return {frozenset(group) for group in stories.values()}


def _story(placed: Placements, article: str) -> str:
    return next(each.story for each in placed.memberships if each.article == article)


def _named(press: Sequence[Article], *names: str) -> list[Article]:
    return [one for one in press if one.id in names]


TOLD = {
    frozenset({"leak-ru", "leak-kk"}),
    frozenset({"other-leak-ru", "other-leak-kk"}),
    frozenset({"fine-ru", "fine-kk"}),
    frozenset({"weather"}),
}


def test_a_happening_is_one_story_in_both_languages_and_two_leaks_are_two(
    press: list[Article], judge: PairJudge
) -> None:
    placed = Stories(judge).place(press)
    assert _partition(placed) == TOLD
    assert placed.opened == {each.story for each in placed.memberships}
    assert placed.doubles == ()


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_ids_matter(press: list[Article], judge: PairJudge, seed: int) -> None:
    dice = random.Random(seed)
    names = [f"n{at}" for at in range(len(press))]
    dice.shuffle(names)
    old = {name: one.id for name, one in zip(names, press, strict=True)}
    renamed = [replace(one, id=name) for name, one in zip(names, press, strict=True)]
    dice.shuffle(renamed)
    placed = Stories(judge).place(renamed)
    assert {frozenset(old[name] for name in group) for group in _partition(placed)} == TOLD


def test_articles_that_come_one_by_one_join_the_stories_that_stand(
    press: list[Article], judge: PairJudge
) -> None:
    stories = Stories(judge)
    seen: dict[str, str] = {}
    for one in press:
        placed = stories.place([one])
        seen |= {each.article: each.story for each in placed.memberships}
    assert seen["leak-ru"] == seen["leak-kk"] != seen["other-leak-ru"] == seen["other-leak-kk"]
    assert seen["fine-ru"] == seen["fine-kk"] != seen["weather"]


def test_what_the_store_remembers_is_joined_under_its_own_name(
    press: list[Article], judge: PairJudge
) -> None:
    stories = Stories(judge)
    stories.remember(_named(press, "leak-ru", "fine-ru"), None, {"leak-ru": "7", "fine-ru": "8"})
    placed = stories.place(_named(press, "leak-kk", "weather"))
    assert _story(placed, "leak-kk") == "7"
    assert placed.opened == {"weather"}


def test_what_people_moved_between_two_runs_is_taken_over(
    press: list[Article], judge: PairJudge
) -> None:
    # A story of two happenings is near to neither of them on the mean.
    stories = Stories(replace(judge, model=replace(judge.model, linked=0.3)))
    stories.place(_named(press, "leak-ru", "fine-ru"))
    stories.settle({"leak-ru": "9", "fine-ru": "9", "never seen": "9"})
    placed = stories.place(_named(press, "leak-kk", "fine-kk"))
    assert _story(placed, "leak-kk") == "9"


def test_what_people_set_apart_stays_apart(press: list[Article], judge: PairJudge) -> None:
    apart = constraints(apart=[("leak-ru", "leak-kk"), ("leak-ru", "unknown")])
    placed = Stories(judge).place(press, constraints=apart)
    assert _story(placed, "leak-ru") != _story(placed, "leak-kk")
    assert _story(placed, "fine-ru") == _story(placed, "fine-kk")


def test_what_people_put_together_stays_together_and_says_so(
    press: list[Article], judge: PairJudge
) -> None:
    decided = constraints(together=[("leak-ru", "weather")], apart=[("weather", "leak-kk")])
    placed = Stories(judge).place(press, constraints=decided)
    assert _story(placed, "leak-ru") == _story(placed, "weather")
    # Who is with the weather may not be with the Kazakh article, however near.
    assert _story(placed, "leak-kk") != _story(placed, "leak-ru")
    weather = next(each for each in placed.memberships if each.article == "weather")
    assert weather.reasons[0].code == "by_person"


def test_a_bridge_between_two_standing_stories_is_a_suggestion(
    press: list[Article], judge: PairJudge
) -> None:
    stories = Stories(judge)
    stories.remember(_named(press, "leak-ru", "leak-kk"), None, {"leak-ru": "7", "leak-kk": "9"})
    copy = replace(press[0], id="leak-again")
    placed = stories.place([copy], touched={"9"})
    assert _story(placed, "leak-again") == "7"
    (double,) = placed.doubles
    assert double.stories == ("7", "9")
    assert not double.untouched
    assert double.reasons
    again = stories.place([replace(copy, id="leak-once-more")])
    assert all(each.untouched for each in again.doubles)


def test_a_membership_says_why_in_the_spelling_of_the_article(
    press: list[Article], judge: PairJudge
) -> None:
    placed = Stories(judge).place(press)
    fine = next(each for each in placed.memberships if each.article == "fine-kk")
    values = {reason.code: reason.values["shared"] for reason in fine.reasons}
    assert "Асылхан" in values["same_names"]
    assert "78 640" in values["same_numbers"]
    assert "456-2" in values["same_statutes"]
    weather = next(each for each in placed.memberships if each.article == "weather")
    assert weather.reasons == ()


def test_what_is_forgotten_is_joined_no_more(press: list[Article], judge: PairJudge) -> None:
    stories = Stories(judge)
    stories.place(press)
    stories.forget(date(2031, 3, 10) + timedelta(days=1))
    placed = stories.place([replace(press[1], id="late", day=date(2031, 3, 12))])
    assert placed.opened == {"late"}


def test_an_article_of_no_day_is_placed_too(press: list[Article], judge: PairJudge) -> None:
    placed = Stories(judge).place([replace(one, day=None) for one in press])
    assert _story(placed, "fine-ru") == _story(placed, "fine-kk")


def test_nothing_to_place_gives_nothing(judge: PairJudge) -> None:
    assert Stories(judge).place([]) == Placements(memberships=())


def _by_vectors(linked: float) -> Trees:
    """A model of one tree that asks for nothing but near meaning."""
    return Trees(
        name="toy", version="1", trained_on="", features=("near_meaning",), linked=linked,
        base=0.0, depth=1,
        feature=np.array([[0, -1, -1]], np.int16),
        threshold=np.array([[0.5, 0, 0]], np.float32),
        left=np.array([[1, 0, 0]], np.int16), right=np.array([[2, 0, 0]], np.int16),
        value=np.array([[0, -5, 5]], np.float32),
    )  # fmt: skip


def test_vectors_propose_what_shares_no_word(judge: PairJudge) -> None:
    def said(name: str, text: str) -> Article:
        return Article(id=name, language="ru", title=text, text=text, day=date(2031, 3, 1))

    articles = [said("a", "Алоэ"), said("b", "Бублик"), said("c", "Вишня"), said("d", "Груша")]
    rows = np.array([[1, 0], [0.96, 0.28], [0, 1], [0.28, 0.96]], dtype=np.float32)
    toy = replace(judge, model=_by_vectors(0.5), spread=1.9)
    placed = Stories(toy).place(articles, rows)
    assert _partition(placed) == {frozenset("ab"), frozenset("cd")}
    late = Stories(toy)
    late.place(articles[:1], rows[:1])
    assert late.place(articles[1:2], rows[1:2]).opened == frozenset()


def test_the_cost_of_an_article_does_not_grow_with_the_window(judge: PairJudge) -> None:
    def noise(at: int) -> Article:
        dice = random.Random(at)
        words = " ".join("".join(dice.choices("абвгдежзиклмнопрст", k=7)) for _ in range(30))
        day = date(2031, 3, 1)
        return Article(id=str(at), language="ru", title=words[:40], text=words, day=day)

    stories = Stories(judge)
    stories.place([noise(at) for at in range(300)])
    candidates = dict(stories._window.candidates(range(290, 300)))  # noqa: SLF001
    assert max(map(len, candidates.values())) <= 24
