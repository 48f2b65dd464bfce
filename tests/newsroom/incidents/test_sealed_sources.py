"""Who a source is: does it leave the house by any door, or lie anywhere in readable words?"""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from dalel.domain.conversation import PublicConversation
from dalel.domain.withdrawal import MARK
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.actions.proposals import approve
from dalel.newsroom.incidents.models import ConversationRow, ProposalRow
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.queries.dossier import dossier
from dalel.newsroom.worker.actions.dump import dump_rows
from dalel.newsroom.worker.actions.export_record import export_record
from dalel.pack import Pack
from dalel.publish.build import build
from newsroom.edition_steps import approved
from newsroom.row_contents import everything
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
NAME = "Жанерке Құлынтайқызы Тұлпарбекова"
#: No part of who it is stands anywhere, in whatever letters.
TELLING = ("ұлпарбеков", "улпарбеков", "ұлынтай", "анерке", "5554433", "555 44 33", "tulpar@")
WORDS = "Редактора вызвали в полицию 14 мая и изъяли 3 ноутбука."
NOTE = {
    "form": "write",
    "held": "2026-05-15",
    "way": "meeting",
    "name": NAME,
    "contact": "+7 701 555 44 33, tulpar@lake.test",
    "described-kk": "редакцияның адвокаты",
    "described-ru": "адвокат редакции",
    "words": WORDS,
    "language": "ru",
    "may_quote": "yes",
}


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return pack_at(pack_folder)


def told_in(content: str) -> list[str]:
    low = content.casefold()
    return [one for one in TELLING if one in low]


def plain(page: Path) -> str:
    """A page with ordinary spaces."""
    return page.read_text().replace("\u00a0", " ")


def spoken(at_work: Room) -> str:
    """An approved entry with a conversation of which the public may learn; gives its page."""
    approved(at_work)
    page = f"/incidents/{at_work.row.number}/"
    assert at_work.reporter.post(f"{page}conversations/", NOTE).status_code == 302
    approve(ProposalRow.objects.get(kind="conversation").pk, at_work.act(Role.EDITOR))
    return page


def use(at_work: Room, page: str) -> None:
    """All that is done with the name: looked at, opened, typed where it is refused, corrected."""
    key = ConversationRow.objects.latest("pk").pk
    here = f"{page}conversations/"
    assert NAME in at_work.reporter.post(here, {"form": "look", "note": key}).text
    reason = {"form": "open", "note": key, "reason": "перезвонить"}
    assert NAME in at_work.editor.post(here, reason).text
    at_work.editor.post(f"{page}remarks/", {"text": f"Звонила {NAME}"})
    at_work.reporter.post(f"{page}autosave/", {"ru-seen": "1", "ru-title": NAME})
    at_work.reporter.post(here, {**NOTE, "words": f"Я, {NAME}"})
    at_work.reporter.post(here, {**NOTE, "corrects": key, "name": "", "contact": ""})
    approve(ProposalRow.objects.latest("pk").pk, at_work.act(Role.EDITOR))


def test_no_row_no_file_and_no_page_tells_who_the_source_is(
    at_work: Room, pack: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = spoken(at_work)
        use(at_work, page)
    assert told_in(caplog.text) == []
    # Every row: audit, drafts, remarks, the search index, sessions' neighbours, the notes.
    assert told_in(repr(everything())) == []
    dump_rows(tmp_path / "rows")
    export_record(tmp_path / "record.jsonl", pack, now=datetime.now(UTC), software="test")
    snapshot = take(pack)
    assert told_in(repr(snapshot)) == []
    build(replace(snapshot, preview=False), tmp_path / "site")
    files = [file for file in sorted(tmp_path.rglob("*")) if file.is_file()]
    assert len(files) > 50
    held = {str(file): told_in(file.read_bytes().decode("utf-8", "replace")) for file in files}
    held = {file: told for file, told in held.items() if told}
    assert held == {}
    number = at_work.row.number
    assert told_in(repr(dossier(number, pack.zone, datetime.now(UTC)))) == []
    pages = (
        *(page, f"{page}conversations/", f"{page}notes/", f"{page}edit/", f"{page}people/"),
        *("/", "/inbox/", "/proposals/", "/handover/", "/newsroom/audit/", "/newsroom/audit.csv"),
        *("/search/?q=Тұлпарбекова", "/search/?q=Тулпарбекова", "/people/", "/names/"),
    )
    for client in (at_work.reporter, at_work.editor, at_work.publisher):
        for address in pages:
            answer = client.get(address, follow=True)
            found = b"".join(answer).decode()
            # What was searched for stands in its field.
            assert told_in(found.replace(address.partition("=")[2], "")) == [], address


def test_the_public_reads_the_day_and_how_the_source_is_called_and_no_word_of_it(
    at_work: Room, pack: Pack, tmp_path: Path
) -> None:
    spoken(at_work)
    snapshot = take(pack)
    [incident] = snapshot.incidents
    described = {"kk": "редакцияның адвокаты", "ru": "адвокат редакции"}
    assert incident.conversations == (
        PublicConversation(held=datetime(2026, 5, 15).date(), described=described),  # noqa: DTZ001
    )
    assert WORDS not in repr(snapshot)
    build(replace(snapshot, preview=False), tmp_path / "site")
    page = tmp_path / "site" / "ru" / "i" / incident.number / "index.html"
    assert (
        "Разговор редакции: 15 мая 2026 года. Источник: адвокат редакции. "
        "Сохранено сотрудником редакции."
    ) in plain(page)
    kazakh = tmp_path / "site" / "kk" / "i" / incident.number / "index.html"
    assert "Редакцияның әңгімесі: 2026 жылғы 15 мамыр." in plain(kazakh)


def test_what_may_not_be_told_any_more_is_not(at_work: Room, pack: Pack) -> None:
    spoken(at_work)
    row = ConversationRow.objects.get()
    withdrawn_words.withdraw(["адвокат редакции"], "просьба", at_work.act(Role.PUBLISHER))
    assert MARK not in repr(take(pack).incidents[0].conversations)
    row.refresh_from_db()
    assert (row.is_told, row.described) == (False, {"kk": "редакцияның адвокаты"})
    assert take(pack).incidents[0].conversations == ()


def test_taken_back_the_public_learns_nothing_of_it(at_work: Room, pack: Pack) -> None:
    page = spoken(at_work)
    row = ConversationRow.objects.get()
    at_work.editor.post(f"{page}conversations/", {"form": "withdraw", "note": row.pk})
    assert take(pack).incidents[0].conversations == ()


def test_nobody_from_outside_comes_to_the_notes(at_work: Room) -> None:
    page = spoken(at_work)
    for address in (f"{page}conversations/", f"{page}notes/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")
