"""Does an edition keep what was typed where it was given no moment from which it may stand?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.domain.states import EditionState
from dalel.newsroom.editions.models import EditionRow
from newsroom.edition_steps import approved, issue
from newsroom.work_room import Room, room

pytestmark = pytest.mark.django_db

FIELDS = {"scheduled": "moment", "embargo": "embargo"}


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


@pytest.mark.parametrize("state", FIELDS)
@pytest.mark.parametrize(
    ("moment", "why"), [("2020-01-01T00:00", "уже прошло"), ("0001-01-01T00:00", "01.01.1990")]
)
def test_a_moment_that_is_refused_stays_in_its_form_with_why(
    at_work: Room, state: str, moment: str, why: str
) -> None:
    approved(at_work)
    path = issue(at_work)
    answer = at_work.publisher.post(f"{path}/state/", {"state": state, "moment": moment})
    assert answer.status_code == 400
    field = answer.text.split(f'id="{FIELDS[state]}"')[1].split(">")[0]
    assert f'value="{moment}"' in field
    assert 'aria-invalid="true" aria-describedby="moment-error"' in field
    assert answer.text.count(f'value="{moment}"') == 1
    assert answer.text.count('role="alert"') == 1
    assert why in answer.text.split('id="moment-error"')[1].split("</p>")[0]
    assert "moment-error" not in at_work.publisher.get(f"{path}/").text


def test_a_schedule_without_a_moment_asks_for_one_in_its_form(at_work: Room) -> None:
    approved(at_work)
    path = issue(at_work)
    answer = at_work.publisher.post(f"{path}/state/", {"state": "scheduled", "moment": ""})
    assert answer.status_code == 400
    assert "ещё не наступило" in answer.text.split('id="moment-error"')[1].split("</p>")[0]
    assert EditionRow.objects.get().state == EditionState.FROZEN


def test_why_is_told_also_where_the_form_is_not_shown_any_more(at_work: Room) -> None:
    approved(at_work)
    path = issue(at_work)
    form = {"state": "scheduled", "moment": "2020-01-01T00:00"}
    at_work.editor.post(f"{path}/state/", {"state": "open"})
    answer = at_work.publisher.post(f"{path}/state/", form)
    assert answer.status_code == 400
    assert "уже прошло" in answer.text.split('<p class="wrong" role="alert">')[1].split("</p>")[0]
