"""When does a story look like an incident?"""

from dalel.domain.likeness import ENOUGH, Shared, reasons, strength


def test_a_shared_page_or_person_is_enough() -> None:
    assert strength(reasons(Shared(pages=("lake.test",)))) >= ENOUGH
    assert strength(reasons(Shared(names=("Айдар Тестов",)))) >= ENOUGH


def test_a_person_named_in_another_section_is_not() -> None:
    elsewhere = Shared(names=("Айдар Тестов",), is_section=False)
    assert strength(reasons(elsewhere)) < ENOUGH
    assert strength(reasons(Shared(names=("А", "Б"), is_section=False))) >= ENOUGH


def test_a_provision_of_law_alone_is_not() -> None:
    assert strength(reasons(Shared(statutes=("A-1", "A-2", "A-3")))) < ENOUGH


def test_reasons_stand_with_the_heaviest_first_and_name_what_is_shared() -> None:
    why = reasons(Shared(pages=("lake.test",), names=("А", "Б"), statutes=("A-1",)))
    assert [reason.code for reason in why] == ["alike_page", "alike_names", "alike_statutes"]
    assert [reason.weight for reason in why] == [1.0, 0.9, 0.2]
    assert why[1].values == {"names": "А, Б"}


def test_nothing_shared_is_no_reason() -> None:
    assert reasons(Shared()) == ()
