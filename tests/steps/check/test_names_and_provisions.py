"""Are provisions without an act and persons of one surname told apart as an editor does?"""

import pytest

from dalel.steps.check.facts import PreparedEvidence, check_facts
from steps.check.pairs import prepared, words
from steps.check.saying import told


@pytest.mark.parametrize(
    ("text", "language", "article"),
    [
        ("Его осудили по статье 274 УК.", "ru",
         "Жителя Актобе осудили по статье 274. Раньше ему вменяли статью 147 УК."),
        ("Его осудили по ч. 2 ст. 274 УК.", "ru", "Жителя Актобе осудили по части 2 статьи 274."),
        ("Оны Қылмыстық кодекстің 274-бабы бойынша соттады.", "kk",
         "Тұрғынды 274-баппен соттады. Бұрын Қылмыстық кодекстің 147-бабы бойынша айыпталған."),
        ("Оны ҚК 274-бабы бойынша соттады.", "kk", "Ақтөбе тұрғынын 274-баппен соттады."),
    ],
)  # fmt: skip
def test_an_article_without_its_act_bears_out_one_with_it(
    text: str, language: str, article: str
) -> None:
    report = told(text, language, article, language)
    assert [each.text for each in (*report.unsupported, *report.hints)] == []
    assert "274" in next(each for each in report.findings if each.kind == "statute").text


@pytest.mark.parametrize(
    ("text", "language", "article", "errors", "hints"),
    [
        ("Его осудили по статье 274 УК.", "ru",
         "Жителя Актобе осудили по статье 274. Раньше его штрафовали по статье 456 КоАП.", 0, 1),
        ("Его осудили по статье 274 УК.", "ru", "Жителя Актобе осудили по статье 147.", 1, 0),
        ("Его осудили по статье 274 УК.", "ru", "Жителя Актобе осудили по статье 274 КоАП.", 1, 0),
        ("Его осудили по ч. 3 ст. 274 УК.", "ru", "Его осудили по части 2 статьи 274.", 1, 0),
    ],
)  # fmt: skip
def test_an_article_of_another_act_or_number_does_not(
    text: str, language: str, article: str, errors: int, hints: int
) -> None:
    report = told(text, language, article, language)
    assert [len(report.unsupported), len(report.hints)] == [errors, hints]


ARRESTED = {
    "ru": "В Алматы задержали журналиста Виталия Иванова. Об этом сообщил адвокат Марат Сериков. "
    "Иванова подозревают в клевете. Павел Ким и Адай Жұмалы ждали его.",
    "kk": "Алматыда журналист Медет Жолдасов ұсталды. Бұл туралы адвокат Айгүл Сәрсенова айтты. "
    "Медет Жолдасовқа жала жабу бойынша күдік бар. Жолдасов кінәсін мойындамайды.",
}


@pytest.mark.parametrize(
    ("text", "language", "article", "person", "instead"),
    [
        ("В Алматы задержали журналиста Василия Иванова.", "ru", "ru",
         "Василия Иванова", "Виталия Иванова"),
        ("Василию Иванову предъявили обвинение.", "ru", "ru",
         "Василию Иванову", "Виталия Иванова"),
        ("Обвинение предъявили Иванову Василию Петровичу.", "ru", "ru",
         "Иванову Василию", "Виталия Иванова"),
        ("Задержан Марат Иванов.", "ru", "ru", "Марат Иванов", "Виталия Иванова"),
        ("Марат Жолдасовқа күдік бар.", "kk", "kk", "Марат Жолдасовқа", "Медет Жолдасов"),
        ("Бұл туралы Марат Жолдасовтың өзі айтты.", "kk", "kk",
         "Марат Жолдасовтың", "Медет Жолдасов"),
        ("О задержании Марата Жолдасова сообщили.", "ru", "kk", "Марата Жолдасова",
         "Медет Жолдасов"),
        ("Василий Ивановқа күдік бар.", "kk", "ru", "Василий Ивановқа", "Виталия Иванова"),
    ],
)  # fmt: skip
def test_another_first_name_beside_a_surname_is_another_person(
    text: str, language: str, article: str, person: str, instead: str
) -> None:
    report = told(text, language, ARRESTED[article], article)
    [error] = report.unsupported
    assert (error.text, error.reason.code) == (person, "other_first_name")
    assert error.support is not None
    assert error.support.text == instead
    borne_out = [each.text for each in report.findings if each.verdict == "supported"]
    assert not any(name in text for text in borne_out for name in person.split())


@pytest.mark.parametrize(
    ("text", "language", "article"),
    [
        ("Задержан журналист Иванов.", "ru", "ru"),
        ("Задержан журналист В. Иванов.", "ru", "ru"),
        ("Задержан Виталий Петрович Иванов.", "ru", "ru"),
        ("Задержан Иванов Виталий.", "ru", "ru"),
        ("Павла Кима и Адая Жумалы там ждали.", "ru", "ru"),
        ("Вчера Иванова задержали.", "ru", "ru"),
        ("Виталий Иванов ұсталды.", "kk", "ru"),
        ("Кеше Жолдасов ұсталды.", "kk", "kk"),
        ("Медет Серікұлы Жолдасов ұсталды.", "kk", "kk"),
        ("Медета Жолдасова задержали.", "ru", "kk"),
    ],
)  # fmt: skip
def test_the_same_person_in_other_words_is_left_alone(
    text: str, language: str, article: str
) -> None:
    report = told(text, language, ARRESTED[article], article)
    assert [each.text for each in (*report.unsupported, *report.hints)] == []


@pytest.mark.parametrize(
    ("text", "language", "article", "other"),
    [
        ("Сот 31 маусымда өтеді.", "kk", "Суд пройдёт 30 июня.", "ru"),
        ("В Алматы задержали журналиста Василия Иванова.", "ru", ARRESTED["ru"], "ru"),
    ],
)
def test_the_same_words_are_doubted_once(
    text: str, language: str, article: str, other: str
) -> None:
    report = told(text, language, article, other)
    assert len((*report.unsupported, *report.hints)) == 1


def test_of_overlapping_doubts_of_one_mechanism_the_gravest_is_told() -> None:
    evidence = PreparedEvidence(articles=tuple(map(prepared, ("wb391", "wb392"))))
    report = check_facts(
        "Экоактивистку Умитжан Сатыбалдину осудили за заведомо ложный донос.", "ru", evidence,
        words(),
    )  # fmt: skip
    doubted = [each.text for each in (*report.unsupported, *report.hints)]
    assert doubted == ["осудили"]
