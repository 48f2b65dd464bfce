"""Are usual reasons easy to press in both languages, and is the next story taken after sending?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dalel.domain.concern import Concern, Weight
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.concerns import write_checked
from dalel.newsroom.incidents.models import ConcernRow
from dalel.newsroom.stories.models import StoryRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.edition_steps import write
from newsroom.work_room import Room
from story_rows import story_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def _of(kind: str, words: str, of: str = "nowhere") -> Concern:
    values = {"of": of, "kind": kind, "first": words, "second": "", "claim": words}
    rule = "parity" if of == "one_side" else "fact"
    return Concern(
        rule=rule, weight=Weight.ERROR, excerpt=words, field="summary", language="kk", values=values
    )


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_concerns_are_let_stand_by_few_presses(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str, scheme: str
) -> None:
    write(at_work)
    ConcernRow.objects.update(state="resolved")
    found = [_of("number", "78 640"), _of("number", "2026"), _of("number", "12")]
    found += [_of("name", "Толқын", "one_side"), _of("place", "Сот")]
    write_checked({at_work.row: found}, {}, frozenset({"exam"}))
    editor = at_work.members[Role.EDITOR]
    editor.language = language
    editor.save()
    page = sit_down(browser, live_server, editor, scheme)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/incidents/{at_work.number}/")
    assert faults(page, f"usual-reasons-{language}-{scheme}") == []
    kind = page.locator(".same-kind")
    kind.locator(".tick-those").click()
    expect(kind.locator("[name=key]:checked")).to_have_count(3)
    kind.locator("[name=key]").last.uncheck()
    kind.locator("button.reason").nth(1).click()
    expect(page.locator(".same-kind")).to_have_count(0)
    name = page.locator('.concern[data-excerpt="Толқын"]')
    name.locator("button.reason").first.click()
    expect(page.locator('.concern[data-excerpt="Толқын"] .state')).to_have_attribute(
        "data-state", "waived"
    )
    assert sorted(ConcernRow.objects.filter(state="open").values_list("excerpt", flat=True)) == [
        "12",
        "Сот",
    ]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_next_story_is_taken_beside_what_was_sent(
    browser: Browser, live_server: LiveServer, at_work: Room, language: str
) -> None:
    write(at_work)
    story = story_of(["next"], datetime.now(UTC) - timedelta(hours=1))
    StoryRow.objects.filter(pk=story.pk).update(is_relevant=True, section=1, rank=-1)
    reporter = at_work.members[Role.REPORTER]
    reporter.language = language
    reporter.save()
    page = sit_down(browser, live_server, reporter)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/?sent=1")
    row = page.locator(f".next-stories #story-{story.key}")
    expect(row).to_be_visible()
    assert faults(page, f"next-stories-{language}") == []
    with page.expect_navigation(url="**/edit/**"):
        row.locator('[data-key="a"]').click()
    story.refresh_from_db()
    assert story.state == "taken"
