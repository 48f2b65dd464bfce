"""Transactions refuse to be nested wrongly, and say in our words that others write."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction

from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.states import EditionState
from dalel.newsroom.accounts.act import AccountClosedError, Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.state_moves import OvertakenError, move_row
from dalel.newsroom.frame.transactions import DatabaseBusyError, at_one_moment, joined, writing
from dalel.newsroom.releases.actions.editions import set_state

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_moment_within_a_transaction_of_none_is_refused() -> None:
    with writing(), pytest.raises(RuntimeError, match="of no moment"), at_one_moment():
        pass
    with writing(), pytest.raises(RuntimeError), writing(of_a_moment=True):
        pass
    with writing(of_a_moment=True), at_one_moment(), writing(), writing(of_a_moment=True):
        assert Member.objects.count() == 0


@pytest.mark.django_db
def test_who_reads_a_moment_does_not_begin_to_write_in_it() -> None:
    with at_one_moment(), pytest.raises(RuntimeError), writing():
        pass
    with at_one_moment(), at_one_moment():
        assert Member.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_begun_otherwise_neither_begins() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError), writing():
        pass
    with transaction.atomic(), pytest.raises(RuntimeError), at_one_moment():
        pass
    with writing():
        """After a refusal the thread stands nowhere."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("database is locked"), DatabaseBusyError),
        (OperationalError("disk I/O error"), OperationalError),
    ],
)
@pytest.mark.django_db
def test_that_others_write_too_long_is_an_error_of_ours(
    error: OperationalError, told: type[Exception]
) -> None:
    with pytest.raises(told), writing():
        raise error


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03"])
@pytest.mark.django_db
def test_so_is_what_postgresql_says_of_them(state: str) -> None:
    class ServerError(Exception):
        sqlstate = state

    with pytest.raises(DatabaseBusyError), writing():
        raise OperationalError("could not") from ServerError()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_another_writes_to_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dalel.newsroom.frame.transactions.PATIENCE", 0.1)
    holds, let_go = Event(), Event()

    def hold() -> None:
        try:
            with writing():
                holds.set()
                let_go.wait()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(hold)
        holds.wait()
        try:
            with pytest.raises(DatabaseBusyError), writing():
                pass
        finally:
            let_go.set()
        other.result()


@pytest.mark.django_db
def test_a_row_moves_only_while_it_stands_as_it_was_read() -> None:
    row = EditionRow.objects.create(number=1, period_start=NOW.date(), period_end=NOW.date())
    same = EditionRow.objects.get()
    move_row(row, EditionState.FROZEN)
    with pytest.raises(OvertakenError):
        move_row(same, EditionState.FROZEN)
    with pytest.raises(ForbiddenMoveError):
        move_row(row, EditionState.FROZEN)
    assert EditionRow.objects.get().state == EditionState.FROZEN


@pytest.mark.django_db
def test_an_account_that_was_closed_meanwhile_does_nothing() -> None:
    member = Member.objects.create_user("dana")
    EditionRow.objects.create(number=1, period_start=date(2031, 5, 1), period_end=NOW.date())
    act = Act(member=Member.objects.get(), time=NOW)
    Member.objects.update(is_active=False)
    with pytest.raises(AccountClosedError):
        set_state(1, EditionState.FROZEN, act)
    assert EditionRow.objects.get().state == EditionState.OPEN
    act.witness("locked out", member.username)
    assert AuditRow.objects.get().action == "locked out"


@pytest.mark.django_db
def test_what_joins_is_part_of_the_transaction_around_it() -> None:
    def both() -> None:
        with writing():
            with joined():
                Member.objects.create_user("dana")
            raise OvertakenError

    with pytest.raises(OvertakenError):
        both()
    assert not Member.objects.exists()
