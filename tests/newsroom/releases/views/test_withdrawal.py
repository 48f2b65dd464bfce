"""Does what is withdrawn leave everything that is public or kept, and is a release signed?"""

import re
from errno import ENOSPC
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from dalel.domain.states import IncidentState
from dalel.domain.withdrawal import MARK
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.actions.withdrawn_words import TooShortError
from dalel.newsroom.incidents.models import IncidentRow, WithdrawnWordsRow
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawals
from dalel.newsroom.releases.actions import build_site
from dalel.newsroom.releases.actions.build_site import SiteBuilder, restored
from dalel.publish.tree.release_shelf import ReleaseShelf
from dalel.publish.tree.signing import verify
from newsroom.edition_steps import KK_NAME, RU_NAME, about_a_person, approved, issue
from newsroom.work_room import Room

pytestmark = pytest.mark.django_db
#: The other forms that are offered, and whether each is ticked.
ASKED: Final = re.compile(r'name="form" value="([^"]+)"( checked)?')


def holding(home: Path, words: bytes) -> list[str]:
    """The files of a home that hold some words, also packed ones; the rows are not public."""
    found = []
    for file in home.rglob("*"):
        if not file.is_file() or file.suffix in {".sqlite3", ".toml"} or "pack" in file.parts:
            continue
        parts = [file.read_bytes()]
        if file.suffix in {".zip", ".xlsx"}:
            with ZipFile(file) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        if any(words in part for part in parts):
            found.append(str(file.relative_to(home)))
    return found


#: Every form of the name in the texts below; the surname alone is part of them.
FORMS = ("Нурланов", "Нұрланов", "Айгуль", "Айгүл Н")


@pytest.mark.late
def test_what_is_withdrawn_leaves_everything_that_is_public_or_kept(
    at_work: Room, tmp_path: Path, pack_folder: Path
) -> None:
    about_a_person(at_work)
    path = issue(at_work)
    at_work.reporter.post(f"{path}/preview/")
    at_work.publisher.post(f"{path}/release/")
    number, publisher = at_work.row.number, at_work.publisher
    places = {name.split("/")[0] for name in holding(tmp_path, "Нурланов".encode())}
    assert {"site", ".site.next", "releases", "preview"} <= places

    # First every place is shown, with the other forms; nothing is changed by looking.
    shown = publisher.post("/withdraw/", {"words": RU_NAME}).text
    assert "Текст, Русский: 3 раза" in shown
    assert "Текст, Қазақша: 2 раза" in shown
    assert set(ASKED.findall(shown)) == {
        ("Айгуль Нурланову", " checked"),
        (KK_NAME, " checked"),
        (f"{KK_NAME}ның", " checked"),
        ("Нурлановой", " checked"),
        ("Нұрлановаға", " checked"),
    }
    fewer = {"words": RU_NAME, "ticked": "yes", "form": ["Нурлановой"]}
    assert "Текст, Русский: 2 раза" in publisher.post("/withdraw/", fewer).text
    form = {"words": RU_NAME, "form": [form for form, _ in ASKED.findall(shown)], "sure": "yes"}
    for reason in ("", f"{RU_NAME} просит"):
        again = publisher.post("/withdraw/now/", form | {"reason": reason})
        assert again.status_code == 400
        assert "Нурлановой" in again.text
    assert not WithdrawnWordsRow.objects.exists()

    done = publisher.post("/withdraw/now/", form | {"reason": "опасность"}, follow=True).text
    assert "ни в одном файле" in done
    assert [words for words in FORMS if holding(tmp_path, words.encode())] == []
    assert MARK in (tmp_path / "site/ru/i" / number / "index.html").read_text()
    assert holding(tmp_path, "оштрафовал".encode())
    # Neither the page nor the log says what it was, also not of what was done before.
    table = b"".join(publisher.get("/newsroom/audit.csv")).decode()
    log = publisher.get("/newsroom/audit/").text + table
    assert "изъятие слов" in log
    assert [words for words in FORMS if words in done + log] == []
    # Then the whole entry.
    publisher.post(f"/incidents/{number}/take-back/", {"state": "withdrawn", "reason": "опасность"})
    assert IncidentRow.objects.get().state == IncidentState.WITHDRAWN
    assert (tmp_path / "site/ru/i" / number / "index.html").exists()
    assert holding(tmp_path, "оштрафовал".encode()) == []
    shelf = ReleaseShelf(tmp_path / "releases")
    key, preview = tmp_path / "keys/release.key", tmp_path / "preview"
    press = SiteBuilder(site=tmp_path / "site", shelf=shelf, key=key, preview=preview)
    restored(shelf.names()[-1], press, "/", pack_at(pack_folder))
    assert [words for words in (*FORMS, "оштрафовал") if holding(tmp_path, words.encode())] == []
    assert (tmp_path / "site/ru/e/1/index.html").exists()


def test_words_that_would_take_others_with_them_are_refused(at_work: Room) -> None:
    for words in ("суд", " \n "):
        shown = at_work.publisher.post("/withdraw/", {"words": words})
        assert (shown.status_code, "Нужно не меньше четырёх букв" in shown.text) == (400, True)
    act = at_work.act(Role.PUBLISHER)
    with pytest.raises(TooShortError):
        withdrawn_words.withdraw(["Береке қоры", "суд"], "опасность", act)
    assert not WithdrawnWordsRow.objects.exists()
    for _ in range(2):
        withdrawn_words.withdraw(["Береке  қоры", "Береке қоры"], "опасность", act)
    assert AuditRow.objects.filter(action="withdrew words").count() == 1
    [done] = withdrawals()
    assert (done.member, done.reason, done.count) == (str(act.member), "опасность", 1)


def test_words_are_withdrawn_also_where_the_site_cannot_be_built(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(build_site, "build", full)
    form = {"words": "Береке қоры", "reason": "опасность", "sure": "yes"}
    page = at_work.publisher.post("/withdraw/now/", form, follow=True).text
    assert "у читателей его пока нет" in page
    assert "No space left" in page
    assert "Береке" not in page
    assert WithdrawnWordsRow.objects.get().words == "Береке қоры"


def test_a_release_is_signed_and_kept(at_work: Room, tmp_path: Path) -> None:
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    manifest, signature = (
        (tmp_path / "site" / name).read_bytes()
        for name in ("manifest.json", "manifest.json.minisig")
    )
    assert verify(manifest, signature, (tmp_path / "site/minisign.pub").read_bytes())
    [kept] = (tmp_path / "releases").iterdir()
    assert {file.name for file in kept.iterdir()} == {
        "snapshot.json",
        "snapshot.sha256",
        "manifest.json",
        "rid.json",
        "manifest.json.minisig",
    }
