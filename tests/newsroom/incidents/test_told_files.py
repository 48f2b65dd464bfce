"""Does the public learn that a file is kept only when two persons say so, and nothing more?"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dalel.domain.saved_file import PublicFile
from dalel.newsroom.accounts.models import NewsroomRow
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.actions import proposals
from dalel.newsroom.incidents.actions.proposals import OwnProposalError
from dalel.newsroom.incidents.models import IncidentRow, ProposalRow, SavedFileRow
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.releases.queries.dossier import dossier
from dalel.newsroom.worker.actions.export_record import export_record
from dalel.pack import Pack
from dalel.publish.build import build
from newsroom.edition_steps import approved
from newsroom.incidents import saved_pictures as made
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
#: They stand in the name and the text of the file, and nowhere else.
NAME, MARKER = "Қызғалдақнама", "Сарымсақбұлақ"
SAVED = datetime(2026, 5, 19, 20, 30, tzinfo=UTC)


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return pack_at(pack_folder)


@pytest.fixture(autouse=True)
def by_hand(at_work: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newsroom with a key, on a machine without a program that reads."""
    monkeypatch.setattr(tesseract, "reads", lambda _languages: False)
    public = str(pyrage.x25519.Identity.generate().to_public())
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": public})


def saved(at_work: Room, content: bytes = b"") -> str:
    """The page of a file of an approved entry, its text corrected, nothing burned yet."""
    approved(at_work)
    listing = f"/incidents/{at_work.row.number}/files/"
    content = content or made.png(made.noise(40, 30))
    at_work.reporter.post(listing, {"file": SimpleUploadedFile(f"{NAME}.png", content)})
    row = SavedFileRow.objects.get()
    # The day is that of the country's clocks: it is past midnight there.
    SavedFileRow.objects.update(time=SAVED)
    page = f"{listing}{row.pk}/"
    at_work.reporter.post(page, {"form": "text", "seen": "0", "text": f"{MARKER} қаулысы."})
    return page


def told(at_work: Room, page: str) -> None:
    """Burned, proposed by one and approved by another."""
    at_work.reporter.post(page, {"form": "burn"})
    at_work.reporter.post(page, {"form": "tell"})
    proposals.approve(ProposalRow.objects.get(kind="file").pk, at_work.act(Role.EDITOR))


def site(pack: Pack, folder: Path) -> dict[str, bytes]:
    build(replace(take(pack), preview=False), folder)
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def test_the_public_learns_day_and_kind_once_two_persons_said_so(
    at_work: Room, pack: Pack, tmp_path: Path
) -> None:
    page = saved(at_work)
    before = site(pack, tmp_path / "before")
    at_work.reporter.post(page, {"form": "burn"})
    assert "Сообщить читателям" in at_work.reporter.get(page).text
    at_work.reporter.post(page, {"form": "tell"})
    row = ProposalRow.objects.get(kind="file")
    # Waiting, not a byte is another one.
    assert site(pack, tmp_path / "waiting") == before
    with pytest.raises(OwnProposalError):
        proposals.approve(row.pk, at_work.act(Role.REPORTER))
    shown = at_work.editor.get("/proposals/").text
    assert page in shown
    assert NAME not in shown
    proposals.approve(row.pk, at_work.act(Role.EDITOR))
    [incident] = take(pack).incidents
    day = datetime(2026, 5, 20, tzinfo=UTC).date()
    assert incident.files == (PublicFile(saved=day, is_document=False),)
    after = site(pack, tmp_path / "after")
    russian = after[f"ru/i/{incident.number}/index.html"].decode().replace("\u00a0", " ")
    assert "Изображение сохранено сотрудником редакции: 20 мая 2026 года." in russian
    kazakh = after[f"kk/i/{incident.number}/index.html"].decode().replace("\u00a0", " ")
    assert "Суретті редакция қызметкері сақтаған: 2026 жылғы 20 мамыр." in kazakh
    digest = SavedFileRow.objects.get().sha256[:12]
    for secret in (NAME, MARKER, digest):
        assert not [name for name, held in after.items() if secret.encode() in held]


def test_a_document_is_called_one(at_work: Room, pack: Pack) -> None:
    page = saved(at_work, made.document("Қаулы"))
    told(at_work, page)
    assert [one.is_document for one in take(pack).incidents[0].files] == [True]


def test_what_is_not_burned_is_not_told(at_work: Room, pack: Pack) -> None:
    page = saved(at_work)
    assert "Сообщить читателям" not in at_work.reporter.get(page).text
    at_work.reporter.post(page, {"form": "tell"})
    assert not ProposalRow.objects.filter(kind="file").exists()
    assert take(pack).incidents[0].files == ()


def test_it_is_told_no_more_once_two_persons_said_so(at_work: Room, pack: Pack) -> None:
    page = saved(at_work)
    told(at_work, page)
    at_work.reporter.post(page, {"form": "tell-no-more"})
    assert take(pack).incidents[0].files
    proposals.approve(ProposalRow.objects.latest("pk").pk, at_work.act(Role.EDITOR))
    assert take(pack).incidents[0].files == ()


def test_of_an_entry_that_was_taken_back_nothing_is_told(at_work: Room, pack: Pack) -> None:
    told(at_work, saved(at_work))
    IncidentRow.objects.update(state="retracted")
    assert [one.files for one in take(pack).incidents] == [()]


def test_neither_guests_nor_dossier_nor_export_hold_names_or_texts_of_files(
    at_work: Room, pack: Pack, tmp_path: Path
) -> None:
    page = saved(at_work)
    assert MARKER in at_work.reporter.get(page).text
    told(at_work, page)
    number = at_work.row.number
    export_record(tmp_path / "record.jsonl", pack, now=datetime.now(UTC), software="test")
    held = [
        (tmp_path / "record.jsonl").read_text(),
        repr(dossier(number, pack.zone, datetime.now(UTC))),
        repr(take(pack)),
    ]
    assert number in held[0]
    for secret in (NAME, MARKER):
        assert [secret in one for one in held] == [False, False, False]
    picture = f"{page}pages/1/"
    for address in (page, picture, f"{page}original/"):
        assert Client().get(address)["Location"].startswith("/sign-in/")
