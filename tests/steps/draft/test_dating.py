"""Can a draft's days be read on any other day?"""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.steps.draft import Drafter
from dalel.steps.draft.reading import read_story, told_texts
from steps.draft.stories import drafted

DAY = date(2031, 6, 5)


def told(drafter: Drafter, language: str, text: str, day: date | None = DAY) -> str:
    return drafted(drafter, Article(id="a", language=language, title="", text=text, day=day))[
        language
    ].summary


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Вчера суд в Алматы оштрафовал редактора Derek.test.",
         "4 июня 2031 года суд в Алматы оштрафовал редактора Derek.test."),
        ("ru", "Суд в Алматы сегодня оштрафовал редактора Derek.test.",
         "Суд в Алматы 5 июня 2031 года оштрафовал редактора Derek.test."),
        ("ru", "Вчера, 4 июня, суд в Алматы оштрафовал редактора.",
         "4 июня 2031 года суд в Алматы оштрафовал редактора."),
        ("kk", "Кеше Алматы соты редакторға айыппұл салды.",
         "2031 жылғы 4 маусымда Алматы соты редакторға айыппұл салды."),
        ("kk", "Алматы соты бүгін редакторға айыппұл салды.",
         "Алматы соты 2031 жылғы 5 маусымда редакторға айыппұл салды."),
        ("kk", "Кеше кешкі алтыдан бүгін таңғы тоғызға дейін сайт ашылмады.",
         "2031 жылғы 4 маусымда кешкі алтыдан 5 маусымда таңғы тоғызға дейін сайт ашылмады."),
        ("ru", "Сегодня. Суд в Алматы оштрафовал редактора сайта Derek.test.",
         "Суд в Алматы оштрафовал редактора сайта Derek.test."),
        ("ru", "Суд в Алматы 3 июня оштрафовал редактора.",
         "Суд в Алматы 3 июня 2031 года оштрафовал редактора."),
        ("ru", "В ночь на 3 июня сайт редакции не открывался.",
         "В ночь на 3 июня 2031 года сайт редакции не открывался."),
        ("ru", "С 1 по 3 июня сайт редакции не открывался.",
         "С 1 по 3 июня 2031 года сайт редакции не открывался."),
        ("kk", "3 маусымға қараған түні редакция сайты ашылмады.",
         "2031 жылғы 3 маусымға қараған түні редакция сайты ашылмады."),
    ],
)  # fmt: skip
def test_days_stand_with_their_year(
    drafter: Drafter, language: str, text: str, expected: str
) -> None:
    assert told(drafter, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # What somebody said, another year told before, a day far from the article, a year there.
        ("ru", "Редактор написал: «Вчера меня оштрафовали 3 июня в Алматы»."),
        ("ru", "В 2022 году закрыли газету Derek. Суд 3 июня признал её экстремистской."),
        ("ru", "Суд в Алматы 3 января оштрафовал редактора."),
        ("ru", "Суд в Алматы 3 июня 2031 года оштрафовал редактора."),
        ("ru", "На сегодняшний день сайт редакции не открывается."),
        ("kk", "Алматы соты 2031 жылғы 3 маусымда редакторға айыппұл салды."),
        ("kk", "Бүгінгі күні редакция сайты ашылмайды."),
    ],
)
def test_days_that_are_not_surely_known_stay(drafter: Drafter, language: str, text: str) -> None:
    assert told(drafter, language, text) == text


def test_without_a_day_of_the_article_nothing_is_reckoned(drafter: Drafter) -> None:
    text = "Вчера суд в Алматы оштрафовал редактора Derek.test."
    assert told(drafter, "ru", text, None) == text


def test_a_year_stands_once(words: Lexicon) -> None:
    text = "Суд 3 июня оштрафовал редактора. Адвокат 4 июня подал жалобу."
    article = Article(id="a", language="ru", title="", text=text, day=DAY)
    assert told_texts(read_story([article], words).passages) == [
        "Суд 3 июня 2031 года оштрафовал редактора.",
        "Адвокат 4 июня подал жалобу.",
    ]
