"""Are names read, inserted and chosen by hand, on a desk and on a phone?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import NameChoiceRow, PersonRow, ShownNameRow
from dalel.newsroom.stories.models import MembershipRow
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import Room, room
from story_rows import kept_article

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NAMES = {"kk": "Нұрман Сейдікәрім", "ru": "Нурман Сейдикарим"}
STORY = (
    "Суд оштрафовал Нурмана Сейдикарима. Виталий Овчаров, Камила Орманова и Серик Нурланов "
    "вышли из зала."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    made = room(language="kk")
    now = datetime.now(UTC)
    MembershipRow.objects.create(
        article=kept_article("names", now, title="Суд", text=STORY),
        story=MembershipRow.objects.get().story,
        time=now,
    )
    ShownNameRow.objects.create(kind="person", names=NAMES, incident=made.row)
    for kazakh in ("Камила Орманова", "Кәмила Орманова"):
        PersonRow.objects.create(names={"kk": kazakh, "ru": "Камила Орманова"}, role="official")
    NameChoiceRow.objects.create(
        kind="person",
        names={"kk": "Ержан Сәденов", "ru": "Ержан Саденов"},
        office={"kk": "министр", "ru": "министр"},
        since=date(2025, 1, 1),
        member=made.members[Role.EDITOR],
        time=now,
    )
    return made


def test_a_click_puts_a_name_into_the_text_of_its_language(
    browser: Browser, live_server: LiveServer, at_work: Room
) -> None:
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER])
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    field = page.locator("textarea.read[lang=kk]").first
    field.fill("Сот шешім шығарды:")
    page.get_by_role("button", name=NAMES["kk"]).click()
    expect(field).to_have_value(f"Сот шешім шығарды: {NAMES['kk']}")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Сот шешім шығарды:")
    # What is marked, a name as it was misspelled, gives way.
    field.fill("Сотта Нурман, айтты.")
    field.evaluate("one => one.setSelectionRange(6, 12)")
    page.get_by_role("button", name=NAMES["kk"]).click()
    expect(field).to_have_value(f"Сотта {NAMES['kk']}, айтты.")
    expect(page.get_by_text("Серік Нұрланов ?")).to_be_visible()
    expect(page.get_by_role("button", name="Осы кісі")).to_have_count(2)
    assert faults(page, "names-beside") == []
    page.get_by_role("button", name="Осы кісі").last.click()
    page.wait_for_load_state()
    assert PersonRow.objects.filter(incidents__isnull=False).count() == 1
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_an_editor_confirms_on_any_screen(
    browser: Browser, live_server: LiveServer, at_work: Room, scheme: str, language: str
) -> None:
    editor = at_work.members[Role.EDITOR]
    editor.language = language
    editor.save()
    page = sit_down(browser, live_server, editor, "dark" if scheme == "dark" else "light")
    page.goto(f"{live_server.url}/names/")
    assert faults(page, f"names-{language}-{scheme}") == []
    page.get_by_role("button", name={"kk": "Растау", "ru": "Подтвердить"}[language]).click()
    page.wait_for_load_state()
    assert NameChoiceRow.objects.filter(names=NAMES).exists()
    page.context.close()
