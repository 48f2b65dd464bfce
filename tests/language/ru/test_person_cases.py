import pytest

from dalel.language.ru.person_cases import CASES, is_female, nominative, person_in_cases

NAMES = {
    "Марат Касымов": "Марата Касымова, Марату Касымову, Марата Касымова, Маратом Касымовым",
    "Айгуль Сеитова": "Айгуль Сеитовой, Айгуль Сеитовой, Айгуль Сеитову, Айгуль Сеитовой",
    "Анна Сеитова": "Анны Сеитовой, Анне Сеитовой, Анну Сеитову, Анной Сеитовой",
    "Мария Островская": "Марии Островской, Марии Островской, Марию Островскую, Марией Островской",
    "Николай Островский": (
        "Николая Островского, Николаю Островскому, Николая Островского, Николаем Островским"
    ),
    "Юлия Галич": "Юлии Галич, Юлии Галич, Юлию Галич, Юлией Галич",
    "Ольга Цой": "Ольги Цой, Ольге Цой, Ольгу Цой, Ольгой Цой",
    "Игорь Черепко": "Игоря Черепко, Игорю Черепко, Игоря Черепко, Игорем Черепко",
    "Сергей Мороз": "Сергея Мороза, Сергею Морозу, Сергея Мороза, Сергеем Морозом",
    "Ильяс Галич": "Ильяса Галича, Ильясу Галичу, Ильяса Галича, Ильясом Галичем",
    "Павел Ким": "Павла Кима, Павлу Киму, Павла Кима, Павлом Кимом",
    "Лев Белый": "Льва Белого, Льву Белому, Льва Белого, Львом Белым",
    "Саша Сеитова": "Саши Сеитовой, Саше Сеитовой, Сашу Сеитову, Сашей Сеитовой",
    "Любовь Сеитова": "Любови Сеитовой, Любови Сеитовой, Любовь Сеитову, Любовью Сеитовой",
    "Илья Сеитов": "Ильи Сеитова, Илье Сеитову, Илью Сеитова, Ильей Сеитовым",
    "Семён Сеитов": "Семёна Сеитова, Семёну Сеитову, Семёна Сеитова, Семёном Сеитовым",
}


@pytest.mark.parametrize(("name", "told"), NAMES.items())
def test_a_name_has_cases(name: str, told: str) -> None:
    cases = person_in_cases(name)
    assert cases is not None
    assert list(cases) == list(CASES)
    assert [cases[one] for one in ("gen", "dat", "acc", "ins")] == told.split(", ")


@pytest.mark.parametrize("name", ["Галич", "Ольга Ким", "Асель Болат"])
def test_a_name_that_may_be_anybodys_has_none(name: str) -> None:
    assert is_female(name.split()) is None
    assert person_in_cases(name) is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_a_name_in_a_case_is_that_name_or_not_sure(name: str, case: str) -> None:
    cases = person_in_cases(name)
    assert cases is not None
    assert nominative(cases[case], case) in (name, None)


CALLED = [
    ("Маратом Касымовым", "ins", "Марат Касымов"),
    ("Айгуль Сеитову", "acc", "Айгуль Сеитова"),
    ("Ольгой Цой", "ins", "Ольга Цой"),
    ("Сеитовой", "gen", "Сеитова"),
    ("Касымову", "dat", "Касымов"),
    ("Касымову", "acc", "Касымова"),
    ("Александра Лукьянова", "gen", "Александр Лукьянов"),
    ("Ильи Мороза", "gen", "Илья Мороз"),
    ("Павла Сеитова", "gen", "Павел Сеитов"),
    ("Льву Сеитову", "dat", "Лев Сеитов"),
    ("Петра Сеитова", "gen", "Петр Сеитов"),
    ("Сашей Сеитовой", "ins", "Саша Сеитова"),
    ("Любови Сеитовой", "gen", "Любовь Сеитова"),
    # A man's in the genitive, or a woman's in the nominative.
    ("Александра Ким", "gen", None),
    ("Цоя", "gen", None),
    ("Марат Касымов", "nom", "Марат Касымов"),
    ("Марат Касымов", "voc", "Марат Касымов"),
]


@pytest.mark.parametrize(("written", "case", "name"), CALLED)
def test_a_name_is_called_as_its_case_tells(written: str, case: str, name: str | None) -> None:
    assert nominative(written, case) == name
