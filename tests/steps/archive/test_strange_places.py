"""Does a report go on where a pipe, a device, a folder or a link lies in the place of a file?"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.capture_reader import read_raw
from dalel.steps.archive.decisions import decisions
from dalel.steps.archive.findings import Fault
from dalel.steps.archive.seals import seal, seals_of, stamps_of
from dalel.steps.archive.verification import verify
from evidence_room import START, full_vault

PLACES: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("/nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
}
pytestmark = pytest.mark.parametrize("what", PLACES)


@pytest.mark.parametrize("name", ["seal-002", "desk-002", "worker-009", "stranger"])
def test_in_the_place_of_a_chain_it_is_named_and_nothing_waits(
    tmp_path: Path, what: str, name: str
) -> None:
    vault, captures = full_vault(tmp_path)
    sealed = seal(vault, START)
    PLACES[what](vault.chains / f"{name}.jsonl")
    report = verify(vault)
    [found] = report.findings
    assert (found.fault, found.file) == (Fault.UNLISTED, f"{name}.jsonl")
    assert report.captures == len(captures)
    assert [one.link for one in seals_of(vault)] == [sealed.link]
    assert stamps_of(vault, sealed) == {}
    assert decisions(vault) == []
    seal(vault, START)


def test_in_the_place_of_a_named_file_it_is_a_fault_of_that_file(tmp_path: Path, what: str) -> None:
    vault, captures = full_vault(tmp_path)
    place = vault.warcs / captures[0].warc_file
    place.unlink()
    PLACES[what](place)
    report = verify(vault)
    assert {one.file for one in report.findings} == {captures[0].warc_file}
    assert report.captures == len(captures)
    with pytest.raises(ArchiveError):
        read_raw(vault, captures[0])


def test_beside_the_files_it_is_named(tmp_path: Path, what: str) -> None:
    vault, _ = full_vault(tmp_path)
    PLACES[what](vault.warcs / "x")
    [found] = verify(vault).findings
    assert (found.fault, found.file) == (Fault.UNLISTED, "x")
