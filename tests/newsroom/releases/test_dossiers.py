"""Does a dossier say exactly who approved what, and when the public could read it?"""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from dalel.domain.incident import IncidentText
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts
from dalel.newsroom.incidents.models import EditionEntryRow, FlashRow, IncidentRow
from dalel.newsroom.releases.actions import release_record
from dalel.newsroom.releases.queries import release_times
from dalel.newsroom.releases.queries.dossier import dossier

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, tzinfo=UTC)
_MINUTES = count()
Told = list[tuple[str, datetime | None, datetime | None]]


def by(member: Member) -> Act:
    return Act(member=member, time=NOW + timedelta(minutes=next(_MINUTES)))


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    roles = {"aliya": Role.REPORTER, "saule": Role.EDITOR, "dana": Role.PUBLISHER}
    return {
        name: Member.objects.create_user(name, role=role, reads=["ru"])
        for name, role in roles.items()
    }


def wrote(cast: dict[str, Member], words: str, number: str = "", seen: int = 0) -> str:
    act = by(cast["aliya"])
    number = number or texts.open_incident(1, "XT", act).number
    texts.save_text(
        number, IncidentText(language="ru", title=None, paragraphs=(words,)), seen=seen, act=act
    )
    texts.send_to_review(number, act)
    return number


def approve(cast: dict[str, Member], number: str, version: int, who: str = "saule") -> str:
    return texts.approve(number, "ru", version, act=by(cast[who]), prefix="XT").number


def release(cast: dict[str, Member], number: str) -> datetime:
    """The entry comes out in an issue; gives the moment."""
    time = by(cast["dana"]).time
    issue = EditionRow.objects.create(
        number=1, period_start=NOW, period_end=NOW, state="released", released=time
    )
    incident = IncidentRow.objects.get(number=number)
    EditionEntryRow.objects.create(edition=issue, incident=incident, section=1, order=1)
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    release_times.note_release(time)
    return time


def build(cast: dict[str, Member]) -> datetime:
    time = by(cast["dana"]).time
    release_times.note_release(time)
    return time


def told(number: str) -> Told:
    found = dossier(number, "UTC", NOW).versions
    return [(one.approver, one.public, one.until) for one in found]


def test_a_version_is_public_from_the_release_to_its_correction_and_to_its_withdrawal(
    cast: dict[str, Member],
) -> None:
    build(cast)
    number = approve(cast, wrote(cast, "Первый."), 1)
    assert told(number) == [("editor A", None, None)]
    first = release(cast, number)
    approve(cast, wrote(cast, "Второй.", number, 1), 2)
    assert told(number) == [("editor A", first, None), ("editor A", None, None)]
    second = build(cast)
    build(cast)
    assert told(number) == [("editor A", first, second), ("editor A", second, None)]
    release_record.take_back(number, IncidentState.WITHDRAWN, "опасность", by(cast["dana"]))
    third = build(cast)
    assert told(number)[1] == ("editor A", second, third)
    assert [one.number for one in dossier(number, "UTC", NOW).corrections] == [2]


def test_an_approval_that_was_taken_back_is_none(cast: dict[str, Member]) -> None:
    number = approve(cast, wrote(cast, "Первый."), 1)
    suspension.suspend("saule", "", by(cast["dana"]))
    assert told(number) == [("", None, None)]
    approve(cast, number, 1, "dana")
    assert told(number) == [("publisher A", None, None)]


def test_a_flash_is_public_by_the_word_of_who_released_it(cast: dict[str, Member]) -> None:
    number = wrote(cast, "Срочно.")
    act = by(cast["saule"])
    FlashRow.objects.create(
        incident=IncidentRow.objects.get(number=number),
        event_type="blocking",
        released=act.time,
        released_by=act.member,
        due=act.time,
    )
    release_times.note_release(act.time)
    assert told(number) == [("editor A", act.time, None)]
