"""Are the entries of two languages aligned, and only where it is sure?"""

from typing import Any

from dalel.domain.bulletin import Bulletin
from dalel.steps.bulletins import PairingBasis, pair
from steps.bulletins.bulletin_texts import BODY, entry, issue


def bulletin(parsed: Any, *numbers: int, language: str = "kk") -> Bulletin:
    """A bulletin whose first section has entries with links of these numbers."""
    found: Bulletin = parsed(
        issue({1: [entry(BODY, number=number) for number in numbers]}), language=language
    )
    return found


def orders(
    first: Bulletin, second: Bulletin
) -> list[tuple[int | None, int | None, PairingBasis | None]]:
    return [
        (
            one.first.order if one.first else None,
            one.second.order if one.second else None,
            one.basis,
        )
        for one in pair(first, second)
    ]


LINK, ORDER = PairingBasis.LINK, PairingBasis.ORDER


def test_a_common_link_pairs_whatever_the_order(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 2), bulletin(parsed, 2, 1, language="ru")
    assert orders(first, second) == [(1, 2, LINK), (2, 1, LINK)]


def test_between_common_links_the_order_pairs(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 2, 3), bulletin(parsed, 1, 9, 3, language="ru")
    assert orders(first, second) == [(1, 1, LINK), (2, 2, ORDER), (3, 3, LINK)]


def test_without_any_common_link_equally_many_entries_pair(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 2), bulletin(parsed, 8, 9, language="ru")
    assert orders(first, second) == [(1, 1, ORDER), (2, 2, ORDER)]


def test_where_one_side_has_more_nothing_is_guessed(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 2), bulletin(parsed, 1, 8, 9, language="ru")
    assert orders(first, second) == [
        (1, 1, LINK), (2, None, None), (None, 2, None), (None, 3, None),
    ]  # fmt: skip


def test_a_link_that_several_entries_share_pairs_none_of_them_by_link(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 1), bulletin(parsed, 1, 1, language="ru")
    assert orders(first, second) == [(1, 1, ORDER), (2, 2, ORDER)]


def test_two_entries_that_want_the_same_counterpart_get_it_by_no_link(parsed: Any) -> None:
    first, second = bulletin(parsed, 1, 1), bulletin(parsed, 1, 5, language="ru")
    assert orders(first, second) == [(1, 1, ORDER), (2, 2, ORDER)]


def test_an_entry_may_stand_in_another_section(parsed: Any) -> None:
    first = bulletin(parsed, 1)
    second = parsed(issue({4: [entry(BODY)]}), language="ru")
    (one,) = pair(first, second)
    assert (one.basis, one.second and one.second.section) == (LINK, 4)
