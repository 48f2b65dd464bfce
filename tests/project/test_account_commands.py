"""Can accounts be looked after when the desk cannot be reached?"""

import json

import pytest
from typer.testing import CliRunner, Result

from dalel.project.cli import app
from dalel.store.models import InvitationRow, Member, Role

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
    assert (row.role, row.reads, row.by.username) == ("editor", ["kk"], "timur")
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
