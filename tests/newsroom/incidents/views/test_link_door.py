"""Does a key add links in its owner's name, and open nothing else of the desk?"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dalel.cli.secrecy import Redaction
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations, link_keys, members
from dalel.newsroom.accounts.models import AuditRow, LinkKeyRow, Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.evidence.actions import asked_links, withhold_rows
from dalel.newsroom.evidence.models import AddedLinkRow, AskedLinkRow, FindingRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.worker.actions.expire import let_go
from newsroom.access_rules import ROOMS
from newsroom.row_contents import everything
from newsroom.views.test_access import MEMBERS, WORK, watched
from story_rows import kept_article

__all__ = ["watched"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
DOOR = "/api/links"
KNOWN = "https://lake.test"


@pytest.fixture(autouse=True)
def _no_one_came_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def known(now: datetime) -> None:
    """A host of which a page was captured before."""
    kept_article("one", now, title="Весть")


def act_of(member: Member) -> Act:
    return Act(member=Member.objects.get(pk=member.pk), time=datetime.now(UTC))


@pytest.fixture
def key(cast: dict[str, Member]) -> str:
    return link_keys.make("мой телефон", 30, act_of(cast["reporter"]))


def send(key: str, body: Any, kind: str = "application/json", **headers: str) -> Any:
    sent = body if isinstance(body, str | bytes) else json.dumps(body)
    strict = Client(enforce_csrf_checks=True)
    return strict.post(
        DOOR, sent, content_type=kind, headers={"Authorization": f"Bearer {key}", **headers}
    )


@pytest.mark.usefixtures("known")
def test_each_address_is_answered_and_what_is_asked_about_waits_for_its_sender(
    key: str, cast: dict[str, Member], client: Client
) -> None:
    links = [
        f"{KNOWN}/two?utm_source=x",
        f"{KNOWN}/one",
        "https://strange.test/a?token=zzz",
        "http://10.0.0.1/x",
        "просто слова",
    ]
    answer = send(key, {"links": links, "note": "  из \n чата "})
    assert answer.status_code == 200
    told = answer.json()
    assert [one["url"] for one in told["taken"]] == [f"{KNOWN}/two"]
    assert [one["url"] for one in told["known"]] == [f"{KNOWN}/one"]
    assert told["known"][0]["page"].startswith("http://testserver/articles/")
    assert [one["why"] for one in told["asked"]] == ["key"]
    assert told["answer_at"] == "http://testserver/links/"
    assert [one["why"] for one in told["refused"]] == ["not public"]
    assert re.search(r"\d", told["message"])
    added = AddedLinkRow.objects.get(finding__canonical=f"{KNOWN}/two")
    assert (added.member, added.note) == (cast["reporter"], "из чата")
    assert not FindingRow.objects.filter(url__contains="strange").exists()
    # Only the sender sees the question, and answers it there.
    client.force_login(cast["editor"])
    assert "strange.test" not in client.get("/links/").text
    client.force_login(cast["reporter"])
    page = client.get("/links/").text
    assert 'value="https://strange.test/a?token=zzz"' in page
    assert "из чата" in page
    client.post("/links/", {"agreed": ["https://strange.test/a?token=zzz"]})
    assert not AskedLinkRow.objects.exists()
    agreed = AddedLinkRow.objects.get(finding__url__contains="strange")
    assert agreed.note == "из чата"


@pytest.mark.usefixtures("known")
def test_one_address_a_line_or_a_single_one_is_enough(key: str) -> None:
    text = f"{KNOWN}/three\r\nlake.test/four\n"
    assert len(send(key, text, "text/plain; charset=utf-8").json()["taken"]) == 2
    assert len(send(key, {"links": f"{KNOWN}/five"}).json()["taken"]) == 1
    many = "\n".join(f"{KNOWN}/p{place}" for place in range(60))
    told = send(key, many, "text/plain").json()
    assert (len(told["taken"]), told["left"]) == (50, 10)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (" ", "application/json", 400),
        ("[]", "application/json", 400),
        ("{}", "application/json", 400),
        ('{"links": [1]}', "application/json", 400),
        ('{"links": {"a": 1}}', "application/json", 400),
        ('{"links": ["https://lake.test/x"], "note": ["a"]}', "application/json", 400),
        ('{"links": ["https://lake.test/\\ud800"]}', "application/json", 400),
        ("[" * 90_000, "application/json", 400),
        (b"\xff\xfe", "text/plain", 400),
        ('{"links": []}', "application/json", 422),
        ("слова\x00", "text/plain", 422),
        ("links=https://lake.test/x", "application/x-www-form-urlencoded", 415),
        ("x" * 100_001, "text/plain", 413),
        ("x" * 3_000_000, "text/plain", 413),
    ],
)
def test_what_is_no_message_is_told_in_a_sentence(
    key: str, body: str | bytes, kind: str, status: int
) -> None:
    answer = send(key, body, kind)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert not FindingRow.objects.exists()


@pytest.mark.usefixtures("known")
def test_a_key_that_does_not_work_is_told_nothing_of_why(key: str, cast: dict[str, Member]) -> None:
    reporter = cast["reporter"]
    said = set()

    def refused(given: str) -> None:
        answer = send(given, {"links": [f"{KNOWN}/two"]})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
        assert not answer.cookies
        said.add(answer.content)

    refused("guessed")
    refused("")
    expired = link_keys.make("старый", 7, act_of(reporter))
    LinkKeyRow.objects.filter(name="старый").update(expires=datetime.now(UTC))
    refused(expired)
    withdrawn = link_keys.make("другой", 7, act_of(reporter))
    link_keys.withdraw(LinkKeyRow.objects.get(name="другой").pk, act_of(reporter))
    refused(withdrawn)
    Member.objects.filter(pk=reporter.pk).update(is_active=False)
    refused(key)
    assert len(said) == 1
    assert not FindingRow.objects.exists()


def test_who_may_no_longer_add_links_has_no_key(cast: dict[str, Member]) -> None:
    administrator = cast["administrator"]
    body = {"links": ["http://10.0.0.1/"]}
    # While the newsroom is small, an administrator adds links, too.
    Member.objects.update(joined=datetime.now(UTC))
    of_few = link_keys.make("один", 30, act_of(administrator))
    assert send(of_few, body).status_code == 200
    Member.objects.update(joined=datetime.now(UTC) - timedelta(days=60))
    assert send(of_few, body).status_code == 401


@pytest.mark.usefixtures("known")
def test_with_the_account_its_keys_end_in_the_same_act(key: str, cast: dict[str, Member]) -> None:
    reporter, editor = cast["reporter"], cast["editor"]
    send(key, {"links": ["https://strange.test/x"]})
    assert AskedLinkRow.objects.exists()
    suspension.suspend(reporter.username, "", act_of(editor))
    assert not AskedLinkRow.objects.exists()
    # Not even when the account is opened again.
    Member.objects.filter(pk=reporter.pk).update(is_active=True)
    assert send(key, {"links": [f"{KNOWN}/two"]}).status_code == 401


def test_a_new_password_or_factor_and_a_role_that_adds_no_links_end_the_keys(
    cast: dict[str, Member], client: Client
) -> None:
    reporter, administrator = cast["reporter"], cast["administrator"]

    def alive() -> bool:
        return link_keys.alive(datetime.now(UTC)).filter(member=reporter).exists()

    def again() -> None:
        link_keys.make("телефон", 30, act_of(reporter))
        assert alive()

    again()
    members.reset_factors(reporter.username, act_of(administrator))
    assert not alive()
    again()
    secret = invitations.link_for(reporter.username, act_of(administrator))
    invitations.accept(secret, username="", name="", password="x" * 20, now=datetime.now(UTC))
    assert not alive()
    again()
    client.force_login(Member.objects.get(pk=reporter.pk))
    new = {"old_password": "x" * 20, "new_password1": "нов" * 8, "new_password2": "нов" * 8}
    assert client.post("/account/password/", new).status_code == 302
    assert not alive()
    again()
    members.set_role(reporter.username, Role.EDITOR, act_of(administrator), is_confirmed=False)
    assert alive()
    members.set_role(
        reporter.username, Role.ADMINISTRATOR, act_of(administrator), is_confirmed=False
    )
    assert not alive()


@pytest.mark.usefixtures("known")
def test_the_audit_log_names_the_key_and_no_log_holds_it(
    key: str, cast: dict[str, Member], client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    send(key, {"links": [f"{KNOWN}/two"]})
    send(f"{key}x", {"links": [f"{KNOWN}/two"]})
    send(key, "x" * 100_001)
    assert key not in caplog.text
    assert key not in json.dumps(everything(), default=str)
    row = AuditRow.objects.filter(action="added a link").get()
    assert (row.member, row.subject, row.detail) == (
        cast["reporter"],
        "lake.test",
        "key мой телефон",
    )
    client.force_login(cast["editor"])
    page = client.get("/newsroom/audit/").text
    assert "мой телефон" in page
    assert "made a key for links" not in re.sub(r"<option.*?>", "", page)
    assert LinkKeyRow.objects.get(name="мой телефон").last_used
    assert key not in Redaction()(f"failed with {key}")


@pytest.mark.usefixtures("watched")
def test_a_key_opens_no_page_of_the_desk(key: str, cast: dict[str, Member]) -> None:
    paths = {name: found[0] for rules in (MEMBERS, WORK, ROOMS) for name, found in rules.items()}
    assert len(paths) > 150
    stranger = Client()
    for name, path in paths.items():
        if name == "links-door":
            continue
        before = everything()
        for method in ("get", "post"):
            closed = getattr(stranger, method)(path)
            for headers in (
                {"Authorization": f"Bearer {key}"},
                {"Authorization": f"Basic {key}", "Cookie": f"sessionid={key}"},
            ):
                opened = getattr(Client(), method)(path, headers=headers)
                assert (name, opened.status_code) == (name, closed.status_code)
                assert opened.headers.get("Location") == closed.headers.get("Location")
        if name in {"home", "inbox", "link-keys", "incident-edit"}:
            assert everything() == before


@pytest.mark.usefixtures("known")
def test_a_session_means_nothing_where_keys_are_asked_for(
    key: str, cast: dict[str, Member], client: Client
) -> None:
    client.force_login(cast["editor"])
    body = json.dumps({"links": [f"{KNOWN}/two"]})
    answer = client.post(DOOR, body, content_type="application/json")
    assert (answer.status_code, dict(answer.cookies)) == (401, {})
    bearer = {"Authorization": f"Bearer {key}"}
    answer = client.post(DOOR, body, content_type="application/json", headers=bearer)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert AddedLinkRow.objects.get().member == cast["reporter"]
    assert client.get(DOOR, headers=bearer).status_code == 405
    assert answer["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.usefixtures("known")
def test_who_comes_too_often_waits(key: str, cast: dict[str, Member]) -> None:
    for _ in range(30):
        assert send(key, {"links": ["http://10.0.0.1/"]}).status_code == 200
    answer = send(key, {"links": [f"{KNOWN}/two"]})
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    for _ in range(20):
        assert send("guessed", {}).status_code == 401
    assert send("guessed", {}).status_code == 429
    # Whoever guesses keeps nobody out who has a key.
    other = link_keys.make("планшет", 7, act_of(cast["reporter"]))
    assert send(other, {"links": [f"{KNOWN}/two"]}).status_code == 200
    assert not FindingRow.objects.filter(canonical=f"{KNOWN}/three").exists()


def test_only_so_many_questions_wait_and_none_for_ever(
    key: str, cast: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_links, "MOST", 3)
    links = [f"https://strange.test/{place}" for place in range(4)]
    answer = send(key, {"links": links})
    assert answer.status_code == 429
    assert AskedLinkRow.objects.count() == 3
    let_go(datetime.now(UTC) + timedelta(days=6))
    assert AskedLinkRow.objects.count() == 3
    let_go(datetime.now(UTC) + timedelta(days=8))
    assert not AskedLinkRow.objects.exists()
    assert LinkKeyRow.objects.exists()
    let_go(datetime.now(UTC) + timedelta(days=61))
    assert not LinkKeyRow.objects.exists()


@pytest.mark.usefixtures("known")
def test_what_is_withdrawn_or_withheld_leaves_questions_and_notes(
    key: str, cast: dict[str, Member]
) -> None:
    send(key, {"links": ["https://strange.test/%D0%A2%D0%B0%D0%B9%D0%BD%D1%8B%D0%B9"]})
    send(key, {"links": [f"{KNOWN}/two", "https://strange.test/x"], "note": "про Тайный ход"})
    send(key, {"links": ["https://strange.test/y"]})
    withdrawn_words.withdraw(["Тайный"], "так надо", act_of(cast["publisher"]))
    assert [row.url for row in AskedLinkRow.objects.all()] == ["https://strange.test/y"]
    assert AddedLinkRow.objects.get().note == ""
    asked_links.bar("https://strange.test/y")
    assert not AskedLinkRow.objects.exists()
    assert withhold_rows


def test_keys_are_made_shown_once_and_withdrawn_at_the_own_account(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["reporter"])
    assert "/account/tokens/" in client.get("/account/").text
    assert client.post("/account/tokens/", {"name": " ", "days": "30"}).status_code == 400
    assert client.post("/account/tokens/", {"name": "a", "days": "3650"}).status_code == 400
    made = client.post("/account/tokens/", {"name": "телефон", "days": "7"})
    [secret] = re.findall(r'value="(dalel-links-[\w-]{43})"', made.text)
    row = LinkKeyRow.objects.get()
    assert row.expires - row.time == timedelta(days=7)
    assert secret not in client.get("/account/tokens/").text
    assert send(secret, {"links": ["http://10.0.0.1/"]}).status_code == 200
    # Nobody else's key is withdrawn by its number.
    client.force_login(cast["editor"])
    assert client.post(f"/account/tokens/{row.pk}/end/").status_code == 404
    assert "<b>телефон</b>" not in client.get("/account/tokens/").text
    client.force_login(cast["reporter"])
    client.post(f"/account/tokens/{row.pk}/end/")
    assert send(secret, {"links": ["http://10.0.0.1/"]}).status_code == 401
    for _ in range(10):
        client.post("/account/tokens/", {"name": "b", "days": "30"})
    client.post("/account/tokens/", {"name": "eleventh", "days": "30"})
    assert not LinkKeyRow.objects.filter(name="eleventh").exists()


def test_questions_are_left_unvisited(key: str, cast: dict[str, Member], client: Client) -> None:
    send(key, {"links": ["https://strange.test/x", "https://strange.test/y"]})
    client.force_login(cast["reporter"])
    client.post("/links/", {"agreed": ["https://strange.test/x"], "leave": "1"})
    assert [row.url for row in AskedLinkRow.objects.all()] == ["https://strange.test/y"]
    assert not FindingRow.objects.exists()


def test_the_desk_is_named_as_the_settings_say(key: str, settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"desk_address": "https://desk.test"})
    told = send(key, {"links": ["https://strange.test/x"]}).json()
    assert told["answer_at"] == "https://desk.test/links/"


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=", "multipart/form-data"])
def test_a_body_of_another_kind_is_not_read_before_the_key(
    key: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    refused = send("nobody-has-this", "--x", kind)
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/json")
    wrong = send(key, "--x", kind)
    assert (wrong.status_code, wrong["Content-Type"]) == (415, "application/json")
    last = [send("nobody-has-this", "--x", kind) for _ in range(25)][-1]
    assert (last.status_code, last["Content-Type"]) == (429, "application/json")
    assert not [one for one in caplog.records if one.exc_info]
