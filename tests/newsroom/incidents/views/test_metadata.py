"""Is it seen who changed section, date, links and codes, and does the public wait for approval?"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    IncidentRow,
    LinkRow,
    MetadataRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.records import readings
from newsroom.work_room import CODES, Room, room, texts

pytestmark = pytest.mark.django_db
COURT, OTHER = "https://lake.test/court", "https://lake.test/other"


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


def post(at_work: Room, who: Client, tail: str, **form: object) -> str:
    return who.post(f"/incidents/{at_work.row.number}/{tail}/", form, follow=True).text


def coded(at_work: Room, **changed: str) -> dict[str, str]:
    """The form of the codes as a browser sends it after looking at the newest versions."""
    seen = CodesRow.objects.order_by("-number").first()
    frame = MetadataRow.objects.order_by("-number").first()
    newest = {"seen": seen.number if seen else 0, "frame": frame.number if frame else 0}
    return CODES | {name: str(value) for name, value in newest.items()} | changed


def approved(at_work: Room) -> None:
    """Both languages are approved, and with them codes, section, date and links."""
    post(at_work, at_work.reporter, "links", url=COURT)
    post(at_work, at_work.reporter, "codes", **coded(at_work))
    post(at_work, at_work.reporter, "edit", **texts())
    post(at_work, at_work.reporter, "review")
    ConcernRow.objects.update(state="waived")
    for language in ("kk", "ru"):
        post(at_work, at_work.editor, "approve", language=language, version="1")


def public() -> tuple[int, str, list[str]]:
    """Section, date and links as a release would show them."""
    (reading,) = readings(IncidentRow.objects.all(), approved_only=True)
    incident = reading.incident
    date = incident.date.iso if incident.date else ""
    return incident.section, date, [link.url for link in incident.links]


def test_each_change_is_a_version_with_a_name_and_an_earlier_one_can_be_taken_up(
    at_work: Room,
) -> None:
    post(at_work, at_work.reporter, "links", url=COURT)
    post(at_work, at_work.editor, "links", url=OTHER)
    post(at_work, at_work.editor, "links", drop=COURT)
    post(at_work, at_work.reporter, "codes", **coded(at_work))
    rows = MetadataRow.objects.order_by("number")
    assert [(row.number, row.author.username, len(row.links)) for row in rows if row.author] == [
        (1, "the-reporter", 1),
        (2, "the-editor", 2),
        (3, "the-editor", 1),
        (4, "the-reporter", 1),
    ]
    page = at_work.page(at_work.editor, "record/")
    assert f"<del>{COURT}</del>" in page
    assert "12.05.2026" in page
    post(at_work, at_work.reporter, "record/restore", frame="2", seen="4")
    assert list(LinkRow.objects.order_by("order").values_list("url", "order")) == [
        (COURT, 1),
        (OTHER, 2),
    ]
    assert at_work.row.date is None
    assert AuditRow.objects.filter(action="restored section and links").count() == 1
    post(at_work, at_work.reporter, "record/restore", frame="99", seen="5")
    post(at_work, at_work.reporter, "record/restore", frame="1", seen="4")
    assert MetadataRow.objects.count() == 5


def test_earlier_codes_can_be_taken_up_too(at_work: Room) -> None:
    post(at_work, at_work.reporter, "codes", **coded(at_work))
    post(at_work, at_work.editor, "codes", **coded(at_work, severity="5"))
    post(at_work, at_work.reporter, "record/restore", codes="1", seen="2")
    assert [row.severity for row in CodesRow.objects.order_by("number")] == [3, 5, 3]
    assert at_work.page(at_work.reporter, "record/").count('name="codes" value="') == 2
    post(at_work, at_work.reporter, "record/restore", codes="7", seen="3")
    assert CodesRow.objects.count() == 3


def test_what_is_public_changes_only_once_a_second_person_approved_it(at_work: Room) -> None:
    approved(at_work)
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    was = (5, "2026-05-12", [COURT])
    assert public() == was
    post(at_work, at_work.editor, "links", url=OTHER)
    post(at_work, at_work.editor, "codes", **coded(at_work, section="1", date="2026-05-13"))
    assert (at_work.row.section, LinkRow.objects.count()) == (1, 2)
    assert public() == was
    post(at_work, at_work.editor, "review")
    ConcernRow.objects.update(state="waived")
    frame = MetadataRow.objects.order_by("-number")[0]
    form = {"codes": "0", "frame": str(frame.number)}
    page = at_work.page(at_work.editor)
    assert "why-not-record" in page
    post(at_work, at_work.editor, "record/approve", **form)
    assert public() == was
    post(at_work, at_work.publisher, "record/approve", **form | {"frame": "1"})
    assert public() == was
    assert "why-not-record" not in at_work.page(at_work.publisher)
    post(at_work, at_work.publisher, "record/approve", **form)
    assert public() == (1, "2026-05-13", [COURT, OTHER])
    assert at_work.row.state == IncidentState.CORRECTED
    post(at_work, at_work.publisher, "record/approve", **form)
    given = AuditRow.objects.filter(action="approved section and links", detail=form["frame"])
    assert given.count() == 1


def test_whoever_coded_does_not_approve_the_codes_with_the_text(at_work: Room) -> None:
    post(at_work, at_work.reporter, "links", url=COURT)
    post(at_work, at_work.editor, "codes", **coded(at_work))
    post(at_work, at_work.reporter, "edit", **texts())
    post(at_work, at_work.reporter, "review")
    ConcernRow.objects.update(state="waived")
    post(at_work, at_work.editor, "approve", language="ru", version="1")
    assert TextVersionRow.objects.get(language="ru").state == VersionState.APPROVED
    assert CodesRow.objects.get().state == VersionState.IN_REVIEW
    frame = MetadataRow.objects.order_by("-number")[0]
    form = {"codes": "1", "frame": str(frame.number)}
    post(at_work, at_work.publisher, "record/approve", **form)
    assert CodesRow.objects.get().state == VersionState.APPROVED


def test_an_issue_waits_for_what_changed_after_the_approval(at_work: Room) -> None:
    approved(at_work)
    post(at_work, at_work.reporter, "links", url=OTHER)
    at_work.publisher.post("/editions/new/", {"month": "2026-05"})
    at_work.publisher.post("/editions/1/gather/", {"incident": at_work.row.number})
    page = at_work.publisher.get("/editions/1/").text
    assert "раздел, дата или ссылки не утверждены" in page


def test_codes_that_somebody_saved_in_between_are_told_and_nothing_typed_is_lost(
    at_work: Room,
) -> None:
    early = coded(at_work, severity_reason="Штраф изданию")
    post(at_work, at_work.editor, "codes", **coded(at_work))
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/codes/", early)
    assert answer.status_code == 409
    assert "Штраф изданию" in answer.text
    assert CodesRow.objects.count() == 1


def test_the_record_tells_acts_in_words(at_work: Room) -> None:
    approved(at_work)
    act = Act(member=at_work.members[Role.EDITOR], time=datetime.now(UTC))
    number = at_work.row.number
    for action, detail in (
        ("coded", "criminal_verdict"),
        ("proposed a change", "naming"),
        ("approved a change", "outlet"),
        ("decided a name", "journalist final"),
        ("looked how it stands", "final"),
        ("recorded an attribution", "court alleged"),
    ):
        act.note(action, number, detail)
    deeds = at_work.page(at_work.reporter, "record/").split('id="deeds"')[1].split("</li>")[:6]
    assert all("the-editor" in one for one in deeds)
    for raw in ("criminal_verdict", "naming", "outlet", "journalist", "final", "court", "alleged"):
        assert not re.search(rf">[^<]*\b{raw}\b", "".join(deeds)), raw
    assert "Как назван человек" in "".join(deeds)
