"""Does a story become a public entry in a browser: with the mouse, and with the keyboard alone?

A story is taken, written in two languages, a wrong sum about an invented outlet is caught and
blocks, is corrected, approved, released and seen in public; a later edit marks the other language.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import VersionState
from dalel.store.models import ConcernRow, IntroductionRow, TextVersionRow
from desk.browsing import chromium
from desk.newsroom import CODES, KK, RU, WRONG_KK, Room, room, texts

#: The first check of a process reads word lists and models; a busy machine takes its time.
expect.set_options(timeout=30_000)

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = replace(settings.DALEL, pack=pack_folder, home=tmp_path)
    return room(language="kk")


def page_of(browser: Browser, live_server: LiveServer, client: Client) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.set_default_timeout(60_000)
    return page


class Hand:
    """How a person works a page: by mouse, or by keys alone; each act is counted."""

    def __init__(self, page: Page, *, by_key: bool) -> None:
        self.page = page
        self.by_key = by_key
        self.acts = 0

    def go(self, control: Locator, key: str = "") -> None:
        """Use a control: click it, or press its key, or reach it with Tab and press Enter."""
        self.acts += 1
        if not self.by_key:
            control.click()
        elif key:
            self.page.keyboard.press(key)
        else:
            control.focus()
            control.press("Enter")

    def send(self, control: Locator, key: str = "") -> None:
        """Use a control that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.go(control, key)

    def write(self, field: Locator, text: str) -> None:
        """Replace what stands in a field."""
        self.acts += 1
        if self.by_key:
            field.focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
        else:
            field.fill(text)

    def choose(self, field: Locator, value: str) -> None:
        self.acts += 1
        field.select_option(value)


def write_entry(hand: Hand, address: str) -> None:
    """The reporter cites, codes and writes; the wrong sum is caught while it is typed."""
    page = hand.page
    page.goto(address)
    hand.send(page.locator('button[name="url"]').first)
    hand.send(page.locator('[data-key="c"]'), "c")
    for name, value in (
        ("event_type", "administrative_case"),
        ("direction", "negative"),
        ("case_status", "first_instance"),
        ("verification", "V1"),
        ("severity", "3"),
    ):
        hand.choose(page.locator(f"#{name}"), value)
    hand.write(page.locator("#date"), "2026-05-12")
    hand.send(page.locator("[data-save]"), "Control+s")
    hand.send(page.locator('[data-key="e"]'), "e")
    hand.write(page.locator("#kk-title"), "Сот «Толқын» басылымына айыппұл салды")
    hand.write(page.locator("#kk-more"), WRONG_KK)
    hand.write(page.locator("#ru-title"), "Суд оштрафовал издание «Толқын»")
    hand.write(page.locator("#ru-more"), RU)
    expect(page.locator("#live-kk .concern[data-weight=error]").first).to_be_visible()
    expect(page.locator("#live-kk")).to_contain_text("87 640")
    hand.send(page.locator("[data-save]"), "Control+s")
    expect(page.locator(".held")).to_be_visible()


@pytest.mark.parametrize("by_key", [False, True], ids=["mouse", "keys"])
def test_a_story_becomes_a_public_entry(
    browser: Browser, live_server: LiveServer, at_work: Room, tmp_path: Path, *, by_key: bool
) -> None:
    address = f"{live_server.url}/incidents/{at_work.number}/"
    reporter = Hand(page_of(browser, live_server, at_work.reporter), by_key=by_key)
    write_entry(reporter, address)
    reporter.send(reporter.page.locator('[data-key="r"]'), "r")

    editor = Hand(page_of(browser, live_server, at_work.editor), by_key=by_key)
    editor.page.goto(address)
    expect(editor.page.locator("button[disabled]").first).to_be_visible()
    expect(editor.page.locator("section:has(> #in-kk)")).to_contain_text("87 640")
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()

    reporter.page.goto(address)
    reporter.send(reporter.page.locator('[data-key="e"]'), "e")
    reporter.write(reporter.page.locator("#kk-1"), KK)
    expect(reporter.page.locator("#live-kk")).not_to_contain_text("87 640")
    reporter.send(reporter.page.locator("[data-save]"), "Control+s")
    reporter.send(reporter.page.locator('[data-key="r"]'), "r")
    assert reporter.acts <= 25
    assert not ConcernRow.objects.filter(excerpt__contains="640", state="open").exists()

    for _ in range(ConcernRow.objects.filter(state="open", weight="error").count()):
        editor.page.goto(address)
        concern = editor.page.locator('.concern[data-weight="error"]:not(:has(.state))').first
        editor.go(concern.locator("summary"))
        editor.write(concern.locator("textarea"), "тексерілді")
        editor.send(concern.locator("button"))
    # The Kazakh text was mended after the Russian one was written: somebody compares them.
    editor.page.goto(address)
    editor.send(editor.page.locator('[data-key="v"]'), "v")
    for _ in ("kk", "ru"):
        editor.page.goto(address)
        editor.send(editor.page.locator('[data-key="a"]').first, "a")
    number = at_work.row.number
    assert number == "KZ-2026-0001"

    publish(Hand(page_of(browser, live_server, at_work.publisher), by_key=by_key), live_server)
    site = tmp_path / "site"
    public = browser.new_context(java_script_enabled=False).new_page()
    public.goto((site / "kk" / "i" / number / "index.html").as_uri())
    expect(public.locator("article")).to_contain_text("78 640 теңге")
    expect(public.locator(".proofs")).to_contain_text("lake.test")

    reporter.page.goto(f"{live_server.url}/incidents/{number}/edit/")
    reporter.write(reporter.page.locator("#ru-1"), RU + " Редакция намерена обжаловать решение.")
    reporter.send(reporter.page.locator("[data-save]"), "Control+s")
    stale = reporter.page.locator('section:has(#in-kk) [data-key="v"]')
    expect(stale).to_be_visible()
    assert "обжаловать" not in (site / "ru" / "i" / number / "index.html").read_text("utf-8")


def publish(hand: Hand, live_server: LiveServer) -> None:
    """The publisher opens an edition, gathers, writes introductions and releases."""
    page = hand.page
    page.goto(f"{live_server.url}/editions/")
    hand.go(page.locator('[data-key="n"]'), "n")
    page.locator("#start").fill("2026-05-01")
    page.locator("#end").fill("2026-05-31")
    hand.send(page.locator("form:has(#end) button"))
    hand.send(page.locator('[data-key="g"]'), "g")
    expect(page.locator('[id="KZ-2026-0001"]')).to_be_visible()
    for language in ("kk", "ru"):
        form = page.locator(f"section:has(> details #opening-{language})")
        hand.go(form.locator("summary"))
        hand.write(form.locator("textarea"), "Мамыр / май 2026")
        hand.send(form.locator("details button"))
    # What one wrote another one approves; here the rows do what an editor's click would.
    IntroductionRow.objects.update(state=VersionState.APPROVED)
    page.goto(f"{live_server.url}/editions/1/")
    hand.send(page.locator('[data-key="z"]'), "z")
    hand.send(page.locator('[data-key="R"]'), "Shift+R")
    expect(page.locator(".notice")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_serious_where_people_work(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str, scheme: str
) -> None:
    fill(at_work, language)
    page = page_of(browser, live_server, at_work.publisher)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found: list[str] = []
    for path in pages(at_work):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200
        for detail in page.locator("details").all():
            detail.evaluate("box => { box.open = true }")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in {"serious", "critical"}:
                nodes = [node["html"][:120] for node in violation["nodes"]]
                found.append(f"{path}: {violation['id']}: {nodes}")
    assert found == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nothing_is_wider_than_a_small_phone(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str
) -> None:
    fill(at_work, language)
    page = page_of(browser, live_server, at_work.publisher)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in pages(at_work):
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status == 200
        for detail in page.locator("details").all():
            detail.evaluate("box => { box.open = true }")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append(f"{path}: {over} px")
    assert wide == []


def test_a_figure_lights_its_source_and_the_source_lights_the_figure(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    fill(at_work, "kk")
    page = page_of(browser, live_server, at_work.editor)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/")
    figure = page.locator(".read .lit", has_text="78 640 тенге")
    figure.click()
    lit = page.locator(".source .lit.on")
    expect(lit).to_have_text("78 640 тенге")
    lit.click()
    expect(figure).to_be_focused()


def fill(at_work: Room, language: str) -> None:
    """Something stands on every page."""
    for member in at_work.members.values():
        member.language = language
        member.save()
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts())
    at_work.reporter.post(f"{path}/edit/", texts(kk=WRONG_KK, seen=1))
    person = {"form": "person", "name-kk": "Айгүл Нұрланова", "name-ru": "Айгуль Нурланова"}
    at_work.reporter.post(f"{path}/people/", person | {"role": "journalist"})
    step = {"date": "2026-06", "text-kk": "Апелляция берілді.", "text-ru": "Подана апелляция."}
    at_work.reporter.post(f"{path}/timeline/", step)
    at_work.reporter.post(f"{path}/ties/", {"name-kk": "Толқын ісі", "name-ru": "Дело «Толқын»"})
    at_work.reporter.post(f"{path}/remarks/", {"text": "Екінші дереккөз керек."})
    at_work.reporter.post(f"{path}/review/")
    at_work.editor.post("/editions/new/", {"month": "2026-05"})
    at_work.editor.post("/editions/1/gather/", {"incident": at_work.number})


def pages(at_work: Room) -> tuple[str, ...]:
    one = f"/incidents/{at_work.number}"
    return (
        *(f"{one}/", f"{one}/edit/", f"{one}/codes/", f"{one}/people/"),
        *(f"{one}/difference/?language=kk", "/editions/", "/editions/1/"),
        *("/flash/", "/cases/", "/people/"),
    )
