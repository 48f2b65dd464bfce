"""Do the words of question and advice stay with those who may read them?"""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.queries.dossier import dossier
from dalel.newsroom.worker.actions.export_record import export_record
from dalel.publish.tree.snapshot_file import frozen
from newsroom.edition_steps import write
from newsroom.row_contents import everything
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
SECRETS = ("вопросжуравль", "ответкрокус", "причинаиволга", "Адвокатова")


@pytest.fixture
def told(at_work: Room) -> Client:
    """All that can be said about an entry is said; gives the client of the lawyer."""
    member = Member.objects.create_user(
        "the-lawyer", name="Марат", role=Role.REPORTER, language="ru", may_advise=True
    )
    client = Client()
    client.force_login(member)
    write(at_work)
    path = f"/incidents/{at_work.row.number}/legal/"
    of = {"text-kk": "1", "text-ru": "1", "codes": "1", "naming": "0"}
    at_work.reporter.post(path, {"form": "ask", "outside": "on", "question": SECRETS[0]})
    client.post(path, {"form": "advise", "verdict": "change", "words": SECRETS[1]} | of)
    outside = {"adviser": SECRETS[3], "received": "2026-11-20", "way": "paper"}
    form = {"form": "outside", "verdict": "do not publish", "words": SECRETS[1]}
    at_work.reporter.post(path, form | outside | of)
    reason = {"form": "overrule", "reason": SECRETS[2]}
    at_work.publisher.post(f"{path}overrule/", reason | of)
    return client


def none_in(text: str) -> bool:
    return not any(secret.casefold() in text.casefold() for secret in SECRETS)


def test_who_writes_edits_or_advises_reads_them(at_work: Room, told: Client) -> None:
    for client in (at_work.reporter, at_work.editor, at_work.publisher, told):
        page = client.get(f"/incidents/{at_work.row.number}/legal/").text
        assert all(secret in page for secret in SECRETS)


def test_no_other_row_holds_a_word_of_them(at_work: Room, told: Client) -> None:
    rows = everything()
    assert not none_in(str(rows.pop("LegalNoteRow")))
    assert [name for name, found in rows.items() if not none_in(str(found))] == []


def test_no_other_member_reads_them_on_any_page(at_work: Room, told: Client) -> None:
    for role in (Role.REPORTER, Role.ADMINISTRATOR):
        other = Member.objects.create_user(f"another-{role}", role=role, language="ru")
        client = Client()
        client.force_login(other)
        number = at_work.row.number
        pages = ["/", "/waiting/", "/newsroom/audit/", "/incidents/"]
        pages += [f"/incidents/{number}/{tail}" for tail in ("", "record/", "notices/")]
        # An administrator may decide against advice, and so reads it.
        if role is Role.REPORTER:
            pages += ["/legal/", f"/incidents/{number}/legal/"]
            assert none_in(client.post("/legal/print/").text)
        for path in pages:
            assert (path, none_in(client.get(path).text)) == (path, True)


def test_no_search_finds_them(at_work: Room, told: Client) -> None:
    for secret in SECRETS:
        assert f"/incidents/{at_work.row.number}/" not in at_work.editor.get(
            "/search/", {"q": secret}
        ).text.replace("/incidents/new/", "")


def test_they_are_on_no_page_of_the_desk_but_their_own(at_work: Room, told: Client) -> None:
    number = at_work.row.number
    tails = ("", "edit/", "notes/", "record/", "people/", "letters/", "codes/", "drafts/")
    pages = ["/", "/waiting/", "/newsroom/audit/", "/newsroom/audit.csv", "/proposals/"]
    for path in (*pages, *(f"/incidents/{number}/{tail}" for tail in tails)):
        answer = at_work.editor.get(path)
        assert (path, none_in(b"".join(answer).decode())) == (path, True)


def test_no_export_snapshot_dossier_or_evidence_bundle_has_them(
    at_work: Room, told: Client, tmp_path: Path
) -> None:
    out = tmp_path / "record.jsonl"
    export_record(out, pack(), now=datetime.now(UTC), software="test")
    assert none_in(out.read_text("utf-8"))
    for released in (False, True):
        assert none_in(frozen(take(pack(), released=released)).decode())
        assert none_in(str(take(pack(), released=released)))
    found = dossier(at_work.row.number, pack().zone, datetime.now(UTC))
    assert none_in(str(found))
    assert "legal advice recorded" in str(found)


def test_no_line_of_the_log_has_them(
    at_work: Room, told: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        path = f"/incidents/{at_work.row.number}/legal/"
        at_work.reporter.post(
            path, {"form": "ask", "outside": "on", "question": SECRETS[0]}, follow=True
        )
        told.get("/legal/")
    assert none_in(caplog.text)
