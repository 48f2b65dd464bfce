"""Does a withheld body vanish, and does the chain hold?"""

from pathlib import Path

import pytest

from dalel.domain.errors import ArchiveError, WithheldError
from dalel.steps.archive import withheld_bodies
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.findings import Fault
from dalel.steps.archive.seals import seal
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.withheld_bodies import finish, withheld, withhold
from evidence_room import PAGE, START, exchange, keep, writer

SECRET = b"the identity number of a person " * 40
REASON = {"reason": "дербес деректер", "by": "publisher", "time": START}


@pytest.fixture(params=["disk", "memory"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    url = f"memory://{tmp_path.name}" if request.param == "memory" else None
    return Vault(folder=tmp_path / "archive", url=url)


def everything(vault: Vault) -> bytes:
    raw = b"".join(path.read_bytes() for path in vault.folder.rglob("*") if path.is_file())
    for name in vault.warc_files():
        with vault.open_warc(name) as stream:
            raw += stream.read()
    return raw


def test_a_withheld_body_is_gone_and_verify_says_so(vault: Vault) -> None:
    with writer(vault) as room:
        before, page, after = room.keep(
            [(exchange(1), None), (exchange(2, SECRET), None), (exchange(3), None)]
        )
        vault.ship(room.rotate() or "")
    seal(vault, START)
    with vault.open_warc(page.warc_file) as stream:
        stream.seek(page.warc_offset)
        record = stream.read(page.warc_length)
    assert record in everything(vault)
    event = withhold(vault, page, **REASON)  # type: ignore[arg-type]
    assert record not in everything(vault)
    report = verify(vault)
    assert report.findings == ()
    assert report.withheld == (event,)
    assert event.sha256 == page.sha256
    with pytest.raises(WithheldError, match="withheld: дербес деректер"):
        read_response(vault, page)
    assert read_response(vault, before).body == read_response(vault, after).body == PAGE


def test_asked_twice_it_is_withheld_once(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    first = withhold(vault, page, **REASON)  # type: ignore[arg-type]
    assert withhold(vault, page, reason="another", by="x", time=START) == first
    assert list(withheld(vault)) == [first]


def test_a_worker_goes_on_in_the_file_in_which_something_is_withheld(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1, SECRET), None)])[0]
        withhold(vault, page, **REASON)  # type: ignore[arg-type]
        later = room.keep([(exchange(2), None)])[0]
    assert later.warc_file == page.warc_file
    assert read_response(vault, later).body == PAGE
    assert verify(vault).sound


def test_a_crash_before_the_body_is_gone_is_found_and_made_good(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = keep(vault, 1)[0]

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "overwrite", crash)
        with pytest.raises(KeyboardInterrupt):
            withhold(vault, page, **REASON)  # type: ignore[arg-type]
    assert [one.fault for one in verify(vault).findings] == [Fault.UNFINISHED]
    assert len(finish(vault)) == 1
    assert finish(vault) == ()
    assert verify(vault).sound


def test_half_a_tombstone_is_found_and_made_good(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    event = withhold(vault, page, **REASON)  # type: ignore[arg-type]
    vault.overwrite(page.warc_file, page.warc_offset + 40, b"half of what was there")
    (finding,) = verify(vault).findings
    assert finding.fault is Fault.UNFINISHED
    assert finding.what.endswith("not wholly overwritten")
    assert finish(vault) == (event,)
    assert verify(vault).sound


def test_a_revisit_has_nothing_to_withhold(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        same = room.keep([(exchange(2), page)])[0]
    with pytest.raises(ArchiveError, match=f"capture {page.link}: withhold that one"):
        withhold(vault, same, **REASON)  # type: ignore[arg-type]
    withhold(vault, page, **REASON)  # type: ignore[arg-type]
    assert verify(vault).sound


@pytest.mark.parametrize("reason", ["", " ", "two\nlines", "ұзын" * 100])
def test_a_reason_that_does_not_fit_changes_nothing(vault: Vault, reason: str) -> None:
    page = keep(vault, 1)[0]
    with pytest.raises(ArchiveError, match="a reason is one line"):
        withhold(vault, page, reason=reason, by="x", time=START)
    assert list(withheld(vault)) == []
    assert read_response(vault, page)


def test_a_withheld_record_that_was_cut_off_is_missing_all_the_same(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    withhold(vault, page, **REASON)  # type: ignore[arg-type]
    path = vault.warcs / page.warc_file
    path.write_bytes(path.read_bytes()[:-5])
    assert [one.fault for one in verify(vault).findings] == [Fault.TRUNCATED]


def test_what_is_not_there_cannot_be_withheld(vault: Vault) -> None:
    page = keep(vault, 1)[0]
    (vault.warcs / page.warc_file).unlink()
    with pytest.raises(ArchiveError, match="no record at"):
        withhold(vault, page, **REASON)  # type: ignore[arg-type]
    assert list(withheld_bodies.withheld(vault)) == []
