"""Who gets in where?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from dalel.domain.membership import NOTICE
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member, SuspensionRow
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.frame.feedback import way_back
from dalel.newsroom.frame.permissions import RULES, Action, may
from dalel.newsroom.frame.public_acts import ACTS, PAGES
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import CaseRow, OutletRow, PersonRow
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from newsroom.access_rules import OPEN as ROOMS_OPEN
from newsroom.access_rules import ROOMS, named_addresses
from newsroom.keys import long_there

STORY = "5" * 16
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record", "watched")]

#: Every address of the desk, and what it answers a member: by method, GET then POST.
MEMBERS = {
    "home": ("/", 200, 405),
    "account_logout": ("/sign-out/", 405, 302),
    "language": ("/language/", 405, 400),
    "inbox": ("/inbox/", 200, 405),
    "story": (f"/inbox/{STORY}/", 200, 405),
    "aside": ("/inbox/aside/", 200, 405),
    "call-in": ("/inbox/aside/99/", 405, 404),
    "decide": (f"/inbox/{STORY}/reject/", 405, 422),
    "undo": ("/inbox/undo/99/", 405, 404),
    "search": ("/search/?q=весть", 200, 405),
    "saved-searches": ("/searches/", 200, 405),
    "save-search": ("/searches/save/", 405, 302),
    "forget-search": ("/searches/99/forget/", 405, 302),
    "diary": ("/diary/", 200, 405),
    "write-diary": ("/diary/write/", 405, 422),
    "decide-diary": ("/diary/99/", 405, 422),
    "diary-address": ("/diary/address/", 405, 200),
    "diary-feed": ("/diary/guessed.ics", 404, 405),
    "handover": ("/handover/", 200, 302),
    "codebook": ("/codebook/", 200, 405),
    "editions": ("/editions/", 200, 405),
    "edition": ("/editions/1/", 200, 405),
    "edition-paste": ("/editions/1/paste/", 200, 405),
    "edition-words": ("/editions/1/words/", 200, 405),
    "incidents": ("/incidents/", 200, 405),
    "incident": ("/incidents/XT-2031-0001/", 200, 405),
    "resting": ("/resting/", 200, 405),
    "resting-again": ("/resting/again/", 405, 400),
    "network-signals": ("/signals/", 200, 405),
    "sources": ("/sources/", 200, 405),
    "source": ("/sources/lake/", 200, 405),
    "source-state": ("/sources/lake/state/", 405, 400),
    "article": ("/articles/1/", 200, 405),
    "article-picture": ("/articles/1/picture/0/", 404, 405),
    # Who is signed in has no key.
    "links-door": ("/api/links", 405, 401),
}
#: What stands open to everybody: the door itself, its language, a calendar with its secret, and
#: where a key lets in.
OPEN = ROOMS_OPEN | {"diary-feed": (404, 405), "links-door": (405, 401)}
#: Who may not write where others may.
FORBIDDEN = {("source-state", Role.REPORTER), ("resting-again", Role.REPORTER)}
ALL, WRITERS = set(Role), {Role.REPORTER, Role.EDITOR, Role.PUBLISHER}
EDITORS, PUBLISHERS = {Role.EDITOR, Role.PUBLISHER}, {Role.PUBLISHER}
_ONE = "/incidents/XT-2031-0001"
_KEY = "00000000-0000-4000-8000-000000000000"
#: The addresses of the daily work: who may read (None: nobody, it only takes forms) and write, and
#: what an empty form gets from who may.
WORK = {
    "word": ("/word/", WRITERS, WRITERS, 422),
    "word-take": ("/word/take/", None, WRITERS, 302),
    "word-keep": ("/word/keep/", None, WRITERS, 422),
    "last-bulletin": ("/editions/bulletin/", WRITERS, WRITERS, 422),
    "bulletin-keep": ("/editions/bulletin/keep/", None, EDITORS, 422),
    "edition-new": ("/editions/new/", None, EDITORS, 400),
    "publish": ("/editions/publish/", None, PUBLISHERS, 302),
    "edition-gather": ("/editions/1/gather/", None, EDITORS, 302),
    "edition-order": ("/editions/1/order/", None, EDITORS, 302),
    "introduction": ("/editions/1/introduction/", None, WRITERS, 404),
    "edition-state": ("/editions/1/state/", None, EDITORS, 302),
    "edition-release": ("/editions/1/release/", None, PUBLISHERS, 302),
    "edition-preview": ("/editions/1/preview/", None, WRITERS, 302),
    "preview": ("/preview/en/nothing.txt", ALL, set(), 405),
    "flash": ("/flash/", ALL, EDITORS, 400),
    "flash-confirm": ("/flash/XT-2031-0001/confirm/", None, EDITORS, 404),
    "incident-edit": (f"{_ONE}/edit/", WRITERS, WRITERS, 302),
    "incident-autosave": (f"{_ONE}/autosave/", None, WRITERS, 200),
    "incident-discard": (f"{_ONE}/discard/", None, WRITERS, 302),
    "incident-drafts": (f"{_ONE}/drafts/", WRITERS, set(), 405),
    "incident-memory": (f"{_ONE}/memory/", WRITERS, set(), 405),
    "incident-names": (f"{_ONE}/names/", WRITERS, set(), 405),
    "name-meant": (f"{_ONE}/names/meant/", None, WRITERS, 404),
    "names": ("/names/", ALL, set(), 405),
    "name-choose": ("/names/choose/", None, EDITORS, 422),
    "name-drop": ("/names/99/drop/", None, EDITORS, 404),
    "incident-notes": (f"{_ONE}/notes/", WRITERS, set(), 405),
    "incident-following": (f"{_ONE}/following/", WRITERS, set(), 405),
    "incident-follow": (f"{_ONE}/follow/", None, WRITERS, 302),
    "sent-texts": ("/newsroom/sent/", WRITERS, set(), 405),
    "draft-revise": (f"{_ONE}/drafts/99/revise/", None, WRITERS, 404),
    "incident-nearest": (f"{_ONE}/nearest/", None, WRITERS, 400),
    "memory": ("/memory/?q=сөз", ALL, set(), 405),
    "memory-import": ("/memory/import/", None, EDITORS, 302),
    "memory-export": ("/memory/export/", EDITORS, set(), 405),
    "memory-forget": ("/memory/99/forget/", None, EDITORS, 404),
    "draft-ask": (f"{_ONE}/drafts/ask/", None, WRITERS, 302),
    "draft-cancel": (f"{_ONE}/drafts/99/cancel/", None, WRITERS, 404),
    "draft-take": (f"{_ONE}/drafts/99/take/", None, WRITERS, 302),
    "drafts-take": (f"{_ONE}/drafts/take/", None, WRITERS, 302),
    "draft-drop": (f"{_ONE}/drafts/99/drop/", None, WRITERS, 404),
    "incident-codes": (f"{_ONE}/codes/", WRITERS, WRITERS, 400),
    "incident-record": (f"{_ONE}/record/", ALL, set(), 405),
    "incident-restore": (f"{_ONE}/record/restore/", None, WRITERS, 302),
    "entry-approve": (f"{_ONE}/approve/all/", None, EDITORS, 302),
    "incident-seen": (f"{_ONE}/seen/", None, ALL, 302),
    "incident-next": (f"{_ONE}/next-stories/", WRITERS, set(), 405),
    "incident-holder": (f"{_ONE}/holder/", None, WRITERS, 302),
    "several-stories": ("/several/stories/", None, ALL, 302),
    "several-entries": ("/several/entries/", None, WRITERS, 302),
    "several-undo": ("/several/99/undo/", None, ALL, 404),
    "waiting": ("/waiting/", ALL, set(), 405),
    "legal": ("/legal/", ALL, set(), 405),
    "legal-print": ("/legal/print/", None, ALL, 200),
    "incident-legal": (f"{_ONE}/legal/", ALL, ALL, 302),
    "incident-overrule": (f"{_ONE}/legal/overrule/", None, set(Role) - {Role.REPORTER}, 302),
    "record-approve": (f"{_ONE}/record/approve/", None, EDITORS, 302),
    "person": ("/people/person/1/", ALL, set(), 405),
    "person-change": ("/people/person/1/change/", None, WRITERS, 422),
    "outlet": ("/people/outlet/1/", ALL, set(), 405),
    "outlet-change": ("/people/outlet/1/change/", None, WRITERS, 422),
    "case": ("/cases/1/", ALL, set(), 405),
    "case-change": ("/cases/1/change/", None, WRITERS, 422),
    "person-answer": (f"{_ONE}/persons/", None, WRITERS, 302),
    "edition-names": ("/editions/1/names/", ALL, set(), 405),
    "incident-people": (f"{_ONE}/people/", WRITERS, WRITERS, 302),
    "incident-files": (f"{_ONE}/files/", WRITERS, WRITERS, 422),
    "incident-sight": (f"{_ONE}/files/seen/", WRITERS, WRITERS, 422),
    "incident-videos": (f"{_ONE}/videos/", WRITERS, WRITERS, 400),
    "incident-file": (f"{_ONE}/files/99/", WRITERS, WRITERS, 400),
    "file-picture": (f"{_ONE}/files/99/pages/1/", WRITERS, set(), 405),
    "file-original": (f"{_ONE}/files/99/original/", WRITERS, set(), 405),
    "incident-letters": (f"{_ONE}/letters/", WRITERS, WRITERS, 302),
    "incident-conversations": (f"{_ONE}/conversations/", WRITERS, WRITERS, 302),
    "channel": ("/channel/", WRITERS, WRITERS, 422),
    "channel-keep": ("/channel/keep/", None, WRITERS, 422),
    "channel-links": ("/channel/links/", None, WRITERS, 302),
    "add-links": ("/links/", WRITERS, WRITERS, 422),
    "link-keys": ("/account/tokens/", WRITERS, WRITERS, 400),
    "telegram": ("/account/telegram/", WRITERS, set(), 405),
    "telegram-code": ("/account/telegram/code/", None, WRITERS, 302),
    "telegram-end": ("/account/telegram/end/", None, WRITERS, 302),
    "link-key-end": ("/account/tokens/99/end/", None, WRITERS, 404),
    "entry-new": ("/incidents/new/", WRITERS, WRITERS, 422),
    "incident-links": (f"{_ONE}/links/", None, WRITERS, 302),
    "incident-timeline": (f"{_ONE}/timeline/", None, WRITERS, 400),
    "incident-ties": (f"{_ONE}/ties/", None, WRITERS, 302),
    "incident-difference": (f"{_ONE}/difference/?language=ru", ALL, set(), 405),
    "incident-review": (f"{_ONE}/review/", None, WRITERS, 302),
    "incident-send-back": (f"{_ONE}/send-back/", None, EDITORS, 302),
    "incident-approve": (f"{_ONE}/approve/", None, EDITORS, 404),
    "incident-confirm": (f"{_ONE}/confirm/", None, WRITERS, 302),
    "incident-take-back": (f"{_ONE}/take-back/", None, PUBLISHERS, 400),
    "incident-notices": (f"{_ONE}/notices/", ALL, WRITERS, 400),
    "incident-notice": (f"{_ONE}/notices/{_KEY}/", None, EDITORS, 404),
    "released": ("/released/en/nothing.txt", ALL, set(), 405),
    "messages": ("/messages/", ALL, set(), 405),
    "messages-decide": ("/messages/decide/", None, PUBLISHERS, 404),
    "incident-remarks": (f"{_ONE}/remarks/", None, WRITERS, 302),
    "incident-concerns": (f"{_ONE}/concerns/", None, EDITORS, 302),
    "incident-concern": (f"{_ONE}/concerns/0123456789abcdef/", None, EDITORS, 302),
    "proposals": ("/proposals/", ALL, set(), 405),
    "proposal": ("/proposals/99/", None, WRITERS, 302),
    "cases": ("/cases/", ALL, set(), 405),
    "people": ("/people/", ALL, set(), 405),
}
#: What is not there yet in this newsroom.
NOT_THERE = {"preview", "released", "incident-file", "file-picture", "file-original"}
#: Whom an empty form tells something else: of a moment only a publisher is asked.
TOLD_OTHERWISE = {("edition-state", Role.PUBLISHER): 400}


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
    for kind in (PersonRow, OutletRow, CaseRow):
        kind.objects.create(pk=1, names={"ru": "Весть"})
    story = StoryRow.objects.create(key=STORY, opened=now, newest=now)
    MembershipRow.objects.create(article=article, story=story, time=now)


def test_every_address_of_the_desk_is_tested() -> None:
    assert named_addresses() == {*MEMBERS, *WORK, *ROOMS}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_the_screens_and_writes_only_what_it_may(
    client: Client, cast: dict[str, Member], role: Role
) -> None:
    for name, (path, read, write) in MEMBERS.items():
        client.force_login(cast[role])
        assert (name, client.get(path).status_code) == (name, read)
        assert (name, client.head(path).status_code) == (name, read)
        wanted = 403 if (name, role) in FORBIDDEN else write
        assert (name, client.post(path).status_code) == (name, wanted)
        client.force_login(cast[role])
        for method in (client.put, client.patch, client.delete):
            assert (name, method(path).status_code) == (name, 405)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_its_own_work_and_no_other(
    client: Client, cast: dict[str, Member], role: Role
) -> None:
    client.force_login(cast[role])
    for name, (path, readers, writers, answer) in WORK.items():
        reads = 405 if readers is None else 403
        if readers and role in readers:
            reads = 404 if name in NOT_THERE else 200
        assert (name, client.get(path).status_code) == (name, reads)
        writes = 403 if writers else 405
        if role in writers:
            writes = TOLD_OTHERWISE.get((name, role), answer)
        assert (name, client.post(path).status_code) == (name, writes)
        for method in (client.put, client.patch, client.delete):
            assert (name, method(path).status_code) == (name, 405)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_enters_its_rooms_and_no_other(
    client: Client, cast: dict[str, Member], role: Role
) -> None:
    Member.objects.create_user("the-other")
    client.force_login(cast[role])
    for name, (path, readers, writers, read, write) in ROOMS.items():
        shown = 405 if readers is None else read if role in readers else 403
        taken = write if role in writers else 403 if writers else 405
        assert (name, client.get(path).status_code) == (name, shown)
        assert (name, client.head(path).status_code) == (name, shown)
        assert (name, client.post(path).status_code) == (name, taken)
        for method in (client.put, client.patch, client.delete):
            assert (name, method(path).status_code) in {(name, 405), ("mfa_list_webauthn", 302)}


@pytest.mark.parametrize("who", ["a stranger", "one who has left", "one closed out at work"])
def test_nobody_else_sees_anything(client: Client, cast: dict[str, Member], who: str) -> None:
    if who == "one closed out at work":
        client.force_login(cast["administrator"])
        assert client.get("/newsroom/").status_code == 200
        suspension.suspend(
            "the-administrator", "", Act(member=cast["editor"], time=datetime.now(UTC))
        )
    paths = {name: found[0] for name, found in MEMBERS.items()}
    paths |= {name: found[0] for name, found in WORK.items()}
    paths |= {name: rule[0] for name, rule in ROOMS.items()}
    for name, path in paths.items():
        if who == "one who has left":
            client.force_login(cast["left"])
        for place, response in enumerate((client.get(path), client.post(path))):
            if name in OPEN:
                assert (name, response.status_code) == (name, OPEN[name][place])
            else:
                assert (name, response.status_code) == (name, 302)
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


def newsroom_of(*roles: Role) -> list[Member]:
    return [
        Member.objects.create_user(f"the-{number}", role=role) for number, role in enumerate(roles)
    ]


def able(member: Member) -> set[Action]:
    fresh = Member.objects.get(pk=member.pk)
    return {action for action in Action if may(fresh, action)}


def test_the_first_account_does_everything_while_the_newsroom_is_small() -> None:
    [first] = newsroom_of(Role.ADMINISTRATOR)
    assert able(first) == set(Action)
    reporter = Member.objects.create_user("a-reporter", role=Role.REPORTER)
    assert able(first) == set(Action)
    assert able(reporter) == {one for one in Action if Role.REPORTER in RULES[one]}
    Member.objects.filter(pk=first.pk).update(is_active=False)
    assert able(first) == set()


def test_in_a_newsroom_that_grew_an_administrator_is_told_for_a_day_and_then_only_administers(
    client: Client,
) -> None:
    first, *_ = newsroom_of(Role.ADMINISTRATOR, Role.EDITOR, Role.REPORTER, Role.PUBLISHER)
    client.force_login(first)
    assert able(first) == set(Action)
    assert "администратор больше не пишет" in home(client)
    Member.objects.update(joined=datetime.now(UTC) - NOTICE)
    assert able(first) == {one for one in Action if Role.ADMINISTRATOR in RULES[one]}
    assert "Начатое сохранилось" in home(client)
    assert "/newsroom/invitations/" in home(client).split('id="outgrown"')[1]
    for other in ("the-1", "the-2", "the-3"):
        client.force_login(Member.objects.get(username=other))
        assert 'id="outgrown"' not in home(client)
    Member.objects.update(joined=datetime.now(UTC) - timedelta(days=60))
    client.force_login(first)
    assert 'id="outgrown"' not in home(client)


def test_who_closes_the_account_of_a_colleague_makes_no_small_newsroom_of_it() -> None:
    first, editor, *_ = newsroom_of(Role.ADMINISTRATOR, Role.EDITOR, Role.REPORTER, Role.PUBLISHER)
    long_there()
    suspension.suspend("the-2", "", Act(member=first, time=datetime.now(UTC)))
    assert Action.RELEASE not in able(first)
    SuspensionRow.objects.update(time=datetime.now(UTC) - timedelta(days=31))
    assert Action.RELEASE in able(first)
    assert Action.RELEASE not in able(editor)


def home(client: Client) -> str:
    Member.objects.update(language="ru")
    return client.get("/").text


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


def test_after_a_form_one_is_back_on_a_page_that_can_be_shown(rf: RequestFactory) -> None:
    shows = {name for name, (_, get, _) in MEMBERS.items() if get != 405}
    shows |= {name for name, (_, who, *_) in WORK.items() if who is not None}
    shows |= {name for name, (_, who, *_) in ROOMS.items() if who is not None}
    assert shows >= PAGES
    forms = {name for name, _ in ACTS} & {*MEMBERS, *WORK, *ROOMS}
    every = (*MEMBERS.items(), *WORK.items(), *ROOMS.items())
    paths = {name: str(found[0]) for name, found in every if name in forms}
    for name, path in paths.items():
        back = way_back(rf.post(path))
        assert (name, resolve(back).url_name in PAGES) == (name, True)
        if name.startswith("incident-"):
            assert (name, back.startswith(_ONE) or "1999" in back) == (name, True)
    page = f"{_ONE}/?told=1"
    given = {
        f"http://testserver{page}": page,
        # A page of others, and one that only takes forms.
        f"http://elsewhere.test{page}": "/editions/",
        "http://testserver/editions/new/": "/editions/",
        "//testserver//elsewhere.test/": "/editions/",
        "": "/editions/",
    }
    for referer, back in given.items():
        assert way_back(rf.post("/editions/publish/", headers={"Referer": referer})) == back
