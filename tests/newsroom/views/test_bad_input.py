"""Does any form of the desk break, execute or lose what is sent to it?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

import dalel.newsroom
from dalel.domain.incident import LONGEST_TEXT
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from newsroom.access_rules import ROOMS
from newsroom.views.test_access import MEMBERS, WORK, watched

__all__ = ["watched"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record", "watched")]
TEMPLATES = Path(dalel.newsroom.__path__[0])
SCRIPT = "<script>alert(1)</script>"
NASTY = f'{SCRIPT}"><img src=x onerror=alert(1)>\x00\x07{{{{ 7*7 }}}}\u202e'
#: Doors and rooms that lead out or shut the member out would end the walk.
_LEFT_OUT = {"account_logout", "member-suspend", "account_change_password", "language"}
PATHS = {
    name: path
    for name, path in (
        *((name, found[0]) for name, found in MEMBERS.items()),
        *((name, found[0]) for name, found in WORK.items()),
        *((name, found[0]) for name, found in ROOMS.items()),
    )
    if name not in _LEFT_OUT and not name.startswith(("account_", "mfa_", "session"))
}


def fields() -> set[str]:
    """The names of all fields that a template has, those of each language among them."""
    found = set[str]()
    for file in TEMPLATES.rglob("*.html"):
        for name in re.findall(r'name="([^"]+)"', file.read_text("utf-8")):
            found.add(re.sub(r"\{\{.*?\}\}", "ru", name))
    return found


def shows_script(answer: Any) -> bool:
    """Whether a page holds the markup as it was sent; a list for spreadsheets may."""
    # All of it, also of a file.
    body = answer.getvalue()
    return answer["Content-Type"].startswith("text/html") and SCRIPT.encode() in body


@pytest.fixture
def publisher(
    client: Client, cast: dict[str, Member], settings: Settings, tmp_path: Path
) -> Client:
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    Member.objects.filter(role=Role.PUBLISHER).update(reads=["kk", "ru"])
    client.force_login(cast["publisher"])
    return client


@pytest.mark.slow
def test_markup_and_control_characters_in_every_field_are_text(publisher: Client) -> None:
    form = dict.fromkeys(fields(), NASTY)
    assert len(form) > 60
    for name, path in PATHS.items():
        answer = publisher.post(path, form, follow=True)
        assert (name, answer.status_code < 500 or name == "health") == (name, True)
        assert (name, shows_script(answer)) == (name, False)
    for name, path in PATHS.items():
        answer = publisher.get(path, {"q": NASTY, "page": NASTY, "section": NASTY, "old": NASTY})
        assert (name, answer.status_code < 500 or name == "health") == (name, True)
        assert (name, shows_script(answer)) == (name, False)


@pytest.mark.slow
def test_a_paste_of_a_megabyte_is_told_and_handed_back(publisher: Client) -> None:
    paste = "Слово " * 180_000
    assert len(paste) > LONGEST_TEXT
    for name, path in PATHS.items():
        field = "ru-paragraph" if name in {"incident-edit", "incident-autosave"} else "text"
        answer = publisher.post(path, {field: paste, "ru-seen": "0"})
        # Without its key nothing of what a program sends is read.
        if answer.status_code in {401, 403, 405}:
            continue
        assert (name, answer.status_code) == (name, 200 if name == "incident-autosave" else 413)
        if name != "incident-autosave":
            assert (name, answer.text.count("Слово") >= 180_000) == (name, True)


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/XT-2031-0001%00/",
        "/incidents/..%2f..%2fetc/",
        "/incidents/XT-2031-0001'--/edit/",
        "/inbox/99999999999999999999/",
        "/articles/99999999999999999999/",
        "/people/person/99999999999999999999/",
        "/preview/..%2f..%2f..%2fetc%2fpasswd",
    ],
)
def test_a_forged_name_leads_nowhere(publisher: Client, path: str) -> None:
    assert publisher.get(path).status_code in {400, 404}


def test_forged_numbers_in_forms_change_nothing(publisher: Client) -> None:
    one = "/incidents/XT-2031-0001"
    for tail, form in (
        ("record/restore", {"frame": "99999999999999999999", "seen": "-1"}),
        ("record/approve", {"codes": "1 OR 1=1", "frame": "²"}),
        ("approve", {"language": "../ru", "version": "1e9"}),
        ("timeline", {"approve": "99999999"}),
        ("ties", {"other": "XT-2031-0001", "case": "99999999"}),
        ("links", {"drop": "https://nowhere.test/"}),
    ):
        answer = publisher.post(f"{one}/{tail}/", form)
        assert (tail, answer.status_code) in {(tail, 302), (tail, 404)}
