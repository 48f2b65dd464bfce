"""Does a story become a public entry in a browser: with the mouse, and with the keyboard alone?

A story of the sample press is taken by a reporter and written in two languages; a wrong sum about
an invented person is caught and blocks, is corrected; an editor approves, a publisher releases, the
public page shows it with its evidence, and a later edit marks the other language as stale.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import draft_queue, make_drafts
from dalel.newsroom.incidents.models import CodesRow, ConcernRow, IncidentRow, TextVersionRow
from newsroom.browsing import chromium, sit_down
from newsroom.keys import secured
from newsroom.sample_story import HEADLINE, collect

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_ACTS = 20
#: Of the reporter, where drafts are ready: three of them tick what a machine worded.
MOST_READY_ACTS = 11
#: Of the editor: an approval, and a press for each of six concerns, or three where it is worded.
MOST_EDITOR_ACTS = 8
SUM, WRONG = "55 048", "65 048"
KK = f"Сот Павлодар белсендісіне сторис үшін {SUM} теңге айыппұл салды."
RU = f"Суд оштрафовал павлодарского активиста на {SUM} тенге за сторис."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Hand:
    """How a person works a page: by mouse, or by keys alone; each act is counted."""

    def __init__(self, page: Page, *, by_key: bool) -> None:
        self.page = page
        self.by_key = by_key
        self.acts = 0
        page.set_default_timeout(60_000)

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

    def choose(self, field: Locator, code: str) -> None:
        """Choose a code in a list."""
        self.acts += 1
        field.select_option(code)


@pytest.mark.parametrize("by_key", [False, True], ids=["mouse", "keys"])
def test_a_story_of_the_press_becomes_a_public_entry(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    pack_folder: Path,
    tmp_path: Path,
    *,
    by_key: bool,
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    collect(pack_folder, tmp_path)
    hands = {
        role: Hand(sit_down(browser, live_server, _member(role)), by_key=by_key)
        for role in (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)
    }
    secured(*Member.objects.filter(role=Role.PUBLISHER))
    reporter, editor = hands[Role.REPORTER], hands[Role.EDITOR]

    take(reporter, live_server)
    write(reporter)
    number = IncidentRow.objects.get().number
    address = f"{live_server.url}/incidents/{number}/"
    editor.page.goto(address)
    expect(editor.page.locator("button[disabled]").first).to_be_visible()
    expect(editor.page.locator("section:has(> #in-ru)")).to_contain_text(WRONG)
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()

    mend(reporter, address)
    assert reporter.acts <= MOST_ACTS
    assert not any(WRONG in row.excerpt for row in ConcernRow.objects.filter(state="open"))

    approve(editor, address)
    number = IncidentRow.objects.get().number
    assert re.fullmatch(r"KZ-\d{4}-0001", number)
    assert CodesRow.objects.get(state=VersionState.APPROVED).author is not None

    release(hands[Role.PUBLISHER], editor, live_server)
    site = tmp_path / "site"
    wait_for(site / "ru" / "i" / number / "index.html")
    public = browser.new_context(java_script_enabled=False).new_page()
    public.goto((site / "ru" / "i" / number / "index.html").as_uri())
    expect(public.locator("article")).to_contain_text(f"{SUM} тенге")
    expect(public.locator(".proofs")).to_contain_text("mozaika.test")

    reporter.page.goto(f"{live_server.url}/incidents/{number}/edit/")
    reporter.write(reporter.page.locator("#ru-1"), RU + " Решение не вступило в силу.")
    reporter.send(reporter.page.locator("[data-save]"), "Control+s")
    expect(reporter.page.locator('section:has(#in-kk) [data-key="v"]')).to_be_visible()
    assert "не вступило" not in (site / "ru" / "i" / number / "index.html").read_text("utf-8")


@pytest.mark.parametrize("by_key", [False, True], ids=["mouse", "keys"])
def test_an_entry_of_ready_drafts_takes_few_acts_of_both_persons(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    pack_folder: Path,
    tmp_path: Path,
    *,
    by_key: bool,
) -> None:
    """The drafts are ready in both languages, and nothing has to be written."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    collect(pack_folder, tmp_path)
    ready(pack_folder)
    reporter, editor = (
        Hand(sit_down(browser, live_server, _member(role)), by_key=by_key)
        for role in (Role.REPORTER, Role.EDITOR)
    )
    secured(*Member.objects.filter(role=Role.EDITOR))
    take(reporter, live_server)
    # The walk to the row, of as many rows as there are, is none of the entry.
    reporter.acts = 1
    hand_in(reporter)
    kept = {row.language: row for row in TextVersionRow.objects.filter(state="in review")}
    assert set(kept) == {"kk", "ru"}
    assert all(row.title and row.paragraphs for row in kept.values())
    address = f"{live_server.url}/incidents/{IncidentRow.objects.get().number}/"
    let_stand(editor, address)
    editor.page.goto(address)
    editor.send(editor.page.locator('[data-key="a"]').first, "a")
    assert TextVersionRow.objects.filter(state=VersionState.APPROVED).count() == 2
    assert reporter.acts <= MOST_READY_ACTS
    assert editor.acts <= MOST_EDITOR_ACTS


def ready(folder: Path) -> None:
    """The drafts that the worker makes of what stands high in the inbox."""
    drafting = make_drafts.drafting_of(pack_at(folder), None, lambda: datetime.now(UTC))
    draft_queue.prepare(datetime.now(UTC), 60, with_model=False)
    for row in draft_queue.waiting():
        make_drafts.make(row, drafting)


def hand_in(hand: Hand) -> None:
    """Each sentence of a machine is ticked by itself, codes are decided, both drafts are sent."""
    page = hand.page
    ticks = page.locator(".drafts :is([name=sentence], [name=title]):not(:checked)")
    while ticks.count():
        hand.acts += 1
        ticks.first.check()
    decide(hand)
    send_to_review(hand)


def take(hand: Hand, live_server: LiveServer) -> None:
    """The story is found in the inbox and taken, which opens the editor."""
    page = hand.page
    page.goto(f"{live_server.url}/inbox/")
    row = page.locator(".story", has_text=HEADLINE)
    if hand.by_key:
        while not row.evaluate("row => row.hasAttribute('aria-current')"):
            hand.go(row, "j")
    hand.send(row.locator('[data-key="a"]'), "a")
    expect(page.locator("#told")).to_be_visible()


def write(hand: Hand) -> None:
    """Codes are decided, both texts are written, the wrong sum is caught at once."""
    page = hand.page
    decide(hand)
    hand.write(page.locator("#kk-title"), "Сот белсендіге айыппұл салды")
    hand.write(page.locator("#kk-more"), KK)
    hand.write(page.locator("#ru-title"), "Суд оштрафовал активиста")
    hand.write(page.locator("#ru-more"), RU.replace(SUM, WRONG))
    caught = page.locator("#live-ru .concern[data-weight=error]", has_text=WRONG).first
    expect(caught).to_be_visible()
    send_to_review(hand)
    expect(page.locator(".held")).to_be_visible()


def decide(hand: Hand) -> None:
    """What goes together is accepted with one key, each other code by an act of its own."""
    page = hand.page
    hand.go(page.locator("[data-together]"), "y")
    for name in ("section", "event_type"):
        expect(page.locator(f'[data-field="{name}"].stands')).to_have_attribute(
            "data-stands", "chosen"
        )
    severity = page.locator('[data-field="severity"].stands')
    expect(severity).to_have_attribute("data-stands", "suggested")
    hand.go(page.locator('.chip[data-field="severity"]'))
    expect(severity).to_have_attribute("data-stands", "chosen")
    expect(page.locator("#severity")).not_to_have_value("")
    hand.go(page.locator('.chip[data-field="date"]'))
    hand.choose(page.locator("#direction"), "negative")
    hand.choose(page.locator("#case_status"), "first_instance")
    hand.choose(page.locator("#verification"), "V1")


def send_to_review(hand: Hand) -> None:
    """Texts and codes are saved, and approval is asked for, in one act."""
    page = hand.page
    # While one types, keys are letters; Escape ends that.
    page.keyboard.press("Escape")
    hand.send(page.locator('button[name="then"]'), "r")


def mend(hand: Hand, address: str) -> None:
    """The sum is written as the source has it, and the entry asks for approval again."""
    page = hand.page
    page.goto(address)
    hand.send(page.locator('[data-key="e"]'), "e")
    hand.write(page.locator("#ru-1"), RU)
    expect(page.locator("#live-ru")).not_to_contain_text(WRONG)
    send_to_review(hand)


def approve(hand: Hand, address: str) -> None:
    """What else holds it back is looked at and let stand; then one act approves all of it."""
    page = hand.page
    let_stand(hand, address)
    page.goto(address)
    hand.send(page.locator('[data-key="v"]'), "v")
    page.goto(address)
    hand.send(page.locator('[data-key="a"]').first, "a")


def let_stand(hand: Hand, address: str) -> None:
    """Each concern that holds the entry back is let stand, with a reason."""
    page = hand.page
    for _ in range(ConcernRow.objects.filter(state="open", weight="error").count()):
        page.goto(address)
        concern = page.locator('.concern[data-weight="error"]:not(:has(.state))').first
        if concern.locator("button.reason").count():
            hand.send(concern.locator("button.reason").first)
            continue
        hand.go(concern.locator("summary"))
        hand.write(concern.locator("textarea"), "проверено по решению суда")
        hand.send(concern.locator('button[name="state"]'))


def release(hand: Hand, editor: Hand, live_server: LiveServer) -> None:
    """The publisher gathers and writes, the editor approves the introductions, it goes out."""
    page = hand.page
    page.goto(f"{live_server.url}/editions/")
    hand.go(page.locator('[data-key="n"]'), "n")
    page.locator("#start").fill("2026-11-01")
    page.locator("#end").fill("2026-12-31")
    hand.send(page.locator("form:has(#end) button"))
    address = page.url
    hand.write(page.locator("#incident"), IncidentRow.objects.get().number)
    hand.send(page.locator("form:has(#incident) button"))
    for language in ("kk", "ru"):
        form = page.locator(f"section:has(> details #opening-{language})")
        hand.go(form.locator("summary"))
        hand.write(form.locator("textarea"), "Қараша / ноябрь 2026")
        hand.send(form.locator("details button"))
        editor.page.goto(address)
        editor.send(editor.page.locator('button[name="approve"]').first)
        page.goto(address)
    hand.send(page.locator('[data-key="z"]'), "z")
    hand.send(page.locator('[data-key="R"]'), "Shift+R")
    expect(page.locator(".notice")).to_be_visible()


def wait_for(file: Path) -> None:
    """A key that reaches the desk twice is answered while the first press still builds."""
    for _ in range(300):
        if file.exists():
            return
        sleep(0.2)
    raise AssertionError(f"{file.name} of the entry never became public")


def test_a_closed_account_gets_in_nowhere_any_more(
    browser: Browser, live_server: LiveServer, client: Client
) -> None:
    gone, editor = _member(Role.REPORTER), _member(Role.EDITOR)
    page = sit_down(browser, live_server, gone)
    page.goto(f"{live_server.url}/inbox/")
    expect(page.locator("h1")).to_be_visible()
    client.force_login(editor)
    client.post(f"/newsroom/members/{gone.username}/suspend/", {"reason": "ушёл"})
    for path in ("/", "/inbox/", "/incidents/", "/search/?q=суд", "/newsroom/doubles/"):
        page.goto(live_server.url + path)
        assert "/sign-in/" in page.url


def _member(role: Role) -> Member:
    return Member.objects.create_user(
        f"the-{role}", name=f"Айгүл ({role})", role=role, language="kk", reads=["kk", "ru"]
    )
