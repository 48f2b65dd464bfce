"""Do texts that read the same fold to the same, and are slips counted right?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalel.language.fold import distance, fold

WORDS = st.text(alphabet="абвг", max_size=6)


def test_case_marks_and_neighbouring_letters_do_not_matter() -> None:
    assert fold("  Құқықтық, РЕТТЕУ!") == fold("кукыктык  реттеу") == "кукыктык реттеу"


def test_a_folded_text_folds_to_itself() -> None:
    assert fold(fold("Ёлка — «Әңгіме»")) == fold("Ёлка — «Әңгіме»")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("медия", "медия", 0),
        ("медия", "меди", 1),
        ("медия", "медеия", 1),
        ("медия", "мадия", 1),
        ("медия", "медяи", 1),
        ("", "абв", 3),
    ],
)
def test_a_slip_is_one_letter_more_less_changed_or_swapped(
    one: str, other: str, slips: int
) -> None:
    assert distance(one, other, 5) == slips


def test_beyond_the_limit_the_distance_is_not_counted() -> None:
    assert distance("аааа", "бббб", 2) == 3
    assert distance("а", "абвгд", 2) == 3


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 6) == distance(other, one, 6)
    assert (distance(one, other, 6) == 0) == (one == other)
