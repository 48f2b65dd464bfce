"""Are acts, demands and dossiers as the newsroom needs them?"""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

import dalel.newsroom
from dalel.domain.states import DemandState, EditionState, SourceState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.audit_labels import DEEDS, deed
from dalel.newsroom.incidents.models import DemandRow
from dalel.newsroom.incidents.queries import demand_register
from dalel.newsroom.releases.queries.release_times import note_release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
ONE = "XT-2031-0001"
PARTY = "Ерлан Көлбаев, Көл қаласы"


@pytest.fixture
def editor(client: Client, cast: dict[str, Member]) -> Client:
    client.force_login(cast["editor"])
    return client


def acted(member: Member, action: str, subject: str, detail: str = "", hour: int = 9) -> None:
    Act(member=member, time=datetime(2031, 6, 2, hour, tzinfo=UTC)).note(action, subject, detail)


def rows(page: str) -> int:
    return page.count("<tr><td>")


def test_acts_are_found_by_who_what_whom_and_when(editor: Client, cast: dict[str, Member]) -> None:
    acted(cast["editor"], "approved", ONE, "ru 1")
    acted(cast["reporter"], "wrote", ONE, "ru 1")
    # On the newsroom's clock it is past midnight.
    acted(cast["reporter"], "wrote", "XT-2031-0002", hour=23)
    for asked, count in (
        ({}, 3),
        ({"member": "the-reporter"}, 2),
        ({"action": "approved"}, 1),
        ({"subject": "0002"}, 1),
        ({"first": "2031-06-03"}, 1),
        ({"last": "2031-06-02"}, 2),
        ({"first": "x", "page": "99"}, 3),
    ):
        assert (asked, rows(editor.get("/newsroom/audit/", asked).text)) == (asked, count)
    assert "утверждение" in editor.get("/newsroom/audit/").text.lower()


def test_the_log_speaks_the_language_of_the_screen(editor: Client, cast: dict[str, Member]) -> None:
    for action, subject, detail in (
        ("registered a demand", "demand 1", f"{ONE} correction"),
        ("decided a demand", "demand 1", "partly upheld"),
        ("invited", "жаңа тілші", "reporter"),
        ("changed a member", "the-reporter", "reporter ru -> editor ru en"),
        ("approved", ONE, "ru 1"),
        ("rejected a story", "5" * 16, "abroad: approved"),
        ("sent back", ONE, "reporter"),
        ("gathered", "edition 1", "3"),
    ):
        acted(cast["editor"], action, subject, detail)
    page = editor.get("/newsroom/audit/").text
    for words in (
        '<a href="/newsroom/demands/1/">Требование № 1</a>',
        "удовлетворено частично",
        "<td>корреспондент</td>",
        "корреспондент Русский -&gt; редактор Русский English",
        "Русский, версия 1",
        '<a href="/inbox/5555555555555555/">сюжет</a>',
        "произошло за рубежом. approved",
        # What a person wrote stays as it was written.
        "<td>reporter</td>",
        '<a href="/editions/1/">Выпуск № 1</a>',
    ):
        assert words in page, words


def test_the_log_as_a_table_holds_no_formula(editor: Client, cast: dict[str, Member]) -> None:
    acted(cast["editor"], "approved", ONE, '=HYPERLINK("http://bad.test")')
    response = editor.get("/newsroom/audit.csv")
    assert response["Content-Type"] == "text/csv"
    body = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, first, *_ = csv.reader(io.StringIO(body))
    assert head == ["time", "member", "action", "subject", "detail"]
    assert first[1:] == ["the-editor", "approved", ONE, '\'=HYPERLINK("http://bad.test")']
    assert first[0].startswith("2031-06-02T")


def test_a_written_act_cannot_be_changed(cast: dict[str, Member]) -> None:
    acted(cast["editor"], "approved", ONE)
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        AuditRow.objects.update(action="nothing")


def test_a_long_log_has_pages_and_few_queries(
    editor: Client, cast: dict[str, Member], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in range(150):
        acted(cast["editor"], "wrote", f"XT-2031-{count:04}")
    editor.get("/newsroom/audit/")
    with django_assert_num_queries(8):
        page = editor.get("/newsroom/audit/", {"action": "wrote"}).text
    assert rows(page) == 100
    assert "action=wrote&amp;page=2" in page
    assert rows(editor.get("/newsroom/audit/", {"action": "wrote", "page": "2"}).text) == 50


def test_every_act_that_we_write_down_has_its_words() -> None:
    folder = Path(dalel.newsroom.__path__[0])
    sources = "\n".join(file.read_text() for file in folder.rglob("*.py"))
    written = set(re.findall(r"note\(\s*\"([a-z ]+)\"", sources))
    written |= set(re.findall(r"_(?:note|touch)\([\w, ]+\"([a-z ]+)\"", sources))
    written |= set(re.findall(r"action=\"([a-z ]+)\"", sources))
    written |= {f"made {state}" for noun in (EditionState, DemandState) for state in noun}
    written |= {f"source {state}" for state in SourceState} | {"retracted", "withdrawn"}
    written |= {f"{word} a concern" for word in ("resolved", "waived", "reopened")}
    written -= {"made released", "made answered", "made decided"}
    assert len(written) > 60
    assert written <= set(DEEDS)
    assert deed("something new") == "something new"


def form(**changes: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "kind": "correction",
        "party": PARTY,
        "received": "2031-06-01",
        "incident": ONE,
        "claim": "<b>Түзетіңіз</b>",
        **changes,
    }


def test_a_demand_goes_its_way_to_the_reply(editor: Client) -> None:
    sent = form(language="ru", version="1")
    first = editor.post("/newsroom/demands/new/", sent)
    assert first["Location"] == "/newsroom/demands/1/"
    assert editor.post("/newsroom/demands/new/", sent)["Location"] == first["Location"]
    assert DemandRow.objects.get().due == date(2031, 6, 6)
    page = editor.get("/newsroom/demands/1/").text
    assert PARTY in page
    assert "&lt;b&gt;Түзетіңіз" in page
    assert "Сайт «Берег» заблокирован" in page
    undecided = editor.post("/newsroom/demands/1/reply/", {"ru": "x", "sent": "yes"})
    assert undecided.status_code == 400
    bare = editor.post("/newsroom/demands/1/decide/", {"verdict": "upheld", "reason": " "})
    assert bare.status_code == 400
    why = {"verdict": "partly upheld", "reason": "дата неверна"}
    assert editor.post("/newsroom/demands/1/decide/", why).status_code == 302
    assert editor.post("/newsroom/demands/1/decide/", why).status_code == 400
    half = editor.post("/newsroom/demands/1/reply/", {"ru": "Исправили.", "sent": "yes"})
    assert half.status_code == 400
    assert "Исправили." in half.text
    both = {"ru": "Исправили.", "en": "Mended.", "sent": "yes"}
    assert editor.post("/newsroom/demands/1/reply/", both).status_code == 302
    row = DemandRow.objects.get()
    assert (row.state, row.verdict, row.replies["en"]) == ("answered", "partly upheld", "Mended.")
    editor.post("/newsroom/demands/1/state/", {"state": "received"})
    editor.post("/newsroom/demands/1/state/", {"state": "withdrawn"})
    assert DemandRow.objects.get().state == "withdrawn"
    assert editor.post("/newsroom/demands/1/state/", {"state": "answered"}).status_code == 400


def test_who_demands_is_in_the_register_and_nowhere_else(editor: Client) -> None:
    editor.post("/newsroom/demands/new/", form())
    editor.post("/newsroom/demands/1/hold/", {"hold": "yes"})
    assert not AuditRow.objects.filter(detail__contains="Ерлан").exists()
    assert AuditRow.objects.filter(action="held", detail=ONE).exists()
    assert demand_register.held() == {ONE}
    editor.post("/newsroom/demands/1/hold/", {"hold": "no"})
    assert demand_register.held() == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"incident": "XT-1999-0001"},
        {"language": "ru", "version": "77"},
        {"kind": "king"},
        {"received": "gestern"},
        {"key": "x"},
    ],
)
def test_a_demand_that_cannot_be_is_refused_and_kept_on_the_form(
    editor: Client, wrong: dict[str, str]
) -> None:
    refused = editor.post("/newsroom/demands/new/", form(**wrong))
    assert refused.status_code == 400
    assert "Түзетіңіз" in refused.text
    assert not DemandRow.objects.exists()


def test_demands_that_press_come_first(editor: Client) -> None:
    today = datetime.now(UTC).date()
    for days in (30, -3, 1):
        due = (today + timedelta(days=days)).isoformat()
        editor.post("/newsroom/demands/new/", form(due=due, received=today.isoformat()))
    page = editor.get("/newsroom/demands/").text
    places = [page.index(f"/newsroom/demands/{number}/") for number in (2, 3, 1)]
    assert places == sorted(places)
    home = editor.get("/").text
    assert [f"/newsroom/demands/{number}/" in home for number in (2, 3, 1)] == [True, True, False]
    assert "просрочено" in page
    here = editor.get("/").text
    assert "/newsroom/demands/2/" in here
    assert "/newsroom/demands/1/" not in here
    client = Client()
    client.force_login(Member.objects.get(username="the-reporter"))
    assert "/newsroom/demands/" not in client.get("/").text


def test_a_dossier_is_handed_out_and_that_is_written_down(
    editor: Client, cast: dict[str, Member], home: Path
) -> None:
    EditionRow.objects.update(state="released", released=datetime(2031, 6, 1, tzinfo=UTC))
    acted(cast["editor"], "approved", ONE, "ru 1")
    released = datetime(2031, 6, 2, 10, tzinfo=UTC)
    note_release(released)
    document = editor.post(f"/incidents/{ONE}/dossier.pdf")
    assert document["Content-Type"] == "application/pdf"
    assert document.content.startswith(b"%PDF-")
    packed = ZipFile(io.BytesIO(editor.post(f"/incidents/{ONE}/dossier.zip").content))
    assert set(packed.namelist()) == {
        f"{ONE}.pdf",
        f"{ONE}.json",
        "evidence-missing.txt",
        "SHA256SUMS",
    }
    told = json.loads(packed.read(f"{ONE}.json"))
    [russian] = [one for one in told["versions"] if one["language"] == "ru"]
    assert russian["approver"] == "editor A"
    assert (russian["public"], russian["until"]) == ("2031-06-02T15:45:00+05:45", None)
    everything = json.dumps(told, ensure_ascii=False)
    assert "the-editor" not in everything
    assert "Айгүл" not in everything
    handed = AuditRow.objects.filter(action="handed out a dossier", subject=ONE)
    assert [row.detail[:3] for row in handed] == ["zip", "pdf"]
