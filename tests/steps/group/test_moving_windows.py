"""Windows that move on through years keep no more than what is open, and find the same."""

import pickle
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest

from dalel.domain.article import Article
from dalel.domain.grouping import Reprint
from dalel.steps.group.pair_comparison import PairJudge
from dalel.steps.group.postings import Postings, take_from
from dalel.steps.group.prints import Print, print_of
from dalel.steps.group.reprints import Reprints
from dalel.steps.group.stories import Stories
from dalel.steps.group.vector_rows import VectorRows

_FIRST = date(2031, 1, 1)
_WORDS = "оператор связи отключил доступ абонентам города сообщило министерство цифрового развития"


def _day(number: int) -> date:
    return _FIRST + timedelta(days=number)


def _size(what: object) -> int:
    """How much it holds, whatever its parts are called."""
    return len(pickle.dumps(what))


def _print(name: str, day: int, words: str, length: int = 100) -> Print:
    return Print(
        id=name,
        language="ru",
        day=_day(day),
        length=length,
        digest=f"{name:>016}",
        stems=frozenset(words.split()),
        numbers={},
        names={},
    )


def test_numbers_leave_a_list_from_its_front_and_from_its_middle() -> None:
    kept = Postings[str]()
    for at in range(6):
        kept.add(at, ["all", f"own {at}"])
    kept.take_away({0: ["all", "own 0"], 1: ["all", "own 1"]})
    assert kept.of("all") == [2, 3, 4, 5]
    kept.take_away({4: ["all", "own 4"]})
    assert kept.of("all") == [2, 3, 5]
    assert kept.of("own 4") == []
    assert len(kept) == 4


def test_a_word_that_nobody_has_any_more_takes_no_room() -> None:
    counts = {"one": 1, "two": 2}
    take_from(counts, ["one", "two"])
    assert counts == {"two": 1}


def test_the_nearest_are_the_same_once_forgotten_rows_are_closed_up() -> None:
    noise = np.random.default_rng(5).standard_normal((300, 8)).astype(np.float32)
    unit = noise / np.linalg.norm(noise, axis=1, keepdims=True)
    moved, whole = VectorRows(), VectorRows()
    days = [_day(at // 10) for at in range(300)]
    for start in range(0, 300, 10):
        numbers = range(start, start + 10)
        moved.add(numbers, days[start : start + 10], unit[start : start + 10])
        if start >= 50:
            moved.forget(range(start - 50, start - 40))
    whole.add(range(250, 300), days[250:], unit[250:])
    asked = [250, 275, 299]
    found = moved.nearest(asked, 12, 120)
    assert [set(one) for one in found] == [set(one) for one in whole.nearest(asked, 12, 120)]
    assert all(found)
    assert moved.cosine(260, 290) == pytest.approx(float(unit[260] @ unit[290]))
    assert _size(moved) < 2 * _size(whole)


def test_a_text_that_is_copied_every_week_for_years_holds_no_line_of_its_copies() -> None:
    window = Reprints()
    told: list[Reprint] = []
    sizes: list[int] = []
    for week in range(150):
        window.forget(_day(6 * week - 7))
        told += window.add_prints([_print(f"n{week}", 6 * week, _WORDS)])
        sizes.append(_size(window))
    assert {one.original for one in told} == {"n0"}
    assert len({one.article for one in told}) == 149
    assert sizes[-1] < 2 * sizes[3]


def test_two_lines_of_copies_may_meet_after_their_first_texts_are_forgotten() -> None:
    window = Reprints()
    one = "оператор связи отключил доступ абонентам города"
    other = "сообщило министерство цифрового развития вчера вечером"
    texts = [("a0", 0, one), ("b1", 1, other), ("a6", 6, one), ("b7", 7, other)]
    for name, day, words in texts:
        window.add_prints([_print(name, day, words)])
    window.forget(_day(4))
    both = _print("both", 9, f"{one} {other}")
    told = {each.article: each.original for each in window.add_prints([both])}
    assert told == {"a6": "a0", "b7": "a0", "both": "a0"}
    window.forget(_day(100))
    assert _size(window) < _size(Reprints()) + 100


def test_prints_taken_before_tell_what_articles_tell(press: list[Article]) -> None:
    copies = [
        Article(id=f"copy of {one.id}", language=one.language, title=one.title, text=one.text,
                day=one.day)
        for one in press
    ]  # fmt: skip
    both = [*press, *copies]
    assert Reprints().add_prints(map(print_of, both)) == Reprints().add(both)


def _through_the_days(press: list[Article], days: int) -> Iterator[tuple[int, list[Article]]]:
    for day in range(days):
        yield (
            day,
            [
                Article(
                    id=f"{one.id} {day}",
                    language=one.language,
                    title=one.title,
                    text=one.text,
                    day=_day(day),
                )
                for one in press
            ],
        )


def test_stories_that_are_over_leave_nothing_behind(judge: PairJudge, press: list[Article]) -> None:
    stories = Stories(judge)
    for day, articles in _through_the_days(press[4:], 9):
        stories.forget(_day(day - 2))
        stories.place(articles)
    stories.forget(_day(100))
    assert _size(stories) < _size(Stories(judge)) + 200


def test_a_story_moves_into_another_and_grows_there(judge: PairJudge, press: list[Article]) -> None:
    stories = Stories(judge)
    placed = {one.article: one.story for one in stories.place(press).memberships}
    assert placed["fine-ru"] == placed["fine-kk"] != placed["leak-ru"]
    stories.merge(placed["fine-ru"], placed["leak-ru"])
    again = Article(
        id="again", language="ru", title=press[4].title, text=press[4].text, day=press[4].day
    )
    (member,) = stories.place([again]).memberships
    assert member.story == placed["leak-ru"]
    stories.merge("unknown", placed["leak-ru"])
