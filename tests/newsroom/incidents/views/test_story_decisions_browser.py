"""Is a story decided with at most three keys, and is every way to decide open to everybody?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import StoryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.stories.models import DecisionRow, StoryRow
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack, default_folder
from newsroom.browsing import chromium, sit_down
from story_rows import judge, story_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime.now(UTC)
MOST_KEYS = 3
#: What a reporter does with one story after another, and the keys for it.
WAYS = (
    ("take", "a"),
    ("reject", "x2"),
    ("later", "l"),
    ("attach", "t1"),
    ("split", "s1s"),
    ("reject", "x1"),
    ("merge", "m1"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def desk_of_kazakhstan(settings: Settings, kz_pack: Pack, now: datetime) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    prepare(kz_pack, now=now)


@pytest.fixture
def aigul() -> Member:
    return Member.objects.create_user("aigul", language="ru")


def fill(count: int) -> None:
    for place in range(count):
        story = story_of([f"{place}a", f"{place}b"], NOW - timedelta(days=1, minutes=place))
        judge(story, section=1, event_type="site_block")
        weigh_again([story.pk])


class Keyboard:
    """Counts what is pressed for each story."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._inbox = page.url
        self.counts: list[int] = []

    def decide(self, kind: str, keys: str) -> None:
        before = DecisionRow.objects.count()
        undo = self._page.locator("#told form")
        last = undo.get_attribute("action") if undo.count() else ""
        for place, key in enumerate(keys):
            self._page.keyboard.press(key)
            if place == 0 and len(keys) > 1:
                self._page.locator(
                    f'.story form.panel[action$="/{kind}/"], .panel'
                ).first.wait_for()
        if kind == "take":
            # The editor opens, with the way back in it; the others wait in the inbox.
            self._page.wait_for_url("**/edit/**")
            expect(undo).to_have_count(1)
            self._page.goto(self._inbox)
            self._page.keyboard.press("j")
        else:
            expect(undo).not_to_have_attribute("action", last or "")
        expect(self._page.locator(".htmx-request")).to_have_count(0)
        assert DecisionRow.objects.count() == before + 1
        assert DecisionRow.objects.order_by("-pk")[0].kind == kind
        self.counts.append(len(keys))


def test_25_stories_are_triaged_with_at_most_three_keys_each(
    browser: Browser, live_server: LiveServer, aigul: Member
) -> None:
    fill(25)
    page = sit_down(browser, live_server, aigul)
    page.goto(f"{live_server.url}/inbox/")
    assert page.locator(".story").count() == 25
    page.keyboard.press("j")
    keyboard = Keyboard(page)
    for place in range(25):
        kind, keys = WAYS[place % len(WAYS)]
        if not StoryRow.objects.filter(state=StoryState.NEW).exists():
            break
        keyboard.decide(kind, keys)
    assert len(keyboard.counts) == 25
    assert max(keyboard.counts) <= MOST_KEYS
    assert IncidentRow.objects.filter(number__startswith="KZ-new-").count() == 4


def test_the_last_act_is_undone_by_one_key(
    browser: Browser, live_server: LiveServer, aigul: Member
) -> None:
    fill(2)
    page = sit_down(browser, live_server, aigul)
    page.goto(f"{live_server.url}/inbox/")
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator(".story")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(".story")).to_have_count(2)
    assert StoryRow.objects.filter(state=StoryState.NEW).count() == 2


def test_without_scripts_every_decision_is_a_form(
    browser: Browser, live_server: LiveServer, aigul: Member
) -> None:
    fill(2)
    cookie = sit_down(browser, live_server, aigul).context.cookies()[0]
    page = browser.new_context(java_script_enabled=False).new_page()
    page.context.add_cookies(
        [
            {
                "name": django_settings.SESSION_COOKIE_NAME,
                "value": cookie["value"],
                "url": live_server.url,
            }
        ]
    )
    page.goto(f"{live_server.url}/inbox/")
    page.locator(".story a", has_text="Не наше").first.click()
    page.locator('button[value="abroad"]').click()
    page.goto(f"{live_server.url}/inbox/")
    page.locator(".story button", has_text="Взять").first.click()
    page.locator(".said button").click()
    assert StoryRow.objects.filter(state=StoryState.REJECTED).count() == 1
    assert IncidentRow.objects.get(number="KZ-new-1").state == "withdrawn"


def test_slash_leads_to_the_search_from_everywhere(
    browser: Browser, live_server: LiveServer, aigul: Member
) -> None:
    page = sit_down(browser, live_server, aigul)
    page.goto(live_server.url)
    page.keyboard.press("/")
    page.keyboard.type("заблокированный")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_serious_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, aigul: Member, language: str, scheme: str
) -> None:
    fill(3)
    Member.objects.update(language=language)
    key = StoryRow.objects.order_by("-rank")[0].key
    page = sit_down(browser, live_server, aigul, "dark" if scheme == "dark" else "light")
    found: list[str] = []
    paths = ["/inbox/", f"/inbox/{key}/"]
    paths += [f"/inbox/{key}/?do={panel}" for panel in ("attach", "split", "merge", "reject")]
    for path in paths:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(live_server.url + path)
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{path} at {width}: {over} px too wide"] if over > 0 else []
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in {"serious", "critical"}:
                nodes = [node["html"][:120] for node in violation["nodes"]]
                found.append(f"{path}: {violation['id']}: {nodes}")
    assert found == []
