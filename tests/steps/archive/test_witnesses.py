"""Is a forgery by the keeper of the evidence found by what somebody else kept of it?"""

import random
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.cli.commands.verification_report import report_lines
from dalel.domain.evidence import Capture, EvidenceClass
from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive import timestamps
from dalel.steps.archive.chains import DESK, WORKER, Chain
from dalel.steps.archive.decisions import put_in_class
from dalel.steps.archive.findings import Fault
from dalel.steps.archive.ledger import ExchangeKept
from dalel.steps.archive.records import ROOM, member, record, tombstone, tombstone_content
from dalel.steps.archive.seals import seal, seals_of
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from evidence_forger import (
    CONTRADICTIONS,
    DAY,
    EDITS,
    MISFITS,
    Forger,
    change_body,
    cut_tail,
    forge,
    insert_beside,
    kept_for_days,
    stand_in,
)
from evidence_room import START, exchange, keep, writer
from time_authority import Authority

DAYS = 12
#: Seeds of edits by chance: a few everywhere, the rest by the long tier.
SEEDS = [
    *range(4),
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 24)),
    *(pytest.param(seed, marks=[pytest.mark.slow, pytest.mark.long]) for seed in range(24, 200)),
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "evidence"
    kept_for_days(Vault(folder=folder), DAYS, authority)
    return folder


@pytest.fixture
def vault(archive: Path, tmp_path: Path) -> Vault:
    shutil.copytree(archive, tmp_path / "evidence")
    return Vault(folder=tmp_path / "evidence")


def shown_until(vault: Vault, day: int) -> tuple[PublicSeal, ...]:
    """The list of seals as it stood on the site that day."""
    seals = seals_of(vault)
    assert len(seals) == DAYS
    return seals[: day + 1]


def test_what_is_as_others_were_shown_it_is_proved_until_their_last_seal(vault: Vault) -> None:
    witnesses = shown_until(vault, 8)
    report = verify(vault, witnesses=witnesses)
    assert report.sound
    assert report.proof.agreed == witnesses
    assert report.proof.until == witnesses[-1]
    assert report.proof.last_agreement == witnesses[-1].day
    assert report.proof.first_difference is None
    days = [(START + DAY * day).date() for day in range(9, 12)]
    assert report.proof.unproved == tuple((day, 3) for day in days)


def test_without_a_witness_nothing_is_proved_against_the_keeper(vault: Vault) -> None:
    report = verify(vault)
    assert report.sound
    assert report.proof.until is None
    assert sum(count for _, count in report.proof.unproved) == report.captures


def test_a_proved_timestamp_is_a_witness(vault: Vault, authority: Authority) -> None:
    report = verify(vault, roots=[authority.root])
    assert report.sound
    assert report.proof.until == seals_of(vault)[-1]
    assert report.proof.unproved == ()


def test_putting_together_what_is_not_changed_gives_the_same(vault: Vault) -> None:
    seals = seals_of(vault)
    Forger(vault).put_together()
    assert seals_of(vault) == seals
    assert verify(vault, witnesses=seals).sound


def test_one_body_that_was_changed_is_found_by_one_witness_and_by_nothing_else(
    vault: Vault,
) -> None:
    """The archive is rebuilt with its old times, and says of itself that it is sound."""
    witness = shown_until(vault, 8)[-1]
    forger = Forger(vault)
    change_body(forger, random.Random(1), 9)
    forger.put_together()
    assert verify(vault).sound
    assert verify(vault).proof.until is None
    report = verify(vault, witnesses=[witness])
    assert [one.fault for one in report.findings] == [Fault.WITNESS]
    assert report.proof.first_difference == witness.day
    assert report.proof.last_agreement is None


def test_a_tail_that_was_cut_is_told_by_its_day(vault: Vault) -> None:
    witnesses = seals_of(vault)
    forger = Forger(vault)
    day = cut_tail(forger, random.Random(2), DAYS)
    forger.put_together()
    seal(vault, START + DAY * (day - 1) + timedelta(hours=13))
    assert verify(vault).sound
    report = verify(vault, witnesses=witnesses)
    assert report.proof.first_difference == witnesses[day].day
    assert report.proof.last_agreement == witnesses[day - 1].day
    assert str(witnesses[day].day) in report.findings[0].what


def test_a_witness_that_knows_no_day_is_a_witness(vault: Vault) -> None:
    report = verify(vault, witnesses=[PublicSeal(day=None, link="ab" * 32)])
    assert [one.fault for one in report.findings] == [Fault.WITNESS]
    assert "of some day" in report.findings[0].what
    assert report.proof.first_difference is None
    known = PublicSeal(day=None, link=seals_of(vault)[3].link)
    assert verify(vault, witnesses=[known]).proof.last_agreement == seals_of(vault)[3].day


def test_what_was_kept_between_two_seals_is_no_difference(vault: Vault) -> None:
    """It was asked for just before a seal and kept just after it."""
    seals = seals_of(vault)
    late = exchange(999, started=START + DAY * (DAYS - 1) + timedelta(hours=11, minutes=59))
    with writer(vault) as room:
        room.keep([(late, None)])
    report = verify(vault, witnesses=seals)
    assert report.sound
    assert [count for _, count in report.proof.unproved] == [1]


def test_timestamps_of_a_forged_archive_are_from_the_day_of_the_forgery(
    vault: Vault, authority: Authority
) -> None:
    forger = Forger(vault)
    change_body(forger, random.Random(3), 1)
    forger.put_together()
    report = verify(vault, roots=[authority.root])
    assert report.sound
    assert (report.proof.until, report.stamps) == (None, ())


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_each_kind_of_forgery_passes_alone_and_is_found_by_a_witness(
    vault: Vault, edit: str
) -> None:
    chance = random.Random(edit)
    witnesses = shown_until(vault, 9)
    forger = Forger(vault)
    day = EDITS[edit](forger, chance, 10)
    forger.put_together()
    alone = verify(vault)
    assert alone.findings == ()
    report = verify(vault, witnesses=witnesses)
    assert {one.fault for one in report.findings} == {Fault.WITNESS}
    first = report.proof.first_difference
    assert first == (None if day is None else (START + DAY * day).date())


@pytest.mark.parametrize("seed", range(12))
def test_a_line_and_a_record_that_contradict_each_other_are_found_alone(
    vault: Vault, seed: int
) -> None:
    forger = Forger(vault)
    CONTRADICTIONS[seed % 3](forger, random.Random(seed))
    forger.put_together()
    found = verify(vault).findings
    assert len(found) == (1 if seed % 3 == 1 else 2)
    assert {one.fault for one in found} == {Fault.REPLACED}
    assert all("and the line that names it" in one.what for one in found)
    assert len({one.capture for one in found}) == 1


@pytest.mark.parametrize("edit", MISFITS)
@pytest.mark.parametrize("seed", range(3))
def test_a_record_that_is_not_as_its_line_tells_is_found(
    vault: Vault, edit: Callable[[Forger, random.Random], None], seed: int
) -> None:
    forger = Forger(vault)
    edit(forger, random.Random(seed))
    forger.put_together()
    found = verify(vault).findings
    assert found
    assert len({one.capture for one in found}) == 1


@pytest.mark.parametrize("chain", [f"{DESK}-001", f"{DESK}-002"])
def test_a_second_line_that_withholds_changes_nothing_and_is_named(
    vault: Vault, chain: str
) -> None:
    before = verify(vault)
    first = before.withheld[0]
    again = replace(first, reason="a kindness", by="nobody", time=first.time - DAY)
    taken = Chain.take(vault, chain)
    assert taken is not None
    with taken:
        taken.append([again])
    report = verify(vault)
    [found] = report.findings
    assert (found.fault, found.file, found.capture) == (
        Fault.CHAIN,
        f"{chain}.jsonl",
        first.capture,
    )
    assert "a kindness (nobody)" in found.what
    assert report.withheld == before.withheld


def test_a_line_that_withholds_what_is_nowhere_is_not_counted_as_withheld(vault: Vault) -> None:
    before = verify(vault)
    made_up = replace(before.withheld[0], capture="ab" * 32)
    with Chain.claim(vault, DESK) as chain:
        chain.append([made_up])
    report = verify(vault)
    assert report.sound
    assert report.withheld == before.withheld
    assert report.withheld_elsewhere == (made_up,)
    told = "\n".join(report_lines(report))
    assert told.count("not here: a line withholds a capture of which no line tells") == 1
    assert f"{len(before.withheld)} withheld: sound" in told


def test_what_is_put_in_beside_is_named(vault: Vault) -> None:
    witnesses = shown_until(vault, 9)
    forger = Forger(vault)
    insert_beside(forger, random.Random(4), 10)
    forger.put_together()
    [found] = verify(vault, witnesses=witnesses).findings
    assert found.file == "worker-009.jsonl"
    assert "were put in later" in found.what


def sealed_page(tmp_path: Path) -> tuple[Vault, Capture, list[PublicSeal]]:
    """A page that was kept and sealed, and the seal, which somebody else has."""
    vault = Vault(folder=tmp_path / "small")
    page = keep(vault, 1)[0]
    seal(vault, START + DAY)
    return vault, page, list(seals_of(vault))


def test_a_forged_page_is_no_tombstone_of_the_page_that_was_sealed(tmp_path: Path) -> None:
    vault, page, witnesses = sealed_page(tmp_path)
    forged = f"HTTP/1.1 200 OK\r\n\r\nforged {'x' * 50}".encode()
    stand_in(
        vault,
        page,
        member(record("response", page.record_id, {}, forged, "text/plain"), exactly=ROOM),
        DESK,
    )
    found = verify(vault, witnesses=witnesses).findings
    assert [(one.fault, one.capture) for one in found] == [(Fault.REPLACED, page.link)]
    assert "is no tombstone" in found[0].what


@pytest.mark.parametrize("spoilt", ["comment", "head", "tail", "long", "not gzip"])
def test_a_tombstone_with_anything_more_in_it_is_none(tmp_path: Path, spoilt: str) -> None:
    vault, page, witnesses = sealed_page(tmp_path)
    raw = tombstone(page.record_id, page.sha256, "court order", page.time, page.warc_length)
    raw = {
        "comment": raw[:12] + b"forged" + raw[18:],
        "head": raw[:4] + b"\1" + raw[5:],
        "tail": raw[:-1] + bytes([raw[-1] ^ 1]),
        "long": b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + b"x" * (len(raw) - 10),
        "not gzip": b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + b"\xff" * (len(raw) - 10),
    }[spoilt]
    stand_in(vault, page, raw, DESK)
    assert [one.fault for one in verify(vault, witnesses=witnesses).findings] == [Fault.REPLACED]


def test_a_tombstone_that_another_zlib_pressed_is_one(tmp_path: Path) -> None:
    vault, page, witnesses = sealed_page(tmp_path)
    content = tombstone_content(page.record_id, page.sha256, "court order", page.time)
    press = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_HUFFMAN_ONLY)
    tail = press.compress(content) + press.flush()
    tail += zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    room = page.warc_length - 11 - len(tail)
    raw = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + b" " * room + b"\0" + tail
    assert raw != tombstone(page.record_id, page.sha256, "court order", page.time, len(raw))
    stand_in(vault, page, raw, DESK)
    assert verify(vault, witnesses=witnesses).sound


def test_a_decision_counts_only_in_the_chains_of_the_desk(tmp_path: Path) -> None:
    vault, page, witnesses = sealed_page(tmp_path)
    raw = tombstone(page.record_id, page.sha256, "court order", page.time, page.warc_length)
    stand_in(vault, page, raw, WORKER)
    report = verify(vault, witnesses=witnesses)
    assert {one.fault for one in report.findings} == {Fault.CHAIN, Fault.REPLACED}
    assert report.withheld == ()


def test_a_tombstone_stands_in_the_place_of_its_own_capture(tmp_path: Path) -> None:
    vault = Vault(folder=tmp_path / "small")
    page, other = keep(vault, 1, 2)
    raw = tombstone(page.record_id, page.sha256, "court order", page.time, page.warc_length)
    stand_in(vault, replace(page, link=other.link), raw, DESK)
    found = verify(vault).findings
    assert (Fault.REPLACED, other.link) in {(one.fault, one.capture) for one in found}
    assert any("speaks of another record" in one.what for one in found)


def test_a_second_witness_does_not_hide_what_the_first_one_finds(vault: Vault) -> None:
    """A seal that says it is old names what was put in beside; one that was shown does not."""
    witnesses = shown_until(vault, 9)
    forger = Forger(vault)
    insert_beside(forger, random.Random(4), 5)
    forger.put_together()
    forged = seal(vault, START + DAY * 5 + timedelta(hours=1))
    second = PublicSeal(day=None, link=forged.link)
    report = verify(vault, witnesses=[*witnesses, second])
    [found] = report.findings
    assert (found.fault, found.file) == (Fault.WITNESS, "worker-009.jsonl")


def test_a_list_that_lacks_an_older_seal_than_its_last_one_differs(vault: Vault) -> None:
    witnesses = shown_until(vault, 9)
    forged = seal(vault, START + DAY * 5 + timedelta(hours=1))
    second = PublicSeal(day=None, link=forged.link)
    report = verify(vault, witnesses=[*witnesses, second], lists=[witnesses])
    assert ["not in a list of others" in one.what for one in report.findings] == [True]
    assert report.proof.first_difference == (START + DAY * 5).date()
    assert report.proof.last_agreement == (START + DAY * 4).date()
    strange = [PublicSeal(day=None, link="ab" * 32)]
    assert verify(vault, witnesses=witnesses, lists=[strange]).sound


def test_a_day_that_one_of_the_witnesses_noted_is_known(vault: Vault) -> None:
    dated = PublicSeal(day=START.date(), link="ab" * 32)
    alone = PublicSeal(day=None, link=dated.link)
    assert verify(vault, witnesses=[alone, dated]).proof.differing == (dated,)
    assert verify(vault, witnesses=[dated, alone]).proof.differing == (dated,)


def test_what_is_damaged_is_told_by_the_first_day_that_it_touches(vault: Vault) -> None:
    witnesses = seals_of(vault)
    day, event = next(
        ((one.event.time - START).days, one.event)
        for _, one in Forger(vault).captures()
        if isinstance(one.event, ExchangeKept) and one.event.time > START + 5 * DAY
    )
    vault.overwrite(event.file, event.response.offset + 40, b"damaged")
    report = verify(vault, witnesses=witnesses)
    assert report.first_touched == (START + DAY * day).date()
    assert report.proof.agreed == witnesses
    path = vault.chains / "worker-001.jsonl"
    path.write_bytes(path.read_bytes() + b"x\n")
    found = [one for one in verify(vault).findings if one.fault is Fault.CHAIN]
    assert [one.day for one in found] == [(START + DAY * (DAYS - 1)).date()]


def test_a_root_of_this_home_is_named_where_a_timestamp_counts_by_it(
    vault: Vault, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    [name] = {one.own_root for one in verify(vault, roots=[authority.root]).stamps}
    assert name == "CN=Invented root"
    monkeypatch.setattr(timestamps, "known_roots", lambda: (authority.root,))
    assert {one.own_root for one in verify(vault, roots=[authority.root]).stamps} == {""}


def test_a_timestamp_tells_the_day_of_a_seal_that_is_gone(vault: Vault) -> None:
    gone = seals_of(vault)[-1]
    path = vault.chains / "seal-001.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-2], lines[-1]]))
    alone = PublicSeal(day=None, link=gone.link)
    first = verify(vault, witnesses=[alone]).proof.first_difference
    assert first is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forgery_by_chance_is_found_from_the_first_witness_on(vault: Vault, seed: int) -> None:
    chance = random.Random(seed)
    shown = chance.randrange(2, DAYS)
    witnesses = shown_until(vault, shown)
    done = forge(vault, chance, shown + 1)
    assert verify(vault).findings == (), done
    report = verify(vault, witnesses=witnesses)
    assert {one.fault for one in report.findings} == {Fault.WITNESS}, done
    assert report.proof.first_difference == done.day, done
    one = verify(vault, witnesses=witnesses[-1:])
    assert {found.fault for found in one.findings} == {Fault.WITNESS}, done


def test_an_address_with_other_letters_than_ascii_is_held_as_it_is_written(
    tmp_path: Path,
) -> None:
    room = Vault(folder=tmp_path / "letters")
    urls = (
        "https://tany.test/жаңалық/1",
        "https://tany.test/ж?а=б;в=г",
        "https://қала.test/%D0%B0",
    )
    with writer(room) as open_room:
        open_room.keep([(exchange(at, url=url), None) for at, url in enumerate(urls)])
    assert verify(room).sound


def test_decisions_behind_the_last_witness_are_counted(vault: Vault) -> None:
    report = verify(vault, witnesses=shown_until(vault, DAYS))
    assert report.proof.undated == 0
    put_in_class(
        vault, ["https://tany.test/1"], EvidenceClass.SEALED, reason="x", by="y", time=START
    )
    report = verify(vault, witnesses=shown_until(vault, DAYS))
    assert report.proof.undated == 1
    assert "1 decisions (withheld, barred, classed) that no witness names" in "\n".join(
        report_lines(report)
    )


def test_the_day_of_what_was_put_in_later_is_told(vault: Vault) -> None:
    witnesses = shown_until(vault, 9)
    forger = Forger(vault)
    insert_beside(forger, random.Random(4), 10)
    forger.put_together()
    [found] = verify(vault, witnesses=witnesses).findings
    assert found.day is not None
    assert found.day < (START + 10 * DAY).date()


def test_whoever_holds_a_chain_hides_one_file_behind_it_and_it_is_said(vault: Vault) -> None:
    for number in (8, 9):
        (vault.warcs / f"{WORKER}-001-9000000{number}.warc.gz").write_bytes(b"anything")
    held = Chain.take(vault, f"{WORKER}-001")
    assert held is not None
    with held:
        report = verify(vault)
    [found] = report.findings
    assert found.file == f"{WORKER}-001-90000009.warc.gz"
    assert report.unread == (f"{WORKER}-001-90000008.warc.gz",)
    assert "not read: worker-001-90000008.warc.gz: a process is writing it." in list(
        report_lines(report)
    )
