"""Who may close an account, open it again, or leave a role?"""

import pytest

from dalel.domain.membership import (
    AccountBarredError,
    MembershipBar,
    Vacancy,
    bars_asking,
    bars_closing,
    bars_new_role,
    bars_opening,
    refuse,
    vacancy,
)


@pytest.mark.parametrize(
    ("is_active", "publishers", "bar"),
    [
        (True, {"dana"}, None),
        (True, {"dana", "marat"}, None),
        (True, set(), None),
        (True, {"marat"}, MembershipBar.LAST_PUBLISHER),
        (False, {"dana"}, MembershipBar.ALREADY_CLOSED),
    ],
)
def test_an_account_is_closed_but_not_that_of_the_last_publisher(
    is_active: bool,  # noqa: FBT001
    publishers: set[str],
    bar: MembershipBar | None,
) -> None:
    assert bars_closing("marat", is_active=is_active, publishers=publishers) is bar


@pytest.mark.parametrize(
    ("by", "is_closed", "bar"),
    [
        ("dana", True, None),
        ("dana", False, MembershipBar.NOT_CLOSED),
        ("marat", True, MembershipBar.OWN_ACCOUNT),
    ],
)
def test_nobody_asks_for_an_open_account_or_their_own(
    by: str,
    is_closed: bool,  # noqa: FBT001
    bar: MembershipBar | None,
) -> None:
    assert bars_asking("marat", by, is_closed=is_closed) is bar


@pytest.mark.parametrize(
    ("by", "is_closed", "asked_by", "bar"),
    [
        ("dana", True, "saule", None),
        ("dana", False, "saule", MembershipBar.NOT_CLOSED),
        ("dana", True, None, MembershipBar.NOT_ASKED),
        ("dana", True, "dana", MembershipBar.SAME_PERSON),
        ("marat", True, "saule", MembershipBar.OWN_ACCOUNT),
    ],
)
def test_opening_takes_two_persons_neither_of_them_its_owner(
    by: str,
    is_closed: bool,  # noqa: FBT001
    asked_by: str | None,
    bar: MembershipBar | None,
) -> None:
    assert bars_opening("marat", by, is_closed=is_closed, asked_by=asked_by) is bar


@pytest.mark.parametrize(
    ("publishers", "administrators", "bar"),
    [
        ({"dana"}, {"timur"}, None),
        ({"marat"}, {"timur"}, MembershipBar.LAST_PUBLISHER),
        ({"dana"}, {"marat"}, MembershipBar.LAST_ADMINISTRATOR),
    ],
)
def test_the_last_of_a_role_does_not_leave_it(
    publishers: set[str], administrators: set[str], bar: MembershipBar | None
) -> None:
    assert bars_new_role("marat", publishers=publishers, administrators=administrators) is bar


def test_what_is_barred_says_why_and_what_is_not_goes_on() -> None:
    refuse(None)
    with pytest.raises(AccountBarredError) as barred:
        refuse(MembershipBar.OWN_ACCOUNT)
    assert barred.value.bar is MembershipBar.OWN_ACCOUNT


@pytest.mark.parametrize(
    ("publishers", "others", "brought", "lacks"),
    [
        (set(), set(), {}, Vacancy.PUBLISHER),
        (set(), {"aliya", "dana"}, {}, Vacancy.PUBLISHER),
        ({"dana"}, set(), {}, Vacancy.SECOND_PERSON),
        ({"dana", "marat"}, set(), {}, None),
        ({"dana"}, {"aliya"}, {}, None),
        ({"dana"}, {"aliya"}, {"aliya": "dana"}, Vacancy.SECOND_PERSON),
        ({"dana"}, {"aliya"}, {"aliya": "timur", "dana": "timur"}, Vacancy.SECOND_PERSON),
        ({"dana"}, {"aliya"}, {"aliya": "timur"}, None),
    ],
)
def test_a_newsroom_needs_a_publisher_and_another_person_who_writes(
    publishers: set[str], others: set[str], brought: dict[str, str], lacks: Vacancy | None
) -> None:
    assert vacancy(publishers, publishers | others, brought) is lacks
