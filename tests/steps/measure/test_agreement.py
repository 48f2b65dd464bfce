"""Do the figures of agreement say what they should?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.steps.measure.agreement import (
    VARIABLES,
    Agreement,
    Answer,
    CodedPair,
    Level,
    agreement,
    alpha,
    draw,
)

SAME: dict[str, Answer] = {
    "event_type": "ddos",
    "direction": "restricts",
    "case_status": "none",
    "verification": "V1",
    "severity": 3,
    "rights": frozenset({"speech"}),
    "actors": frozenset({"state"}),
    "targets": frozenset(),
    "means": frozenset(),
    "platforms": frozenset(),
}


def pair(subject: str, first: dict[str, Answer], second: dict[str, Answer]) -> CodedPair:
    return CodedPair(subject=subject, first=SAME | first, second=SAME | second)


def on(variable: str, pairs: list[CodedPair]) -> Agreement:
    return next(one for one in agreement(pairs) if one.variable == variable)


def test_without_any_variety_there_is_no_figure() -> None:
    found = agreement([pair("1", {}, {}), pair("2", {}, {})])
    assert [one.variable for one in found] == list(VARIABLES)
    assert {(one.alpha, one.differences) for one in found} == {(None, ())}
    assert {one.alpha for one in agreement([])} == {None}


def test_full_agreement_is_one() -> None:
    pairs = [pair(str(code), {"event_type": code}, {"event_type": code}) for code in "abca"]
    assert on("event_type", pairs).alpha == 1


def test_a_known_case_gives_its_known_figure() -> None:
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A: binary data of two
    # observers, alpha .095.
    first, second = "0100000001", "1110010000"
    pairs = [
        pair(str(place), {"event_type": one}, {"event_type": other})
        for place, (one, other) in enumerate(zip(first, second, strict=True))
    ]
    found = on("event_type", pairs)
    assert found.alpha == pytest.approx(0.095, abs=0.0005)
    assert [one.subject for one in found.differences] == ["0", "2", "5", "9"]


def test_a_step_on_the_scale_weighs_less_than_three() -> None:
    def alpha(off: int) -> float:
        levels = [1, 2, 3, 4, 5, 2]
        pairs = [pair(str(one), {"severity": one}, {"severity": one}) for one in levels]
        found = on("severity", [*pairs, pair("x", {"severity": 1}, {"severity": 1 + off})]).alpha
        assert found is not None
        return found

    assert 1 > alpha(1) > alpha(3)


def test_sets_that_share_a_code_differ_less_than_strangers() -> None:
    def alpha(other: set[str]) -> float:
        base = [
            pair(name, {"rights": frozenset(name)}, {"rights": frozenset(name)})
            for name in ("ab", "c", "d")
        ]
        odd = pair("x", {"rights": frozenset("ab")}, {"rights": frozenset(other)})
        found = on("rights", [*base, odd]).alpha
        assert found is not None
        return found

    assert 1 > alpha({"a"}) > alpha({"c"})


@given(st.sets(st.text(max_size=5), max_size=30), st.text(max_size=8), st.integers(0, 12))
def test_a_draw_can_be_drawn_again(subjects: set[str], seed: str, count: int) -> None:
    drawn = draw(subjects, seed, count)
    assert drawn == draw(sorted(subjects, reverse=True), seed, count)
    assert len(drawn) == min(count, len(subjects)) == len(set(drawn))


def test_another_seed_draws_others() -> None:
    subjects = [str(one) for one in range(100)]
    assert draw(subjects, "2031-06", 10) != draw(subjects, "2031-07", 10)


#: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers,
#: twelve units, some not observed.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
#: The same, examples A and B: two observers, two values; two observers, five values.
TWO = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
FIVE = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]


@pytest.mark.parametrize(
    ("coded", "level", "published"),
    [
        (TWO, "nominal", 0.095),
        (FIVE, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
    ],
)
def test_the_published_worked_examples_come_out(
    coded: list[list[float | None]], level: Level, published: float
) -> None:
    assert round(alpha(coded, level), 3) == published


def test_a_table_of_distances_does_as_the_scale_of_the_same_distances() -> None:
    table = np.square(np.subtract.outer(np.arange(5.0), np.arange(5.0)))
    assert alpha(FOUR, table) == pytest.approx(alpha(FOUR, "interval"))


def test_an_entry_that_one_coder_alone_coded_says_nothing() -> None:
    alone = [[*FOUR[0], 7], *([*row, None] for row in FOUR[1:])]
    assert alpha(alone, "ordinal") == pytest.approx(alpha(FOUR, "ordinal"))


def test_answers_that_cannot_be_told_apart_give_no_figure() -> None:
    with pytest.raises(ValueError, match="differ"):
        alpha([[1, 1, 2], [1, 1, None]], "nominal")
