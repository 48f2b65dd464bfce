"""Are words withdrawn on the command line by the same flow as at the desk?"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dalel.cli.main import app
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow, WithdrawnWordsRow

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = "Береке қоры"


@pytest.fixture(autouse=True)
def newsroom(home: Path, now: datetime) -> None:
    Member.objects.create(username="timur", role=Role.PUBLISHER)
    Member.objects.create(username="saule", role=Role.EDITOR)
    incident = IncidentRow.objects.create(number="KZ-2031-0001", section=1, updated=now)
    TextVersionRow.objects.create(
        incident=incident,
        language="kk",
        number=1,
        title=f"{WORDS}на тексеру келді",
        paragraphs=[],
        time=now,
    )


def withdraw(*more: str, by: str = "timur", reason: str = "опасность") -> Result:
    arguments: Sequence[str] = ("releases", "withdraw", WORDS, "--by", by, "--reason", reason)
    return CliRunner().invoke(app, [*arguments, *more])


def test_words_are_looked_for_then_withdrawn(home: Path) -> None:
    looked = withdraw("--look")
    assert "KZ-2031-0001: 1 in kk" in looked.stdout
    assert not WithdrawnWordsRow.objects.exists()
    done = withdraw()
    assert done.exit_code == 0, done.output
    assert "0 files still hold it" in done.stdout
    assert WORDS not in (home / "site/kk/i/KZ-2031-0001/index.html").read_text("utf-8")


def test_only_a_publisher_withdraws_and_the_reason_does_not_repeat_it() -> None:
    assert withdraw(by="saule").exit_code == 2
    assert withdraw(reason=f"{WORDS} сұрады").exit_code == 1
    assert not WithdrawnWordsRow.objects.exists()
