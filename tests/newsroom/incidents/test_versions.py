"""Is nothing overwritten, and nothing approved that may not be?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from dalel.domain.approval import Refusal
from dalel.domain.concern import Weight
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import Codes, IncidentText
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame import search_index
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.word_search import find

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
CODES = Codes(
    codebook_version="1",
    event_type="ddos",
    direction="restricts",
    severity=3,
    severity_reason="",
    case_status="not_applicable",
    verification="V1",
)


@dataclass
class Cast:
    """A reporter and an editor, each acting a minute after the act before."""

    reporter: Member
    editor: Member
    minutes: Iterator[int]

    def writes(self) -> Act:
        return Act(member=self.reporter, time=NOW + timedelta(minutes=next(self.minutes)))

    def edits(self) -> Act:
        return Act(member=self.editor, time=NOW + timedelta(minutes=next(self.minutes)))


@pytest.fixture
def cast(db: None) -> Cast:
    reads = ["kk", "ru"]
    return Cast(
        reporter=Member.objects.create(username="aliya", role=Role.REPORTER, reads=reads),
        editor=Member.objects.create(username="saule", role=Role.EDITOR, reads=reads),
        minutes=count(),
    )


def text(words: str, language: str = "ru") -> IncidentText:
    return IncidentText(language=language, title="Сайт недоступен", paragraphs=(words,))


@pytest.fixture
def incident(cast: Cast) -> IncidentRow:
    row = texts.open_incident(1, "XT", cast.writes())
    texts.save_text(row.number, text("Сайт не открывается."), seen=0, act=cast.writes())
    return row


def states(incident: IncidentRow) -> list[str]:
    return [row.state for row in incident.versions.order_by("number")]


def approve(incident: IncidentRow, version: int, act: Act, *, alone: bool = False) -> IncidentRow:
    return texts.approve(incident.number, "ru", version, act=act, prefix="XT", alone=alone)


def test_an_incident_has_a_name_before_it_has_a_number(cast: Cast, incident: IncidentRow) -> None:
    assert incident.number == "XT-new-1"
    assert texts.open_incident(2, "XT", cast.writes()).number == "XT-new-2"


def test_each_save_adds_a_version_and_the_draft_before_gives_way(
    cast: Cast, incident: IncidentRow
) -> None:
    texts.save_text(incident.number, text("Открылся."), seen=1, act=cast.writes())
    assert states(incident) == [VersionState.SUPERSEDED, VersionState.DRAFT]


def test_the_same_text_again_adds_nothing(cast: Cast, incident: IncidentRow) -> None:
    texts.save_text(incident.number, text("Сайт не открывается."), seen=1, act=cast.writes())
    assert states(incident) == [VersionState.DRAFT]


def test_the_second_of_two_is_told_and_overwrites_nothing(
    cast: Cast, incident: IncidentRow
) -> None:
    texts.save_text(incident.number, text("Первая правка."), seen=1, act=cast.writes())
    with pytest.raises(StaleEditError) as told:
        texts.save_text(incident.number, text("Вторая правка."), seen=1, act=cast.edits())
    assert isinstance(told.value.theirs, TextVersionRow)
    assert told.value.theirs.paragraphs == ["Первая правка."]
    assert len(states(incident)) == 2


def test_a_written_text_is_found_by_its_words(cast: Cast, incident: IncidentRow) -> None:
    assert [hit.owner for hit in find("сайты открываются").hits] == [incident.pk]


def test_no_word_of_a_draft_stands_in_the_index(cast: Cast, incident: IncidentRow) -> None:
    assert not SearchRow.objects.filter(owner=incident.pk, kind="incident").exists()
    assert search_index.find("сайты открываются").total == 0


def test_who_wrote_it_does_not_approve_it(cast: Cast, incident: IncidentRow) -> None:
    texts.send_to_review(incident.number, cast.writes())
    with pytest.raises(ApprovalRefusedError) as refused:
        approve(incident, 1, cast.writes())
    assert refused.value.why == (Refusal.OWN_TEXT,)


def test_the_first_approval_gives_the_number_and_the_name_stays_known(
    cast: Cast, incident: IncidentRow
) -> None:
    texts.save_codes(incident.number, CODES, seen=0, act=cast.writes())
    texts.send_to_review(incident.number, cast.writes())
    approve(incident, 1, cast.edits())
    row = incident_row("XT-new-1")
    assert row.number == "XT-2031-0001"
    assert states(row) == [VersionState.APPROVED]
    assert [codes.state for codes in row.codes.all()] == [VersionState.APPROVED]


def test_a_number_is_of_the_year_of_what_happened(cast: Cast, incident: IncidentRow) -> None:
    IncidentRow.objects.filter(pk=incident.pk).update(date_iso="2030-12-30", date_precision="day")
    texts.send_to_review(incident.number, cast.writes())
    assert approve(incident, 1, cast.edits()).number == "XT-2030-0001"


def test_an_edit_after_the_approval_needs_a_new_one_and_the_old_stands_till_then(
    cast: Cast, incident: IncidentRow
) -> None:
    texts.send_to_review(incident.number, cast.writes())
    approve(incident, 1, cast.edits())
    incident.refresh_from_db()
    texts.save_text(incident.number, text("Снова открылся."), seen=1, act=cast.writes())
    assert states(incident) == [VersionState.APPROVED, VersionState.DRAFT]
    with pytest.raises(StaleEditError):
        approve(incident, 1, cast.edits())
    texts.send_to_review(incident.number, cast.writes())
    approve(incident, 2, cast.edits())
    assert states(incident) == [VersionState.SUPERSEDED, VersionState.APPROVED]


def test_an_editor_who_mended_a_comma_is_one_of_the_writers(
    cast: Cast, incident: IncidentRow
) -> None:
    texts.save_text(incident.number, text("Сайт, не открывается."), seen=1, act=cast.edits())
    texts.send_to_review(incident.number, cast.writes())
    with pytest.raises(ApprovalRefusedError) as refused:
        approve(incident, 2, cast.edits())
    assert refused.value.why == (Refusal.OWN_TEXT,)
    approve(incident, 2, cast.edits(), alone=True)


def test_an_open_concern_that_holds_the_text_back_blocks(cast: Cast, incident: IncidentRow) -> None:
    edition = EditionRow.objects.create(number=1, period_start=NOW.date(), period_end=NOW.date())
    concern = ConcernRow.objects.create(
        key="0" * 16,
        edition=edition,
        incident=incident,
        rule="fact_sum",
        weight=Weight.ERROR,
        language="ru",
    )
    texts.send_to_review(incident.number, cast.writes())
    with pytest.raises(ApprovalRefusedError) as refused:
        approve(incident, 1, cast.edits())
    assert refused.value.why == (Refusal.CONCERNS,)
    concern.language = "kk"
    concern.save()
    approve(incident, 1, cast.edits())


def test_what_waits_for_approval_can_be_sent_back(cast: Cast, incident: IncidentRow) -> None:
    texts.save_codes(incident.number, CODES, seen=0, act=cast.writes())
    texts.send_to_review(incident.number, cast.writes())
    texts.call_back(incident.number, cast.edits(), "нет второго источника")
    assert states(incident) == [VersionState.DRAFT]
    assert AuditRow.objects.first() is not None
    assert AuditRow.objects.latest("pk").detail == "нет второго источника"


def test_codes_are_versions_too(cast: Cast, incident: IncidentRow) -> None:
    first = texts.save_codes(incident.number, CODES, seen=0, act=cast.writes())
    assert texts.save_codes(incident.number, CODES, seen=1, act=cast.writes()) == first
    with pytest.raises(StaleEditError):
        texts.save_codes(incident.number, CODES, seen=0, act=cast.edits())


def test_every_act_is_written_down(cast: Cast, incident: IncidentRow) -> None:
    texts.send_to_review(incident.number, cast.writes())
    acts = AuditRow.objects.order_by("pk").values_list("member__username", "action")
    assert list(acts) == [("aliya", "opened"), ("aliya", "wrote"), ("aliya", "sent to review")]


def test_what_is_not_there_is_named(cast: Cast, incident: IncidentRow) -> None:
    with pytest.raises(NotFoundError, match="XT-2031-0009"):
        texts.send_to_review("XT-2031-0009", cast.writes())
    with pytest.raises(NotFoundError, match="kk"):
        texts.approve("XT-new-1", "kk", 1, act=cast.edits(), prefix="XT")
