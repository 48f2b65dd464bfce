"""Whose vector stands for a text, whatever the order they come in?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dalel.domain.article import Article
from dalel.steps.group.prints import Print, print_of
from dalel.steps.group.shared_vectors import SharedVectors

DAY = date(2031, 6, 2)
TEXT = (
    "Сайт независимого издания «Озёрный вестник» с 1 июня не открывается в Казахстане без VPN. "
    "Главный редактор Ольга Лазурина заявила, что министерство ограничило доступ без решения суда."
)
OTHER = "Суд Атырау оштрафовал блогера Тимура Салкынова на двадцать расчётных показателей за пост."


def text_of(name: str, text: str = TEXT, days: int = 0) -> Print:
    article = Article(id=name, language="ru", title="", text=text, day=DAY + timedelta(days=days))
    return print_of(article)


ORIGINAL = text_of("original")
COPY = text_of("copy", f"{TEXT} Фото: из открытых источников.", 1)
STRANGE = text_of("strange", OTHER)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_a_copy_shares_the_vector_of_its_original_in_whatever_order(
    order: tuple[int, ...],
) -> None:
    prints = {1: ORIGINAL, 2: COPY, 3: STRANGE}
    shared = SharedVectors()
    found = shared.standing_for({at: prints[at] for at in order})
    assert found == {1: 1, 2: 1, 3: 3}
    assert shared.standing_for(prints) == found


def test_a_text_that_is_known_to_have_a_vector_gives_it_to_its_copies() -> None:
    shared = SharedVectors()
    shared.know({7: ORIGINAL})
    shared.know({9: ORIGINAL})
    assert shared.standing_for({8: COPY}) == {8: 7}


def test_a_copy_of_a_copy_leans_on_no_text_without_a_vector() -> None:
    shared = SharedVectors()
    shared.standing_for({1: ORIGINAL, 2: COPY})
    assert shared.standing_for({3: replace(COPY, id="again")}) == {3: 1}


def test_a_later_version_of_an_article_is_no_copy_of_it() -> None:
    shared = SharedVectors()
    shared.know({1: ORIGINAL})
    assert shared.standing_for({2: replace(COPY, id="original")}) == {2: 2}


def test_what_is_forgotten_gives_no_vector() -> None:
    shared = SharedVectors()
    shared.know({1: ORIGINAL})
    shared.forget(DAY + timedelta(days=1))
    assert shared.standing_for({2: COPY}) == {2: 2}
    assert shared.standing_for({1: ORIGINAL}) == {1: 2}
