"""Does a day or a number that cannot be meant get anywhere, and does one in the record hurt?"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django import forms
from django.apps import apps

import dalel.newsroom
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.public_change import StateEffect
from dalel.domain.states import BuildState, EditionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.figures.forms import EffectForm
from dalel.newsroom.figures.models import EffectRow
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import proposals
from dalel.newsroom.incidents.demand_forms import DemandForm
from dalel.newsroom.incidents.models import DiaryRow, IncidentRow, ProposalRow
from dalel.newsroom.releases.models import BuildRow
from newsroom.edition_steps import approved, issue
from newsroom.incidents.views.test_record_work import FLASH
from newsroom.work_room import CODES, Room

pytestmark = pytest.mark.django_db
DAYS = (
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "01.01.0001",
    "31.12.9999",
    "99999-01-01",
    "-0001-01-01",
    "1989-12-31",
    "99.99.9999",
    "вчера",
)
NUMBERS = ("9" * 20, "9" * 5000, "-1", "1e9", "²", "9999999999")


def values() -> dict[str, tuple[str, ...]]:
    """What is typed into fields of each kind."""
    return {
        "day": DAYS,
        "date": (*DAYS, "0001", "9999", "01.0001", "12.9999"),
        "moment": tuple(f"{day}T00:00" for day in DAYS),
        "number": NUMBERS,
        "period": ("9999-Q4", "0001-01", "0000", f"{'9' * 20}-Q1", f"2031-Q{'9' * 20}", "2031-99"),
    }


def forms_of(number: str, diary: int) -> Iterator[tuple[str, Mapping[str, object], str, str]]:
    """Path, a form that is right, and of which kind which of its fields is."""
    one, people = f"/incidents/{number}", f"/incidents/{number}/people/"
    day = {"day": "2031-02-01", "kind": "hearing", "words": "Слушание"}
    demand = {"key": str(uuid4()), "kind": "court", "party": "Суд", "claim": "Уберите."}
    demand |= {"received": "2031-06-01", "incident": number}
    told = {"form": "attribution", "actor": "court", "basis": "admitted", "by": "Сам суд"}
    place = {"kind": "right", "code": "expression"}
    yield "/diary/write/", day, "day", "day"
    yield f"/diary/{diary}/", day | {"do": "confirm"}, "day", "day"
    yield people, told, "on", "day"
    yield people, {"form": "comment", "whom": "Порт"}, "asked", "day"
    spoken = {"form": "write", "way": "phone", "name": "Иван Озёров", "words": "Да."}
    yield f"{one}/conversations/", spoken | {"language": "ru"}, "held", "day"
    yield "/editions/1/order/", {"incident": number, "way": "to"}, "place", "number"
    yield "/names/choose/", {"name-kk": "Айгүл", "name-ru": "Айгуль"}, "since", "day"
    yield "/names/choose/", {"name-kk": "Айгүл", "name-ru": "Айгуль"}, "until", "day"
    yield "/flash/", FLASH, "since", "moment"
    yield "/flash/", FLASH | {"release": "1"}, "since", "moment"
    for state in ("scheduled", "embargo"):
        yield "/editions/1/state/", {"state": state}, "moment", "moment"
    yield "/editions/new/", {"end": "2026-06-30"}, "start", "day"
    yield "/editions/new/", {"start": "2026-06-01"}, "end", "day"
    yield "/editions/new/", {}, "month", "date"
    yield f"{one}/codes/", CODES, "date", "date"
    step = {"text-kk": "Шағым.", "text-ru": "Жалоба."}
    yield f"{one}/timeline/", step, "date", "date"
    yield f"{one}/effect/record/", {"note": "Отчёт."}, "people", "number"
    yield f"{one}/effect/record/", {"note": "Отчёт."}, "remedied", "day"
    yield "/newsroom/demands/new/", demand, "received", "day"
    yield "/newsroom/demands/new/", demand, "due", "day"
    yield "/newsroom/demands/new/", demand, "version", "number"
    yield "/measures/level/", place | {"level": "observed", "why": "Так."}, "period", "period"
    yield "/measures/sentences/", place | {"kk": "Сөз.", "ru": "Фраза."}, "period", "period"
    # What forms carry along unseen.
    for tail, fields in {
        "drafts/1/take/": ("sentence",),
        "timeline/": ("drop", "approve"),
        "ties/": ("leave", "case"),
        "people/": ("key",),
        "record/approve/": ("codes", "frame"),
        "record/restore/": ("frame", "codes", "seen"),
        "approve/": ("version",),
        "codes/": ("seen", "frame", "severity", "section"),
    }.items():
        for field in fields:
            base = CODES if tail == "codes/" else {"form": "name"} if tail == "people/" else {}
            yield f"{one}/{tail}", {**base}, field, "number"
    yield "/editions/1/introduction/", {"language": "ru"}, "seen", "number"
    yield "/handover/", {"text": "Завтра."}, "seen", "number"


def kept() -> set[str]:
    """What of it the database holds, in whichever column."""
    found = set()
    for model in apps.get_models():
        if not model.__module__.startswith("dalel."):
            continue
        for row in model.objects.values_list():  # type: ignore[attr-defined]
            text = " ".join(map(str, row))
            found |= set(re.findall(r"\b0001-|\b9999-|9999999999|\b1989-12", text))
            found |= {"a year alone"} if {"0001", "9999"} & set(map(str, row)) else set()
    return found


@pytest.fixture
def diary(at_work: Room) -> int:
    approved(at_work)
    row = DiaryRow.objects.create(
        day=date(2031, 1, 1), kind="hearing", words="Слушание", time=datetime.now(UTC)
    )
    return row.pk


def works(at_work: Room) -> None:
    """The rooms of the day open, and the site is built."""
    for path in ("/", "/editions/", "/editions/1/", "/diary/", "/measures/", "/incidents/"):
        assert (path, at_work.publisher.get(path).status_code) == (path, 200)
    for tail in ("", "codes/", "people/", "notices/", "record/"):
        assert (tail, bool(at_work.page(at_work.publisher, tail))) == (tail, True)
    for path in ("/measures/attention/", "/measures/threats/", "/measures/change/", "/proposals/"):
        assert (path, at_work.publisher.get(path).status_code) == (path, 200)
    at_work.publisher.post("/editions/publish/")
    assert BuildRow.objects.order_by("pk").reverse()[0].state == BuildState.DONE


@pytest.mark.parametrize(
    "share", [3, pytest.param(1, marks=[pytest.mark.slow, pytest.mark.long], id="each with all")]
)
def test_no_field_takes_a_day_or_number_that_cannot_be_meant(
    at_work: Room, diary: int, share: int
) -> None:
    issue(at_work)
    number = at_work.row.number
    # Each field is tried with other ones of the values.
    for place, (path, form, field, kind) in enumerate(forms_of(number, diary)):
        for value in values()[kind][place % share :: share]:
            answer = at_work.publisher.post(path, {**form, field: value})
            assert (path, field, value[:30], answer.status_code < 500) == (
                path,
                field,
                value[:30],
                True,
            )
        assert (path, field, kept()) == (path, field, set())
    for tail in ("", ".csv"):
        for value in DAYS:
            asked = {"first": value, "last": value, "page": "9" * 20}
            path = "/newsroom/audit/" if not tail else "/newsroom/audit.csv"
            answer = at_work.publisher.get(path, asked)
            assert answer.status_code == 200
            assert b"".join(answer) if tail else answer.content
    works(at_work)


def test_every_field_of_a_day_or_number_is_tried() -> None:
    templates = Path(dalel.newsroom.__path__[0]).rglob("*.html")
    inputs = [one for file in templates for one in re.findall(r"<input[^>]*>", file.read_text())]
    named = {
        name[1]
        for one in inputs
        if re.search(r'type="(date|datetime-local|month|week|time|number)"', one)
        and (name := re.search(r' name="([^"]+)"', one))
    }
    for form in (EffectForm, DemandForm):
        for called, field in form.base_fields.items():
            if isinstance(field, (forms.DateField, forms.IntegerField)):
                assert isinstance(field, (typed_input.DayField, typed_input.NumberField))
                named.add(called)
    tried = {field for _, _, field, _ in forms_of("XT", 1)} | {"first", "last"}
    assert named <= tried


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_record_with_days_that_cannot_be_meant_is_read_and_built(
    at_work: Room, diary: int, day: date
) -> None:
    path = issue(at_work)
    at_work.publisher.post(f"{path}/release/")
    moment = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    EditionRow.objects.create(number=2, period_start=date(1, 1, 1), period_end=date(9999, 12, 31))
    EditionRow.objects.create(
        number=3,
        period_start=day,
        period_end=day,
        state=EditionState.SCHEDULED,
        scheduled=moment,
        embargo=moment,
        scheduled_by=at_work.members[Role.PUBLISHER],
    )
    EditionRow.objects.filter(number=1).update(period_start=day, period_end=day)
    by = at_work.members[Role.EDITOR]
    DiaryRow.objects.filter(pk=diary).update(day=day, state="confirmed", member=by)
    row = at_work.row
    row.date = PartialDate(iso=day.isoformat(), precision=Precision.DAY)
    row.save()
    row.frames.update(date_iso=day.isoformat(), date_precision=Precision.DAY)
    EffectRow.objects.create(
        incident=row,
        people=2**62,
        remedied=day,
        time=datetime.now(UTC),
        member=at_work.members[Role.EDITOR],
    )
    works(at_work)
    for path in ("/editions/2/", "/editions/3/"):
        assert at_work.publisher.get(path).status_code == 200
    EditionRow.objects.filter(number=2).delete()
    works(at_work)


def test_a_period_is_a_year_at_most_and_no_more_than_a_year_ahead(at_work: Room) -> None:
    today = datetime.now(UTC).date()
    for start, end, why in (
        (date(2026, 1, 1), date(2027, 1, 2), "не больше года"),
        (today, today + timedelta(days=367), "не больше года"),
        (today + timedelta(days=360), today + timedelta(days=370), "больше года"),
        ("0001-01-01", "9999-12-31", "Первый день"),
        ("2026-01-01", "9999-12-31", "Последний день"),
    ):
        form = {"start": str(start), "end": str(end)}
        answer = at_work.editor.post("/editions/new/", form)
        assert (answer.status_code, why in answer.text) == (400, True)
    assert EditionRow.objects.count() == 0
    year = {"start": "2026-01-01", "end": "2026-12-31"}
    assert at_work.editor.post("/editions/new/", year).status_code == 302


def test_an_embargo_that_is_past_or_no_moment_is_told(at_work: Room, diary: int) -> None:
    path = issue(at_work)
    assert (typed_input.number("7"), diary > 0) == (7, True)
    for state in ("embargo", "scheduled"):
        for moment, why in (("2020-01-01T00:00", "уже прошло"), ("0001-01-01T00:00", "01.01.1990")):
            form = {"state": state, "moment": moment}
            answer = at_work.publisher.post(f"{path}/state/", form, follow=True)
            assert (state, moment, why in answer.text) == (state, moment, True)
    row = EditionRow.objects.get()
    assert (row.embargo, row.scheduled) == (None, None)
    ahead = (datetime.now(UTC) + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    at_work.publisher.post(f"{path}/state/", {"state": "embargo", "moment": ahead})
    assert EditionRow.objects.get().embargo is not None
    at_work.publisher.post(f"{path}/state/", {"state": "embargo", "moment": ""})
    assert EditionRow.objects.get().embargo is None


def test_a_number_that_cannot_be_meant_is_told_with_its_field(at_work: Room) -> None:
    form = {"people": "9" * 23, "remedied": "0001-01-01", "note": "Отчёт."}
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/effect/record/", form)
    assert answer.status_code == 422
    assert "не более чем из девяти цифр" in answer.text
    assert "01.01.1990" in answer.text
    assert ProposalRow.objects.count() == 0


@pytest.mark.parametrize("day", ["99.99.9999", "вчера", "31.12.9999", "01.01.0001"])
def test_codes_with_a_date_that_is_none_say_how_one_is_written(at_work: Room, day: str) -> None:
    answer = at_work.reporter.post(f"/incidents/{at_work.number}/codes/", CODES | {"date": day})
    assert answer.status_code == 400
    assert "31.01.2026, 01.2026" in answer.text.split('role="alert"')[1].split("</p>")[0]
    assert "Выберите код" not in answer.text
    assert IncidentRow.objects.get(pk=at_work.row.pk).date_iso == ""


def test_an_old_proposal_with_a_number_that_cannot_be_meant_is_refused_in_a_sentence(
    at_work: Room,
) -> None:
    told = StateEffect(incident=at_work.number, people=10**30, remedied=None, note="Отчёт.")
    row = ProposalRow.objects.get(pk=proposals.propose(told, at_work.act()))
    path = f"/proposals/{row.pk}/"
    answer = at_work.editor.post(path, {"do": "approve"}, follow=True)
    assert answer.status_code == 200
    assert "число, которого не может быть" in answer.text
    row.refresh_from_db()
    assert (row.state, EffectRow.objects.count()) == ("waiting", 0)
    at_work.editor.post(path, {"do": "refuse", "reason": "Опечатка."})
    row.refresh_from_db()
    assert row.state == "refused"
