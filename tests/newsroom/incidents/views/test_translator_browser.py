"""Are a translated draft and the list of what was sent sound on a desk and on a phone?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from configured import configured
from dalel.domain.states import DraftState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.sent_texts import note_sent
from dalel.newsroom.incidents.models import DraftJob, DraftRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.work_room import KK, room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize(
    ("language", "scheme", "label", "gone"),
    [
        ("kk", "light", "Машина аударған", "Мәтін өшірілді."),
        ("ru", "dark", "Переведено машиной", "Текст удалён."),
    ],
)
def test_translations_are_labelled_and_unticked_and_the_list_can_be_read(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    *,
    language: str,
    scheme: str,
    label: str,
    gone: str,
) -> None:
    settings.DALEL = configured(
        tmp_path,
        DALEL_MODEL_ADDRESS="https://a-rather-long-name-of-a-host.models.test/v1",
        DALEL_MODEL_NAME="nllb-200-distilled-1.3B-int8",
        DALEL_TRANSLATOR="endpoint",
    )
    at_work = room(language=language)
    told = {
        "text": KK, "version": 0, "start": 0, "end": 9, "doubted": True, "translated": True,
    }  # fmt: skip
    DraftRow.objects.create(
        incident=at_work.row, job=DraftJob.DRAFT, state=DraftState.READY, asked=NOW, made=NOW,
        texts={
            "kk": {
                "title": "Сот басылымға айыппұл салды", "by": "translation",
                "model": "nllb-200-distilled-1.3B-int8 · kz 2026.1", "sentences": [told],
                "beside": [],
            }
        },
    )  # fmt: skip
    note_sent(("models.test", "m"), ("translate", "S1"), "Z1Z оштрафовал Z2Z на Z3Z.", [], NOW)
    note_sent(("models.test", "m"), ("translate", "S2"), "", [], NOW)
    seen: Literal["light", "dark"] = "dark" if scheme == "dark" else "light"
    page = sit_down(browser, live_server, at_work.members[Role.REPORTER], seen)
    page.set_default_timeout(120_000)
    page.goto(f"{live_server.url}/incidents/{at_work.number}/edit/")
    page.locator("#drafts-kk").get_by_text(label).first.wait_for()
    assert not any(box.is_checked() for box in page.locator(".drafts fieldset input").all())
    assert faults(page, f"translated-{language}-{scheme}") == []
    page.goto(f"{live_server.url}/newsroom/sent/")
    page.get_by_text(gone).wait_for()
    page.locator("summary").first.click()
    assert faults(page, f"sent-{language}-{scheme}") == []
