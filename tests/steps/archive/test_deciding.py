"""Do decisions about evidence outlive the machine on which they were taken?"""

import shutil
from datetime import timedelta
from pathlib import Path

import fsspec
import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.steps.archive.decisions import decisions, learn, put_in_class
from dalel.steps.archive.ledger import raw_lines
from dalel.steps.archive.remote_copies import ship_decisions, take_back
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.withheld_bodies import finish, withheld, withhold
from evidence_room import START, exchange, keep, writer


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive", url=f"memory://{tmp_path.name}/kept")


def older_backup(vault: Vault, place: Path) -> Vault:
    """The vault as it is now, in another folder: what a backup of this moment brings back."""
    shutil.copytree(vault.folder, place)
    return Vault(folder=place, url=vault.url)


def test_what_was_withheld_after_a_backup_is_learnt_from_the_address(
    vault: Vault, tmp_path: Path
) -> None:
    first, second, third = keep(vault, 1, 2, 3)
    withhold(vault, first, reason="court order", by="publisher", time=START)
    again = older_backup(vault, tmp_path / "again")
    day = timedelta(days=1)
    put_in_class(
        vault,
        [third.link],
        EvidenceClass.SEALED,
        reason="a witness",
        by="publisher",
        time=START + 2 * day,
    )
    withhold(vault, second, reason="a person in danger", by="publisher", time=START + day)
    ship_decisions(vault)
    _, decided = take_back(again)
    assert learn(again, decided) == tuple(decisions(vault)[1:])
    assert learn(again, decided) == ()
    assert [one.capture for one in finish(again)] == [second.link]
    assert verify(again).findings == ()
    assert list(withheld(again)) == list(withheld(vault))
    assert [one.time for one in decisions(again)] == [START, START + day, START + 2 * day]


def test_what_is_withheld_and_not_here_does_not_stop_the_rest(vault: Vault, tmp_path: Path) -> None:
    kept = keep(vault, 1)
    again = older_backup(vault, tmp_path / "again")
    kept += keep(vault, 2)
    for one in kept:
        withhold(vault, one, reason="court order", by="publisher", time=START)
    learn(again, [path.read_bytes() for path in vault.chains.glob("desk-*")])
    size = (again.warcs / kept[0].warc_file).stat().st_size
    assert [one.capture for one in finish(again)] == [kept[0].link]
    assert (again.warcs / kept[0].warc_file).stat().st_size == size
    assert verify(again).findings == ()


@pytest.mark.parametrize(("reason", "by"), [("", "publisher"), ("court order", " ")])
def test_a_decision_has_a_reason_and_somebody_who_took_it(
    vault: Vault, reason: str, by: str
) -> None:
    page = keep(vault, 1)[0]
    with pytest.raises(ArchiveError, match="a decision about evidence"):
        put_in_class(vault, [page.link], EvidenceClass.SEALED, reason=reason, by=by, time=START)
    assert decisions(vault) == []


def test_the_place_of_decisions_names_no_body(vault: Vault) -> None:
    body = b"identity number 880101300123 " * 30
    with writer(vault) as room:
        page = room.keep([(exchange(1, body), None)])[0]
    withhold(vault, page, reason="leaked data", by="publisher", time=START)
    ship_decisions(vault)
    [(name, content)] = list(vault.shipped_lines())
    assert name == "desk-001.jsonl"
    assert b"880101300123" not in content
    with fsspec.open(f"{vault.url}/chains/{name}") as stream:
        assert len(list(raw_lines(stream))) == 1
