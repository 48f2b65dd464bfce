"""Are the pages of the daily work open to everybody, wide and narrow, light and dark?"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.models import CaseRow, PersonRow
from dalel.newsroom.stories.models import StoryRow
from newsroom.browsing import chromium
from newsroom.second_person import approve_all
from newsroom.work_room import CODES, RU, WRONG_KK, Room, room, texts
from story_rows import judge

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room(language="kk")


def page_of(browser: Browser, live_server: LiveServer, client: Client) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.set_default_timeout(60_000)
    return page


@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("kk", "light"),
        pytest.param("kk", "dark", marks=pytest.mark.long),
        pytest.param("ru", "light", marks=pytest.mark.long),
        ("ru", "dark"),
        pytest.param("en", "light", marks=pytest.mark.long),
        pytest.param("en", "dark", marks=pytest.mark.long),
    ],
)
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
        expect(page.locator('[hx-trigger="load"]')).to_have_count(0)
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


def test_a_concern_lights_its_words_in_the_text_and_in_the_article(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    changed = RU.replace("78 640", "87 640") + " Редакция отказалась обжаловать решение."
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=changed))
    page = page_of(browser, live_server, at_work.editor)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/")
    assert colour(page, ".marks .lit[data-verdict=supported]") != colour(
        page, ".marks .lit[data-verdict=unsupported]"
    )
    page.locator(".concern[data-excerpt='отказалась']").click(position={"x": 9, "y": 9})
    expect(page.locator(".read .lit.on")).to_have_text("отказалась")
    expect(page.locator(".source .lit.on")).to_have_text("обжаловать решение")
    expect(page.locator(".source .lit.on")).to_be_in_viewport()
    assert colour(page, ".source .lit.on") == colour(page, ".marks [data-verdict=unsupported]")
    # What stands in no article lights its own place.
    page.locator(".concern[data-excerpt='87 640 тенге'] button[data-shows]").press("Enter")
    expect(page.locator(".read .lit.on")).to_have_text("87 640 тенге")
    expect(page.locator(".source .lit.on")).to_have_count(0)
    page.locator(".read .lit", has_text="отказалась").click()
    expect(page.locator(".concern.on")).to_have_attribute("data-excerpt", "отказалась")


def test_a_concern_chooses_its_words_where_one_writes_and_no_empty_box_is_sent(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    changed = RU.replace("78 640", "87 640")
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=changed))
    page = page_of(browser, live_server, at_work.editor)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    page.locator(".concern[data-excerpt='87 640 тенге']").first.click(position={"x": 9, "y": 9})
    expect(page.locator("#ru-1")).to_be_focused()
    chosen = page.evaluate(
        "[document.activeElement].map(o => o.value.slice(o.selectionStart, o.selectionEnd))"
    )
    assert chosen == ["87 640 тенге"]
    with page.expect_request("**/autosave/") as kept:
        page.locator("#ru-1").press("End")
        page.keyboard.type(" Вот.")
    with page.expect_request(lambda request: request.method == "POST") as saved:
        page.keyboard.press("Control+s")
    for request in (kept.value, saved.value):
        sent = parse_qs(request.post_data or "", keep_blank_values=True)
        assert len(sent["ru-paragraph"]) == len(sent["kk-paragraph"]) == 1


def test_a_field_shows_all_of_its_text(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=f"{RU} " * 12))
    page = page_of(browser, live_server, at_work.editor)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    field = page.locator("#ru-1")
    hidden = "one => one.scrollHeight - one.clientHeight"
    assert field.evaluate(hidden) <= 1
    field.press("End")
    page.keyboard.insert_text(" Дальше. " * 60)
    expect(field).to_have_js_property("scrollHeight", field.evaluate("one => one.clientHeight"))
    empty = page.locator("#ru-more")
    assert empty.evaluate("one => one.clientHeight") > 60


def colour(page: Page, selector: str) -> str:
    """The colour behind the first place."""
    shown = page.locator(selector).first
    return str(shown.evaluate("one => getComputedStyle(one).backgroundColor"))


def fill(at_work: Room, language: str) -> None:
    """Something stands on every page."""
    for member in at_work.members.values():
        member.language = language
        member.save()
    path = f"/incidents/{at_work.number}"
    judge(StoryRow.objects.get(), section=5, severity="3", rights=["expression", "fair_trial"])
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts())
    at_work.reporter.post(f"{path}/edit/", texts(kk=WRONG_KK, seen=1))
    person = {"form": "person", "name-kk": "Айгүл Нұрланова", "name-ru": "Айгуль Нурланова"}
    at_work.reporter.post(f"{path}/people/", person | {"role": "journalist"})
    step = {"date": "2026-06", "text-kk": "Апелляция берілді.", "text-ru": "Подана апелляция."}
    at_work.reporter.post(f"{path}/timeline/", step)
    at_work.reporter.post(f"{path}/ties/", {"name-kk": "Толқын ісі", "name-ru": "Дело «Толқын»"})
    assert approve_all(at_work.editor) == 1
    for key in PersonRow.objects.values_list("pk", flat=True):
        named = {"form": "name", "key": key, "role": "journalist", "stage": "none"}
        at_work.reporter.post(f"{path}/people/", named)
    at_work.reporter.post(
        f"{path}/people/",
        {"form": "outlet", "host": "tolqyn.test"}
        | {"name-kk": "«Толқын» басылымы", "name-ru": "Издание «Толқын»"},
    )
    at_work.reporter.post(f"{path}/remarks/", {"text": "Екінші дереккөз керек."})
    at_work.reporter.post(f"{path}/review/")
    at_work.editor.post("/editions/new/", {"month": "2026-05"})
    at_work.editor.post("/editions/1/gather/", {"incident": at_work.number})


def pages(at_work: Room) -> tuple[str, ...]:
    one = f"/incidents/{at_work.number}"
    return (
        *(f"{one}/", f"{one}/edit/", f"{one}/codes/", f"{one}/record/", f"{one}/people/"),
        *(f"{one}/difference/?language=kk", "/editions/", "/editions/1/"),
        *(
            "/flash/",
            "/cases/",
            "/proposals/",
            "/people/",
            "/newsroom/imprint/",
            "/inbox/aside/",
            "/sources/",
        ),
        f"/people/person/{PersonRow.objects.get().pk}/",
        f"/cases/{CaseRow.objects.get().pk}/",
        f"/articles/{ArticleRow.objects.get().pk}/",
        "/search/?q=%D1%82%D0%BE%D0%BB%D2%9B",
    )


def test_back_leads_to_the_page_of_a_form_that_was_refused(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = page_of(browser, live_server, at_work.reporter)
    where = f"{live_server.url}/incidents/{at_work.number}/people/"
    page.goto(where)
    page.locator("details:has(#by)").evaluate("one => one.open = true")
    page.fill("#by", "Газета")
    page.fill("#on", "2099-12-31")
    with page.expect_navigation():
        page.locator("form:has(#by) button").click()
    assert (page.input_value("#by"), page.input_value("#on")) == ("Газета", "2099-12-31")
    page.goto(f"{live_server.url}/inbox/")
    answer = page.go_back()
    assert answer is not None
    assert (answer.status, page.url) == (200, where)
    page.goto(f"{live_server.url}/diary/")
    page.locator("form[action$='/diary/write/']").evaluate(
        "form => { form.noValidate = true; form.elements.day.value = ''; form.submit(); }"
    )
    page.wait_for_load_state()
    expect(page.locator("[role=alert], .wrong").first).to_be_visible()
    page.goto(f"{live_server.url}/inbox/")
    answer = page.go_back()
    assert answer is not None
    assert (answer.status, page.url) == (200, f"{live_server.url}/diary/")
