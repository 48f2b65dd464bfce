"""Does one tick, act, order and undo by keys, by mouse and without a script, and do pages fit?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions import editions
from dalel.newsroom.stories.models import StoryRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from story_rows import incident, story_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NOW = datetime.now(UTC) - timedelta(hours=5)


@pytest.fixture(autouse=True)
def desk_of_kazakhstan(settings: Settings, tmp_path: Path) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def editor(language: str = "kk") -> Member:
    return Member.objects.create_user(
        f"by-{language}", language=language, name="Айгерім", role=Role.EDITOR
    )


def order(edition: int) -> list[str]:
    rows = IncidentRow.objects.filter(entries__edition__number=edition)
    return list(rows.order_by("entries__order").values_list("number", flat=True))


def test_stories_are_ticked_and_put_away_by_keys_and_all_of_it_undone(
    browser: Browser, live_server: LiveServer
) -> None:
    for name in ("бір", "екі", "үш"):
        story_of([name], NOW)
    page = sit_down(browser, live_server, editor())
    page.goto(f"{live_server.url}/inbox/")
    bar = page.locator("#several")
    expect(bar).to_be_hidden()
    for key in ("j", "v", "j", "v"):
        page.keyboard.press(key)
    expect(bar).to_be_visible()
    expect(page.locator("[data-counts]")).to_have_text("2")
    page.keyboard.press("Shift+V")
    expect(page.locator("[data-counts]")).to_have_text("3")
    page.keyboard.press("Shift+V")
    expect(bar).to_be_hidden()
    # What a key did before, it does: the panel of the row opens, and leaves its tick.
    page.keyboard.press("v")
    page.keyboard.press("x")
    page.locator(".panel").wait_for()
    page.keyboard.press("c")
    expect(page.locator(".panel")).to_have_count(0)
    page.keyboard.press("Shift+V")
    page.keyboard.press("b")
    expect(page.locator("#several-do")).to_be_focused()
    page.locator("#several-do").select_option("reject:abroad")
    with page.expect_navigation():
        bar.locator("button.main").click()
    assert set(StoryRow.objects.values_list("state", flat=True)) == {"rejected"}
    with page.expect_navigation():
        page.keyboard.press("u")
    assert set(StoryRow.objects.values_list("state", flat=True)) == {"new"}


def test_several_are_acted_on_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    numbers = [incident(f"KZ-2031-{one:04}", NOW, title="Весть").number for one in (1, 2)]
    client = Client()
    client.force_login(editor())
    page = browser.new_context(java_script_enabled=False).new_page()
    cookie = client.cookies[configured.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": configured.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/incidents/")
    expect(page.locator("#several")).to_be_hidden()
    page.locator(".tick-all").click()
    page.locator("#several-do").select_option("section:3")
    page.locator("#several button.main").click()
    page.locator(".several-told").wait_for()
    sections = IncidentRow.objects.filter(number__in=numbers).values_list("section", flat=True)
    assert set(sections) == {3}
    page.locator(".several-told button").click()
    assert set(sections.all()) == {1}


def test_entries_are_ordered_by_keys_by_dragging_and_by_a_number(
    browser: Browser, live_server: LiveServer
) -> None:
    member = editor()
    act = Act(member=member, time=NOW)
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    numbers = [incident(f"KZ-2031-{one:04}", NOW, title="Весть").number for one in range(1, 4)]
    for number in numbers:
        editions.add(edition, number, act)
    one, two, three = numbers
    page = sit_down(browser, live_server, member)
    # All rows are in sight: a page that scrolls under the mouse lets go of what is dragged.
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(f"{live_server.url}/editions/{edition}/")
    page.keyboard.press("j")
    for expected in ([two, one, three], [two, three, one]):
        with page.expect_navigation():
            page.keyboard.press("d")
        # The row that was moved is the one in which keys go on.
        expect(page.locator("[data-row][aria-current]")).to_have_id(one)
        assert order(edition) == expected
    _drag(page, one, two)
    assert order(edition) == [one, two, three]
    box = page.locator(f"[id='{one}'] input[name=place]")
    box.fill("2")
    with page.expect_navigation():
        box.press("Enter")
    assert order(edition) == [two, one, three]


def _drag(page: Page, moved: str, onto: str) -> None:
    target = page.locator(f"[id='{onto}']")
    with page.expect_navigation():
        page.locator(f"[id='{moved}'] .grip").drag_to(target, target_position={"x": 60, "y": 3})


def test_the_pages_fit_in_both_languages_light_and_dark(
    browser: Browser, live_server: LiveServer
) -> None:
    for name in ("Астанада сот журналиске айыппұл салды", "Суд оштрафовал журналиста"):
        story_of([name], NOW)
    numbers = [incident(f"KZ-2031-{one:04}", NOW, title="Сайт бұғатталды").number for one in (1, 2)]
    act = Act(member=Member.objects.create_user("another", name="Ерлан"), time=NOW)
    Member.objects.update(role=Role.EDITOR)
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    for number in numbers:
        editions.add(edition, number, act)
    wrong = []
    for language, scheme in (("kk", "light"), ("ru", "dark")):
        page = sit_down(
            browser, live_server, editor(language), "dark" if scheme == "dark" else "light"
        )
        for name, path, do in (
            ("inbox", "/inbox/", "assign:another"),
            ("entries", "/incidents/", "later"),
        ):
            page.goto(f"{live_server.url}{path}?ticked=all")
            wrong += faults(page, f"several-{name}-{language}")
            page.locator("#several-do").select_option(do)
            with page.expect_navigation():
                page.locator("#several button.main").click()
            wrong += faults(page, f"several-{name}-told-{language}")
        page.goto(f"{live_server.url}/editions/{edition}/")
        wrong += faults(page, f"several-edition-{language}")
    assert wrong == []
