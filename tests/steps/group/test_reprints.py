"""Reprints: copied, cut, framed, reordered and reworded texts are found, texts of a mould are not.

The articles are those of the pack; the reprints are made from them by ``reprinted.py``.
"""

import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from dalel.domain.article import Article
from dalel.pack import default_folder
from dalel.steps.group.reprints import Reprints, find_reprints
from dalel.steps.group.score import score_reprints
from steps.group.reprinted import of_one_mould, reprints


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    lines = (default_folder() / "training" / "articles.jsonl").read_text("utf-8").splitlines()
    return [
        Article(
            id=one["id"],
            language=one["lang"],
            title=one["title"],
            text=one["text"],
            day=date.fromisoformat(one["published"]) if one["published"] else None,
        )
        for one in map(json.loads, lines)
    ]


def test_nearly_all_reprints_are_found_and_nearly_nothing_else(articles: list[Article]) -> None:
    made = reprints(articles[::5], seed=1)
    mixed = [*articles, *(copy for _, copy, _ in made), *of_one_mould(60, seed=1)]
    random.Random(3).shuffle(mixed)
    gold = {one.id: None for one in mixed} | {copy.id: original.id for original, copy, _ in made}
    found = {each.article: each.original for each in find_reprints(mixed)}
    reached = score_reprints(gold, found)
    assert reached.recall >= 0.98
    assert reached.precision >= 0.99
    random.Random(4).shuffle(mixed)
    assert {each.article: each.original for each in find_reprints(mixed)} == found


def test_neither_two_articles_on_one_happening_nor_texts_of_a_mould_are_reprints(
    articles: list[Article],
) -> None:
    assert find_reprints(articles) == ()
    assert find_reprints(of_one_mould(120, seed=2)) == ()


def _news(name: str, day: date | None, text: str = "") -> Article:
    told = "Суд в Таразе обязал провайдера открыть доступ к сайту редакции после жалобы юриста."
    return Article(id=name, language="ru", title="Суд открыл сайт", text=text or told, day=day)


def test_the_earliest_is_the_original_then_the_longest() -> None:
    day = date(2031, 3, 4)
    longer = _news("longer", day)
    shorter = _news("shorter", day, longer.text.removesuffix(" после жалобы юриста."))
    late = _news("late", day + timedelta(days=1), longer.text + " Подробности позже.")
    found = find_reprints([late, shorter, longer])
    assert {each.article: each.original for each in found} == {
        "shorter": "longer",
        "late": "longer",
    }
    codes = {each.article: [reason.code for reason in each.reasons] for each in found}
    assert codes["shorter"] == ["same_words", "cut"]
    assert codes["late"] == ["same_words"]
    assert found[0].reasons[0].values["share"] == "100"


def test_of_one_day_that_which_tells_the_earliest_hour_is_the_original() -> None:
    day = date(2031, 3, 4)
    zone = timezone(timedelta(hours=5))
    text = _news("", None).text

    def at(name: str, hour: int | None, longer: str = "") -> Article:
        told = None if hour is None else datetime(2031, 3, 4, hour, tzinfo=zone)
        return replace(_news(name, day, text + longer), time=told)

    first, second = at("of nine", 9), at("of ten", 10, " Подробности позже.")
    # Whoever tells no hour, or midnight in place of it, may have been later than all.
    silent, midnight = at("a silent one", None, " Ждём ответа."), at("a day alone", 0)
    found = find_reprints([silent, midnight, second, first])
    assert {each.article: each.original for each in found} == dict.fromkeys(
        ("of ten", "a silent one", "a day alone"), "of nine"
    )


def test_an_earlier_article_that_comes_late_becomes_the_original() -> None:
    window, day = Reprints(), date(2031, 3, 4)
    assert window.add([_news("first seen", day)]) == ()
    (told,) = window.add([_news("first printed", day - timedelta(days=2))])
    assert (told.article, told.original) == ("first seen", "first printed")
    both = window.add([_news("third", day)])
    assert {each.article: each.original for each in both} == {
        "first seen": "first printed",
        "third": "first printed",
    }


def test_a_text_of_eight_days_ago_is_no_original() -> None:
    day = date(2031, 3, 4)
    assert find_reprints([_news("a", day), _news("b", day + timedelta(days=8))]) == ()
    assert len(find_reprints([_news("a", day), _news("b", day + timedelta(days=7))])) == 1
    assert len(find_reprints([_news("a", None), _news("b", day)])) == 1


def test_what_is_forgotten_is_no_original() -> None:
    window, day = Reprints(), date(2031, 3, 4)
    window.add([_news("a", day), _news("b", day)])
    window.forget(day + timedelta(days=1))
    assert window.add([_news("c", day + timedelta(days=1))]) == ()


def test_languages_stay_apart() -> None:
    day = date(2031, 3, 4)
    told = [_news("ru", day), replace(_news("kk", day), language="kk")]
    assert find_reprints(told) == ()
