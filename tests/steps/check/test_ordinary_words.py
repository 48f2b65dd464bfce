"""Are ordinary words left alone that look like an outcome, an offence, a court or a rate?"""

import pytest

from dalel.language.facts.people import find_names
from dalel.language.names_told import names_told
from dalel.language.ordinary import is_opener
from dalel.language.sentences import sentences
from steps.check.saying import doubts


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("Блогера оправдали.", "ru", "Блогердің кінәсі дәлелденбеді.", "kk"),
        ("Суд оправдал блогера.", "ru", "Блогер не виновен, решил суд.", "ru"),
        ("Запрет отменили.", "ru", "Запрет больше не действует.", "ru"),
        ("Сенат отклонил поправки.", "ru", "Сенат не пропустил поправки.", "ru"),
        ("Предложение отклонили.", "ru", "Ұсыныс қолдау таппады.", "kk"),
        ("Дело прекратили.", "ru", "Қылмыс құрамы жоқ.", "kk"),
        ("Блогера арестовали.", "ru", "Блогеру дали десять суток за пост.", "ru"),
        ("Блогера задержали.", "ru", "Блогера задержали и объяснений не последовало.", "ru"),
        ("Журналисту запретили въезд.", "ru", "Журналист не может въехать в страну.", "ru"),
        ("Интернет отключили.", "ru", "Интернет болмады.", "kk"),
        ("Задержаний не было.", "ru", "Задержаний и обысков не было.", "ru"),
        ("Утечки и взлома не было, жалоб не поступило.", "ru",
         "Утечек и взломов не было, жалоб и писем не поступило.", "ru"),
        ("Сайт заблокировали.", "ru",
         "Сайт заблокировали и уведомлений редакции не поступило.", "ru"),
    ],
)  # fmt: skip
def test_an_outcome_told_in_other_words_is_borne_out(
    text: str, language: str, article: str, other: str
) -> None:
    assert doubts(text, language, article, other) == []


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("В закон внесли изменения.", "ru", "Жала туралы заңға өзгеріс енгізілді.", "kk"),
        ("Блогер взят под стражу.", "ru", "Блогер жала үшін күзетпен қамауға алынды.", "kk"),
        ("Розничный магазин оштрафовали.", "ru", "Дүкенге тіл тигізгені үшін айыппұл салынды.",
         "kk"),
        ("Специальный прокурор ушёл.", "ru", "Прокурор байқаусыз кетті.", "kk"),
    ],
)  # fmt: skip
def test_everyday_words_are_no_offences(text: str, language: str, article: str, other: str) -> None:
    assert doubts(text, language, article, other) == []


def test_an_offence_is_still_told_from_another() -> None:
    assert ("outcome", "измене") in doubts(
        "Блогера судят по делу об измене.", "ru", "Блогера судят по делу о клевете.", "ru"
    )


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("Редакция талапты орындады.", "kk", "Редакция выполнила требование министерства.", "ru"),
        ("Сот шешімді жариялады.", "kk",
         "Адвокат попросил суд опубликовать решение. Суд опубликовал его.", "ru"),
        ("Адвокат шешімді алды.", "kk", "Адвокат получил решение, которое просил.", "ru"),
    ],
)  # fmt: skip
def test_a_noun_is_no_deed_and_does_not_want_itself(
    text: str, language: str, article: str, other: str
) -> None:
    assert doubts(text, language, article, other) == []


def test_a_kazakh_deed_before_a_word_of_saying_is_one() -> None:
    article = "Министрлік мақаланы өшіруді талап етті."
    assert ("outcome", "өшірді") in doubts(
        "Редакция мақаланы өшірді деп жазды.", "kk", article, "kk"
    )


@pytest.mark.parametrize(
    ("text", "language", "article", "other", "expected"),
    [
        ("Алматы қаласының Медеу аудандық соты шешім шығарды.", "kk",
         "Решение вынес Медеуский районный суд Алматы.", "ru", []),
        ("Алматы облысының Қонаев қалалық соты шешім шығарды.", "kk",
         "Решение вынес Конаевский городской суд Алматинской области.", "ru", []),
        ("Алматы қаласының соты шешім шығарды.", "kk",
         "Решение вынес Медеуский районный суд Алматы.", "ru", [("name", "қаласының соты")]),
    ],
)  # fmt: skip
def test_the_full_name_of_a_court_names_one_level(
    text: str, language: str, article: str, other: str, expected: list[tuple[str, str]]
) -> None:
    assert doubts(text, language, article, other) == expected


@pytest.mark.parametrize(
    ("text", "language", "article", "other", "expected"),
    [
        ("Журналист күніне орай жиын өтті.", "kk", "Собрание прошло; их 12 в месяц.", "ru", []),
        ("2 bloggers got a year in prison.", "en", "2 blogers got prison, 12 cases a month.", "en",
         []),
        ("Қазан айына жоспар бар.", "kk", "План есть; их 12 в неделю.", "ru", []),
        ("Айына 12 шабуыл болады.", "kk", "Бывает 12 атак в неделю.", "ru", [("number", "Айына")]),
    ],
)  # fmt: skip
def test_a_rate_counts_something(
    text: str, language: str, article: str, other: str, expected: list[tuple[str, str]]
) -> None:
    found = [each for each in doubts(text, language, article, other) if each[0] == "number"]
    assert found == expected


def test_another_blogger_is_no_rate() -> None:
    article = "A second blogger was fined, 3 cases a week."
    assert doubts("A second blogger was fined after 3 cases.", "en", article, "en") == []


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Нельзя забывать о безопасности.", "Безопасность важна."),
        ("Пользователи не могут войти.", "Сайт не открывается у пользователей."),
        ("Организация действует с 2010 года.", "Организация создана в 2010 году."),
        ("Рост цен замедлился.", "Цены растут медленнее."),
        ("Он забрал новый телефон.", "Он купил новый телефон."),
        ("Сайтта жаңа бөлім пайда болды.", "Сайт жаңа бөлім ашты."),
    ],
)  # fmt: skip
def test_an_ordinary_sentence_tells_no_outcome(text: str, article: str) -> None:
    language = "kk" if "ң" in text else "ru"
    assert doubts(text, language, article, language) == []


@pytest.mark.parametrize(
    ("text", "article", "doubt"),
    [
        ("Депутаты приняли закон.", "Депутаты проголосовали против закона за закрытыми дверями.",
         "Депутаты приняли"),
        ("Иск удовлетворили.", "Коллеги поддержали журналистку.", "Иск удовлетворили"),
        ("Блогера арестовали.", "Блогеру дали на ответ 3 суток.", "арестовали"),
        ("Блогер не может выезжать из страны.", "Блогер едет по стране.", "не может выезжать"),
    ],
)  # fmt: skip
def test_what_the_words_do_not_tell_is_not_borne_out(text: str, article: str, doubt: str) -> None:
    assert ("outcome", doubt) in doubts(text, "ru", article, "ru")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Ал Серіков айыппұл төлемейді."),
        ("kk", "Сот үкім шығарды. Әйтсе де Серіков қарсы."),
        ("kk", "Мәселен Серіков айыппұл төлемейді."),
        ("kk", "Сондықтан Серіков шағымданады."),
        ("ru", "Если Сериков не заплатит, дело передадут."),
        ("ru", "Итак Сериков не платит штраф."),
        ("ru", "Напомним Сериков не платит штраф."),
    ],
)
def test_no_word_that_only_begins_a_sentence_is_part_of_a_name(language: str, text: str) -> None:
    told = {one.text for one in find_names(text, language, sentences(text))}
    told |= {one.words for one in names_told(text, language)}
    assert told <= {"Серіков", "Сериков"}


@pytest.mark.parametrize("word", ["Али", "Ким", "Ли", "Вера", "Асан", "Роман", "Ай", "Марал"])
def test_a_word_that_may_be_a_name_opens_nothing(word: str) -> None:
    assert not is_opener(word)
