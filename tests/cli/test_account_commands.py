"""Can accounts be looked after when the desk cannot be reached?"""

import json

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app
from dalel.newsroom.accounts.actions import recovery_code
from dalel.newsroom.accounts.models import AuditRow, InvitationRow, Member
from dalel.newsroom.accounts.queries.persons import is_another
from dalel.newsroom.frame.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsroom() -> None:
    for name, role in (
        ("timur", Role.ADMINISTRATOR),
        ("saule", Role.EDITOR),
        ("aliya", Role.REPORTER),
    ):
        Member.objects.create(username=name, role=role)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["user", *arguments])


def test_a_link_is_made_and_told_once() -> None:
    result = run("invite", "--by", "timur", "--role", "editor", "--reads", "kk")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("http://127.0.0.1:8000/invitation/")
    row = InvitationRow.objects.get()
    assert (row.role, row.reads, str(row.by)) == ("editor", ["kk"], "timur")
    assert row.digest not in result.stdout
    assert run("invite", "--by", "timur", "--role", "king").exit_code == 2
    assert run("invite", "--by", "timur", "--reads", "xx").exit_code == 2


def test_an_account_is_closed_and_opened_by_two() -> None:
    closed = run("suspend", "aliya", "--by", "saule", "--reason", "detained")
    assert "aliya is closed: 0 sessions" in closed.stdout
    assert run("invite", "--by", "aliya").exit_code == 2
    alone = run("restore", "aliya", "--asked-by", "saule", "--confirmed-by", "saule")
    assert alone.exit_code == 1
    both = run("restore", "aliya", "--asked-by", "saule", "--confirmed-by", "timur")
    assert "/invitation/" in both.stdout
    assert Member.objects.get(username="aliya").is_active


def test_who_lost_everything_is_let_in_anew_by_whoever_keeps_the_machine() -> None:
    result = run("recover", "timur")
    assert "/invitation/" in result.stdout
    row = InvitationRow.objects.get()
    assert (row.by, row.username, row.is_first) == (None, "timur", False)
    assert AuditRow.objects.get().action == "let in by the machine's keeper"
    assert run("recover", "nobody").exit_code == 1


def test_the_first_account_is_an_administrators_and_the_next_one_a_reporters() -> None:
    Member.objects.all().delete()
    for name in ("aray", "batyr"):
        assert run("add", name).exit_code == 0
    roles = Member.objects.order_by("username").values_list("role", flat=True)
    assert list(roles) == ["administrator", "reporter"]


def test_members_are_listed() -> None:
    run("suspend", "aliya", "--by", "saule")
    listed = run("list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == ["saule", "timur", "aliya"]
    assert listed[-1].endswith("closed")
    found = json.loads(run("list", "--json").stdout)
    assert found[-1]["suspension"]["by"] == "saule"


def test_second_factors_are_taken_away() -> None:
    result = run("reset-second-factor", "aliya", "--by", "timur")
    assert result.stdout == "aliya: 0 second factors taken away, all sessions ended.\n"


def test_the_paper_code_is_told_once_and_a_new_one_takes_its_place() -> None:
    first = run("recovery-code").stdout.strip()
    second = run("recovery-code").stdout.strip()
    assert len(first) == len(second) == 29
    assert not recovery_code.use(first)
    assert recovery_code.use(second)
    assert not recovery_code.use(second)


def test_the_keeper_of_the_machine_says_that_an_account_is_of_a_person_of_its_own() -> None:
    inviter, member = (Member.objects.get(username=name) for name in ("timur", "aliya"))
    Member.objects.filter(pk=member.pk).update(brought_by=inviter)
    assert not is_another(member, inviter)
    run("confirm", "aliya", "--by", "timur")
    assert is_another(member, inviter)
