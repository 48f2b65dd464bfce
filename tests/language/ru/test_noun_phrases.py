"""Russian noun phrases are put together and declined as a dictionary surely has their words."""

from decimal import Decimal

import pytest

from dalel.language.ru.noun_phrases import (
    Gender,
    RussianPhrase,
    counted,
    name_of_body,
    name_of_place,
    past,
    person_phrase,
    phrase_of,
)


def _phrase(lemmas: str, **more: bool) -> RussianPhrase:
    said = phrase_of(lemmas, **more)
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("lemmas", "case", "said"),
    [
        ("уголовный дело", "gen", "уголовного дела"),
        ("база данные", "acc", "базу данных"),
        ("судья", "dat", "судье"),
        ("подозреваемый", "ins", "подозреваемым"),
        ("аким", "gen", "акима"),
        ("27-летний блогер", "acc", "27-летнего блогера"),
    ],
)
def test_a_phrase_is_declined(lemmas: str, case: str, said: str) -> None:
    assert _phrase(lemmas).cases[case] == said


def test_what_a_noun_is_of_stands_in_the_genitive_of_its_own_number() -> None:
    assert _phrase("совет директор", plural_owner=True).cases["dat"] == "совету директоров"
    assert _phrase("право человек", plural=True).words == "права человека"


def test_a_guessed_noun_must_be_a_person_where_the_dictionary_of_news_says_so() -> None:
    assert phrase_of("видеорегистратор") is None
    assert _phrase("медиаюрист", person=True).cases["acc"] == "медиаюриста"


@pytest.mark.parametrize("lemmas", ["данный", "быстро бежать", "телеграм-канал"])
def test_words_that_are_no_sure_phrase_are_none(lemmas: str) -> None:
    assert phrase_of(lemmas) is None


@pytest.mark.parametrize(
    ("number", "noun", "case", "said"),
    [
        ("1", "телефон", "nom", "1 телефон"),
        ("3", "системный блок", "nom", "3 системных блока"),
        ("24", "телефон", "nom", "24 телефона"),
        ("12", "год", "nom", "12 лет"),
        ("1.5", "год", "nom", "1,5 года"),
        ("15", "сутки", "acc", "15 суток"),
        ("3", "журналист", "acc", "3 журналистов"),
        ("21", "год", "gen", "21 года"),
        ("5", "человек", "gen", "5 человек"),
        ("50000000", "тенге", "acc", "50 млн тенге"),
    ],
)
def test_a_noun_stands_as_its_number_wants(number: str, noun: str, case: str, said: str) -> None:
    assert counted(Decimal(number), noun, case).replace("\u00a0", " ") == said


def test_a_body_is_declined_by_its_own_words() -> None:
    body = name_of_body("Комитет национальной безопасности")
    assert body is not None
    assert body.cases["gen"] == "Комитета национальной безопасности"
    assert body.gender is Gender.MASCULINE
    assert name_of_body("КНБ") is None


def test_a_place_is_declined_where_the_dictionary_has_it() -> None:
    place = name_of_place("Турция")
    assert place is not None
    assert (place.cases["loc"], place.named) == ("Турции", True)
    assert name_of_place("Жымбырай") is None


def test_an_office_stands_in_the_case_of_its_bearer_and_two_are_many() -> None:
    name, other = person_phrase("Асель Тимурова"), person_phrase("Ерлан Беков")
    assert name is not None
    assert other is not None
    office = _phrase("редактор", person=True).before(name)
    assert office.cases["acc"] == "редактора Асель Тимурову"
    assert office.gender is Gender.FEMININE
    both = office.and_(other)
    assert both.cases["gen"] == "редактора Асель Тимуровой и Ерлана Бекова"
    assert both.gender is Gender.PLURAL
    assert person_phrase("Жымбай Ли") is None


def test_a_verb_agrees_with_who_did_it() -> None:
    assert past("задержать", Gender.FEMININE) == "задержала"
    assert past("привлечь", Gender.MASCULINE) == "привлек"
    assert past("обыск", Gender.PLURAL) is None
