"""A newsroom's first day through the program as it is started, in a browser.

Two persons: whoever holds the printed first account invites a publisher by the paper code, and
makes an editor's account of their own, which the publisher confirms. A story of the sample press
becomes an entry, is looked at in a preview, released, corrected and withdrawn; readers see each on
the site that the program serves.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from journey.running_program import (
    PATIENCE,
    Program,
    number_in,
    post,
    press,
    reach,
    started,
    wait_for,
)
from newsroom.accounts.views.test_second_factor import code
from newsroom.browsing import chromium

pytestmark = pytest.mark.slow
DECIDED = {
    "severity": "2", "direction": "negative", "case_status": "first_instance", "verification": "V1",
}  # fmt: skip
#: The story of which the entry is made: a fine of an invented person.
HEADLINE: Final = "55 048 тенге"
SESAME: Final = "бала-бақша ашыл 2026"
TEXTS: Final = {
    "kk-title": "Сот белсендіге айыппұл салды",
    "kk-paragraph": "Сот Павлодар белсендісіне сторис үшін 55 048 теңге айыппұл салды.",
    "ru-title": "Суд оштрафовал активиста",
    "ru-paragraph": "Суд оштрафовал павлодарского активиста на 55 048 тенге за сторис.",
}
CORRECTION: Final = "Уточнение: штраф назначил суд первой инстанции."


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with started(tmp_path, "--sample") as running:
        yield running


def test_from_the_printed_account_to_what_readers_see_and_no_longer_see(
    browser: Browser, program: Program
) -> None:
    admin = come_in(browser, program, program.first_link, "the-first")
    # A new newsroom opens on its welcome once; a second factor may wait.
    admin.goto("/")
    assert "/welcome/" in admin.url
    reach(admin, "/")
    expect(admin.locator("#vacancy")).to_be_visible()
    wait_for("what is said of the watch", lambda: is_watched(admin))
    press(admin, '#vacancy a[href="/newsroom/invitations/"]')
    ask_to_invite(admin, "publisher")
    admin.fill("[name=code]", program.paper_code)
    admin.check("[name=here]")
    press(admin, "button[value=code]")
    publisher = let_in(browser, program, admin, "publisher")

    reach(admin, "/")
    expect(admin.locator("#vacancy")).to_have_count(0)
    reach(admin, "/newsroom/invitations/")
    ask_to_invite(admin, "editor", is_own=True)
    reach(publisher, "/")
    press(publisher, 'main a[href="/newsroom/requests/"]')
    press(publisher, "button[value=confirm]")
    press(admin, "nav.rooms [aria-current]")
    press(admin, "button[value=carry-out]")
    editor = let_in(browser, program, admin, "editor")

    number = written(editor)
    number = approved(publisher, number)
    fill_the_imprint_in(publisher)
    edition = edition_of(publisher, editor, number)

    reach(editor, edition)
    press(editor, 'form[action$="/preview/"] button')
    expect(editor.locator("#builds")).to_be_visible()
    press(editor, "#build-link")
    # It opens in the language of the desk.
    expect(editor.locator("body")).to_contain_text("павлодарского активиста")

    reach(publisher, edition)
    press(publisher, 'form[action$="/release/"] button')
    readers = browser.new_context(java_script_enabled=False).new_page()
    readers.set_default_timeout(PATIENCE * 1000)
    address = f"{program.site}/ru/i/{number}/"

    def readers_see() -> str:
        readers.goto(address)
        return readers.locator("body").inner_text()

    wait_for("the entry in public", lambda: "павлодарского активиста" in readers_see())
    expect(publisher.locator("#builds .build").first).to_contain_text("Сайт для читателей собран")

    corrected(editor, publisher, number)
    wait_for("the correction in public", lambda: CORRECTION in readers_see())

    reach(publisher, f"/incidents/{number}/notices/")
    publisher.fill("form:has(button[value=withdrawn]) textarea", "опасность для человека")
    press(publisher, "button[value=withdrawn]")
    wait_for("the entry gone", lambda: "активиста" not in readers_see())
    # The folder that takes turns with the site is in order once documents and data are made anew.
    wait_for("nothing left of it", lambda: leaves_nothing(program, "павлодарского активиста"))
    assert program.process.poll() is None


def ask_to_invite(admin: Page, role: str, *, is_own: bool = False) -> None:
    """Ask for an account on the page of invitations, and be led to where it waits."""
    admin.fill("[name=note]", f"the {role}")
    admin.select_option("[name=role]", role)
    for box in admin.locator("[name=reads]").all():
        box.check()
    admin.set_checked("[name=is_own]", is_own)
    press(admin, "main form:has([name=role]) button.main")
    assert "/invitation/" not in admin.content()
    expect(admin.locator("nav.rooms [aria-current]")).to_be_visible()


def come_in(browser: Browser, program: Program, link: str, username: str) -> Page:
    """Somebody who chose name and password at a link."""
    page = browser.new_context(base_url=program.desk, locale="ru-RU").new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.set_default_navigation_timeout(PATIENCE * 1000)
    reach(page, link)
    for name, value in {"username": username, "password1": SESAME, "password2": SESAME}.items():
        page.fill(f"[name={name}]", value)
    press(page, "main form button.main")
    return page


def let_in(browser: Browser, program: Program, admin: Page, role: str) -> Page:
    """Somebody who came in by the link that the administrator sees."""
    found = re.search(r"/invitation/[^/\"<\s]+/", admin.content())
    assert found
    page = come_in(browser, program, found[0], f"the-{role}")
    # Who is to release has a second factor.
    reach(page, "/account/factors/app/")
    page.fill("[name=code]", code(page.locator("code.address").inner_text()))
    press(page, "main form button.main")
    reach(page, "/")
    post(page, "/language/", language="ru", next="/")
    reach(page, "/")
    return page


def is_watched(member: Page) -> int:
    """Whether Today says that the press is being watched, or what came in of it."""
    reach(member, "/")
    return member.locator("#watching, #came ~ .tally").count()


def written(writer: Page) -> str:
    """A story of the inbox is taken, coded as suggested, written and sent; gives its number."""
    story = writer.locator(".story", has_text=HEADLINE).first

    def is_in_the_inbox() -> int:
        # However high it stands: each page until the one that leads to no other.
        page = 1
        reach(writer, "/inbox/")
        while not story.count() and writer.locator(f'a[href*="page={page + 1}"]').count():
            page += 1
            reach(writer, f"/inbox/?page={page}")
        return story.count()

    # The press is watched behind the desk, and stories come last. Each look costs the watch time.
    wait_for("the story", is_in_the_inbox, every=3)
    story.locator('[data-key="a"]').click()
    # What is taken opens in the editor.
    writer.wait_for_url("**/edit/**")
    writer.locator("[data-together]").click()
    # The others are decided one by one.
    for field, code_ in DECIDED.items():
        writer.locator(f"#{field}").select_option(code_)
    for name, text in TEXTS.items():
        writer.locator(f"[name={name}]").first.fill(text)
    # Texts and codes are saved, and approval is asked for, in one act.
    press(writer, "button[name=then]")
    return number_in_path(writer.url)


def number_in_path(url: str) -> str:
    """The number of the entry on whose page, or editor, one is."""
    return url.partition("/incidents/")[2].partition("/")[0]


def approved(approver: Page, number: str) -> str:
    """What holds it back is let stand, all is approved; gives its new number."""
    path = f"/incidents/{number}/"
    reach(approver, path)
    for action in held(approver):
        post(approver, action, state="waived", reason="проверено по решению суда")
    reach(approver, path)
    # Both texts, codes, section, date and links by one act.
    press(approver, '[data-key="a"]')
    reach(approver, path)
    return number_in(approver.url + approver.content())


def held(page: Page) -> list[str]:
    """Where the concerns are decided that hold an entry back."""
    forms = page.locator('.concern[data-weight="error"]:not(:has(.state)) form')
    return [found for form in forms.all() if (found := form.get_attribute("action"))]


def fill_the_imprint_in(publisher: Page) -> None:
    """Who answers for what is published."""
    reach(publisher, "/newsroom/imprint/")
    for field in publisher.locator("main form input[lang]").all():
        field.fill("Редакция")
    press(publisher, "main form button.main")


def edition_of(publisher: Page, editor: Page, number: str) -> str:
    """An edition with one entry and introductions in both languages, frozen; gives its path."""
    reach(publisher, "/editions/")
    form = {"start": "2026-11-01", "end": "2026-12-31"}
    post(publisher, "/editions/new/", **form)
    reach(publisher, "/editions/")
    path = max(re.findall(r"/editions/(\d+)/", publisher.content()), key=int, default="")
    path = f"/editions/{path}/"
    reach(publisher, path)
    post(publisher, f"{path}gather/", incident=number)
    for language in ("kk", "ru"):
        told = {"language": language, "seen": "0", "text": "Қараша / ноябрь"}
        post(publisher, f"{path}introduction/", **told)
        reach(editor, path)
        form = {"language": language, "seen": "1", "approve": "1"}
        post(editor, f"{path}introduction/", **form)
    post(publisher, f"{path}state/", state="frozen")
    return path


def corrected(writer: Page, approver: Page, number: str) -> None:
    """One writes a correction, another person stands behind it."""
    path = f"/incidents/{number}/notices/"
    reach(writer, path)
    writer.check("[name=kind][value=correction]")
    for language in ("kk", "ru"):
        writer.fill(f"#text-{language}", CORRECTION)
    press(writer, "form:has(#text-ru) button.main")
    reach(approver, path)
    press(approver, "button[name=approve]")


def content(file: Path) -> bytes:
    """What a file holds; nothing, where a build has just taken it away."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def leaves_nothing(program: Program, words: str) -> bool:
    """Whether no page of the site, its twin, the preview or a kept release holds words."""
    return not any(
        words.encode() in content(file)
        for folder in ("site", "preview", "releases", ".site.next")
        for file in (program.home / folder).rglob("*")
        if file.is_file() and file.suffix in {".html", ".json", ".jsonl", ".csv", ".txt"}
    )
