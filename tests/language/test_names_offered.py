"""Does a panel offer only what surely is a name, in the nominative?"""

import pytest

from dalel.domain.names import KnownName, KnownNames, NameKind, Sureness
from dalel.language.kk.names_from_russian import is_made_of_parts
from dalel.language.name_book import NameBook
from dalel.language.names_offered import may_be_guessed, names_offered

LATIN = "Human Rights Watch, The Straits Times и Committee to Protect Journalists сообщили."


def offered(text: str, source: str, *known: KnownName) -> dict[str, str]:
    book = NameBook(KnownNames(known=known))
    target = "kk" if source == "ru" else "ru"
    found = names_offered(text, source, book.beside(text, source, target))
    return {one.called: one.rendered.words for one in found}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Журналист крикнул «Позор!» и «За что?».", "ru"),
        ("О партии «Аманата» и об «Орбите» писали.", "ru"),
        ("Задержали Сабыра Омирсеитова, Алдияра Жандабекова и Виталия Овчарова.", "ru"),
        ("Дело Камилы. Говорит Камила Орманова.", "ru"),
        ("Дали штраф Айгуль Ахметовой и Мадину Сапарову.", "ru"),
        ("Айгуль Сериковна Ахметова вышла.", "ru"),
        ("Генпрокурор Асылов и Дом Министерств.", "ru"),
        ("Оған Қаңтар айы. Журналист Досов келді.", "kk"),
        ("Астананың Сарыарқа, Алматының Алатау ауданы.", "kk"),
        ("Сейдікәрімнің Қызылордадағы үйі. Фарид Шахаттан сұрады. Серік Қызылордадағы.", "kk"),
        ("«Аманат» партиясы «Орбитада» айтты.", "kk"),
    ],
)
def test_what_may_be_no_name_or_no_nominative_is_left_out(text: str, source: str) -> None:
    assert not offered(text, source)


def test_whole_latin_names_and_titles_of_outlets_are_offered() -> None:
    assert set(offered(LATIN, "ru")) == {
        "Human Rights Watch", "The Straits Times", "Committee to Protect Journalists",
    }  # fmt: skip
    assert set(offered("Газета «Право на слово» закрыта.", "ru")) == {"Право на слово"}
    assert set(offered("«Сыр самалы» газеті жабылды.", "kk")) == {"Сыр самалы"}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Дело Виталия Овчарова. Виталий Овчаров ушёл.", "Виталий Овчаров"),
        ("Дело Сабыра Омирсеитова. С Сабыром Омирсеитовым говорили.", "Сабыр Омирсеитов"),
        ("Сказала Мадина Сапарова.", "Мадина Сапарова"),
        ("Президент Касым-Жомарт Токаев решил.", "Касым-Жомарт Токаев"),
    ],
)
def test_the_nominative_is_offered_where_the_text_has_or_tells_it(text: str, called: str) -> None:
    assert list(offered(text, "ru")) == [called]


def test_a_known_name_is_offered_in_whatever_case() -> None:
    known = KnownName(
        kind=NameKind.PERSON,
        names={"kk": "Сабыр Өмірсейітов", "ru": "Сабыр Омирсеитов"},
        sure=Sureness.SHOWN,
    )
    text = "Задержали Сабыра Омирсеитова."
    assert offered(text, "ru", known) == {"Сабыр Омирсеитов": "Сабыр Өмірсейітов"}


def test_a_guess_has_words_only_where_each_part_is_known() -> None:
    text = "Нурман Сейдикарим, Дафна Леону, Сакен Тулегенов и Серик Нурланов вышли."
    assert offered(text, "ru") == {
        "Нурман Сейдикарим": "", "Дафна Леону": "", "Сакен Тулегенов": "",
        "Серик Нурланов": "Серік Нұрланов",
    }  # fmt: skip
    assert may_be_guessed("Серік Нұрланов", "kk")
    assert not may_be_guessed("Өтеген Жұмалиев", "kk")
    assert not may_be_guessed("Камила Орманова", "ru")
    assert is_made_of_parts("Нурланов", is_family=True)
    assert not is_made_of_parts("Алиев", is_family=True)
