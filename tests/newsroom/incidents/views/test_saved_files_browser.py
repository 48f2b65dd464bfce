"""Is a screenshot added, read by machine, hidden by mouse and keys, and burned in by a browser?"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.read_files import FileReader
from dalel.newsroom.incidents.models import MaskRow, SavedFileRow, SavedPageRow
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.pack import load
from dalel.steps.archive.encrypted_backup import new_key
from newsroom.browsing import chromium, faults, sit_down
from newsroom.incidents import saved_pictures as made
from newsroom.work_room import Room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TEXT = """#v(60pt)
Куәгер Сейітова Айгүл сотта айтты.

Свидетель Иванов Иван пояснил суду.

ИИН 850101300123, тел. +7 701 123 45 67

Редакции назначен штраф 78 640 тенге.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_screenshot_is_read_hidden_and_burned_in(
    browser: Browser,
    live_server: LiveServer,
    at_work: Room,
    pack_folder: Path,
    tmp_path: Path,
    language: str,
) -> None:
    Member.objects.update(language=language)
    page = sit_down(browser, live_server, at_work.members[Role.PUBLISHER])
    here = f"{live_server.url}/incidents/{at_work.row.number}/files/"
    page.goto(here)
    assert faults(page, f"files-no-key-{language}") == []
    page.goto(f"{live_server.url}/newsroom/upload-key/")
    page.locator("button[value=make]").click()
    expect(page.locator(".secret code")).to_contain_text("AGE-SECRET-KEY-")
    assert faults(page, f"files-key-{language}") == []
    NewsroomRow.objects.update(upload_keys=new_key()[1])
    page.goto(here)
    scan = tmp_path / "screenshot.png"
    scan.write_bytes(made.written(TEXT, width=700, height=1500))
    page.locator("#file").set_input_files(scan)
    page.locator("form button.main").click()
    expect(page.locator("button[value=by-hand]")).to_be_visible()
    assert faults(page, f"files-waits-{language}") == []
    FileReader(load(pack_folder)).read_what_waits()
    # The page asks by itself, and loads itself again.
    words = page.locator("#words")
    text = words.input_value()
    assert "78 640" in text
    assert not {"Иванов", "Сейітова", "850101300123", "701"} & set(text.replace(",", " ").split())
    kinds = set(MaskRow.objects.values_list("kind", flat=True))
    assert {"status bar", "witness", "identity number", "phone number"} <= kinds
    count = MaskRow.objects.count()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page, f"file-{language}-{scheme}") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    sheet = page.locator("[data-sheet]")
    sheet.scroll_into_view_if_needed()
    edge = sheet.bounding_box()
    assert edge is not None
    scale = 700 / edge["width"]
    # With the mouse: drawn, moved, made larger by its corner.
    x, y = edge["x"] + 50 / scale, edge["y"] + 300 / scale
    drag(page, (x, y), (x + 100 / scale, y + 60 / scale))
    field = page.locator("input[type=hidden][name=new]")
    drawn = [int(one) for one in field.input_value().split()]
    assert np.allclose(drawn, [50, 300, 100, 60], atol=4)
    drag(page, (x + 20, y + 10), (x + 20 + 40 / scale, y + 10))
    moved = [int(one) for one in field.input_value().split()]
    assert np.allclose(moved, [drawn[0] + 40, *drawn[1:]], atol=4)
    corner = page.locator(".drawn i").bounding_box()
    assert corner is not None
    start = (corner["x"] + 7, corner["y"] + 7)
    drag(page, start, (start[0] + 30 / scale, start[1] + 20 / scale))
    larger = [int(one) for one in field.input_value().split()]
    assert np.allclose(larger, [*moved[:2], moved[2] + 30, moved[3] + 20], atol=6)
    # With keys: added, moved, made larger, taken away.
    page.locator("[data-add]").focus()
    page.keyboard.press("Enter")
    second = field.nth(1)
    before = [int(one) for one in second.input_value().split()]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+ArrowLeft")
    after = [int(one) for one in second.input_value().split()]
    assert after == [before[0] - 1, before[1] + 10, before[2] + 10, before[3]]
    page.keyboard.press("Delete")
    expect(field).to_have_count(1)
    page.locator("[data-boxes] button.main").click()
    expect(page.locator(".masks li")).to_have_count(count + 1)
    row = SavedPageRow.objects.get()
    out = made.pixels_of(store().open(store().get(row.shown)))
    left, top, width, height = larger
    assert (out[top : top + height, left : left + width] == 0).all()
    # Uncovered for a reason, and hidden again.
    own = page.locator(".masks li", has=page.locator("details")).last
    own.locator("summary").click()
    own.locator("input[name=reason]").fill("Ашық отырыс.")
    own.locator("input[name=reason]").press("Enter")
    expect(page.locator(".masks li[data-state=shown]")).to_have_count(1)
    page.locator("button[name=mask]").click()
    expect(page.locator(".masks li[data-state=shown]")).to_have_count(0)
    page.locator("button[value=burn]").click()
    expect(page.locator("#burn + .notice")).to_be_visible()
    assert not MaskRow.objects.exclude(state="burned").exists()
    row.refresh_from_db()
    files = store()
    assert files.open(files.get(row.working)) == files.open(files.get(row.shown))
    assert "Иванов".encode() not in files.open(bytes(row.words))
    assert faults(page, f"file-burned-{language}") == []
    page.goto(here)
    assert faults(page, f"files-{language}") == []
    assert SavedFileRow.objects.get().burned is not None
    page.wait_for_load_state("networkidle")


def test_boxes_are_typed_where_there_is_no_script(
    browser: Browser, live_server: LiveServer, at_work: Room, tmp_path: Path
) -> None:
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": new_key()[1]})
    signed_in = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server.url}/incidents/{at_work.row.number}/files/")
    scan = tmp_path / "scan.png"
    scan.write_bytes(made.png(made.noise(400, 300)))
    page.locator("#file").set_input_files(scan)
    page.locator("form button.main").click()
    page.locator("button[value=by-hand]").click()
    page.locator("#new-1").fill("10 20 30 40")
    page.locator("[data-boxes] button.main").click()
    expect(page.locator(".masks li[data-mask='10 20 30 40']")).to_have_count(1)
    context.close()
    signed_in.wait_for_load_state("networkidle")
