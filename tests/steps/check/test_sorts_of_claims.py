"""Are further sorts of claims told: wanted or done, which court, what offence, how often, when?"""

import pytest

from steps.check.saying import checked, doubts

REFUSED = "Блогер жазбаны өшіруден бас тартты."
DEMANDED = "Полиция потребовала удалить ролик о школе."
REGIONAL = "Павлодарский областной суд рассмотрел жалобу блогера."
SOUGHT = "Прокурор блогерге бес жыл сұрады, сот үш жыл шартты жаза берді."


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("Удалять запись блогер не стал.", "ru", REFUSED, "kk"),
        ("Полиция мектеп туралы роликті өшіруді талап етті.", "kk", DEMANDED, "ru"),
        ("Блогер отказался удалить запись.", "ru", "He declined to delete the post.", "en"),
        ("Облыстық сот блогердің шағымын қарады.", "kk", REGIONAL, "ru"),
        ("Аудандық сот шағымды қарады.", "kk", f"{REGIONAL} Суд Экибастуза ждёт.", "ru"),
        ("Горсуд изменил решение районного.", "ru", "Қалалық сот аудандықтың шешімін өзгертті.",
         "kk"),
        ("Суд дал блогеру три года условно, обвинитель просил пять.", "ru", SOUGHT, "kk"),
        ("Раскрыто одно из четырёх дел.", "ru", "Әрбір төртінші іс ашылған.", "kk"),
        ("Читателей стало вдвое меньше, их число сократилось вдвое.", "ru",
         "Оқырман саны жартысына қысқарды.", "kk"),
        ("Обыск прошёл 3 октября.", "ru", "Тінту үшінші қазанда өтті.", "kk"),
        ("Тінту 21 мамырда өтті.", "kk", "Обыск прошёл двадцать первого мая.", "ru"),
        ("Документы подали 15 января.", "ru", "Құжат қаңтардың 15-інде тапсырылды.", "kk"),
        ("Сбор шёл с 5 по 12 августа.", "ru", "Жинау 5 тамыз бен 12 тамыз аралығында өтті.", "kk"),
        ("Астана соты арызды қарады.", "kk", "Столичный суд рассмотрел заявление.", "ru"),
        ("Компания отчитывается ежеквартально.", "ru", "Компания тоқсан сайын есеп береді.", "kk"),
        ("28 ноября в городе пропала связь.", "ru", "Қалада байланыс жоғалды.", "kk"),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_is_left_alone(
    text: str, language: str, article: str, other: str
) -> None:
    assert doubts(text, language, article, other) == []


@pytest.mark.parametrize(
    ("text", "language", "article", "other", "doubt"),
    [
        ("Блогер удалил запись.", "ru", REFUSED, "kk", ("outcome", "удалил")),
        ("Полиция мектеп туралы роликті өшірді.", "kk", DEMANDED, "ru", ("outcome", "өшірді")),
        ("Аудандық сот шағымды қарады.", "kk", REGIONAL, "ru", ("name", "Аудандық сот")),
        ("Верховный суд рассмотрел жалобу блогера.", "ru",
         "Облыстық сот блогердің шағымын қарады.", "kk", ("name", "Верховный суд")),
        ("Блогера задержали по делу о клевете.", "ru", "Блогер бопсалау ісі бойынша ұсталды.", "kk",
         ("outcome", "клевете")),
        ("Телефоны взломали зимой.", "ru", "Телефондар жазда бұзылған.", "kk", ("date", "зимой")),
        ("Сайтқа секундына 300 сұраныс түскен.", "kk", "На сайт шло 300 запросов в минуту.", "ru",
         ("number", "секундына")),
        ("Отключение было случайным.", "ru", "Ажырату әдейі жасалды.", "kk",
         ("outcome", "случайным")),
        ("Обыск прошёл 4 октября.", "ru", "Тінту үшінші қазанда өтті.", "kk",
         ("date", "4 октября")),
        ("Штраф заплатят 19 организаций.", "ru", "19 тексеруден соң 11 ұйым айыппұл төлейді.", "kk",
         ("number", "19")),
    ],
)  # fmt: skip
def test_the_other_said_is_doubted(
    text: str, language: str, article: str, other: str, doubt: tuple[str, str]
) -> None:
    assert doubt in doubts(text, language, article, other)


def test_what_is_only_wanted_is_told_with_the_words_of_the_article() -> None:
    report = checked("Полиция мектеп туралы роликті өшірді.", "kk", DEMANDED, "ru")
    (finding,) = report.unsupported
    assert finding.reason.code == "only_wanted"
    assert finding.support is not None
    assert finding.support.text == "удалить"


def test_an_outcome_told_in_loose_words_is_left_to_an_editor() -> None:
    report = checked("Блогера скрутили на площади.", "ru", "Блогер сот залына келді.", "kk")
    assert report.unsupported == ()
    assert [each.reason.code for each in report.hints] == ["no_outcome"]
