"""Are codes, people, links, developments and flashes kept by their rules?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from dalel.domain.states import FlashState, IncidentState
from dalel.flow import tending
from dalel.flow.country import pack_at
from dalel.pack import default_folder
from dalel.store.acting import Act
from dalel.store.assembling import readings
from dalel.store.incidents import autosaving, demands, matters, parties, remarks
from dalel.store.models import (
    AttributionRow,
    AutosaveRow,
    CaseRow,
    CastRow,
    CodesRow,
    CommentRow,
    FlashRow,
    IncidentRow,
    LinkRow,
    LookRow,
    PersonRow,
    RemarkRow,
    Role,
)
from desk.newsroom import CODES, Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    settings.DALEL = replace(settings.DALEL, pack=pack_folder, home=tmp_path)
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
    assert 'value="expression" checked' in page
    assert "Правила" in page


@pytest.mark.parametrize(
    "forged",
    [
        {"event_type": "no_such"},
        {"severity": "9"},
        {"rights": ["no_such"]},
        {"section": "99"},
        {"date": "2026-02-31"},
        {"direction": ""},
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
    assert CastRow.objects.get().names == person.names
    page = at_work.page(at_work.editor, "people/")
    assert "потерпевш" in page
    assert "Айгуль Нурланова" in at_work.page(at_work.editor)
    send(at_work, "people", {"form": "person", "key": person.pk, "part": "1"})
    assert parties.linked(at_work.number) == ()
    assert "Айгуль Нурланова" in at_work.editor.get("/people/").text


def test_an_outlet_is_known_by_its_host(at_work: Room) -> None:
    names = {"name-kk": "Толқын", "name-ru": "Толқын", "host": "TOLQYN.test"}
    send(at_work, "people", {"form": "outlet"} | names)
    (outlet,) = parties.linked(at_work.number)
    assert outlet.host == "tolqyn.test"


def test_who_says_so_and_who_was_asked_is_recorded(at_work: Room) -> None:
    form = {"form": "attribution", "actor": "court", "basis": "judgment", "by": "Суд", "on": ""}
    actor = pack_at(default_folder()).codebook.actors[0].code
    send(at_work, "people", form | {"actor": actor})
    assert AttributionRow.objects.get().basis == "judgment"
    send(at_work, "people", form | {"actor": "nobody"})
    assert AttributionRow.objects.count() == 1
    send(at_work, "people", {"form": "comment", "whom": "Акимат", "asked": "2026-05-13"})
    assert CommentRow.objects.get().answer == ""
    send(at_work, "people", {"form": "look", "stage": "appeal", "note": "сайт суда"})
    assert LookRow.objects.get().stage == "appeal"
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
    assert len(matters.developments(at_work.number)) == 1
    rows = IncidentRow.objects.all()
    assert readings(rows, approved_only=True)[0].incident.developments == ()
    send(at_work, "timeline", {"approve": "1"})
    assert readings(rows, approved_only=True)[0].incident.developments == ()
    send(at_work, "timeline", {"approve": "1"}, Role.EDITOR)
    assert len(readings(rows, approved_only=True)[0].incident.developments) == 1
    send(at_work, "timeline", {"drop": "1"})
    assert matters.developments(at_work.number) == ()


def test_incidents_are_tied_and_chained(at_work: Room) -> None:
    send(at_work, "codes", CODES)
    year = {"date_iso": "2026", "date_precision": "year"}
    other = IncidentRow.objects.create(
        number="KZ-2026-0007", section=5, updated=datetime.now(UTC), **year
    )
    send(at_work, "ties", {"other": other.number})
    assert [row.number for row in other.related.all()] == [at_work.number]
    send(at_work, "ties", {"other": at_work.number})
    send(at_work, "ties", {"other": other.number, "part": "1"})
    assert other.related.count() == 0
    send(at_work, "ties", {"name-kk": "Толқын ісі"})
    assert CaseRow.objects.count() == 0
    send(at_work, "ties", {"name-kk": "Толқын ісі", "name-ru": "Дело «Толқын»"})
    case = CaseRow.objects.get()
    matters.put_in_case(other.number, case.pk, at_work.act())
    assert matters.cases()[0].incidents == (other.number, at_work.number)
    assert "Дело «Толқын»" in at_work.reporter.get("/cases/").text
    send(at_work, "ties", {"leave": case.pk})
    assert matters.cases()[0].incidents == (other.number,)


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
    shown = at_work.editor.post("/flash/", FLASH).text
    assert "Недоступен ресурс: сайт издания «Толқын»" in shown
    assert FlashRow.objects.count() == 0
    at_work.editor.post("/flash/", FLASH | {"release": "1"})
    flash = FlashRow.objects.get()
    assert flash.incident.state == IncidentState.PUBLISHED
    number = flash.incident.number
    public = tmp_path / "site" / "ru" / "i" / number / "index.html"
    assert "Срочно" in public.read_text("utf-8")
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
    assert tending.tend(pack, site, now=due - timedelta(minutes=1)).overdue == 0
    assert tending.tend(pack, site, now=due).overdue == 1
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
    ],
)
def test_a_flash_with_a_person_or_a_gap_does_not_go_out(
    at_work: Room, wrong: dict[str, object]
) -> None:
    answer = at_work.editor.post("/flash/", FLASH | wrong | {"release": "1"})
    assert answer.status_code == 400
    assert FlashRow.objects.count() == 0
    assert IncidentRow.objects.count() == 1


def test_a_flash_is_not_released_on_a_site_that_lacks_something(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = replace(settings.DALEL, pack=default_folder())
    page = at_work.editor.post("/flash/", FLASH | {"release": "1"}, follow=True).text
    assert "imprint" in page
    assert FlashRow.objects.count() == 0


def test_comments_and_autosaves_expire_unless_they_are_held(at_work: Room, tmp_path: Path) -> None:
    send(at_work, "remarks", {"text": "Нужен второй источник"})
    send(at_work, "remarks", {"text": "Нужен второй источник"})
    send(at_work, "remarks", {"text": "  "})
    assert len(remarks.remarks(at_work.number)) == 1
    at_work.reporter.post(f"/incidents/{at_work.number}/autosave/", texts())
    assert autosaving.others(at_work.number, at_work.members[Role.EDITOR])
    demand = {"key": str(uuid4()), "kind": "court", "party": "Суд", "claim": "Уберите."}
    demand |= {"received": "2031-06-01", "incident": at_work.number}
    at_work.editor.post("/newsroom/demands/new/", demand)
    at_work.editor.post("/newsroom/demands/1/hold/", {"hold": "yes"})
    pack, much_later = pack_at(default_folder()), datetime.now(UTC) + timedelta(days=365)
    tending.tend(pack, tmp_path / "site", now=much_later)
    assert (RemarkRow.objects.count(), AutosaveRow.objects.count()) == (1, 2)
    demands.hold(1, Act(member=at_work.members[Role.EDITOR], time=much_later), is_held=False)
    tending.tend(pack, tmp_path / "site", now=much_later)
    assert (RemarkRow.objects.count(), AutosaveRow.objects.count()) == (0, 0)
