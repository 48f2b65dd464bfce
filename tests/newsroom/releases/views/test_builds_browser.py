"""Does a page that shows a build show its end by itself?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Route, expect
from pytest_django.live_server_helper import LiveServer

from dalel.domain.states import BuildState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.actions.output_places import preview_folder
from dalel.newsroom.releases.models import BuildKind, BuildRow
from newsroom.browsing import chromium, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
#: Longer than the page waits for an answer, in milliseconds.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_a_page_of_which_one_look_is_never_answered_shows_the_end_of_the_build(
    browser: Browser, live_server: LiveServer
) -> None:
    member = Member.objects.create_user("aigul", language="ru", role=Role.EDITOR)
    now = datetime.now(UTC)
    running = BuildRow.objects.create(
        place=place(),
        kind=BuildKind.PREVIEW,
        state=BuildState.RUNNING,
        asked=now,
        started=now,
        lease_until=now + timedelta(hours=1),
        share=0.995,
    )
    page = sit_down(browser, live_server, member)
    page.set_default_timeout(PATIENCE)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held or "hx-request" not in route.request.headers:
            route.continue_()
        else:
            held.append(route)

    page.route("**/builds/", hold_the_first)
    with page.expect_request(lambda request: "hx-request" in request.headers):
        page.goto(f"{live_server.url}/builds/")
    expect(page.locator("progress")).to_have_attribute("value", "99")
    first = preview_folder() / pack().languages[0] / "index.html"
    first.parent.mkdir(parents=True)
    first.write_text("")
    build_queue.finish(running.pk, now, pages=3)
    expect(page.locator("#build-link")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#builds[hx-get]")).to_have_count(0)
    page.context.close()
