import pytest

from dalel.domain.classification import Classification, SuggestedCode
from dalel.steps.classify.examples import Meanings
from dalel.steps.classify.scoring import GoldLabels, measured, wanted

MEANS = Meanings(slugs={"fine": ("administrative_case", "leak_followup")})


def record(event: str, section: int, hard: str | None = None) -> dict[str, object]:
    return {
        "relevant": True,
        "event": event,
        "section": section,
        "event_type": "fine",
        "hard": hard,
    }


def found(section: int | None, *types: str) -> Classification:
    return Classification(
        relevant=section is not None,
        score=0.5,
        section=section,
        event_types=tuple(SuggestedCode(code=code, score=0.2) for code in types),
        model="m",
    )


def test_a_doubtful_section_counts_either_way_for_the_whole_event() -> None:
    gold = wanted(
        [
            record("rules", 2, "Section 4 also defensible"),
            record("rules", 2),
            record("banner", 1, "the bulletin files this under section 5"),
            record("other", 3, "section 2 (names) also defensible"),
            {"relevant": False},
        ],
        MEANS,
    )
    assert [set(one.sections) for one in gold] == [{2, 4}, {2, 4}, {1, 5}, {2, 3}, set()]


def test_what_was_missed_counts_as_a_wrong_section() -> None:
    ours = GoldLabels(relevant=True, sections=frozenset({1}), event_types=frozenset({"ddos"}))
    gold = (ours, ours, ours, GoldLabels(relevant=False))
    figures = measured(
        gold, (found(1, "a", "b", "ddos"), found(2, "ddos"), found(None), found(5, "a"))
    )
    assert figures.precision == figures.recall == figures.f1 == pytest.approx(2 / 3)
    assert figures.section == pytest.approx(1 / 3)
    assert figures.section_of_found == pytest.approx(1 / 2)
    assert figures.event_type == pytest.approx(1 / 3)
    assert figures.top_three == pytest.approx(2 / 3)
    assert figures.confused == {"1": {"1": 1, "2": 1, "-": 1}, "-": {"5": 1}}


def test_nothing_to_measure_is_no_error() -> None:
    assert measured((), ()).f1 == 0
