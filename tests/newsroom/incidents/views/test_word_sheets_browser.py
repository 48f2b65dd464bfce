"""Does an entry leave as a Word file and come back corrected, in a browser and on any screen?"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import RemarkRow, TextVersionRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import RU, Room, texts
from returned_documents import Returned

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def resaved(content: bytes, folder: Path) -> bytes:
    """The file as LibreOffice saves it, where it is installed."""
    office = shutil.which("soffice")
    if office is None:
        return content
    (folder / "sheet.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(  # noqa: S603 - our own command
        [office, home, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"),
         str(folder / "sheet.docx")],
        check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    return (folder / "out" / "sheet.docx").read_bytes()


@pytest.mark.parametrize(("language", "scheme"), [("kk", "dark"), ("ru", "light")])
def test_a_sheet_leaves_is_corrected_outside_and_comes_back(
    browser: Browser,
    live_server: LiveServer,
    at_work: Room,
    settings: Settings,
    tmp_path: Path,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    number = at_work.row.number
    at_work.reporter.post(f"/incidents/{number}/edit/", texts())
    Member.objects.update(language=language)
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER], scheme)
    page.goto(f"{live_server.url}/incidents/{number}/")
    page.locator(f"a[href='/word/?number={number}']").click()
    expect(page.locator("[name=entries]")).to_be_checked()
    assert faults(page, f"word-{language}") == []
    with page.expect_download() as leaving:
        page.locator("#taking button").click()
    back = Returned(Path(leaving.value.path()).read_bytes())
    back.track(1, 2, "оштрафовал", "наказал")
    back.type_over(0, 1, "Сот жаңа шешім шығарды")
    back.comment(1, 1, "Дәйек керек.")
    at_work.reporter.post(
        f"/incidents/{number}/edit/",
        texts(seen=1) | {"kk-title": "Сот басылымға айыппұл салды"},
    )

    (tmp_path / "back.docx").write_bytes(resaved(back.saved(), tmp_path))
    page.locator("#file").set_input_files(tmp_path / "back.docx")
    page.locator("#sheet button").click()
    expect(page.locator(".cell-back")).to_have_count(3)
    expect(page.locator("[data-conflict] [name=take]")).not_to_be_checked()
    expect(page.locator("#looked [name=take]:checked")).to_have_count(2)
    assert faults(page, f"word-look-{language}") == []
    page.locator(".keep button").click()
    expect(page.locator("#looked .cell-back")).to_have_count(1)
    assert faults(page, f"word-kept-{language}") == []

    kept = TextVersionRow.objects.filter(language="ru").latest("number")
    assert kept.paragraphs == [RU.replace("оштрафовал", "наказал")]
    assert TextVersionRow.objects.filter(language="kk").latest("number").number == 2
    assert "Дәйек керек." in RemarkRow.objects.get().text
    page.locator("[data-conflict] [name=take]").check()
    page.locator(".keep button").click()
    expect(page.locator("#looked .cell-back")).to_have_count(0)
    newest = TextVersionRow.objects.filter(language="kk").latest("number")
    assert newest.title == "Сот жаңа шешім шығарды"
    page.wait_for_load_state("networkidle")
