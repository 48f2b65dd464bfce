"""Does an entry printed before tell what it lacks, and still ask what protects a person?"""

from dalel.domain.concern import Concern, Weight
from dalel.steps.check import as_printed

COMMENT, UNDATED, OLD, PLANNED = (
    Concern(rule=rule, weight=Weight.ERROR, excerpt=rule)
    for rule in ("comment_not_sought", "status_undated", "status_old", "planned_past")
)
NAME = Concern(rule="name_undecided", weight=Weight.ERROR, excerpt="Даурен Омаров")
CHILD = Concern(rule="minor_exposed", weight=Weight.ERROR, excerpt="ученик")
LEAK = Concern(rule="leak_link", weight=Weight.ERROR, excerpt="https://dump.test")


def blocking(*found: Concern, is_matter: bool, is_cast: bool = False) -> list[str]:
    weighed = list(as_printed(found, is_matter=is_matter, is_cast=is_cast))
    assert [one.rule for one in weighed] == [one.rule for one in found]
    return [one.rule for one in weighed if one.holds_back]


def test_what_is_asked_before_print_is_only_told_afterwards() -> None:
    assert blocking(COMMENT, UNDATED, PLANNED, PLANNED, is_matter=False) == []
    assert blocking(COMMENT, OLD, is_matter=True) == []


def test_how_a_matter_of_a_named_person_stands_is_asked_once() -> None:
    asked = blocking(COMMENT, PLANNED, PLANNED, OLD, NAME, is_matter=True)
    assert asked == ["status_old", "name_undecided"]
    assert blocking(PLANNED, is_matter=True, is_cast=True) == ["planned_past"]


def test_what_protects_people_holds_back_whenever_it_was_printed() -> None:
    assert blocking(NAME, CHILD, LEAK, is_matter=False) == [
        "name_undecided",
        "minor_exposed",
        "leak_link",
    ]
