"""Is it said which entries an edition takes in, and where an approved entry goes next?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.newsroom.incidents.models import EditionEntryRow
from newsroom.edition_steps import approved
from newsroom.work_room import Room, room

pytestmark = pytest.mark.django_db
AHEAD = "Утверждено на всех языках"


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


def opened(at_work: Room, start: str, end: str) -> None:
    at_work.editor.post("/editions/new/", {"start": start, "end": end})


def gathered(at_work: Room, incident: str = "", edition: int = 1) -> str:
    form = {"incident": incident} if incident else {}
    return at_work.editor.post(f"/editions/{edition}/gather/", form, follow=True).text


def test_what_is_approved_and_not_of_the_period_is_counted(at_work: Room) -> None:
    approved(at_work)
    opened(at_work, "2026-06-01", "2026-06-30")
    page = gathered(at_work)
    assert "Внесено 0 записей." in page
    assert "1 утверждённая запись не относится к этому периоду" in page
    opened(at_work, "2026-05-01", "2026-05-31")
    page = gathered(at_work, edition=2)
    assert "Внесена 1 запись." in page
    assert "не относится" not in page


def test_an_entry_from_outside_the_period_comes_in_with_a_warning(at_work: Room) -> None:
    approved(at_work)
    number = at_work.row.number
    opened(at_work, "2026-06-01", "2026-06-30")
    page = gathered(at_work, number)
    assert f"{number} (12.05.2026) не относится к периоду выпуска № 1." in page
    assert EditionEntryRow.objects.get().incident.number == number


def test_an_entry_of_the_period_comes_in_without_one(at_work: Room) -> None:
    approved(at_work)
    opened(at_work, "2026-05-01", "2026-05-31")
    assert "не относится" not in gathered(at_work, at_work.row.number)
    assert EditionEntryRow.objects.exists()


def test_an_approved_entry_tells_its_edition_and_one_press_brings_it_in(at_work: Room) -> None:
    opened(at_work, "2026-06-01", "2026-06-30")
    assert AHEAD not in at_work.page(at_work.editor)
    approved(at_work)
    assert "Выпуска с таким периодом нет." in at_work.page(at_work.editor)
    assert AHEAD not in at_work.page(at_work.reporter)
    opened(at_work, "2026-05-01", "2026-05-31")
    page = at_work.page(at_work.editor)
    assert "По дате относится к выпуску № 2." in page
    form = page.split('action="/editions/2/gather/"')[1].split("</form>")[0]
    assert f'name="incident" value="{at_work.row.number}"' in form
    assert "Внести в выпуск № 2" in form
    gathered(at_work, at_work.row.number, edition=2)
    assert EditionEntryRow.objects.get().edition.number == 2
    assert AHEAD not in at_work.page(at_work.editor)
