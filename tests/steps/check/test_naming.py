"""Does every name come out in the form that the rule gives it, in both languages?"""

from pathlib import Path

import pytest

from dalel.domain.conduct import Person
from dalel.domain.incident import IncidentText
from dalel.language.name_cases import case_of
from dalel.pack import Pack
from dalel.steps.check import NamedForAll, check_naming
from dalel.steps.check.name_check import decide, initials
from steps.check.conftest import FactsOf, text_of

NAMES = {"kk": "Дәурен Омаров", "ru": "Даурен Омаров"}
CASES = [
    [cell.strip() for cell in line.split("|")]
    for line in Path(__file__).with_name("naming_cases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def person(
    role: str = "private_person",
    stage: str = "investigation",
    *,
    public: bool = False,
    consent: bool = False,
) -> Person:
    return Person(names=NAMES, role=role, stage=stage, public=public, consent=consent)


def test_the_table_has_sixty_cases_and_every_role() -> None:
    assert len(CASES) >= 60
    assert len({tuple(case[:4]) for case in CASES}) == len(CASES)
    assert len({case[0] for case in CASES}) == 9


@pytest.mark.parametrize("case", CASES, ids=[" ".join(case[:4]) for case in CASES])
def test_a_case_of_the_table(case: list[str], kz_pack: Pack) -> None:
    role, stage, public, consent, form, listed, in_kazakh, in_russian = case
    who = person(role, stage, public=public == "yes", consent=consent == "yes")
    kazakh, russian = (decide(who, kz_pack.naming, language) for language in ("kk", "ru"))
    assert (str(kazakh.rule.form), kazakh.rule.indexed) == (form, listed == "yes")
    assert (kazakh.printed, russian.printed) == (in_kazakh, in_russian)


@pytest.mark.parametrize(
    ("role", "language", "case", "printed"),
    [
        ("victim", "ru", "dative", "потерпевшему"),
        ("witness", "ru", "genitive", "свидетеля"),
        ("private_person", "ru", "instrumental", "частным лицом"),
        ("minor", "ru", "prepositional", "несовершеннолетнем"),
        ("relative", "kk", "genitive", "туыстың"),
        ("private_person", "kk", "dative", "жеке тұлғаға"),
        ("victim", "kk", "ablative", "жәбірленушіден"),
        ("minor", "kk", "accusative", "кәмелетке толмаған адамды"),
        ("witness", "kk", "instrumental", "куәмен"),
        ("witness", "en", "genitive", "witness"),
        ("witness", "ru", "vocative", "свидетель"),
    ],
)
def test_a_role_stands_in_the_case_of_the_name(
    role: str, language: str, case: str, printed: str, kz_pack: Pack
) -> None:
    assert decide(person(role), kz_pack.naming, language, case).printed == printed


def test_a_role_without_words_of_its_own_is_called_by_its_label(tiny_pack: Pack) -> None:
    assert tiny_pack.naming.role_words("minor", "en", "genitive") == "minor"


@pytest.mark.parametrize(
    ("printed", "called", "language", "case"),
    [
        ("Дәурен Омаровтың", "Дәурен Омаров", "kk", "genitive"),
        ("Омаровқа", "Дәурен Омаров", "kk", "dative"),
        ("Омаровтан", "Дәурен Омаров", "kk", "ablative"),
        ("Омаровты", "Дәурен Омаров", "kk", "accusative"),
        ("Айдана Серікқызымен", "Айдана Серікқызы", "kk", "instrumental"),
        ("Дәурен Омаров", "Дәурен Омаров", "kk", "nominative"),
        ("Даурену Омарову", "Даурен Омаров", "ru", "dative"),
        ("Омаровым", "Даурен Омаров", "ru", "instrumental"),
        ("Анне Омаровой", "Анна Омарова", "ru", "dative"),
        ("Анну Омарову", "Анна Омарова", "ru", "accusative"),
        ("Павла Токарского", "Павел Токарский", "ru", "genitive"),
        ("Игоря", "Игорь Омаров", "ru", "genitive"),
        ("Юрию", "Юрий Омаров", "ru", "dative"),
        ("Антониной", "Антонина Омарова", "ru", "instrumental"),
        ("Галичем", "Ильяс Галич", "ru", "instrumental"),
        ("Льва Белого", "Лев Белый", "ru", "genitive"),
        ("Ольге Ким", "Ольга Ким", "ru", "dative"),
        ("Кимом", "Ким", "ru", "instrumental"),
        ("Омарова", "", "ru", "nominative"),
        ("Даурен Омаров", "Даурен Омаров", "ru", "nominative"),
        ("Борейко", "Вадим Борейко", "ru", "nominative"),
        ("Omarov's", "Dauren Omarov", "en", "nominative"),
        ("", "Дәурен Омаров", "kk", "nominative"),
    ],
)
def test_the_case_of_a_name(printed: str, called: str, language: str, case: str) -> None:
    assert case_of(printed, called, language) == case


def test_initials_keep_the_hyphen_of_a_double_name() -> None:
    assert initials("Дәурен Омаров") == "Д. О."
    assert initials("Анна-Мария Омарова") == "А.-М. О."


def found(
    summary: str, cast: list[Person], pack: Pack, facts_of: FactsOf, language: str = "ru"
) -> list[tuple[str, str, str | None]]:
    text = text_of(summary, language=language)
    concerns = check_naming([(text, facts_of(text))], cast, pack.naming)
    return [(c.rule, c.excerpt, c.suggestion) for c in concerns]


def test_a_name_against_the_rule_comes_with_what_to_print_in_its_case(
    kz_pack: Pack, facts_of: FactsOf
) -> None:
    summary = "Протокол составлен в отношении Даурена Омарова в понедельник."
    assert found(summary, [person("victim")], kz_pack, facts_of) == [
        ("name_form", "Даурена Омарова", "потерпевшего")
    ]
    summary = "Полиция Дәурен Омаровқа айып тақты."
    assert found(summary, [person("witness")], kz_pack, facts_of, "kk") == [
        ("name_form", "Дәурен Омаровқа", "куәге")
    ]


def test_a_name_in_the_right_form_is_left_alone(kz_pack: Pack, facts_of: FactsOf) -> None:
    assert found("Заявил Даурен Омаров.", [person("official")], kz_pack, facts_of) == []


def test_a_name_that_nobody_decided_on_is_a_question_once(kz_pack: Pack, facts_of: FactsOf) -> None:
    summary = "Даурен Омаров подал иск. Позже Даурен Омаров отозвал его."
    assert found(summary, [], kz_pack, facts_of) == [("name_undecided", "Даурен Омаров", None)]


def test_a_surname_alone_is_the_person_of_the_cast(kz_pack: Pack, facts_of: FactsOf) -> None:
    summary = "По словам адвоката, Омаров не согласен с решением суда."
    rules = {rule for rule, _, _ in found(summary, [person("witness")], kz_pack, facts_of)}
    assert rules == {"name_form"}


@pytest.mark.parametrize("hidden", ["Oмаров", "Ома\u200bров"])
def test_a_disguised_name_is_still_a_name(hidden: str, kz_pack: Pack, facts_of: FactsOf) -> None:
    summary = f"Позже {hidden} отказался от иска."
    rules = {rule for rule, _, _ in found(summary, [person("witness")], kz_pack, facts_of)}
    assert "name_form" in rules


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Human Rights Watch, Amnesty International и Freedom House осудили приговор.", "ru"),
        ("Репортёры без границ осудили приговор.", "ru"),
        ("Бүгін Human Rights Watch пен Amnesty International үкімді айыптады.", "kk"),
        ("Алматыда Demo Day өтті, деп хабарлайды баспасөз қызметі.", "kk"),
        ("Кеше Electronic Frontier Foundation баяндама жариялады.", "kk"),
        ("Бұл туралы «Silent Crow» мәлімдеді.", "kk"),
    ],
)
def test_nobody_asks_whether_a_body_or_an_event_may_be_named(
    text: str, language: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    written = text_of(text, language=language)
    assert list(check_naming([(written, facts_of(written))], [], kz_pack.naming)) == []


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Блогер John Smith оштрафован.", "ru", "John Smith"),
        ("Суд оправдал Aigerim Tulegenova.", "ru", "Aigerim Tulegenova"),
        ("Кеше Aigerim Tulegenova шағым түсірді.", "kk", "Aigerim Tulegenova"),
        ("Вчера Fatou Diallo подала жалобу.", "ru", "Fatou Diallo"),
        ("Компания Human Constanta и Marie Dubois подали жалобу.", "ru", "Marie Dubois"),
    ],
)
def test_a_private_person_in_latin_letters_is_asked_about(
    text: str, language: str, name: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    written = text_of(text, language=language)
    found = list(check_naming([(written, facts_of(written))], [], kz_pack.naming))
    assert [(one.rule, one.excerpt) for one in found] == [("name_undecided", name)]


HOLDERS = NamedForAll(holders=({"ru": "Олжас Бектенов", "kk": "Олжас Бектенов"},))


def test_the_holder_of_an_office_is_named_without_a_question(
    kz_pack: Pack, facts_of: FactsOf
) -> None:
    told = text_of("Премьер-министр Олжас Бектенов поручил заблокировать сайт.")
    assert found_for_all(told, kz_pack, facts_of) == []
    other = text_of("Блогер Марат Бектенов оштрафован.")
    assert found_for_all(other, kz_pack, facts_of) == ["Марат Бектенов"]
    alone = text_of("Бектенова оштрафовали за пост.")
    assert all(name == "Бектенова" for name in found_for_all(alone, kz_pack, facts_of))


def test_a_decision_here_outranks_the_office(kz_pack: Pack, facts_of: FactsOf) -> None:
    told = text_of("Олжас Бектенов поручил заблокировать сайт.")
    names = {"ru": "Олжас Бектенов", "kk": "Олжас Бектенов"}
    hidden = Person(names=names, role="victim", stage="none")
    concerns = check_naming([(told, facts_of(told))], [hidden], kz_pack.naming, HOLDERS)
    assert [one.rule for one in concerns] == ["name_form"]


def found_for_all(text: IncidentText, pack: Pack, facts_of: FactsOf) -> list[str]:
    concerns = check_naming([(text, facts_of(text))], [], pack.naming, HOLDERS)
    return [one.excerpt for one in concerns]


RYSEV = {"kk": "Антон Рысев", "ru": "Антон Рысев"}


@pytest.mark.parametrize(
    ("language", "text", "name", "printed"),
    [
        ("kk", "Антон Рысевке үш жыл шартты жаза кесілді", "Антон Рысевке", "А. Р.-ге"),
        ("kk", "Рысев Антонға үш жыл шартты жаза кесілді", "Рысев Антонға", "А. Р.-ге"),
        ("kk", "АНТОН РЫСЕВКЕ жаза кесілді", "АНТОН РЫСЕВКЕ", "А. Р.-ге"),
        ("kk", "Сот Антон Рысевтің ісін қарады.", "Антон Рысевтің", "А. Р.-дің"),
        ("kk", "Кеше журналист Антон Рысевпен кездесті.", "Антон Рысевпен", "А. Р.-мен"),
        ("kk", "А. Рысевке үш жыл кесілді", "А. Рысевке", "А. Р.-ге"),
        ("kk", "Сот Рысевке А. П. қатысты іс қозғады.", "Рысевке А. П.", "А. Р.-ге"),
        ("kk", "Антон Рысев сотталды.", "Антон Рысев", "А. Р."),
        ("ru", "Суд вынес приговор Антону Рысеву.", "Антону Рысеву", "А. Р."),
        ("ru", "Суд вынес приговор Рысеву Антону.", "Рысеву Антону", "А. Р."),
        ("ru", "Приговор Антону Петровичу Рысеву вынесли.", "Антону Петровичу Рысеву", "А. Р."),
        ("ru", "Суд вынес приговор А. Рысеву.", "А. Рысеву", "А. Р."),
        ("ru", "Приговор А.П.Рысеву вынесли.", "А.П.Рысеву", "А. Р."),
        ("ru", "Приговор Рысеву А. П. вынесли.", "Рысеву А. П.", "А. Р."),
    ],
)
def test_a_name_is_one_stretch_and_its_initials_keep_the_case(
    language: str, text: str, name: str, printed: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    journalist = Person(
        names=RYSEV, role="journalist", stage="first_instance", public=False, consent=False
    )
    assert found(text, [journalist], kz_pack, facts_of, language) == [("name_form", name, printed)]
    # Seen by no recogniser, it is whole as well.
    written = text_of(text, language=language)
    alone = check_naming([(written, {})], [journalist], kz_pack.naming)
    assert [(one.excerpt, one.suggestion) for one in alone] == [(name, printed)]


def test_brothers_are_each_one_stretch(kz_pack: Pack) -> None:
    cast = [
        Person(names={"ru": name}, role="journalist", stage="charge", public=False, consent=False)
        for name in ("Антон Рысев", "Иван Рысев")
    ]
    written = text_of("Судили Ивана Рысева.")
    (one,) = check_naming([(written, {})], cast, kz_pack.naming)
    assert (one.excerpt, one.suggestion) == ("Ивана Рысева", "И. Р.")


def test_a_role_leaves_the_stop_of_the_sentence(kz_pack: Pack, facts_of: FactsOf) -> None:
    witness = Person(names=RYSEV, role="witness", stage="charge", public=False, consent=False)
    told = [
        found(text, [witness], kz_pack, facts_of)[0][1]
        for text in ("Допросили Рысева А. П.", "Рысева А. П. допросили.")
    ]
    assert told == ["Рысева А. П", "Рысева А. П."]
