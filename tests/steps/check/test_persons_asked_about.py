"""Is everybody asked about once whom a careful editor would ask about, and nobody else?"""

from dataclasses import replace
from datetime import date

import pytest

from dalel.domain.conduct import Person
from dalel.domain.incident import IncidentText
from dalel.language.ordinary import is_adjective_of_next
from dalel.pack import Pack
from dalel.steps.check import NamedForAll, check_naming, labels_of
from dalel.steps.check.name_check import NamingMatter
from steps.check.conftest import FactsOf, text_of

DAY = date(2025, 12, 1)


def asked(
    texts: list[IncidentText],
    pack: Pack,
    facts_of: FactsOf,
    cast: tuple[Person, ...] = (),
    matter: NamingMatter | None = None,
) -> list[tuple[str, str]]:
    names = [name for one in pack.sources for name in one.names.values()]
    known = NamedForAll(labels=labels_of(names), offices=pack.holders)
    read = [(text, facts_of(text)) for text in texts]
    found = check_naming(read, cast, pack.naming, known, matter or NamingMatter(day=DAY))
    return [(one.rule, one.excerpt) for one in found]


def names(
    text: str, pack: Pack, facts_of: FactsOf, language: str = "ru", *, stage: str = ""
) -> list[str]:
    matter = NamingMatter(day=DAY, stage=stage)
    found = asked([text_of(text, language=language)], pack, facts_of, matter=matter)
    return [name for _, name in found]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Касым-Жомарт Токаев высказался о соцсетях. Токаев призвал к ответственности.", "ru"),
        ("Закон подписал президент Токаев.", "ru"),
        ("Касым-Жомарту Токаеву передали обращение журналистов.", "ru"),
        ("Қазақстан Президенті Қасым-Жомарт Тоқаев пікір білдірді. Тоқаев ескертті.", "kk"),
        ("Жарлыққа президент Тоқаев 18 қыркүйекте қол қойды.", "kk"),
        ("Министр культуры и информации Аида Балаева ответила журналистам.", "ru"),
        ("Ақпарат министрі Аида Балаева заң қабылданғанын айтты.", "kk"),
        ("Вице-министр Евгений Кочетов рассказал о дипфейках.", "ru"),
        ("Қазақстан Президенті жарлыққа қол қойды.", "kk"),
        ("Руководители КазТАГ рассказали о давлении.", "ru"),
        ("ҚазТАГ-тың сайты істемейді.", "kk"),
        ("Баннерная демократия: как Сенат отправил журналистов в резервацию.", "ru"),
        ("Google сообщил о программе Intellexa Predator.", "ru"),
        ("Google Intellexa Predator тыңшылық бағдарламасы туралы хабарлады.", "kk"),
    ],
)
def test_an_office_holder_a_title_an_outlet_and_a_product_ask_nothing(
    text: str, language: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    assert names(text, kz_pack, facts_of, language) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Баннерная демократия", True),
        ("Прямая линия", True),
        ("Толстая журналистка", False),
        ("Баннерная заявила", False),
        ("Гульнара журналистка", False),
    ],
)
def test_an_adjective_of_the_noun_behind_it_is_told_from_a_name(text: str, *, is_one: bool) -> None:
    assert is_adjective_of_next(text) is is_one


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        # Nobody says that this is the vice minister.
        ("Евгений Кочетов оштрафован за пост.", "ru", "Евгений Кочетов"),
        # A namesake by surname, with a first name of his own.
        ("Президент Касым-Жомарт Токаев и блогер Арман Токаев встретились.", "ru", "Арман Токаев"),
        ("Блогер Аида Балаева оштрафована за пост.", "ru", "Аида Балаева"),
        ("Журналист Қасым Тоқаев ұсталды.", "kk", "Қасым Тоқаев"),
    ],
)
def test_who_only_bears_the_name_of_an_office_holder_is_asked_about(
    text: str, language: str, who: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    assert who in names(text, kz_pack, facts_of, language)


def test_a_surname_of_two_persons_asks(kz_pack: Pack, facts_of: FactsOf) -> None:
    told = "Президент Касым-Жомарт Токаев высказался. Блогер Арман Токаев ответил. Токаев не прав."
    assert names(told, kz_pack, facts_of) == ["Арман Токаев"]


def test_an_official_in_a_matter_of_law_is_asked_about(kz_pack: Pack, facts_of: FactsOf) -> None:
    told = "Вице-министр Евгений Кочетов задержан в Астане."
    assert names(told, kz_pack, facts_of, stage="investigation") == ["Евгений Кочетов"]
    assert names(told, kz_pack, facts_of, stage="none") == []


def test_an_office_is_held_within_its_days(kz_pack: Pack, facts_of: FactsOf) -> None:
    text = text_of("Министр Аида Балаева ответила журналистам.")
    before = NamingMatter(day=date(2023, 9, 1))
    assert asked([text], kz_pack, facts_of, matter=before) == [("name_undecided", "Аида Балаева")]
    assert asked([text], kz_pack, facts_of, matter=NamingMatter(day=date(2023, 9, 2))) == []


def test_one_person_is_one_question_in_all_forms_and_languages(
    kz_pack: Pack, facts_of: FactsOf
) -> None:
    russian = IncidentText(
        language="ru",
        title="Дело против Гульнары Бажкеновой",
        paragraphs=("Полиция проверяет публикации Бажкеновой.",),
    )
    kazakh = IncidentText(
        language="kk",
        title="Бас редактор Гульнара Бажкеноваға іс қозғалды",
        paragraphs=("Полиция Гульнара Бажкенованың жарияланымдарын тексеріп жатыр.",),
    )
    assert len(asked([kazakh, russian], kz_pack, facts_of)) == 1
    assert {len(asked([one], kz_pack, facts_of)) for one in (kazakh, russian)} == {1}


def test_relatives_stay_two_questions(kz_pack: Pack, facts_of: FactsOf) -> None:
    told = "Асет Матаев и Сейтказы Матаев оштрафованы. Матаев обжаловал штраф."
    assert len(names(told, kz_pack, facts_of)) == 2


def test_a_decision_of_another_stage_is_asked_about_again(kz_pack: Pack, facts_of: FactsOf) -> None:
    called = {"kk": "Дәурен Омаров", "ru": "Даурен Омаров"}
    journalist = Person(
        names=called, role="journalist", stage="investigation", public=True, matter="investigation"
    )
    told = [text_of("Журналист Даурен Омаров подал жалобу.")]

    def at(stage: str, who: Person) -> list[tuple[str, str]]:
        matter = NamingMatter(day=DAY, stage=stage)
        return asked(told, kz_pack, facts_of, (who,), matter)

    assert at("investigation", journalist) == []
    assert at("acquitted", journalist) == [("name_again", "Даурен Омаров")]
    # What was decided before stages were written down, and who is printed in full at any stage.
    assert at("acquitted", replace(journalist, matter="")) == []
    assert at("acquitted", replace(journalist, role="official")) == []
    # Of whom only the role is printed there is nothing to lose.
    hidden = replace(journalist, role="witness", public=False)
    assert [rule for rule, _ in at("acquitted", hidden)] == ["name_form"]


def test_a_linked_outlet_is_no_person_in_any_case_but_a_person_called_like_it_is(
    kz_pack: Pack, facts_of: FactsOf
) -> None:
    text = text_of("Журналисты Шапака подали жалобу. Ердан Шапак выступил в суде.")
    outlet = {"kk": "«Шапақ» газеті", "ru": "газета «Шапак»"}
    before = check_naming([(text, facts_of(text))], (), kz_pack.naming)
    known = NamedForAll(outlets=(outlet,))
    after = check_naming([(text, facts_of(text))], (), kz_pack.naming, known)
    assert {one.excerpt for one in before} == {"Ердан Шапак"}
    assert [one.excerpt for one in after] == ["Ердан Шапак"]
    alone = text_of("Пост в поддержку Шапака обошёлся журналистке Кармышевой в 74 тысячи тенге.")
    asked_before = check_naming([(alone, facts_of(alone))], (), kz_pack.naming)
    asked_after = check_naming([(alone, facts_of(alone))], (), kz_pack.naming, known)
    assert "Шапака" in {one.excerpt for one in asked_before}
    assert "Шапака" not in {one.excerpt for one in asked_after}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Полиция допросила журналистку Марину Верескову.", "ru", "Марина Верескова"),
        ("Суд оштрафовал блогера Тимура Верескова.", "ru", "Тимур Вересков"),
        ("Журналистка Дина Сапарова вышла на свободу.", "ru", "Дина Сапарова"),
        ("Полиция допросила Айгуль Сейткалиеву.", "ru", "Айгуль Сейткалиева"),
        ("Полиция блогер Дархан Бұлақовтың үйін тінтті.", "kk", "Дархан Бұлақов"),
        ("Сот блогер Ермек Нұрсеріктің ісін қарады.", "kk", "Ермек Нұрсерік"),
        ("Полиция журналист Айжан Бұлақоваға айып тақты.", "kk", "Айжан Бұлақова"),
    ],
)
def test_who_is_asked_about_is_called_in_the_nominative(
    text: str, language: str, name: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    read = text_of(text, language=language)
    found = check_naming([(read, facts_of(read))], (), kz_pack.naming, matter=NamingMatter(day=DAY))
    assert [one.values["name"] for one in found] == [name]
