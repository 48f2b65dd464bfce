"""Who of the registry is named for the office held, and so not asked about in every incident?"""

from datetime import UTC, datetime

import pytest

from dalel.newsroom.incidents.models import IncidentRow, NamingDecision, PersonRow
from dalel.newsroom.incidents.queries.known_names import office_holders
from dalel.pack import default_folder, load
from newsroom.work_room import Room, room

pytestmark = pytest.mark.django_db
PACK = load(default_folder())
MINISTER = {"kk": "Олжас Бектенов", "ru": "Олжас Бектенов"}
WITNESS = {"kk": "Мақпал Жұмабаева", "ru": "Макпал Жумабаева"}


@pytest.fixture
def tiny_desk() -> None:
    """Nothing of a desk is needed here."""


@pytest.fixture
def at_work(tiny_desk: None) -> Room:
    return room()


@pytest.fixture
def registry(at_work: Room) -> Room:
    PersonRow.objects.create(names=MINISTER, role="official")
    PersonRow.objects.create(names=WITNESS, role="witness")
    PersonRow.objects.create(names={"kk": "Асан Үсен", "ru": "Асан Усен"}, role="")
    PersonRow.objects.create(names={"kk": "Еркін Тоқ", "ru": "Еркин Ток"}, role="journalist")
    return at_work


def test_officials_alone_are_named_whatever_the_incident(registry: Room) -> None:
    assert office_holders(PACK) == (MINISTER,)


def test_whom_some_incident_hides_is_asked_about_again(registry: Room) -> None:
    NamingDecision.objects.create(
        incident=IncidentRow.objects.get(),
        names=MINISTER,
        role="victim",
        stage="none",
        public=False,
        consent=False,
        member=registry.act().member,
        time=datetime(2031, 6, 2, tzinfo=UTC),
    )
    assert office_holders(PACK) == ()
