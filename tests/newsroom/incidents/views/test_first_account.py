"""How far does the first account get alone, and what does a second person add?"""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import EditionState, VersionState
from dalel.newsroom.accounts.actions import recovery_code
from dalel.newsroom.accounts.models import AccountRequestRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from newsroom.accounts.views.test_second_factor import with_app
from newsroom.first_desk import Desk, first_desk
from newsroom.keys import SESAME
from newsroom.work_room import RU

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Desk:
    return first_desk(settings, pack_folder, tmp_path)


def colleague(first: Client) -> Desk:
    """An editor who comes in by an invitation that the paper code let work at once."""
    paper = recovery_code.new()
    invited = {"note": "әріптес", "role": "editor", "reads": ["kk", "ru"]}
    first.post("/newsroom/invitations/", invited)
    path = f"/newsroom/requests/{AccountRequestRow.objects.get().pk}/"
    page = first.post(path, {"do": "code", "code": paper}).text
    [link] = re.findall(r"/invitation/[\w-]+/", page)
    field = page.split('id="link" readonly value="')[1].split('"')[0]
    assert field == f"http://testserver{link}"
    assert 'data-copy="link"' in page
    assert "откроется только на этом компьютере" not in page
    chosen = {"username": "aigul", "password1": SESAME, "password2": SESAME}
    assert Client().post(link, chosen).status_code == 302
    return Desk("aigul")


def states() -> set[str]:
    rows = TextVersionRow.objects
    return {rows.filter(language=one).latest("number").state for one in ("kk", "ru")}


def test_alone_the_first_account_takes_writes_has_it_checked_and_previews(first: Desk) -> None:
    assert f"{first.path}/edit/" in first.page()
    first.writes()
    page = first.page()
    assert 'id="second-person"' in page
    assert 'href="/newsroom/invitations/"' in page.split('id="second-person"')[1][:600]
    first.approves()
    assert states() == {VersionState.IN_REVIEW}
    first.client.post("/editions/new/", {"start": "2026-05-01", "end": "2026-05-31"})
    number = IncidentRow.objects.get().number
    first.client.post("/editions/1/gather/", {"incident": number})
    first.client.post("/editions/1/preview/")
    shown = first.client.get("/preview/ru/e/1/bulletin.txt").getvalue().decode()
    assert "Предварительная версия" in shown
    # An entry gets its number with its first approval, and without one stands in no preview.
    assert RU.split(".")[0] not in shown.replace("\xa0", " ")
    first.introduces(first.client)
    first.client.post("/editions/1/state/", {"state": "frozen"})
    page = first.client.get("/editions/1/").text
    assert 'id="second-person"' in page
    assert 'href="/account/password/"' in page
    assert 'href="/account/factors/"' in page
    first.releases()
    assert EditionRow.objects.get().state == EditionState.FROZEN
    # Today leads to the welcome once.
    assert first.client.get("/").headers["Location"] == "/welcome/"
    today = first.client.get("/").text
    assert "В одиночку можно писать" in today


def test_with_a_second_person_who_approves_the_first_account_releases(first: Desk) -> None:
    first.writes()
    second = colleague(first.client)
    second.approves()
    assert states() == {VersionState.APPROVED}
    assert 'id="second-person"' not in first.page()
    first.client.post("/editions/new/", {"start": "2026-05-01", "end": "2026-05-31"})
    first.client.post("/editions/1/gather/")
    first.introduces(second.client)
    first.client.post("/editions/1/state/", {"state": "frozen"})

    told = first.releases()
    assert "Перед первым выпуском задайте собственный пароль." in told
    assert "Перед первым выпуском подключите второй фактор." in told
    later = {"state": "scheduled", "moment": "2039-01-01T10:00"}
    first.client.post("/editions/1/state/", later)
    assert EditionRow.objects.get().state == EditionState.FROZEN

    admin = Member.objects.get(username="the-first")
    admin.set_password(SESAME)
    admin.password_temporary = False
    admin.save()
    with_app(admin)
    first.client.force_login(admin)
    assert 'href="/account/factors/"' not in first.client.get("/editions/1/").text.split("<h1>")[1]
    assert "Выпущен" in first.releases()
    assert EditionRow.objects.get().state == EditionState.RELEASED


def test_what_the_colleague_wrote_the_first_account_approves(first: Desk) -> None:
    second = colleague(first.client)
    second.writes()
    second.approves()
    assert states() == {VersionState.IN_REVIEW}
    first.approves()
    assert states() == {VersionState.APPROVED}


def test_alone_nobody_releases_a_flash(first: Desk) -> None:
    page = first.client.get("/flash/").text
    assert "Нет другого человека" in page.split('id="due"')[1]
    colleague(first.client)
    assert "Нет другого человека" not in first.client.get("/flash/").text
