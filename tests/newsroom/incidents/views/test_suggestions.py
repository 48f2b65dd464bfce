"""Does a suggestion become a code only where a person accepts it, and does it teach then?"""

import re
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from dalel.domain.decided_codes import NEEDED
from dalel.domain.reason import Reason
from dalel.newsroom.frame.context import pack
from dalel.newsroom.incidents.models import CodesRow, IncidentRow
from dalel.newsroom.incidents.queries.training_examples import training_pairs
from dalel.newsroom.stories.models import ClassificationRow, StoryRow
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


def suggested_place() -> list[str]:
    return [pack().places[0].code]


def codes(at_work: Room, **form: object) -> str:
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/codes/", form, follow=True)
    return answer.text


def test_suggestions_stand_beside_the_fields_with_how_sure_the_machine_is(at_work: Room) -> None:
    page = at_work.page(at_work.reporter, "codes/")
    # Section, date, type, severity, rights and place.
    assert page.count('class="suggested"') == 6
    assert "sketch-1" in page
    assert "no_such_right" not in page
    assert '<span class="soft score" title=' in page
    assert "0,80" in page


def test_one_field_is_filled_and_nothing_saved(at_work: Room) -> None:
    page = codes(at_work, **CODES, take="rights:expression", severity_reason="Штраф изданию")
    assert re.search(r'name="rights" value="expression"[^>]* checked>', page)
    assert "Штраф изданию" in page
    assert CodesRow.objects.count() == 0


def test_one_key_takes_what_goes_together_and_nothing_else(at_work: Room) -> None:
    page = codes(at_work, section="", take="together", frame="0")
    row = CodesRow.objects.get()
    assert (row.event_type, row.places) == ("site_block", suggested_place())
    assert row.decided == ["section", "event_type", "places"]
    # Severity and rights were suggested as surely, and are not signed by this key.
    assert (row.severity, row.rights) == (0, [])
    assert (row.direction, row.case_status, row.verification) == ("", "", "")
    assert at_work.row.section == 1
    assert set(re.findall(r'<a href="#(\w+)" data-open', page)) == {
        "direction",
        "severity",
        "case_status",
        "verification",
    }
    assert 'data-field="severity" data-stands="suggested"' in page
    assert 'data-field="direction" data-stands="open"' in page
    (lesson,) = training_pairs({}, ZoneInfo("UTC"))
    assert lesson.codes is None


def test_what_somebody_chose_stays_when_the_rest_is_accepted_together(at_work: Room) -> None:
    codes(at_work, **CODES | {"take": "together", "frame": "0"})
    row = CodesRow.objects.get()
    assert (row.event_type, row.places) == (CODES["event_type"], suggested_place())
    assert at_work.row.section == 5


def test_each_other_suggestion_takes_an_act_of_its_own_and_then_teaches(at_work: Room) -> None:
    form = {"section": "1", "event_type": "site_block", "seen": "0", "frame": "0"}
    page = codes(at_work, **form, take="severity:4")
    assert 'value="severity:4"' in page
    assert '<option value="4" selected>' in page
    assert 'data-field="severity" data-stands="chosen"' in page
    assert CodesRow.objects.count() == 0
    rest = {"direction": "negative", "case_status": "first_instance", "verification": "V1"}
    codes(at_work, **form, **rest, severity="4", rights=["expression"])
    row = CodesRow.objects.get()
    assert row.decided == [*NEEDED, "rights"]
    assert row.author is not None
    (lesson,) = training_pairs({}, ZoneInfo("UTC"))
    assert (lesson.section, lesson.event_type) == (1, "site_block")
    record = lesson.record()
    assert (record["rights"], record["severity"]) == (["expression"], 4)


def test_a_draft_of_the_machine_fills_no_field_before_a_person_takes_it(at_work: Room) -> None:
    key = StoryRow.objects.get().key
    StoryRow.objects.update(state="new", incident=None, event_type="site_block", severity=4)
    at_work.reporter.post(f"/inbox/{key}/take/")
    number = IncidentRow.objects.order_by("-pk")[0].number
    drafted = CodesRow.objects.get(incident__number=number)
    assert (drafted.author, drafted.decided, drafted.event_type) == (None, [], "site_block")
    path = f"/incidents/{number}/codes/"
    page = at_work.reporter.get(path).text
    assert 'data-key="y"' in page
    assert 'id="section"' in page
    assert 'value="site_block" selected' not in page
    assert " checked>" not in page
    # The form as a browser sends it, with the key for what goes together.
    form = {"section": "", "date": "", "seen": "1", "frame": "1", "take": "together"}
    at_work.reporter.post(path, form)
    rows = CodesRow.objects.filter(incident__number=number).order_by("number")
    assert [row.author_id is None for row in rows] == [True, False]
    at_work.reporter.post(path, form | {"seen": "2"})
    assert rows.count() == 2
    # A machine's version taken up again is decided by nobody still.
    at_work.reporter.post(f"/incidents/{number}/record/restore/", {"codes": "1", "seen": "2"})
    assert [row.decided for row in rows.all()][-1] == []


def test_a_form_in_which_nothing_is_chosen_is_not_saved(at_work: Room) -> None:
    page = codes(at_work, seen="0", frame="0")
    assert CodesRow.objects.count() == 0
    assert 'role="alert"' in page


def test_without_a_judged_article_the_page_says_so(at_work: Room) -> None:
    other = at_work.editor.post("/inbox/none/take/")
    assert other.status_code == 404
    IncidentRow.objects.create(number="KZ-2030-0001", section=1, updated=at_work.row.updated)
    page = at_work.reporter.get("/incidents/KZ-2030-0001/codes/").text
    assert 'value="together"' not in page
    assert 'class="empty"' in page


def test_an_event_type_without_support_is_not_offered_and_an_unsure_one_is_pressed_alone(
    at_work: Room,
) -> None:
    types = [{"code": "site_block", "score": 0.3}, {"code": "ddos", "score": 0.0}]
    for row in ClassificationRow.objects.all():
        row.suggested = row.suggested | {"event_types": [one | {"reasons": []} for one in types]}
        row.save()
    page = at_work.page(at_work.reporter, "codes/")
    assert 'value="event_type:site_block"' in page
    assert 'value="event_type:ddos"' not in page
    codes(at_work, section="", take="together", frame="0")
    assert CodesRow.objects.get().event_type == ""
    form = {"section": "1", "seen": "1", "frame": "1"}
    page = codes(at_work, **form, take="event_type:site_block")
    assert 'value="site_block"' in page
