"""Is what stands at a place found?"""

from dalel.domain.evidence import TextSpan
from dalel.language.spans import SpanIndex


def test_all_that_meet_a_stretch_are_found_in_order() -> None:
    spans = [(40, 60), (0, 100), (10, 20), (20, 30)]
    index = SpanIndex(spans, lambda each: TextSpan(start=each[0], end=each[1]))

    assert index.meeting(TextSpan(start=15, end=25)) == [(0, 100), (10, 20), (20, 30)]
    assert index.meeting(TextSpan(start=30, end=40)) == [(0, 100)]
    assert index.meeting(TextSpan(start=100, end=110)) == []


def test_the_first_that_stands_at_a_place_is_found() -> None:
    index = SpanIndex([TextSpan(start=0, end=5), TextSpan(start=4, end=9)], lambda each: each)

    assert index.at(4) == TextSpan(start=0, end=5)
    assert index.at(5) == TextSpan(start=4, end=9)
    assert index.at(9) is None
