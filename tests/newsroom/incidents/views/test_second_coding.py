"""Are entries coded twice without seeing the first coder's codes?"""

from datetime import datetime

import pytest
from django.test import Client

from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.incidents.actions import second_coding
from dalel.newsroom.incidents.models import CodesRow, SecondCodingRow
from dalel.newsroom.incidents.queries import second_codings
from dalel.newsroom.incidents.queries.second_codings import CodedAlreadyError, NotBlindError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
ONE = "XT-2031-0001"


@pytest.fixture
def editor(client: Client, cast: dict[str, Member]) -> Client:
    client.force_login(cast["editor"])
    return client


@pytest.fixture
def drawn(cast: dict[str, Member], now: datetime) -> SecondCodingRow:
    """One entry that the reporter coded and that was drawn."""
    CodesRow.objects.filter(incident__number=ONE).update(state=VersionState.APPROVED)
    second_coding.draw_month("2031-06", Act(member=cast["editor"], time=now))
    return SecondCodingRow.objects.get()


def test_a_month_is_drawn_once(cast: dict[str, Member], now: datetime) -> None:
    act = Act(member=cast["editor"], time=now)
    CodesRow.objects.update(state=VersionState.APPROVED)
    count = CodesRow.objects.count()
    assert second_coding.draw_month("2031-06", act) == min(10, count)
    assert second_coding.draw_month("2031-06", act) == 0
    assert second_coding.draw_month("2031-07", act) == max(0, count - 10)


def test_an_entry_is_coded_blind_and_the_difference_is_shown(
    editor: Client, drawn: SecondCodingRow
) -> None:
    page = editor.get(f"/newsroom/doubles/{drawn.pk}/").text
    assert "Сайт «Берег» заблокирован" in page
    assert "checked" not in page
    assert page.count(" selected") == page.count('<option value="" selected')
    assert editor.post(f"/newsroom/doubles/{drawn.pk}/", {"severity": "9"}).status_code == 400
    codes = drawn.first
    other = "3" if codes.severity != 3 else "2"
    answers = {
        "event_type": codes.event_type,
        "direction": codes.direction,
        "case_status": codes.case_status,
        "verification": codes.verification,
        "severity": other,
        "rights": codes.rights,
        "actors": codes.actors,
        "targets": codes.targets,
        "means": codes.means,
        "platforms": codes.platforms,
    }
    assert editor.post(f"/newsroom/doubles/{drawn.pk}/", answers).status_code == 302
    figures = editor.get("/newsroom/doubles/").text
    assert figures.count(f'<th scope="row"><a href="/incidents/{ONE}/">') == 1
    assert AuditRow.objects.filter(action="coded blind", subject=ONE).exists()
    assert editor.get(f"/newsroom/doubles/{drawn.pk}/").status_code == 302


def test_who_coded_first_does_not_code_blind(
    editor: Client, cast: dict[str, Member], drawn: SecondCodingRow, now: datetime
) -> None:
    again = drawn.first
    first = CodesRow.objects.create(
        incident=again.incident,
        number=again.number + 1,
        author=cast["editor"],
        time=now,
        event_type=again.event_type,
        direction=again.direction,
        severity=again.severity,
        case_status=again.case_status,
        verification=again.verification,
        codebook_version=again.codebook_version,
    )
    mine = SecondCodingRow.objects.create(month="2031-07", first=first, drawn=now)
    assert f"/newsroom/doubles/{mine.pk}/" not in editor.get("/newsroom/doubles/").text
    assert editor.get(f"/newsroom/doubles/{mine.pk}/").status_code == 302
    with pytest.raises(NotBlindError):
        second_codings.to_code(mine.pk, cast["editor"])
    second_coding.code(mine.pk, {}, Act(member=cast["reporter"], time=now))
    with pytest.raises(CodedAlreadyError):
        second_coding.code(mine.pk, {}, Act(member=cast["publisher"], time=now))
