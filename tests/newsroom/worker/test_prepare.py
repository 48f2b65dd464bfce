"""Is everything there before anything is done, and only once?"""

from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.actions.invitations import (
    LinkDeadError,
    accept,
    first_link,
    invitation,
)
from dalel.newsroom.accounts.actions.new_account import (
    AccountRefusedError,
    add_account,
)
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions.release import publish
from dalel.newsroom.worker.actions.prepare import LostRecordError, is_behind, prepare, refuse_lost
from dalel.pack import Pack
from newsroom.keys import SESAME
from newsroom.row_contents import everything

pytestmark = pytest.mark.django_db


def test_the_packs_own_bulletin_comes_in_once(tiny_pack: Pack, now: datetime) -> None:
    [report] = prepare(tiny_pack, now=now)
    assert report.entries == IncidentRow.objects.count()
    before = everything()
    assert prepare(tiny_pack, now=now) == ()
    assert everything() == before


def test_the_real_bulletin_comes_in_whole(kz_pack: Pack, now: datetime) -> None:
    [report] = prepare(kz_pack, now=now)
    assert report.entries == 38
    assert report.sections == {1: 8, 2: 7, 3: 5, 4: 8, 5: 10}
    assert report.links == 38
    assert report.untitled == 1


def test_a_migrated_database_is_not_behind() -> None:
    assert not is_behind()


def test_from_an_invented_pack_to_its_site(tiny_pack: Pack, now: datetime, tmp_path: Path) -> None:
    prepare(tiny_pack, now=now)
    publish(tiny_pack, tmp_path / "one", now=now)
    publish(tiny_pack, tmp_path / "two", now=now)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert Path("ru/i/XT-2031-0001/index.html") in files
    assert Path("en/i/XT-2031-0001/index.html") in files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    page = (tmp_path / "one" / "ru/i/XT-2031-0001/index.html").read_text("utf-8")
    assert "Сайт «Берег» заблокирован по решению министерства" in page
    assert "noindex" in page


def test_the_first_account_is_an_administrators_whose_owner_chooses_the_name(
    now: datetime,
) -> None:
    dead, secret = first_link(["ru"], now), first_link(["ru"], now)
    assert dead is not None
    assert secret is not None
    chosen = {"username": "qarlygash", "name": "", "password": SESAME, "language": "kk"}
    with pytest.raises(LinkDeadError):
        accept(dead, now=now, **chosen)
    member = accept(secret, now=now, **chosen)
    assert (member.role, member.reads, member.language, member.password_temporary) == (
        Role.ADMINISTRATOR,
        ["ru"],
        "kk",
        False,
    )
    assert authenticate(username="qarlygash", password=SESAME) == member
    assert first_link(["ru"], now) is None


def test_a_link_to_the_first_account_opens_nothing_once_there_is_another_account(
    now: datetime,
) -> None:
    secret = first_link(["ru"], now)
    assert secret is not None
    add_account("aray", role=Role.ADMINISTRATOR)
    with pytest.raises(LinkDeadError):
        invitation(secret, now)


@pytest.mark.parametrize("username", ["", "x" * 65])
def test_an_account_with_an_impossible_name_is_refused(username: str) -> None:
    with pytest.raises(AccountRefusedError):
        add_account(username)


def test_a_name_is_given_once() -> None:
    add_account("aigul")
    with pytest.raises(AccountRefusedError, match="aigul"):
        add_account("aigul")


def test_a_broken_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(DalelError, match=r"pack\.toml"):
        pack_at(tmp_path)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of a file")
@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0"])
def test_an_empty_record_is_not_begun_over_a_lost_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """A database that is gone or emptied would else be made anew, and then be backed up."""
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "dalel.sqlite3"))
    chains = tmp_path / "evidence" / "chains"
    refuse_lost(tmp_path / "evidence")
    chains.mkdir(parents=True)
    (chains / "worker-001.jsonl").touch()
    if content is not None:
        (tmp_path / "dalel.sqlite3").write_bytes(content)
    refuse_lost(tmp_path / "evidence")
    (chains / "worker-001.jsonl").write_text("{}\n")
    with pytest.raises(LostRecordError, match="evidence lies in"):
        refuse_lost(tmp_path / "evidence")
    # All rows of a first start may lie in the write-ahead log still.
    (tmp_path / "dalel.sqlite3-wal").write_bytes(bytes(4152))
    refuse_lost(tmp_path / "evidence")
