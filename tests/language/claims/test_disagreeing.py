"""Are two articles said to disagree where they do, and only there?"""

from collections.abc import Callable
from datetime import date

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.disagreeing import ToldSide, disagreements, place_of
from dalel.language.claims.read_texts import ReadText, read_text

Told = list[tuple[str, str, str]]
Disagreeing = Callable[..., Told]


def written(text: str, lexicon: Lexicon, source: str = "", day: date | None = None) -> ReadText:
    """A text that is written as ``ru Полиция ...``."""
    language, _, words = text.partition(" ")
    return read_text(words, language, lexicon, day, source)


@pytest.fixture
def disagreeing(kz_lexicon: Lexicon) -> Disagreeing:
    """What articles disagree on, and the words of each side."""

    def _disagreeing(*articles: str, day: date | None = None) -> Told:
        texts = [written(each, kz_lexicon, str(at), day) for at, each in enumerate(articles)]
        return [
            (each.about.value, words(each.one, texts), words(each.other, texts))
            for each in disagreements(texts, kz_lexicon)
        ]

    def words(side: ToldSide, texts: list[ReadText]) -> str:
        return texts[int(side.source)].passage.text[side.span.start : side.span.end]

    return _disagreeing


#: Two articles and what they disagree on.
APART = [
    (
        "ru На площади полиция задержала пятерых журналистов.",
        "ru На площади полиция задержала семерых журналистов.",
        ("amount", "пятерых", "семерых"),
    ),
    (
        "kk Алаңда полиция бес журналисті ұстады.",
        "ru На площади полиция задержала семерых журналистов.",
        ("amount", "бес", "семерых"),
    ),
    (
        "en Police detained five journalists on the square.",
        "kk Алаңда жеті журналист ұсталды.",
        ("amount", "five", "жеті"),
    ),
    (
        "ru Суд оштрафовал блогера Ноянова на 50 МРП.",
        "kk Сот блогер Сержан Нояновқа 30 АЕК айыппұл салды.",
        ("amount", "50 МРП", "30 АЕК"),
    ),
    (
        "en A court sentenced Noyanov to three years.",
        "ru Суд приговорил Ноянова к пяти годам колонии.",
        ("amount", "three years", "пяти годам"),
    ),
    (
        "ru Министерство закупило 12 камер.",
        "kk Министрлік көшелерге 21 камера орнатты.",
        ("amount", "12", "21"),
    ),
    (
        "ru Блогера Ноянова арестовали 3 марта.",
        "kk Блогер Ноянов 4 наурызда қамауға алынды.",
        ("date", "3 марта", "4 наурызда"),
    ),
    (
        "ru Приказ вступает в силу 1 сентября.",
        "ru Новый приказ министерства вступает в силу 2 сентября.",
        ("date", "1 сентября", "2 сентября"),
    ),
    (
        "ru Суд оштрафовал блогера Ноянова.",
        "ru Полиция оштрафовала блогера Ноянова.",
        ("agent", "Суд", "Полиция"),
    ),
    (
        "ru Суд оштрафовал блогера Ноянова.",
        "kk Еңбек инспекциясы блогер Сержан Нояновқа айыппұл салды.",
        ("agent", "Суд", "Еңбек инспекциясы"),
    ),
    (
        "kk Сот блогер Сержан Нояновқа айыппұл салды.",
        "en Police fined blogger Serzhan Noyanov.",
        ("agent", "Сот", "Police"),
    ),
    (
        "kk Сот Нояновтың үкімін өзгеріссіз қалдырды.",
        "ru Апелляция отменила приговор Ноянову.",
        ("deed", "өзгеріссіз қалдырды", "отменила приговор"),
    ),
    (
        "en The court convicted Noyanov.",
        "kk Сот Нояновты ақтады.",
        ("deed", "convicted", "ақтады"),
    ),
    (
        "ru Полиция задержала Ноянова.",
        "ru Полиция не задерживала Ноянова.",
        ("polarity", "задержала", "задерживала"),
    ),
]


@pytest.mark.parametrize(("one", "other", "told"), APART)
def test_two_articles_that_tell_one_happening_differently_disagree(
    one: str, other: str, told: tuple[str, str, str], disagreeing: Disagreeing
) -> None:
    about, mine, theirs = told
    assert disagreeing(one, other) == [told]
    assert disagreeing(other, one) == [(about, theirs, mine)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same, in another form or less exactly.
        ("ru Полиция задержала пятерых журналистов.", "kk Полиция бес журналисті ұстады."),
        ("ru Утекли данные 213 тысяч клиентов.", "kk 200 мыңнан астам клиенттің дерегі тарады."),
        ("ru Ноянова арестовали 3 марта.", "ru Ноянова арестовали в марте."),
        ("ru Ноянова арестовали 3 марта.", "kk Ноянов қамауға алынды."),
        # What one of them tells too, or what follows from it.
        (
            "ru Полиция задержала пятерых журналистов.",
            "ru Полиция задержала пятерых журналистов, а к вечеру семерых журналистов.",
        ),
        (
            "ru Соцсеть удалила 59 страниц.",
            "ru Соцсеть удалила 31 страницу в Facebook и 28 страниц в Instagram.",
        ),
        # Other things, other persons.
        ("ru Полиция задержала пятерых журналистов.", "ru Полиция задержала семерых рабочих."),
        ("ru Суд оштрафовал Ноянова на 50 МРП.", "ru Суд оштрафовал Алимбекову на 30 МРП."),
        (
            "ru Арест состоялся 3 марта. Вторая из них была арестована 5 марта.",
            "ru В городе 4 марта был арест.",
        ),
        ("ru Полиция задержала 5 журналистов и 9 журналистов.", "kk 7 журналист марапатталды."),
        (
            "ru Суд в Алматы оштрафовал блогера Ноянова за запись.",
            "ru Полиция в Алматы оштрафовала редактора Алимбекову за запись.",
        ),
        # Steps that follow one another, and what was only wanted.
        ("ru Блогера Ноянова арестовали.", "ru Блогера Ноянова освободили."),
        ("ru Суд признал Ноянова виновным.", "ru Облсуд отменил приговор Ноянову."),
        (
            "ru Прокурор попросил приговорить Ноянова к семи годам.",
            "ru Суд приговорил Ноянова к пяти годам.",
        ),
        ("ru Министерство заблокировало 12 сайтов.", "ru Прокурор просит заблокировать 21 сайт."),
        ("ru Дело Ноянова прекратили.", "ru Ноянова оштрафовали по этому делу."),
        ("ru Ноянова арестовали 3 марта.", "ru Ноянова не арестовали 9 апреля."),
        ("ru Ноянова арестуют 3 марта.", "ru Ноянова арестовали 4 марта."),
        ("ru Полиция задержала Ноянова 3 марта.", "ru 9 апреля Ноянова не задерживали."),
        # What was acquitted is named where it is quashed.
        (
            "ru Апелляция отменила оправдание Ноянова.",
            "ru Апелляция отменила оправдательный приговор Ноянову, вынесенный весной.",
        ),
        # Doers that may be one, or are only referred to.
        ("ru Министерство оштрафовало Ноянова.", "ru Ведомство оштрафовало Ноянова."),
        (
            "ru Суд оштрафовал блогера Ноянова.",
            "ru Полиция провела обыск. Она оштрафовала блогера Ноянова.",
        ),
    ],
)
def test_articles_that_may_both_be_right_do_not_disagree(
    one: str, other: str, disagreeing: Disagreeing
) -> None:
    assert disagreeing(one, other) == []


def test_a_day_worked_out_from_that_of_publication_is_not_sure(disagreeing: Disagreeing) -> None:
    day = date(2025, 3, 5)
    assert disagreeing("ru Ноянова арестовали вчера.", "ru Ноянова арестовали 3 марта.") == []
    assert (
        disagreeing("ru Ноянова арестовали вчера.", "ru Ноянова арестовали 3 марта.", day=day) == []
    )


def test_days_of_years_that_are_known_are_compared(disagreeing: Disagreeing) -> None:
    first, day = "ru Блогера Ноянова арестовали 3 марта 2024 года.", date(2025, 3, 5)
    other = "ru Блогера Ноянова арестовали 4 марта 2024 года."
    assert disagreeing(first, other, day=day) == [
        ("date", "3 марта 2024 года", "4 марта 2024 года")
    ]
    assert disagreeing(first, "ru Блогера Ноянова арестовали 3 марта.", day=day) == []


def test_each_two_of_several_articles_are_compared(disagreeing: Disagreeing) -> None:
    five, seven = "ru Полиция задержала 5 журналистов.", "kk Полиция 7 журналисті ұстады."
    assert disagreeing(five, five, seven) == [("amount", "5", "7"), ("amount", "5", "7")]
    assert disagreeing(five) == []


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("ru Пять журналистов задержаны.", "amount", "Пять"),
        ("kk Ноянов 3 наурызда қамауға алынды.", "date", "3 наурызда"),
        ("ru Ноянов оштрафован судом.", "agent", "судом"),
        ("en The court upheld the verdict against Noyanov.", "deed", "upheld"),
        ("ru Задержаны пять рабочих.", "amount", ""),
        ("ru 3 марта выпал снег.", "date", ""),
        ("ru Ноянова оштрафовала полиция.", "agent", ""),
        ("ru Ноянова могут оштрафовать.", "agent", ""),
        ("ru Суд оштрафовал Алимбекову.", "agent", ""),
    ],
)
def test_a_side_is_found_where_a_text_tells_it(
    text: str, about: str, words: str, kz_lexicon: Lexicon
) -> None:
    articles = (
        "ru Полиция задержала пятерых журналистов. Ноянова арестовали 3 марта. "
        "Суд оштрафовал Ноянова. Апелляция оставила в силе приговор Ноянову.",
        "ru Полиция задержала семерых журналистов. Ноянова арестовали 4 марта. "
        "Полиция оштрафовала Ноянова. Апелляция отменила приговор Ноянову.",
    )
    texts = [written(each, kz_lexicon, str(at)) for at, each in enumerate(articles)]
    (found,) = [each for each in disagreements(texts, kz_lexicon) if each.about.value == about]
    said = written(text, kz_lexicon)
    place = place_of(found.one, found.about, said, kz_lexicon)
    assert (said.passage.text[place.start : place.end] if place else "") == words


def test_many_articles_are_held_against_one_another_once(kz_lexicon: Lexicon) -> None:
    told = "ru Полиция задержала {} журналистов."
    texts = [written(told.format(at + 5), kz_lexicon, str(at)) for at in range(24)]
    found = disagreements(texts, kz_lexicon)
    assert len(found) == 24 * 23 / 2
    assert disagreements(list(texts), kz_lexicon) is found
