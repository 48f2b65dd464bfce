"""Does an account gain power, or is it opened anew, only by two?"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.membership import NOTICE, AccountBarredError, MembershipBar, Vacancy
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import account_requests, invitations, recovery_code
from dalel.newsroom.accounts.models import AccountRequestRow, AuditRow, Member
from dalel.newsroom.accounts.queries.persons import is_another, lacking, same_person
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.frame.roles import Role
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)

Ask = Callable[[str, Act], object]


def by(member: Member, later: timedelta = timedelta(0)) -> Act:
    return Act(member=member, time=NOW + later)


def team(*roles: Role) -> list[Member]:
    return [Member.objects.create_user(f"{role}-{at}", role=role) for at, role in enumerate(roles)]


@pytest.fixture
def four() -> Iterable[Member]:
    return team(Role.ADMINISTRATOR, Role.PUBLISHER, Role.EDITOR, Role.REPORTER)


def only() -> int:
    [row] = account_requests.waiting()
    return row.pk


def barred(why: MembershipBar, do: object, *parts: object) -> None:
    with pytest.raises(AccountBarredError) as told:
        do(*parts)  # type: ignore[operator]
    assert told.value.bar is why


def test_one_administrator_does_not_get_into_the_account_of_the_publisher(
    four: list[Member],
) -> None:
    admin, publisher, editor, _ = four
    publisher.set_password(SESAME)
    publisher.save()
    assert account_requests.ask_link(publisher.username, by(admin)) is None
    assert account_requests.ask_reset(publisher.username, by(admin)) is False
    assert invitations.open_invitations(NOW) == ()
    link, reset = (one.pk for one in account_requests.waiting())
    barred(MembershipBar.TOO_EARLY, account_requests.carry_out, link, by(admin, timedelta(days=30)))
    barred(MembershipBar.SAME_PERSON, account_requests.confirm, link, by(admin))
    account_requests.confirm(link, by(editor))
    barred(MembershipBar.SAME_PERSON, account_requests.carry_out, link, by(editor))
    secret = account_requests.carry_out(link, by(admin))
    assert invitations.invitation(secret, NOW).username == publisher.username
    barred(MembershipBar.OVER, account_requests.carry_out, link, by(admin))
    [told] = account_requests.done_to(publisher, NOW)
    assert (told.by, told.confirmed_by) == (admin, editor)
    assert account_requests.done_to(publisher, NOW + timedelta(days=8)) == ()
    assert [one.pk for one in account_requests.waiting()] == [reset]


def test_an_account_without_power_is_opened_at_once_and_its_owner_is_told(
    four: list[Member],
) -> None:
    admin, _, _, reporter = four
    assert account_requests.ask_link(reporter.username, by(admin))
    assert account_requests.ask_reset(reporter.username, by(admin))
    assert len(account_requests.done_to(reporter, NOW)) == 2
    assert account_requests.ask_invitation("жаңа", Role.REPORTER, ["kk"], by(admin))


def test_a_role_that_gives_power_takes_two_and_one_that_gives_none_does_not(
    four: list[Member],
) -> None:
    admin, publisher, editor, reporter = four
    assert account_requests.ask_role(reporter.username, Role.PUBLISHER, by(admin)) is False
    reporter.refresh_from_db()
    assert reporter.role == Role.REPORTER
    account_requests.confirm(only(), by(publisher))
    account_requests.carry_out(only(), by(admin))
    reporter.refresh_from_db()
    assert reporter.role == Role.PUBLISHER
    assert account_requests.ask_role(editor.username, Role.REPORTER, by(admin)) is True
    account_requests.ask_role(editor.username, Role.PUBLISHER, by(admin))
    barred(MembershipBar.OWN_ROLE, account_requests.confirm, only(), by(editor))


def test_a_small_team_has_a_day_in_which_anybody_can_stop_it() -> None:
    admin, publisher, reporter = team(Role.ADMINISTRATOR, Role.PUBLISHER, Role.REPORTER)
    account_requests.ask_link(publisher.username, by(admin))
    [asked] = account_requests.waiting()
    assert asked.alone_from == NOW + NOTICE
    early = by(admin, NOTICE - timedelta(seconds=1))
    barred(MembershipBar.TOO_EARLY, account_requests.carry_out, asked.pk, early)
    account_requests.stop(asked.pk, by(reporter, timedelta(hours=3)))
    barred(MembershipBar.OVER, account_requests.carry_out, asked.pk, by(admin, NOTICE))
    account_requests.ask_link(publisher.username, by(admin))
    assert account_requests.carry_out(only(), by(admin, NOTICE))
    assert AuditRow.objects.filter(action="stopped an account request").count() == 1


def test_closing_colleagues_makes_no_small_team(four: list[Member]) -> None:
    admin, publisher, editor, _ = four
    suspension.suspend(editor.username, "", by(admin))
    account_requests.ask_link(publisher.username, by(admin))
    [asked] = account_requests.waiting()
    assert asked.alone_from is None


def test_the_paper_code_stands_once_for_a_second_member() -> None:
    admin, publisher = team(Role.ADMINISTRATOR, Role.PUBLISHER)
    code = recovery_code.new()
    account_requests.ask_invitation("редактор", Role.EDITOR, ["ru"], by(admin))
    barred(
        MembershipBar.WRONG_CODE,
        account_requests.carry_out_with_code,
        only(),
        "2222-2222",
        by(admin),
    )
    secret = account_requests.carry_out_with_code(only(), f" {code.lower()} ", by(admin))
    made = invitations.accept(secret, username="ed", name="", password=SESAME, now=NOW)
    assert is_another(made, admin)
    assert not recovery_code.is_held()
    account_requests.ask_link(publisher.username, by(admin))
    barred(MembershipBar.WRONG_CODE, account_requests.carry_out_with_code, only(), code, by(admin))
    first = recovery_code.new()
    recovery_code.new()
    barred(MembershipBar.WRONG_CODE, account_requests.carry_out_with_code, only(), first, by(admin))


def test_what_does_not_need_the_paper_code_or_fails_does_not_use_it_up() -> None:
    (admin,) = team(Role.ADMINISTRATOR)
    code = recovery_code.new()
    account_requests.ask_invitation("a reporter", Role.REPORTER, ["ru"], by(admin))
    assert recovery_code.is_held()
    # Its day of notice is over: it takes effect without a code.
    account_requests.ask_invitation("an editor", Role.EDITOR, ["ru"], by(admin))
    assert account_requests.carry_out_with_code(only(), code, by(admin, NOTICE))
    assert recovery_code.is_held()
    other = team(Role.EDITOR)[0]
    account_requests.ask_invitation("another", Role.EDITOR, ["ru"], by(admin))
    barred(MembershipBar.SAME_PERSON, account_requests.carry_out_with_code, only(), code, by(other))
    assert recovery_code.is_held()
    waiting = only()
    account_requests.stop(waiting, by(other))
    barred(MembershipBar.OVER, account_requests.carry_out_with_code, waiting, code, by(admin))
    assert recovery_code.is_held()


@pytest.mark.parametrize("ask", [account_requests.ask_link, account_requests.ask_reset])
def test_the_paper_code_is_not_spent_on_an_account_that_was_closed_since(ask: Ask) -> None:
    admin, publisher = team(Role.ADMINISTRATOR, Role.PUBLISHER)
    code = recovery_code.new()
    ask(publisher.username, by(admin))
    Member.objects.filter(pk=publisher.pk).update(is_active=False)
    barred(
        MembershipBar.ALREADY_CLOSED,
        account_requests.carry_out_with_code,
        only(),
        code,
        by(admin),
    )
    assert recovery_code.is_held()


def test_two_accounts_that_one_person_invited_are_not_two_persons() -> None:
    (admin,) = team(Role.ADMINISTRATOR)
    made = []
    for name in ("aliya", "saule"):
        account_requests.ask_invitation(name, Role.EDITOR, ["ru"], by(admin))
        assert not Member.objects.filter(username=name).exists()
        secret = account_requests.carry_out(only(), by(admin, NOTICE))
        at = NOW + NOTICE
        made.append(invitations.accept(secret, username=name, name="", password=SESAME, now=at))
    aliya, saule = made
    assert not is_another(aliya, saule)
    assert not is_another(aliya, admin)
    assert same_person(["aliya"]) == {"aliya", "saule", admin.username}
    barred(MembershipBar.SAME_PERSON, account_requests.vouch, "aliya", by(saule))
    barred(MembershipBar.SAME_PERSON, account_requests.vouch, "aliya", by(admin))
    (other,) = team(Role.PUBLISHER)
    account_requests.vouch("aliya", by(other))
    aliya.refresh_from_db()
    assert is_another(aliya, saule)
    assert is_another(aliya, admin)
    assert not is_another(saule, admin)
    account_requests.vouch("saule", by(aliya))
    assert is_another(Member.objects.get(username="saule"), admin)
    barred(MembershipBar.OVER, account_requests.vouch, "saule", by(other))


def test_a_closed_account_asks_for_nothing_and_confirms_nothing(four: list[Member]) -> None:
    admin, publisher, editor, _ = four
    account_requests.ask_link(publisher.username, by(admin))
    account_requests.confirm(only(), by(editor))
    suspension.suspend(editor.username, "", by(publisher))
    barred(MembershipBar.TOO_EARLY, account_requests.carry_out, only(), by(admin))
    suspension.suspend(admin.username, "", by(publisher))
    assert account_requests.waiting() == ()
    assert AccountRequestRow.objects.get().stopped_by == publisher


def test_a_second_wish_for_the_same_account_takes_the_place_of_the_first(
    four: list[Member],
) -> None:
    admin, publisher, _, _ = four
    account_requests.ask_link(publisher.username, by(admin))
    account_requests.ask_link(publisher.username, by(admin))
    assert len(account_requests.waiting()) == 1


def test_a_second_account_of_ones_own_stays_ones_own_whoever_confirms_it() -> None:
    admin, publisher = team(Role.ADMINISTRATOR, Role.PUBLISHER)
    assert lacking() is None
    account_requests.ask_invitation("мен", Role.EDITOR, ["ru"], by(admin), is_own=True)
    account_requests.confirm(only(), by(publisher))
    secret = account_requests.carry_out(only(), by(admin))
    own = invitations.accept(secret, username="timur", name="", password=SESAME, now=NOW)
    assert not is_another(own, admin)
    assert is_another(own, publisher)
    assert lacking() is None
    # So the two accounts of one person let nobody else in.
    account_requests.ask_invitation("тағы", Role.PUBLISHER, ["ru"], by(admin))
    barred(MembershipBar.SAME_PERSON, account_requests.confirm, only(), by(own))


def test_who_is_closed_fills_no_place_in_the_newsroom() -> None:
    publisher, editor = team(Role.PUBLISHER, Role.EDITOR)
    assert lacking() is None
    Member.objects.filter(pk=editor.pk).update(is_active=False)
    assert lacking() is Vacancy.SECOND_PERSON
    Member.objects.filter(pk=publisher.pk).update(is_active=False)
    assert lacking() is Vacancy.PUBLISHER
