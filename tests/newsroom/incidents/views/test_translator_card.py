"""Does the desk say what translates, what its lack costs, and what was sent?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from configured import configured
from dalel.newsroom.incidents.actions.sent_texts import note_sent
from dalel.newsroom.incidents.models import DraftRow
from newsroom.work_room import Room, room

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
HOSTED = {"DALEL_MODEL_ADDRESS": "https://models.test/v1", "DALEL_MODEL_NAME": "m"}


@pytest.fixture
def at_work() -> Room:
    return room()


def card(at_work: Room, home: Path, **variables: str) -> str:
    with override_settings(DALEL=configured(home, **variables)):
        return at_work.page(at_work.reporter, "drafts/")


def test_the_card_names_what_translates_and_what_its_lack_costs(
    at_work: Room, tmp_path: Path
) -> None:
    assert "Машинный перевод не подключён" in card(at_work, tmp_path)
    own = card(at_work, tmp_path, **{**HOSTED, "DALEL_MODEL_ADDRESS": "http://127.0.0.1:9/v1"})
    assert "Машинный перевод: m на нашем сервере (127.0.0.1)." in own
    assert "не подключён" in card(at_work, tmp_path, **HOSTED)
    hosted = card(at_work, tmp_path, **HOSTED, DALEL_TRANSLATOR="endpoint")
    assert "m на чужом сервере (models.test)" in hosted
    assert "/newsroom/sent/" in hosted
    missing = card(at_work, tmp_path, DALEL_TRANSLATOR="gone")
    assert "there is no such model" in missing


def test_a_draft_waits_for_the_worker_where_something_translates(
    at_work: Room, tmp_path: Path
) -> None:
    own = configured(tmp_path, **{**HOSTED, "DALEL_MODEL_ADDRESS": "http://127.0.0.1:9/v1"})
    with override_settings(DALEL=own):
        at_work.reporter.post(f"/incidents/{at_work.number}/drafts/ask/", {"job": "draft"})
    assert DraftRow.objects.get().state == "waiting"
    with override_settings(DALEL=configured(tmp_path)):
        DraftRow.objects.all().delete()
        at_work.reporter.post(f"/incidents/{at_work.number}/drafts/ask/", {"job": "draft"})
    assert DraftRow.objects.get().state == "ready"


def test_what_was_sent_is_listed(at_work: Room) -> None:
    page = at_work.reporter.get("/newsroom/sent/").text
    assert "ничего не отправлялось" in page
    note_sent(("models.test", "m"), ("translate", "S1"), "Суд оштрафовал Z1Z", [], NOW)
    note_sent(("models.test", "m"), ("translate", "S2"), "", [], NOW)
    page = at_work.reporter.get("/newsroom/sent/").text
    assert "models.test" in page
    assert "Суд оштрафовал Z1Z" in page
    assert "Текст удалён." in page
