"""Does a code that nobody decided stay out of approval, the public record, counts and lessons?"""

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings

from dalel.domain.decided_codes import DECIDABLE, NEEDED
from dalel.domain.states import VersionState
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.frame.append_only import set_guards
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import approve_metadata
from dalel.newsroom.incidents.actions.texts import SUGGESTED, ApprovalRefusedError
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.incidents.queries.training_examples import training_pairs
from dalel.newsroom.incidents.queries.undecided_codes import undecided_codes
from dalel.newsroom.releases.actions.release_record import Lack, readiness
from dalel.newsroom.releases.queries import record
from dalel.newsroom.stories.models import StoryRow
from dalel.publish.tree.snapshot_file import frozen, thawed
from newsroom.edition_steps import approve, issue, let_stand
from newsroom.work_room import CODES, KK, RU, Room, room
from newsroom.work_room import texts as form_of_texts
from story_rows import judge

pytestmark = pytest.mark.django_db
#: A machine that is wrong in every field: nothing of it may come out.
WRONG = {
    "event_type": "site_block",
    "severity": "5",
    "actors": ["court"],
    "statutes": ["CC-274"],
    "platforms": ["telegram"],
}
TAKEN = {"seen": "1", "frame": "1"}


@pytest.fixture
def at_work(settings: Settings, pack_folder: Path, tmp_path: Path) -> Room:
    """The story is taken from the inbox, with a wrong suggestion behind it."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    found = room()
    IncidentRow.objects.update(number="KZ-new-0", provisional="KZ-new-0")
    story = StoryRow.objects.get()
    judge(story, section=1, **WRONG)  # type: ignore[arg-type]
    StoryRow.objects.update(
        state="new", incident=None, event_type=WRONG["event_type"], severity=5, section=1
    )
    found.reporter.post(f"/inbox/{story.key}/take/")
    return replace(found, number=IncidentRow.objects.order_by("-pk")[0].number)


def post(at_work: Room, tail: str, form: Mapping[str, object] | None = None) -> str:
    path = f"/incidents/{at_work.row.number}/{tail}/"
    return at_work.reporter.post(path, form or {}, follow=True).text


def sent(at_work: Room) -> None:
    """Both texts are written, and all is sent to review as it stands."""
    post(at_work, "edit", form_of_texts())
    post(at_work, "review")
    let_stand(at_work)


def exported(at_work: Room) -> list[dict[str, object]]:
    lines = [one for one in record.lines() if one.get("number") == at_work.row.number]
    return list(lines[0]["codes"])


def newest(at_work: Room) -> CodesRow:
    return CodesRow.objects.filter(incident=at_work.row).order_by("number").last()  # type: ignore[return-value]


def test_what_only_a_machine_suggested_holds_approval_back_and_says_where(at_work: Room) -> None:
    sent(at_work)
    assert newest(at_work).state == VersionState.IN_REVIEW
    said = approve(at_work, "kk")
    assert "Решены не все коды" in said
    page = at_work.page(at_work.editor)
    assert f'<a href="/incidents/{at_work.number}/codes/">Решены не все коды' in page
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()
    assert not CodesRow.objects.filter(state=VersionState.APPROVED).exists()
    with pytest.raises(ApprovalRefusedError):
        approve_metadata.approve(at_work.number, codes=1, frame=1, act=at_work.act(Role.EDITOR))


@pytest.mark.parametrize("name", NEEDED)
def test_one_open_field_is_enough_to_hold_approval_back(at_work: Room, name: str) -> None:
    post(at_work, "codes", CODES | TAKEN | {name: ""})
    assert name not in newest(at_work).decided
    sent(at_work)
    approve(at_work, "kk")
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()
    post(at_work, "codes", CODES | {"seen": "2"})
    assert newest(at_work).decided == list(NEEDED)
    post(at_work, "review")
    let_stand(at_work)
    approve(at_work, "kk")
    assert TextVersionRow.objects.get(state=VersionState.APPROVED).paragraphs == [KK]


def test_nothing_of_a_wrong_suggestion_is_told_before_or_after_the_decision(
    at_work: Room,
) -> None:
    number = at_work.number
    row = newest(at_work)
    assert (row.event_type, row.severity, row.actors) == ("site_block", 5, ["court"])
    # A number, as though the texts had been approved before there was any code.
    IncidentRow.objects.filter(number=number).update(number="KZ-2026-0001")
    at_work = replace(at_work, number="KZ-2026-0001")
    assert [one.codes for one in take(pack()).incidents] == [None]
    assert exported(at_work) == []
    assert [one.codes for one in training_pairs({}, ZoneInfo("UTC"))] == [None]

    post(at_work, "codes", CODES | TAKEN)
    sent(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")
    at_work.publisher.post(f"{issue(at_work)}/release/")
    snapshot = measured(pack(), take(pack(), released=True))
    codes = snapshot.incidents[0].codes
    assert codes is not None
    assert (codes.event_type, codes.severity, codes.actors) == (CODES["event_type"], 3, ())
    assert (codes.statutes, codes.platforms) == ((), ())
    assert snapshot.measures is not None
    assert thawed(frozen(snapshot)).incidents[0].codes == codes
    (line,) = exported(at_work)
    assert (line["event_type"], line["actors"]) == (CODES["event_type"], ())
    (lesson,) = training_pairs({}, ZoneInfo("UTC"))
    assert lesson.codes == codes


def test_codes_accepted_together_do_not_go_out_while_the_rest_is_open(at_work: Room) -> None:
    post(at_work, "codes", TAKEN | {"take": "together", "date": "2026-05-12"})
    row = newest(at_work)
    assert row.author is not None
    assert row.decided == ["section", "event_type", "platforms"]
    assert (row.severity, row.actors, row.statutes) == (0, [], [])
    sent(at_work)
    approve(at_work, "kk")
    assert not CodesRow.objects.filter(state=VersionState.APPROVED).exists()
    assert exported(at_work) == []
    assert [one.codes for one in training_pairs({}, ZoneInfo("UTC"))] == [None]


def test_an_open_draft_neither_hides_nor_replaces_the_codes_in_force(at_work: Room) -> None:
    post(at_work, "codes", CODES | TAKEN)
    sent(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")
    path = f"/incidents/{at_work.row.number}/codes/"
    at_work.reporter.post(path, CODES | {"seen": "2", "severity": "", "section": ""})
    assert "severity" not in newest(at_work).decided
    (told,) = (one for one in take(pack()).incidents if one.number == at_work.row.number)
    assert told.codes is not None
    assert told.codes.severity == 3
    assert len(exported(at_work)) == 1
    issue(at_work)
    assert readiness(1, pack().languages).entries[at_work.row.number] == (Lack.CODES,)
    # A text is mended meanwhile: what is in force beside it was decided.
    post(at_work, "edit", form_of_texts(ru=RU + " Оно обжалуется.", seen=1))
    assert undecided_codes(at_work.row.number) == ()


def test_codes_of_before_stay_valid_where_a_member_wrote_or_approved_them(at_work: Room) -> None:
    incident, drafted = at_work.row, newest(at_work)
    columns = {"codebook_version": "1", "event_type": "leak", "severity": 2, "time": drafted.time}
    other = IncidentRow.objects.get(number="KZ-new-0")
    written = CodesRow.objects.create(
        incident=incident, number=2, author=at_work.act().member, **columns
    )
    approved = CodesRow.objects.create(
        incident=other, number=1, note=f"{SUGGESTED}: m", state="approved", **columns
    )
    imported = CodesRow.objects.create(incident=other, number=2, note="imported", **columns)
    with connection.cursor() as cursor:
        place = " ON incidents_codesrow" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER incidents_codesrow_append_only{place}")
    import_module("dalel.newsroom.incidents.migrations.0007_decided_codes").keep_decided(apps, None)
    set_guards(using="default")
    for row in (drafted, written, approved, imported):
        row.refresh_from_db()
    assert drafted.decided == []
    assert [row.decided for row in (written, approved, imported)] == [list(DECIDABLE)] * 3


def test_the_entry_and_the_page_of_its_codes_name_the_same_open_codes(at_work: Room) -> None:
    told = {}
    for page in ("", "codes/"):
        listed = at_work.page(at_work.reporter, page).split("Пока не решено")[1].split("</p>")[0]
        words = re.sub(r"<[^>]+>", "", listed).partition(":")[2]
        told[page] = sorted(one.strip().casefold() for one in words.split(","))
    assert told[""] == told["codes/"]
    assert len(told[""]) == len(undecided_codes(at_work.number))
    assert len(told[""]) > len(NEEDED)
    page = at_work.page(at_work.reporter, "codes/")
    for name in re.findall(r'href="#(\w+)"', page.split("Пока не решено")[1].split("</p>")[0]):
        assert f'id="{name}"' in page
    assert 'value="together"' in page
    at_work.reporter.post(
        f"/incidents/{at_work.number}/codes/", CODES | {"take": "together"} | TAKEN
    )
    # What goes together is chosen: the press for it is gone.
    assert 'value="together"' not in at_work.page(at_work.reporter, "codes/")
