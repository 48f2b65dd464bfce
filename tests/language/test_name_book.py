"""Is a name said in the other language only as surely as it is known?"""

from datetime import date

import pytest

from dalel.domain.lexicon import Alias, Lexicon
from dalel.domain.names import KnownName, KnownNames, NameKind, Sureness
from dalel.language.name_book import NameBook, merged, names_of

PERSON, BODY, OUTLET, PLACE = NameKind.PERSON, NameKind.BODY, NameKind.OUTLET, NameKind.PLACE


def known(kk: str, ru: str, sure: Sureness = Sureness.SHOWN, **more: object) -> KnownName:
    return KnownName(**{"kind": PERSON, "names": {"kk": kk, "ru": ru}, "sure": sure, **more})  # type: ignore[arg-type]


def book(*names: KnownName, hidden: tuple[str, ...] = ()) -> NameBook:
    return NameBook(KnownNames(known=names, hidden=hidden))


def test_what_was_shown_is_said_in_both_directions_and_whatever_the_order() -> None:
    names = book(known("Ержан Сәденов", "Ержан Саденов"))
    for source, target, name, said in (
        ("ru", "kk", "Ержан Саденов", "Ержан Сәденов"),
        ("ru", "kk", "Саденов Ержан", "Ержан Сәденов"),
        ("ru", "kk", "Саденов", "Сәденов"),
        ("kk", "ru", "Ержан Сәденов", "Ержан Саденов"),
    ):
        found = names.rendered(name, PERSON, source, target)
        assert (found.words, found.sure) == (said, Sureness.SHOWN)
        assert found.is_sure


def test_letters_rules_and_nothing_are_told_apart() -> None:
    names = book()
    told = [
        (found.words, found.sure)
        for found in (
            names.rendered("Виталий Овчаров", PERSON, "ru", "kk"),
            names.rendered("Серик Нурланов", PERSON, "ru", "kk"),
            names.rendered("Серік Нұрланов", PERSON, "kk", "ru"),
            names.rendered("Freedom House", OUTLET, "ru", "kk"),
            names.rendered("Право на слово", OUTLET, "ru", "kk"),
            names.rendered("Министерство", BODY, "ru", "kk"),
            names.rendered("Виталий Овчаров", PERSON, "ru", "en"),
        )
    ]
    assert told == [
        ("Виталий Овчаров", Sureness.LETTERS),
        ("Серік Нұрланов", Sureness.RULE),
        ("Серик Нурланов", Sureness.RULE),
        ("Freedom House", Sureness.LETTERS),
        ("Право на слово", Sureness.RULE),
        ("", Sureness.OPEN),
        ("", Sureness.OPEN),
    ]


def test_a_choice_outranks_what_was_shown() -> None:
    names = book(
        known("Камила Орманова", "Камила Орманова"),
        known("Кәмила Орманова", "Камила Орманова", Sureness.CHOSEN),
    )
    found = names.rendered("Камила Орманова", PERSON, "ru", "kk")
    assert (found.words, found.sure) == ("Кәмила Орманова", Sureness.CHOSEN)


def test_forms_that_differ_are_asked_about() -> None:
    names = book(
        known("Камила Орманова", "Камила Орманова"), known("Кәмила Орманова", "Камила Орманова")
    )
    found = names.rendered("Камила Орманова", PERSON, "ru", "kk")
    assert (found.words, found.sure, len(found.candidates)) == ("", Sureness.ASK, 2)


@pytest.mark.parametrize("other", ["Кәмила Орманова", "Камила Орманова"])
def test_two_persons_of_one_name_are_never_merged(other: str) -> None:
    first = known("Камила Орманова", "Камила Орманова", key="1")
    second = known(other, "Камила Орманова", Sureness.CHOSEN, key="2")
    found = book(first, second).rendered("Камила Орманова", PERSON, "ru", "kk")
    assert (found.sure, len(found.candidates)) == (Sureness.ASK, 2)
    assert not found.is_sure
    here = known(other, "Камила Орманова", key="2", is_here=True)
    found = book(first, here).rendered("Камила Орманова", PERSON, "ru", "kk")
    assert (found.words, found.sure) == (other, Sureness.SHOWN)
    family = book(first, second).rendered("Орманова", PERSON, "ru", "kk")
    assert (family.words, family.sure) == ("Орманова", Sureness.CHOSEN)


def test_one_name_chosen_for_two_offices_is_asked_about_unless_they_follow_one_another() -> None:
    minister, mayor = {"ru": "министр"}, {"ru": "аким"}
    both = [
        known("Серік Досов", "Серик Досов", Sureness.CHOSEN, office=office)
        for office in (minister, mayor)
    ]
    found = book(*merged(both)).rendered("Серик Досов", PERSON, "ru", "kk")
    assert found.sure is Sureness.ASK
    assert [one.office for one in found.candidates] == [minister, mayor]
    assert book(*both).rendered("Досов", PERSON, "ru", "kk").sure is Sureness.CHOSEN
    before = known(
        "Серік Досов", "Серик Досов", Sureness.CHOSEN, office=minister, until=date(2024, 12, 31)
    )
    after = known(
        "Серік Досов", "Серик Досов", Sureness.CHOSEN, office=mayor, since=date(2025, 1, 1)
    )
    found = book(before, after).rendered("Серик Досов", PERSON, "ru", "kk", date(2025, 6, 1))
    assert (found.words, found.office) == ("Серік Досов", mayor)


@pytest.mark.parametrize(
    "name", ["Медет Шатаев", "Шатаев", "Медета Шатаева", "Шатаев Медет", "Медет"]
)
def test_whoever_is_hidden_is_told_in_no_form(name: str) -> None:
    names = book(known("Медет Шатаев", "Медет Шатаев"), hidden=("Медет Шатаев",))
    found = names.rendered(name, PERSON, "ru", "kk")
    assert (found.words, found.sure, found.candidates) == ("", Sureness.HIDDEN, ())
    assert not list(names.known_in("Судья допросил Медета Шатаева.", "ru", "kk"))
    (beside,) = names.beside("Судья допросил Медета Шатаева.", "ru", "kk")
    assert (beside.rendered.words, beside.rendered.sure) == ("", Sureness.HIDDEN)


def test_an_office_is_told_within_its_dates_and_the_name_always() -> None:
    office = {"kk": "министр", "ru": "министр"}
    names = book(
        known(
            "Жаслан Мәдиев", "Жаслан Мадиев", Sureness.CHOSEN,
            office=office, since=date(2024, 9, 1), until=date(2025, 9, 1),
        )
    )  # fmt: skip
    for day, told in ((date(2025, 1, 1), office), (date(2026, 1, 1), {}), (date(2024, 1, 1), {})):
        found = names.rendered("Жаслан Мадиев", PERSON, "ru", "kk", day)
        assert (found.words, found.office) == ("Жаслан Мәдиев", told)


def test_the_name_of_a_body_counts_within_its_dates() -> None:
    before = known("А министрлігі", "Министерство А", kind=BODY, until=date(2025, 8, 31))
    after = known("Ә министрлігі", "Министерство А", kind=BODY, since=date(2025, 9, 1))
    names = book(before, after)
    for day, said in ((date(2025, 8, 1), "А министрлігі"), (date(2025, 10, 1), "Ә министрлігі")):
        assert names.rendered("Министерство А", BODY, "ru", "kk", day).words == said


def test_names_of_a_text_are_called_as_they_are_known() -> None:
    names = book(known("Ержан Сәденов", "Ержан Саденов"))
    text = "Суд оштрафовал Ержана Саденова. Виталий Овчаров писал «Сыр самалы» и Марату Досову."
    found = {one.called: one.rendered for one in names.beside(text, "ru", "kk")}
    assert found["Ержан Саденов"].words == "Ержан Сәденов"
    assert found["Виталий Овчаров"].sure is Sureness.LETTERS
    assert found["Сыр самалы"].sure is Sureness.RULE
    # In whatever case it stands: nobody told what it is called.
    assert all(one.sure is not Sureness.LETTERS for name, one in found.items() if "Марат" in name)
    assert [one.names["kk"] for one in names.known_in(text, "ru", "kk")] == ["Ержан Сәденов"]


def test_a_given_name_that_all_write_alike_helps_the_guess() -> None:
    names = book(known("Әнуар Бәйетов", "Ануар Байетов"))
    assert names.rendered("Ануар Досов", PERSON, "ru", "kk").words == "Әнуар Досов"


def test_the_lexicon_gives_each_body_and_place_its_first_name() -> None:
    lexicon = Lexicon(
        months={}, weekdays={}, multipliers={}, bounds={}, currency="", currency_names={},
        organisations=(Alias(code="KNB", names={"kk": ("ҰҚК",), "ru": ("КНБ", "Комитет")}),),
        places=(Alias(code="ALA", names={"kk": ("Алматы",), "ru": ("Алматы",)}),),
    )  # fmt: skip
    names = NameBook(KnownNames(known=merged(names_of(lexicon))))
    assert names.rendered("Комитет", BODY, "ru", "kk").words == "ҰҚК"
    assert names.rendered("ҰҚК", BODY, "kk", "ru").words == "КНБ"
    assert names.rendered("Алматы", PLACE, "ru", "kk").sure is Sureness.SHOWN


def test_of_one_name_known_twice_the_choice_stays() -> None:
    shown, chosen = known("А Б", "А Б"), known("А Б", "А Б", Sureness.CHOSEN)
    assert merged([shown, chosen, shown]) == (chosen,)


@pytest.mark.parametrize(
    ("text", "language", "persons"),
    [
        (
            "Асана Серикова задержали. Асану Серикову дали год. Асан Сериков против.",
            "ru",
            ["Асан Сериков"],
        ),
        (
            "Асан Серіковке айыппұл салынды. Ал Асан Серіковтің адвокаты келді. "
            "Бірақ Серіков қарсы.",
            "kk",
            ["Асан Серіков"],
        ),
        (
            "Марата Оспанова и Мурата Оспанова вызвали.",
            "ru",
            ["Марата Оспанова", "Мурата Оспанова"],
        ),
    ],
)
def test_one_person_stands_once_in_whatever_cases(
    text: str, language: str, persons: list[str]
) -> None:
    other = "kk" if language == "ru" else "ru"
    assert [one.called for one in book().beside(text, language, other)] == persons


def test_a_name_that_must_not_be_told_stays_hidden_in_all_its_forms() -> None:
    told = "Асана Серикова задержали. Асан Сериков против."
    (one,) = book(hidden=("Асан Сериков",)).beside(told, "ru", "kk")
    assert one.rendered.sure is Sureness.HIDDEN
