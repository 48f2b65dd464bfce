"""Does an entry printed before tell what it lacks, and still ask what protects a person?"""

from dataclasses import replace

from dalel.domain.concern import Concern, Weight
from dalel.steps.check import as_printed

COMMENT, UNDATED, OLD, PLANNED = (
    Concern(rule=rule, weight=Weight.ERROR, excerpt=rule)
    for rule in ("comment_not_sought", "status_undated", "status_old", "planned_past")
)
NAME = Concern(rule="name_undecided", weight=Weight.ERROR, excerpt="Даурен Омаров")
CHILD = Concern(rule="minor_exposed", weight=Weight.ERROR, excerpt="ученик")
LEAK = Concern(rule="leak_link", weight=Weight.ERROR, excerpt="https://dump.test")


def blocking(*found: Concern) -> list[str]:
    weighed = list(as_printed(found))
    assert [one.rule for one in weighed] == [one.rule for one in found]
    return [one.rule for one in weighed if one.holds_back]


def test_whether_somebody_was_asked_for_comment_is_only_told_afterwards() -> None:
    assert blocking(COMMENT) == []


def test_how_a_matter_stands_is_asked_once_by_the_plainest_question() -> None:
    assert blocking(COMMENT, PLANNED, PLANNED, OLD, NAME) == ["status_old", "name_undecided"]
    assert blocking(PLANNED, UNDATED, PLANNED) == ["status_undated"]
    again = replace(PLANNED, excerpt="1 декабря")
    assert blocking(PLANNED, again) == ["planned_past"]


def test_what_protects_people_holds_back_whenever_it_was_printed() -> None:
    assert blocking(NAME, CHILD, LEAK) == ["name_undecided", "minor_exposed", "leak_link"]
