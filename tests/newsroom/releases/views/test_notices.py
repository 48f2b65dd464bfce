"""Does the desk let people correct, answer, retract and withdraw, and readers come and leave?"""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from dalel.domain.message import Voices
from dalel.domain.states import IncidentState, MessageState
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.incidents.models import CaseRow, IncidentRow, NoticeRow
from dalel.newsroom.releases.actions import delivery_state, outbox
from dalel.newsroom.releases.actions.output_places import mirrors
from dalel.newsroom.releases.models import MessageRow, SubscriberRow
from dalel.pack import Pack
from released import announce, channel_settings, reader, release

pytestmark = pytest.mark.django_db

FIRST = "XT-2031-0001"
PATH = f"/incidents/{FIRST}/notices/"
TITLE = "The Shore blocked by order of the ministry"


@pytest.fixture
def public(settings: Settings, tmp_path: Path, now: datetime) -> Path:
    """An edition is public, channels and letters are set, and the site stands here."""
    ways = channel_settings("http://127.0.0.1:1", "smtp+plain://127.0.0.1:1")
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path, **ways})
    release(now)
    return tmp_path / "site"


@pytest.fixture
def desk(cast: dict[str, Member]) -> dict[str, Client]:
    """A client for each member."""
    clients = {name: Client() for name in cast}
    for name, client in clients.items():
        client.force_login(cast[name])
    return clients


def form(**changes: str) -> dict[str, str]:
    """A reply as a browser sends it."""
    return {
        "key": str(uuid4()),
        "kind": "reply",
        "by-ru": "порт озера",
        "by-en": "the port of the lake",
        "text-ru": "Мы ничего не блокировали.",
        "text-en": "We blocked nothing.",
    } | changes


def test_a_reply_is_written_by_one_and_made_public_by_another(
    public: Path, desk: dict[str, Client]
) -> None:
    sent = form()
    for _ in range(2):
        assert desk["editor"].post(PATH, sent).status_code == 302
    row = NoticeRow.objects.get()
    one = f"{PATH}{row.key}/"
    assert desk["reporter"].post(one, {"approve": "1"}).status_code == 403
    shown = desk["editor"].post(one, {"approve": "1"}, follow=True)
    assert "Кто написал исправление" in shown.text
    assert not public.exists()
    assert f'action="{one}"' in desk["publisher"].get(PATH).text
    desk["publisher"].post(one, {"approve": "1"})
    for language, words in (("ru", "Мы ничего не блокировали."), ("en", "We blocked nothing.")):
        assert words in (public / language / "i" / FIRST / "index.html").read_text("utf-8")
    assert AuditRow.objects.filter(action="approved a reply", subject=FIRST).count() == 1
    assert desk["publisher"].post(one, {"drop": "1"}).status_code == 404


def test_an_answer_goes_from_the_register_of_demands_into_print_by_one_press(
    public: Path, desk: dict[str, Client]
) -> None:
    editor, publisher = desk["editor"], desk["publisher"]
    asked = {"key": str(uuid4()), "kind": "correction", "party": "Порт, Ерлан", "claim": "Ответ"}
    editor.post("/newsroom/demands/new/", asked | {"received": "2031-06-01", "incident": FIRST})
    page, press = "/newsroom/demands/1/", "/newsroom/demands/1/print/"
    half = {"by-ru": "порт озера", "by-en": "the port", "print-ru": "Мы не блокировали."}
    assert editor.post(press, half | {"now": "no"}).status_code == 302
    # In every language or not at all; what was typed stays in the register.
    refused = editor.post(press, half | {"now": "yes"})
    assert (refused.status_code, "English" in refused.text) == (400, True)
    assert "Мы не блокировали." in editor.get(page).text
    assert not NoticeRow.objects.exists()
    exposing = half | {"print-en": "Call +7 701 555 01 01.", "now": "yes"}
    assert editor.post(press, exposing).status_code == 400
    whole = half | {"print-en": "We blocked nothing.", "now": "yes"}
    for _ in range(2):
        assert editor.post(press, whole)["Location"] == PATH
    one = f"{PATH}{NoticeRow.objects.get().key}/"
    assert "второй человек" in editor.get(page).text
    assert not public.exists()
    assert "Кто написал исправление" in editor.post(one, {"approve": "1"}, follow=True).text
    publisher.post(one, {"approve": "1"})
    for language, words in (("ru", "Мы не блокировали."), ("en", "We blocked nothing.")):
        for path in (f"i/{FIRST}/index.html", "feed.xml", "feed.json"):
            assert words in (public / language / path).read_text("utf-8")
    assert "Опубликовано" in editor.get(page).text
    held = b"".join(file.read_bytes() for file in public.rglob("*.html"))
    assert "Ерлан".encode() not in held
    assert not AuditRow.objects.filter(detail__contains="Ерлан").exists()


def test_what_is_lacking_is_named_and_what_was_typed_is_kept(
    public: Path, desk: dict[str, Client]
) -> None:
    answer = desk["editor"].post(PATH, form(**{"text-en": ""}))
    assert answer.status_code == 400
    assert "English" in answer.text
    assert "Мы ничего не блокировали." in answer.text
    assert desk["editor"].post(PATH, form(kind="retraction")).status_code == 400
    assert not NoticeRow.objects.exists()


def test_who_thinks_better_of_it_takes_a_notice_away(public: Path, desk: dict[str, Client]) -> None:
    desk["reporter"].post(PATH, form(kind="correction"))
    desk["editor"].post(f"{PATH}{NoticeRow.objects.get().key}/", {"drop": "1"})
    assert not NoticeRow.objects.exists()


def test_a_publisher_retracts_with_a_reason_in_every_language(
    public: Path, desk: dict[str, Client]
) -> None:
    take_back = f"/incidents/{FIRST}/take-back/"
    typed = {"state": "retracted", "reason": "for us alone", "text-ru": "Приказа не было."}
    answer = desk["publisher"].post(take_back, typed)
    assert answer.status_code == 400
    assert "for us alone" in answer.text
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.PUBLISHED
    desk["publisher"].post(take_back, typed | {"text-en": "There was no order."})
    page = (public / "en" / "i" / FIRST / "index.html").read_text("utf-8")
    assert "There was no order." in page
    pages = [file.read_text("utf-8") for file in public.rglob("*.html")]
    assert not any(TITLE in one or "for us alone" in one for one in pages)
    assert AuditRow.objects.get(action="retracted").detail == "for us alone"
    desk["publisher"].post(take_back, {"state": "withdrawn", "reason": "danger"})
    assert "There was no order." not in (public / "en" / "i" / FIRST / "index.html").read_text()


def test_an_open_question_about_one_entry_does_not_keep_another_from_disappearing(
    public: Path, desk: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"XT-2031-0002": ("open",)}
    monkeypatch.setattr("dalel.newsroom.incidents.queries.snapshot._held", lambda **_: held)
    typed = {"state": "withdrawn", "reason": "danger"}
    desk["publisher"].post(f"/incidents/{FIRST}/take-back/", typed)
    assert TITLE not in (public / "en" / "i" / FIRST / "index.html").read_text("utf-8")


def test_where_the_site_also_stands_and_what_still_stands_there_is_shown(
    public: Path, desk: dict[str, Client], settings: Settings, tmp_path: Path, now: datetime
) -> None:
    Member.objects.update(language="en")
    publisher, near = desk["publisher"], tmp_path / "near"
    assert "Nowhere that we know of" in publisher.get("/messages/").text
    form = {"words": "Data of the port", "reason": "danger", "sure": "yes"}
    assert "We know of no other place" in publisher.post("/withdraw/now/", form, follow=True).text

    settings.DALEL = settings.DALEL.model_copy(update={"mirrors": (str(near), "there.test:www")})
    assert publisher.get("/messages/").text.count("nothing has arrived yet") == 2
    assert str(near) not in publisher.get("/").text
    mirrors().send(str(near), lambda: now)
    mirrors().send(str(tmp_path / "by-hand"), lambda: now)
    delivery_state.failed("there.test:www", "a state", "nothing answers at this door", now)
    shown = publisher.get("/messages/").text
    assert shown.count("up to date") == 3
    assert "nothing answers at this door" in shown
    assert "Nothing has got there since" in publisher.get("/").text

    looked = publisher.post("/withdraw/", {"words": "blocked by order"}).text
    assert f"<dd><span>{near}</span><span>{tmp_path / 'by-hand'}</span></dd>" in looked
    done = publisher.post("/withdraw/now/", form | {"words": "blocked by order"}, follow=True).text
    assert "1 other place still holds it; the site is sent there now." in done
    assert f"which still hold it: {tmp_path / 'by-hand'}. Ask whoever keeps" in done
    for page in (publisher.get("/messages/").text, desk["reporter"].get("/").text):
        assert page.count("What was taken back since can still be read there.") == 2
    mirrors().send(str(near), lambda: now)
    assert publisher.get("/").text.count("What was taken back since can still be read") == 1


def test_what_is_uncertain_is_shown_with_its_two_ways_out(
    public: Path, desk: dict[str, Client], tiny_pack: Pack, now: datetime
) -> None:
    announce(tiny_pack, Voices(channels=frozenset({"en"})), now)
    first, second = MessageRow.objects.order_by("pk")[:2]
    for row in (first, second):
        outbox.claim(row.key, outbox.stand(), now)
        outbox.mark_uncertain(row.key, "the connection broke off")
    assert desk["reporter"].get("/messages/").text.count("the connection broke off") == 2
    assert "/messages/decide/" not in desk["reporter"].get("/messages/").text
    page = desk["publisher"].get("/messages/").text
    assert page.count('action="/messages/decide/"') == 2
    link = "https://t.me/c/1234567/89"
    desk["publisher"].post("/messages/decide/", {"key": first.key, "sent": "1", "place": link})
    desk["publisher"].post("/messages/decide/", {"key": second.key, "again": "1"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.place) == (MessageState.SENT, "-1001234567/89")
    assert second.state == MessageState.QUEUED
    again = desk["publisher"].post(
        "/messages/decide/", {"key": first.key, "again": "1"}, follow=True
    )
    assert "уже кто-то решил" in again.text
    assert "2031" in desk["publisher"].get("/editions/").text


def test_outputs_of_a_preview_and_of_a_release_are_on_the_page_of_the_edition(
    public: Path, desk: dict[str, Client]
) -> None:
    folder = public / "en" / "e" / "1"
    folder.mkdir(parents=True)
    (folder / "bulletin-1-en.pdf").write_bytes(b"%PDF-")
    assert 'href="/released/en/e/1/bulletin-1-en.pdf"' in desk["reporter"].get("/editions/1/").text
    answer = desk["reporter"].get("/released/en/e/1/bulletin-1-en.pdf")
    assert answer.getvalue() == b"%PDF-"
    answer.close()


def test_a_reader_asks_confirms_and_leaves(public: Path, client: Client) -> None:
    asked = client.get("/letters/?language=ru")
    assert asked.status_code == 200
    assert "Язык писем" in asked.text
    assert "sessionid" not in client.cookies
    assert client.post("/letters/", {"language": "ru", "address": "no address"}).status_code == 400
    typed = {"language": "ru", "address": "Dana@Reader.test"}
    answers = {client.post("/letters/", typed).text for _ in range(2)}
    assert len(answers) == 1
    assert MessageRow.objects.count() == 1
    row = SubscriberRow.objects.get()
    assert row.address == "dana@reader.test"
    door = f"/letters/confirm/{row.secret}/"
    client.get(door)
    assert not SubscriberRow.objects.filter(confirmed__isnull=False).exists()
    client.post(door)
    assert SubscriberRow.objects.filter(confirmed__isnull=False).exists()
    way_out = f"/letters/leave/{row.secret}/"
    assert "button" in client.get(way_out).text
    assert SubscriberRow.objects.exists()
    program = Client(enforce_csrf_checks=True)
    one_click = {"List-Unsubscribe": "One-Click"}
    assert program.post(way_out, one_click).status_code == 200
    assert program.post(way_out, one_click).status_code == 200
    assert not SubscriberRow.objects.exists()
    assert client.get(door).status_code == 410


def test_a_reader_asks_for_letters_about_a_topic_and_leaves_it_alone(
    public: Path, client: Client, tiny_pack: Pack
) -> None:
    name = tiny_pack.codebook.section_by_number[1].labels["ru"]
    asked = client.get("/letters/?language=ru&topic=section:1")
    assert name in asked.text
    page = html.fromstring(asked.content)
    assert page.xpath("//input[@name='topic']/@value") == ["section:1"]
    assert page.xpath("//a[@href='/letters/?language=ru']")
    typed = {"language": "ru", "address": "dana@reader.test"}
    wrong = client.post("/letters/", typed | {"address": "none", "topic": "section:1"})
    assert 'value="section:1"' in wrong.text
    for topic in ("section:1", "section:1", "section:2", ""):
        assert client.post("/letters/", typed | {"topic": topic}).status_code == 200
    rows = {row.topic: row for row in SubscriberRow.objects.all()}
    assert set(rows) == {"section:1", "section:2", ""}
    assert len({row.secret for row in rows.values()}) == MessageRow.objects.count() == 3
    door = f"/letters/confirm/{rows['section:1'].secret}/"
    assert name in client.get(door).text
    assert name in client.post(door).text
    way_out = f"/letters/leave/{rows['section:1'].secret}/"
    assert name in client.get(way_out).text
    assert "Ваш адрес удалён" not in client.post(way_out).text
    assert {row.topic for row in SubscriberRow.objects.all()} == {"section:2", ""}


def test_who_confirms_letters_about_a_case_knows_what_is_public_of_it(
    public: Path, client: Client
) -> None:
    row = CaseRow.objects.create(names={"ru": "Дело берега", "en": "The matter of the shore"})
    row.incidents.add(IncidentRow.objects.get(number=FIRST))
    assert "Дело берега" in client.get(f"/letters/?language=ru&topic=case:{row.number}").text
    typed = {"language": "ru", "address": "dana@reader.test", "topic": f"case:{row.number}"}
    client.post("/letters/", typed)
    reader = SubscriberRow.objects.get()
    client.post(f"/letters/confirm/{reader.secret}/")
    reader.refresh_from_db()
    assert reader.seen == [FIRST]


def test_of_topics_that_are_not_public_a_reader_learns_nothing(
    public: Path, client: Client, now: datetime
) -> None:
    secret = CaseRow.objects.create(names={"ru": "Тайное дело", "en": "A secret matter"})
    secret.incidents.add(IncidentRow.objects.create(number="XT-2031-0099", section=1, updated=now))
    answers = set()
    for topic in (f"case:{secret.number}", "case:999", "case:x", "section:77", "place:ZZ", "x"):
        asked = client.get("/letters/", {"language": "ru", "topic": topic})
        typed = {"language": "ru", "address": "dana@reader.test", "topic": topic}
        sent = client.post("/letters/", typed)
        assert (asked.status_code, sent.status_code) == (404, 404)
        answers |= {asked.text, sent.text}
    assert len(answers) == 1
    assert "Тайное" not in answers.pop()
    assert not SubscriberRow.objects.exists()


def test_machines_that_fill_every_field_and_crowds_get_no_letters(
    public: Path, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {"language": "en", "address": "dana@reader.test", "website": "x"}
    assert client.post("/letters/", typed).status_code == 200
    assert not SubscriberRow.objects.exists()
    monkeypatch.setattr("dalel.newsroom.releases.actions.subscribers._MOST_AN_HOUR", 1)
    client.post("/letters/", typed | {"website": ""})
    crowd = client.post("/letters/", typed | {"website": "", "address": "other@reader.test"})
    assert crowd.status_code == 429


def test_addresses_of_readers_are_on_no_page_of_the_desk(
    public: Path, desk: dict[str, Client], tiny_pack: Pack, now: datetime
) -> None:
    reader("dana", "en", now)
    announce(tiny_pack, Voices(letters=frozenset({"en"})), now)
    for path in ("/messages/", "/editions/1/", "/newsroom/audit/", PATH):
        assert "dana" not in desk["publisher"].get(path).text


def test_the_field_for_machines_is_seen_by_nobody(public: Path, client: Client) -> None:
    tree = html.fromstring(client.get("/letters/").content)
    assert tree.xpath("//div[@hidden]//input[@name='website']")
