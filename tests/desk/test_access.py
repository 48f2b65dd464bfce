"""Who gets in where?"""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from dalel.desk.access import RULES, Action, may
from dalel.store.models import ArticleRow, CaptureRow, Member, Role, SourceRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record", "watched")]

#: Every address of the desk, and what it answers a member: by method, GET then POST.
MEMBERS = {
    "home": ("/", 302, 302),
    "sign-in": ("/sign-in/", 302, 302),
    "sign-out": ("/sign-out/", 405, 302),
    "password": ("/password/", 200, 200),
    "language": ("/language/", 405, 400),
    "editions": ("/editions/", 200, 405),
    "edition": ("/editions/1/", 200, 405),
    "incidents": ("/incidents/", 200, 405),
    "incident": ("/incidents/XT-2031-0001/", 200, 405),
    "sources": ("/sources/", 200, 405),
    "source": ("/sources/lake/", 200, 405),
    "article": ("/articles/1/", 200, 405),
}
#: What stands open to everybody: the door itself and its language.
OPEN = {"sign-in": (200, 200), "language": (405, 400)}


@pytest.fixture
def watched(db: None, now: datetime) -> None:
    """A source and an article with one version."""
    source = SourceRow.objects.create(key="lake", name="Озеро")
    capture = CaptureRow.objects.create(
        link="0" * 64,
        chain="worker-001",
        number=2,
        url="http://lake.test/one",
        time=now,
        status=200,
        sha256="0" * 64,
        warc_file="a.warc.gz",
        warc_offset=0,
        warc_length=1024,
        record_id="urn:uuid:00000000-0000-4000-8000-000000000000",
        vantage="direct",
    )
    article = ArticleRow.objects.create(
        pk=1,
        canonical="https://lake.test/one",
        url="http://lake.test/one",
        source=source,
        first_kept=now,
        last_looked=now,
    )
    article.versions.create(number=1, time=now, capture=capture, title="Весть", text="Текст.")


def test_every_address_of_the_desk_is_tested() -> None:
    named = {
        pattern.name
        for pattern in get_resolver("dalel.desk.urls").url_patterns
        if isinstance(pattern, URLPattern)
    }
    assert named == set(MEMBERS)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", MEMBERS)
def test_every_role_gets_the_screens_and_nobody_writes(
    client: Client, cast: dict[str, Member], role: Role, name: str
) -> None:
    path, read, write = MEMBERS[name]
    client.force_login(cast[role])
    assert client.get(path).status_code == read
    assert client.head(path).status_code == read
    assert client.post(path).status_code == write
    client.force_login(cast[role])
    for method in (client.put, client.patch, client.delete):
        assert method(path).status_code in {302, 405} if name == "home" else 405


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("who", ["a stranger", "one who has left"])
def test_nobody_else_sees_anything(
    client: Client, cast: dict[str, Member], who: str, name: str
) -> None:
    if who == "one who has left":
        client.force_login(cast["left"])
    path = MEMBERS[name][0]
    for place, response in enumerate((client.get(path), client.post(path))):
        if name in OPEN:
            assert response.status_code == OPEN[name][place]
        else:
            assert response.status_code == 302
            assert response["Location"].startswith("/sign-in/")


def test_one_who_leaves_while_signed_in_is_out_at_once(
    client: Client, cast: dict[str, Member]
) -> None:
    client.force_login(cast["editor"])
    assert client.get("/editions/").status_code == 200
    Member.objects.filter(pk=cast["editor"].pk).update(is_active=False)
    assert client.get("/editions/").status_code == 302


def test_what_no_rule_allows_is_forbidden(
    reporter: Client, cast: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert may(cast["reporter"], Action.READ_RECORD)
    assert not may(cast["left"], Action.READ_RECORD)
    monkeypatch.delitem(RULES, Action.READ_RECORD)
    response = reporter.get("/editions/")
    assert response.status_code == 403
    assert "администратор" in response.text


def test_no_page_is_kept_outside_and_nothing_runs_inline(reporter: Client) -> None:
    for path in ("/editions/", "/incidents/XT-2031-0001/", "/nowhere/"):
        response = reporter.get(path)
        assert response["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "unsafe-inline" not in response["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]* src=)", response.text)
        assert not re.search(r" on[a-z]+=", response.text)
        assert " style=" not in response.text


def test_a_form_from_elsewhere_is_refused_in_plain_words(cast: dict[str, Member]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast["reporter"])
    response = strict.post("/sign-out/")
    assert response.status_code == 403
    assert "ничего не сохранено" in response.text
