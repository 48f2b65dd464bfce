"""Which sentences of an article could stand in an entry, and which lean on others?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.steps.draft import Drafter
from dalel.steps.draft.reading import NewsSentence, read_story
from steps.draft.stories import article, drafted


def only(words: Lexicon, language: str, text: str) -> NewsSentence:
    (found,) = read_story([article(language, text)], words).passages
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Коллегия его отклонила и назначила новое заседание."),
        ("ru", "Нашла его ещё в сентябре студентка университета."),
        ("ru", "До этого жителям города приходили сообщения."),
        ("kk", "Бірнеше арна оның телефонын жариялады."),
        ("kk", "Содан бері сайт ашылмай тұр екен."),
    ],
)
def test_what_points_at_somebody_named_before_leans(
    words: Lexicon, language: str, text: str
) -> None:
    assert only(words, language, text).leans


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Суд в Алматы отклонил жалобу Асель Тимуровой и его решение вступило в силу."),
        ("ru", "Асель Тимурова говорит, что её не вызывали в суд."),
        ("kk", "Әсел Темирова оның шешімімен келіспейді."),
    ],
)
def test_what_names_whom_it_speaks_of_does_not(words: Lexicon, language: str, text: str) -> None:
    assert not only(words, language, text).leans


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Всех зарегистрируем?» — спросила депутат Гаухар Самет."),
        ("ru", "«Мне отказали без объяснений, — говорит Асель Тимурова."),
        ("ru", "Поделите штраф на число клиентов и узнайте цену вашего кошелька."),
        ("ru", "Напомним, сайт заблокировали в январе по решению суда."),
        ("kk", "Редакция қаңтарда үш материал жариялады деп жаздық."),
        ("kk", "Министрлік сіздің деректеріңіз сақталады деп жауап берді."),
    ],
)
def test_half_a_quotation_and_words_to_readers_are_not_fit(
    words: Lexicon, language: str, text: str
) -> None:
    assert not only(words, language, text).is_fit


def test_they_give_way_to_what_is(drafter: Drafter) -> None:
    text = (
        "Напомним, суд в Алматы 3 июня 2031 года оштрафовал Асель Тимурову на 20 МРП. "
        "Асель Тимурова подала жалобу в городской суд."
    )
    assert drafted(drafter, article("ru", text))["ru"].summary == (
        "Асель Тимурова подала жалобу в городской суд."
    )


def test_they_stand_where_there_is_nothing_else(drafter: Drafter) -> None:
    text = "Напомним, суд в Алматы 3 июня 2031 года оштрафовал Асель Тимурову на 20 МРП."
    assert drafted(drafter, article("ru", text))["ru"].summary == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "С сегодняшнего дня соцсеть ограничивает доступ ночью."),
        ("ru", "Редактор проведёт ближайшие десять суток под арестом."),
        ("kk", "Ертеңнен бастап әлеуметтік желіде жаңа ереже күшіне енеді."),
        ("kk", "Депутат бүгінгі отырыста заңды сынады."),
    ],
)
def test_days_told_from_the_day_of_reading_are_known(
    words: Lexicon, language: str, text: str
) -> None:
    assert only(words, language, text).is_from_today
