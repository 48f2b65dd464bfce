"""Are codes, people, links, developments and flashes kept by their rules?"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import FlashState, IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents import number_labels as number_words
from dalel.newsroom.incidents.actions import autosave, cases, demands, parties, remarks
from dalel.newsroom.incidents.models import (
    AttributionRow,
    AutosaveRow,
    CaseRow,
    CodesRow,
    CommentRow,
    FlashRow,
    IncidentRow,
    LinkRow,
    NamingDecision,
    PersonRow,
    RemarkRow,
    StatusReview,
)
from dalel.newsroom.incidents.queries.records import readings
from dalel.newsroom.worker.actions import scheduler
from dalel.pack import default_folder
from newsroom.keys import long_there
from newsroom.second_person import approve_all
from newsroom.work_room import CODES, Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    return room()


def send(at_work: Room, tail: str, form: Mapping[str, object], who: Role = Role.REPORTER) -> str:
    client = {Role.REPORTER: at_work.reporter, Role.EDITOR: at_work.editor}[who]
    return client.post(f"/incidents/{at_work.number}/{tail}/", form, follow=True).text


def test_codes_place_and_date_the_incident(at_work: Room) -> None:
    send(at_work, "codes", CODES | {"rights": ["expression", "fair_trial"]})
    codes = CodesRow.objects.get()
    assert (codes.event_type, codes.severity) == ("administrative_case", 3)
    assert codes.rights == ["expression", "fair_trial"]
    assert (at_work.row.section, at_work.row.date_iso) == (5, "2026-05-12")
    page = at_work.page(at_work.reporter, "codes/")
    assert re.search(r'value="expression"[^>]* checked', page)
    assert "Правила" in page


@pytest.mark.parametrize(
    "forged",
    [
        {"event_type": "no_such"},
        {"severity": "9"},
        {"rights": ["no_such"]},
        {"section": "99"},
        {"date": "2026-02-31"},
        {"direction": "sideways"},
    ],
)
def test_a_code_that_the_codebook_has_not_is_refused_and_the_rest_stays(
    at_work: Room, forged: dict[str, object]
) -> None:
    page = send(at_work, "codes", CODES | {"severity_reason": "Штраф изданию"} | forged)
    assert "Штраф изданию" in page
    assert CodesRow.objects.count() == 0


def test_a_person_is_linked_and_named_by_the_rule(at_work: Room) -> None:
    send(at_work, "people", {"form": "person", "name-kk": "Айгүл"})
    assert PersonRow.objects.count() == 0
    names = {"name-kk": "Айгүл Нұрланова", "name-ru": "Айгуль Нурланова"}
    send(at_work, "people", {"form": "person", "role": "victim"} | names)
    person = PersonRow.objects.get()
    send(
        at_work,
        "people",
        {"form": "name", "key": person.pk, "role": "victim", "stage": "investigation"},
    )
    assert not NamingDecision.objects.exists()
    assert 'id="proposal-' in at_work.page(at_work.reporter, "people/")
    assert approve_all(at_work.reporter) == 0
    assert approve_all(at_work.editor) == 1
    assert NamingDecision.objects.get().names == person.names
    assert NamingDecision.objects.get().member == at_work.members[Role.REPORTER]
    page = at_work.page(at_work.editor, "people/")
    assert "потерпевш" in page
    assert "Айгуль Нурланова" in at_work.page(at_work.editor)
    send(at_work, "people", {"form": "person", "key": person.pk, "part": "1"})
    assert parties.linked(at_work.number) != ()
    assert approve_all(at_work.editor) == 1
    assert parties.linked(at_work.number) == ()
    assert "Айгуль Нурланова" in at_work.editor.get("/people/").text


def test_an_outlet_is_known_by_its_host(at_work: Room) -> None:
    names = {"name-kk": "Толқын", "name-ru": "Толқын", "host": "TOLQYN.test"}
    send(at_work, "people", {"form": "outlet"} | names)
    assert parties.linked(at_work.number) == ()
    assert approve_all(at_work.editor) == 1
    (outlet,) = parties.linked(at_work.number)
    assert outlet.host == "tolqyn.test"


def test_who_says_so_and_who_was_asked_is_recorded(at_work: Room) -> None:
    form = {"form": "attribution", "actor": "court", "basis": "judgment", "by": "Суд", "on": ""}
    actor = pack_at(default_folder()).codebook.actors[0].code
    send(at_work, "people", form | {"actor": actor})
    assert not AttributionRow.objects.exists()
    assert approve_all(at_work.editor) == 1
    assert AttributionRow.objects.get().basis == "judgment"
    send(at_work, "people", form | {"actor": "nobody"})
    assert approve_all(at_work.editor) == 0
    assert AttributionRow.objects.count() == 1
    send(at_work, "people", {"form": "comment", "whom": "Акимат", "asked": "2026-05-13"})
    assert CommentRow.objects.get().answer == ""
    send(at_work, "people", {"form": "look", "stage": "appeal", "note": "сайт суда"})
    assert not StatusReview.objects.exists()
    assert approve_all(at_work.editor) == 1
    assert StatusReview.objects.get().stage == "appeal"
    send(at_work, "people", {"form": "look", "stage": "", "note": "сайт суда"})
    assert StatusReview.objects.count() == 2
    page = at_work.page(at_work.editor, "people/")
    assert "Акимат" in page


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        ("lake.test/other?utm_source=x", ["https://lake.test/other"]),
        ("javascript:alert(1)", []),
        ("two words", []),
        ("", []),
    ],
)
def test_only_an_address_is_cited(at_work: Room, given: str, cited: list[str]) -> None:
    send(at_work, "links", {"url": given})
    send(at_work, "links", {"url": given})
    assert [row.url for row in LinkRow.objects.all()] == cited
    if cited:
        send(at_work, "links", {"drop": "https://lake.test/other"})
        assert LinkRow.objects.count() == 0


def test_a_development_goes_out_once_somebody_else_approved_it(at_work: Room) -> None:
    step = {"date": "2026-06", "text-kk": "Апелляция берілді.", "text-ru": "Подана апелляция."}
    send(at_work, "timeline", step)
    send(at_work, "timeline", step)
    send(at_work, "timeline", step | {"text-kk": ""})
    assert len(cases.developments(at_work.number)) == 1
    rows = IncidentRow.objects.all()
    assert readings(rows, approved_only=True)[0].incident.developments == ()
    send(at_work, "timeline", {"approve": "1"})
    assert readings(rows, approved_only=True)[0].incident.developments == ()
    send(at_work, "timeline", {"approve": "1"}, Role.EDITOR)
    assert len(readings(rows, approved_only=True)[0].incident.developments) == 1
    send(at_work, "timeline", {"drop": "1"})
    assert len(readings(rows, approved_only=True)[0].incident.developments) == 1
    assert approve_all(at_work.publisher) == 1
    assert cases.developments(at_work.number) == ()


def test_a_development_that_is_amiss_comes_back_whole_and_says_which_field(at_work: Room) -> None:
    path = f"/incidents/{at_work.number}/timeline/"
    step = {"date": "31.02.2026", "text-kk": "Апелляция берілді.", "text-ru": "Подана апелляция."}
    answer = at_work.reporter.post(path, step | {"url": "lake.test/appeal"})
    assert answer.status_code == 400
    for kept in ("31.02.2026", *step.values(), "lake.test/appeal"):
        assert kept in answer.text
    assert answer.text.count('class="wrong"') == 1
    assert 'aria-describedby="step-date-error"' in answer.text
    answer = at_work.reporter.post(path, step | {"date": "2026", "text-kk": "", "url": "two words"})
    assert 'id="step-text-kk-error"' in answer.text
    assert 'id="step-url-error"' in answer.text
    assert cases.developments(at_work.number) == ()
    at_work.reporter.post(path, step | {"date": "28.2.2026"})
    [added] = cases.developments(at_work.number)
    assert added.date_iso == "2026-02-28"


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("31.01.2026", "2026-01-31"),
        (" 1.2.2026 ", "2026-02-01"),
        ("01.2026", "2026-01"),
        ("2026", "2026"),
        ("2026-01-31", "2026-01-31"),
        ("31.02.2026", None),
        ("13.2026", None),
        ("1.1.26", None),
        ("вчера", None),
    ],
)
def test_a_date_is_read_as_people_write_it(given: str, iso: str | None) -> None:
    found = typed_input.partial_date(given)
    assert (found.iso if found else None) == iso
    day = typed_input.day(given)
    assert (day.isoformat() if day else None) == (iso if iso and len(iso) == 10 else None)


def test_incidents_are_tied_and_chained(at_work: Room) -> None:
    send(at_work, "codes", CODES)
    year = {"date_iso": "2026", "date_precision": "year"}
    other = IncidentRow.objects.create(
        number="KZ-2026-0007", section=5, updated=datetime.now(UTC), **year
    )
    send(at_work, "ties", {"other": other.number})
    assert other.related.count() == 0
    assert approve_all(at_work.editor) == 1
    assert [row.number for row in other.related.all()] == [at_work.number]
    send(at_work, "ties", {"other": at_work.number})
    send(at_work, "ties", {"other": other.number, "part": "1"})
    assert approve_all(at_work.editor) == 1
    assert other.related.count() == 0
    send(at_work, "ties", {"name-kk": "Толқын ісі"})
    assert CaseRow.objects.count() == 0
    send(at_work, "ties", {"name-kk": "Толқын ісі", "name-ru": "Дело «Толқын»"})
    assert CaseRow.objects.count() == 0
    assert approve_all(at_work.editor) == 1
    case = CaseRow.objects.get()
    cases.put_in_case(other.number, case.pk, at_work.act())
    assert cases.cases()[0].numbers == (other.number, at_work.number)
    assert "Дело «Толқын»" in at_work.reporter.get("/cases/").text
    send(at_work, "ties", {"leave": case.pk})
    assert len(cases.cases()[0].numbers) == 2
    assert approve_all(at_work.editor) == 1
    assert cases.cases()[0].numbers == (other.number,)


FLASH = {
    "event_type": "site_block",
    "subject-kk": "«Толқын» басылымының сайты",
    "subject-ru": "сайт издания «Толқын»",
    "place": "KZ",
    "since": "2026-05-12T08:00",
    "source-kk": "«Толқын» редакциясы",
    "source-ru": "редакция «Толқын»",
    "link": "https://lake.test/down",
    "unknown": ["cause", "who"],
}


def test_a_flash_is_read_released_and_confirmed_by_a_second_person(
    at_work: Room, tmp_path: Path
) -> None:
    assert "предварительная версия" in at_work.editor.get("/flash/").text
    shown = at_work.editor.post("/flash/", FLASH).text
    assert "Недоступен ресурс: сайт издания «Толқын»" in shown
    assert FlashRow.objects.count() == 0
    at_work.editor.post("/flash/", FLASH | {"release": "1"})
    flash = FlashRow.objects.get()
    assert flash.incident.state == IncidentState.PUBLISHED
    assert "предварительная версия" not in at_work.editor.get("/flash/").text
    number = flash.incident.number
    public = tmp_path / "site" / "ru" / "i" / number / "index.html"
    assert "Срочно" in public.read_text("utf-8")
    listed = at_work.publisher.get("/flash/").text
    assert "Недоступен ресурс: сайт издания «Толқын»" in listed
    assert f"/flash/{number}/confirm/" in listed
    at_work.editor.post(f"/flash/{number}/confirm/")
    assert FlashRow.objects.get().state == FlashState.RELEASED
    at_work.publisher.post(f"/flash/{number}/confirm/")
    assert FlashRow.objects.get().state == FlashState.CONFIRMED
    assert "Срочно" not in public.read_text("utf-8")


def test_a_flash_that_nobody_confirms_in_time_is_marked(
    at_work: Room, pack_folder: Path, tmp_path: Path
) -> None:
    at_work.editor.post("/flash/", FLASH | {"release": "1"})
    pack, site = pack_at(pack_folder), tmp_path / "site"
    due = FlashRow.objects.get().due
    assert scheduler.tend(pack, site, now=due - timedelta(minutes=1)).overdue == 0
    assert scheduler.tend(pack, site, now=due).overdue == 1
    number = FlashRow.objects.get().incident.number
    page = (site / "kk" / "i" / number / "index.html").read_text("utf-8")
    assert "Расталмаған" in page
    # Twelve hours later nobody is signed in any more.
    at_work.publisher.force_login(at_work.members[Role.PUBLISHER])
    at_work.publisher.post(f"/flash/{number}/confirm/")
    assert FlashRow.objects.get().state == FlashState.CONFIRMED


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject-ru": "журналист Ерлан Сәтбаев"},
        {"source-ru": "адвокат Ольга Петровна Смирнова"},
        {"subject-kk": ""},
        {"unknown": []},
        {"link": "lake"},
        {"event_type": "bill_draft"},
        {"place": "nowhere"},
        {"since": "2999-01-01T00:00"},
        {"since": "2036-01-01T00:00"},
        {"since": ""},
    ],
)
def test_a_flash_with_a_person_or_a_gap_does_not_go_out(
    at_work: Room, wrong: dict[str, object]
) -> None:
    answer = at_work.editor.post("/flash/", FLASH | wrong | {"release": "1"})
    assert answer.status_code == 400
    assert FlashRow.objects.count() == 0
    assert IncidentRow.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"unknown": []}, "Что неизвестно"),
        ({"since": "0001-01-01T00:00"}, "С какого времени"),
        ({"since": ""}, "С какого времени"),
        ({"link": "lake"}, "Адрес страницы"),
    ],
)
def test_a_flash_names_the_field_that_is_missing(
    at_work: Room, wrong: dict[str, object], named: str
) -> None:
    page = at_work.editor.post("/flash/", FLASH | wrong).text
    told = page.split("Не заполнено")[1].split("</p>")[0]
    assert named in told
    assert told.count(";") == 0
    assert "Так это будет" not in page


def test_a_flash_of_the_future_is_refused_before_it_is_read(at_work: Room) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    answer = at_work.editor.post("/flash/", FLASH | {"since": ahead})
    assert answer.status_code == 400
    assert 'id="reads"' not in answer.text


def test_a_flash_is_not_released_on_a_site_that_lacks_something(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    page = at_work.editor.post("/flash/", FLASH | {"release": "1"}, follow=True).text
    assert "imprint" in page
    assert FlashRow.objects.count() == 0


def test_comments_and_autosaves_expire_unless_they_are_held(at_work: Room, tmp_path: Path) -> None:
    send(at_work, "remarks", {"text": "Нужен второй источник"})
    send(at_work, "remarks", {"text": "Нужен второй источник"})
    send(at_work, "remarks", {"text": "  "})
    assert len(remarks.remarks(at_work.number)) == 1
    at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", texts())
    assert autosave.others(at_work.number, at_work.members[Role.EDITOR])
    demand = {"key": str(uuid4()), "kind": "court", "party": "Суд", "claim": "Уберите."}
    demand |= {"received": "2031-06-01", "incident": at_work.number}
    at_work.editor.post("/newsroom/demands/new/", demand)
    at_work.editor.post("/newsroom/demands/1/hold/", {"hold": "yes"})
    pack, much_later = pack_at(default_folder()), datetime.now(UTC) + timedelta(days=365)
    scheduler.tend(pack, tmp_path / "site", now=much_later)
    assert (RemarkRow.objects.count(), AutosaveRow.objects.count()) == (1, 2)
    demands.hold(1, Act(member=at_work.members[Role.EDITOR], time=much_later), is_held=False)
    scheduler.tend(pack, tmp_path / "site", now=much_later)
    assert (RemarkRow.objects.count(), AutosaveRow.objects.count()) == (0, 0)


def test_an_incident_that_nobody_can_find_is_told_on_the_page(at_work: Room) -> None:
    edition = {"start": "2026-05-01", "end": "2026-05-31"}
    page = at_work.editor.post("/editions/new/", edition)["Location"]
    for path, field in (
        (f"{page}gather/", "incident"),
        (f"/incidents/{at_work.number}/ties/", "other"),
    ):
        answer = at_work.editor.post(path, {field: "чепуха"}, follow=True)
        assert answer.status_code == 200
        assert answer.redirect_chain[0][0] == path.rstrip("/").rpartition("/")[0] + "/"
        assert "Записи «чепуха» нет." in answer.text
    words = f"запись без номера ({at_work.number.rpartition('-')[2]})"
    for given in (at_work.number.lower(), f"https://desk.test/incidents/{at_work.number}/", words):
        assert number_words.meant(given).number == at_work.number
    at_work.editor.post(f"{page}gather/", {"incident": words})
    assert words in at_work.editor.get(page).text


def test_an_entry_says_what_it_has_not_got(at_work: Room) -> None:
    page = at_work.page(at_work.reporter)
    assert "<h1>Запись без номера (" in page
    assert f">{at_work.number}<" not in page
    # No build tells anything of an entry that nobody published.
    assert 'id="builds"' not in page
    assert "Роли назначает" not in page
    member = Member.objects.create_user("the-keeper", role=Role.ADMINISTRATOR, language="ru")
    keeper = Client()
    keeper.force_login(member)
    assert "Роли назначает" not in at_work.page(keeper)
    long_there()
    assert "Роли назначает администратор." in at_work.page(keeper)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("attribution", {"actor": "court", "basis": "alleged", "by": "Газета", "on": "9999-12-31"}),
        ("comment", {"whom": "Акимат", "asked": "0001-01-01", "answer": "Ответят позже."}),
        ("comment", {"whom": "Акимат", "asked": "", "answer": "Ответят позже."}),
    ],
)
def test_a_form_of_the_people_page_with_a_wrong_day_comes_back_with_what_was_typed_and_why(
    at_work: Room, form: str, typed: dict[str, str]
) -> None:
    path = f"/incidents/{at_work.number}/people/"
    answer = at_work.reporter.post(path, {"form": form, **typed})
    assert answer.status_code == 422
    [part] = re.findall(f'(<form(?:(?!</form>).)*value="{form}".*?</form>)', answer.text, re.DOTALL)
    assert part.count('aria-invalid="true"') == 1
    assert "Когда: нужна дата" in part
    for value in typed.values():
        assert value in part
    assert part.count(" selected") == (2 if form == "attribution" else 0)
    assert "Когда: нужна дата" not in at_work.page(at_work.reporter, "people/")


def test_a_person_without_a_name_in_every_language_comes_back_with_what_was_typed(
    at_work: Room,
) -> None:
    path = f"/incidents/{at_work.number}/people/"
    typed = {"form": "person", "name-kk": "Айгүл", "name-ru": "", "role": "journalist"}
    answer = at_work.reporter.post(path, typed)
    assert answer.status_code == 422
    assert 'value="Айгүл"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
