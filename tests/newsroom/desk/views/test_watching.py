"""Today tells how far the watch of the sample press is, and shows at its end what came in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.source import AddressKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import FindingRow
from dalel.newsroom.evidence.watch_progress import noted
from dalel.newsroom.frame import worker_lives
from dalel.newsroom.sources.models import AddressRow, SourceRow
from story_rows import kept_article

pytestmark = pytest.mark.django_db


def test_today_tells_how_far_the_watch_of_the_sample_press_is_until_its_end(
    client: Client, cast: dict[str, Member], settings: Settings, tmp_path: Path
) -> None:
    client.force_login(cast["reporter"])
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    assert 'id="watching"' not in client.get("/").text
    with noted(tmp_path):
        (tmp_path / "watching.json").write_text('{"fetch": 12}')
        assert "Страниц получено: 12. Статей разобрано: 0." in client.get("/").text
        part = client.get("/watching/")
        assert 'hx-get="/watching/"' in part.text
        assert "HX-Refresh" not in part.headers
    # What came in meanwhile is shown by the page itself.
    assert client.get("/watching/").headers["HX-Refresh"] == "true"


def test_today_and_the_inbox_say_how_many_pages_wait_to_be_read(
    client: Client, cast: dict[str, Member], settings: Settings, tmp_path: Path
) -> None:
    client.force_login(cast["reporter"])
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    now = datetime.now(UTC)
    for name, hours in (("a", -1), ("b", -1), ("c", 1)):
        url = f"https://lake.test/{name}"
        due = now + timedelta(hours=hours)
        FindingRow.objects.create(canonical=url, url=url, seen=now, next_at=due)
    kept_article("d", now, title="Тірек", text="Мәтін.")
    sentence = "Идёт чтение статей: в очереди 2 страницы."
    assert sentence not in client.get("/").text
    worker_lives.begin("here/1", 1, now)
    for page in ("/", "/inbox/"):
        assert sentence in client.get(page).text
    with noted(tmp_path):
        for page in ("/", "/inbox/", "/watching/"):
            assert "Ждут прочтения: 3." in client.get(page).text


def test_an_empty_inbox_asks_for_no_command_while_somebody_watches(
    client: Client, cast: dict[str, Member], settings: Settings, tmp_path: Path
) -> None:
    client.force_login(cast["reporter"])
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, "contact": "a@lake.test"})
    assert "./run" in client.get("/inbox/").text
    now = datetime.now(UTC)
    life = worker_lives.begin("here/1", 1, now)
    for page in ("/inbox/", "/sources/"):
        assert "./run" not in client.get(page).text
    with noted(tmp_path):
        assert 'id="watching"' in client.get("/inbox/").text
    # What a source answered is told before the pass is over.
    source = SourceRow.objects.create(key="lake")
    assert "Последний ответ: ещё не опрашивался" in client.get("/sources/").text
    AddressRow.objects.create(
        source=source, url="https://lake.test/", kind=AddressKind.FEED, last_success=now
    )
    for page in ("/sources/", "/sources/lake/"):
        assert now.isoformat() in client.get(page).text
    worker_lives.end(life, now)
    assert "./run" in client.get("/inbox/").text
