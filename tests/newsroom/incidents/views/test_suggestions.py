"""Does the machine's suggestion reach the codes of an incident with one key, and teach?"""

from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from dalel.domain.reason import Reason
from dalel.newsroom.incidents.models import CodesRow, IncidentRow
from dalel.newsroom.incidents.queries.training_examples import training_pairs
from dalel.newsroom.stories.models import StoryRow
from dalel.pack import Pack, default_folder
from newsroom.work_room import CODES, Room, room
from story_rows import judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, kz_pack: Pack) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    found = room()
    judge(
        StoryRow.objects.get(),
        section=1,
        event_type="site_block",
        severity="4",
        reasons=[Reason(code="severity_4", weight=0.5)],
        rights=["expression", "no_such_right"],
        places=[kz_pack.places[0].code],
    )
    return found


def codes(at_work: Room, **form: object) -> str:
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/codes/", form, follow=True)
    return answer.text


def test_suggestions_stand_beside_the_fields_with_how_sure_the_machine_is(at_work: Room) -> None:
    page = at_work.page(at_work.reporter, "codes/")
    assert page.count('class="suggested"') == 4
    assert "sketch-1" in page
    assert "no_such_right" not in page
    assert "<span title=" in page
    assert "0,80" in page


def test_one_field_is_filled_and_nothing_saved(at_work: Room) -> None:
    page = codes(at_work, **CODES | {"take": "rights", "severity_reason": "Штраф изданию"})
    assert 'value="expression" checked' in page
    assert "Штраф изданию" in page
    assert CodesRow.objects.count() == 0


def test_one_key_takes_all_and_what_was_taken_teaches(at_work: Room) -> None:
    codes(at_work, **CODES | {"take": "all", "frame": "0"})
    row = CodesRow.objects.get()
    assert (row.event_type, row.severity, row.rights) == ("site_block", 4, ["expression"])
    assert row.author is not None
    assert at_work.row.section == 1
    (lesson,) = training_pairs({}, ZoneInfo("UTC"))
    assert (lesson.section, lesson.event_type) == (1, "site_block")
    record = lesson.record()
    assert (record["rights"], record["severity"]) == (["expression"], 4)


def test_a_draft_of_the_machine_is_a_persons_word_once_it_is_taken(at_work: Room) -> None:
    key = StoryRow.objects.get().key
    StoryRow.objects.update(state="new", incident=None, event_type="site_block", severity=4)
    at_work.reporter.post(f"/inbox/{key}/take/")
    number = IncidentRow.objects.order_by("-pk")[0].number
    drafted = CodesRow.objects.get(incident__number=number)
    assert drafted.author is None
    path = f"/incidents/{number}/codes/"
    page = at_work.reporter.get(path).text
    assert 'data-key="y"' in page
    # The form as a browser sends it, with the key for taking all.
    form = CODES | {
        "event_type": drafted.event_type,
        "direction": drafted.direction,
        "case_status": drafted.case_status,
        "verification": drafted.verification,
        "severity": str(drafted.severity),
        "section": "1",
        "date": "",
        "seen": "1",
        "frame": "1",
        "take": "all",
    }
    at_work.reporter.post(path, form)
    rows = CodesRow.objects.filter(incident__number=number).order_by("number")
    assert [row.author_id is None for row in rows] == [True, False]
    at_work.reporter.post(path, form | {"seen": "2"})
    assert rows.count() == 2


def test_what_lacks_an_answer_is_not_saved_but_filled_in(at_work: Room) -> None:
    page = codes(at_work, take="all", seen="0", frame="0")
    assert CodesRow.objects.count() == 0
    assert 'value="site_block" selected' in page
    assert 'role="alert"' in page


def test_without_a_judged_article_the_page_says_so(at_work: Room) -> None:
    other = at_work.editor.post("/inbox/none/take/")
    assert other.status_code == 404
    IncidentRow.objects.create(number="KZ-2030-0001", section=1, updated=at_work.row.updated)
    page = at_work.reporter.get("/incidents/KZ-2030-0001/codes/").text
    assert 'value="all"' not in page
    assert 'class="empty"' in page
