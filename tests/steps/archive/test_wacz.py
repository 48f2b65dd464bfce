"""Is an exported package one by the standard, the same each time, and only what may leave?"""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import Capture, EvidenceClass
from dalel.steps.archive import cdxj
from dalel.steps.archive.cdxj import surt, zipnum
from dalel.steps.archive.ledger import read_line
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.wacz import About, WaczCapture, export_wacz
from dalel.steps.archive.withheld_bodies import withhold
from evidence_room import START, exchange, full_vault, keep, writer

ABOUT = About(
    title="KZ-2026-0001: сайт бұғатталды",
    description="Evidence of an invented incident.",
    created=START + timedelta(days=3),
    software="dalel-test",
)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive")


def exported(vault: Vault, captures: Iterable[Capture], out: Path) -> dict[str, bytes]:
    """The members of a package, once it is proved to follow the standard."""
    exhibits = [
        WaczCapture(capture=capture, title=f"Page {capture.number}") for capture in captures
    ]
    digest = export_wacz(vault, exhibits, ABOUT, out)
    assert digest == hashlib.sha256(out.read_bytes()).hexdigest()
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        members = {name: archive.read(name) for name in archive.namelist()}
    check_standard(members)
    return members


def check_standard(members: dict[str, bytes]) -> None:
    """WACZ 1.1.1, section "Directories and Files"."""
    package = json.loads(members["datapackage.json"])
    assert package["profile"] == "data-package"
    assert package["wacz_version"] == "1.1.1"
    described = {one["path"]: one for one in package["resources"]}
    assert described.keys() == members.keys() - {"datapackage.json", "datapackage-digest.json"}
    for path, one in described.items():
        assert one["bytes"] == len(members[path])
        assert one["hash"] == f"sha256:{hashlib.sha256(members[path]).hexdigest()}"
        assert one["name"] == path.rpartition("/")[2]
    digest = json.loads(members["datapackage-digest.json"])
    assert digest == {
        "path": "datapackage.json",
        "hash": f"sha256:{hashlib.sha256(members['datapackage.json']).hexdigest()}",
    }
    for field in ("created", "modified", "mainPageDate"):
        assert datetime.fromisoformat(package[field]).tzinfo is not None
    header, *pages = [json.loads(line) for line in members["pages/pages.jsonl"].splitlines()]
    assert header == {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    for page in pages:
        assert datetime.fromisoformat(page["ts"]).tzinfo is not None
        assert page["url"]
    assert package["mainPageUrl"] in {page["url"] for page in pages}


def index_of(members: dict[str, bytes]) -> list[tuple[str, str, dict[str, Any]]]:
    lines = gzip.decompress(members["indexes/index.cdx.gz"]).decode().splitlines()
    assert lines == sorted(lines)
    parts = (line.split(" ", 2) for line in lines)
    return [(key, time, json.loads(fields)) for key, time, fields in parts]


def test_every_line_of_the_index_leads_to_its_record(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    members = exported(vault, captures, tmp_path / "out.wacz")
    warc = members["archive/data.warc.gz"]
    index = index_of(members)
    assert len(index) == 5
    for key, time, fields in index:
        assert key == surt(fields["url"])
        raw = warc[int(fields["offset"]) :][: int(fields["length"])]
        (record,) = ArchiveIterator(io.BytesIO(raw))
        assert record.rec_headers["WARC-Target-URI"] == fields["url"]
        assert record.rec_headers["WARC-Payload-Digest"] == fields["digest"]
        assert record.http_headers.get_statuscode() == fields["status"]
        assert time == record.rec_headers["WARC-Date"][:19].translate(str.maketrans("", "", "-:T"))
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(warc))]
    assert kinds == [
        "warcinfo",
        *["request", "response"] * 2,
        *["request", "revisit"] * 2,
        *["request", "response"],
    ]
    assert sorted(fields["mime"] for _, _, fields in index) == [
        *["text/html"] * 3,
        *["warc/revisit"] * 2,
    ]


def test_the_records_go_in_byte_for_byte_with_their_lines(vault: Vault, tmp_path: Path) -> None:
    page = keep(vault, 1, 2)[0]
    members = exported(vault, [page], tmp_path / "out.wacz")
    raw = (vault.warcs / page.warc_file).read_bytes()
    assert raw[page.warc_offset :][: page.warc_length] in members["archive/data.warc.gz"]
    (line,) = members["evidence/chain.jsonl"].splitlines()
    assert read_line(line).link == page.link
    chain = (vault.chains / "worker-001.jsonl").read_bytes()
    assert line in chain.splitlines()


def test_the_same_selection_gives_the_same_bytes(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    exported(vault, captures, tmp_path / "one.wacz")
    exported(vault, [*reversed(captures), captures[0]], tmp_path / "two.wacz")
    assert (tmp_path / "one.wacz").read_bytes() == (tmp_path / "two.wacz").read_bytes()


def test_a_withheld_body_goes_out_as_its_tombstone(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    withhold(vault, captures[1], reason="court order", by="publisher", time=START)
    members = exported(vault, captures, tmp_path / "out.wacz")
    assert len(index_of(members)) == 4
    records = list(ArchiveIterator(io.BytesIO(members["archive/data.warc.gz"])))
    assert [record.rec_type for record in records].count("metadata") == 1


def test_sealed_evidence_is_never_exported(vault: Vault, tmp_path: Path) -> None:
    page = replace(keep(vault, 1)[0], evidence_class=EvidenceClass.SEALED)
    with pytest.raises(ArchiveError, match="sealed and never leaves"):
        exported(vault, [page], tmp_path / "out.wacz")
    assert not (tmp_path / "out.wacz").exists()


def test_nothing_is_exported_when_there_is_nothing_or_a_body_is_missing(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    with pytest.raises(ArchiveError, match="no evidence"):
        export_wacz(vault, [], ABOUT, tmp_path / "out.wacz")
    with pytest.raises(ArchiveError, match="which holds a body, is missing"):
        exported(vault, captures[2:3], tmp_path / "out.wacz")


def test_damaged_evidence_is_not_exported(vault: Vault, tmp_path: Path) -> None:
    page, other = keep(vault, 1, 2)
    vault.overwrite(page.warc_file, page.warc_offset + 100, b"x")
    with pytest.raises(ArchiveError, match="not the bytes that were kept"):
        exported(vault, [page], tmp_path / "out.wacz")
    chain = vault.chains / "worker-001.jsonl"
    lines = chain.read_bytes().splitlines(keepends=True)
    chain.write_bytes(b"".join([lines[0], lines[1], b"#" + lines[2]]))
    with pytest.raises(ArchiveError, match=f"no chain names capture {other.link}"):
        exported(vault, [other], tmp_path / "out.wacz")
    opened = replace(page, number=1, link=read_line(lines[0].rstrip()).link)
    with pytest.raises(ArchiveError, match="is no capture"):
        exported(vault, [opened], tmp_path / "out.wacz")
    assert list(tmp_path.iterdir()) == [vault.folder]


def test_a_redirect_is_kept_and_no_page(vault: Vault, tmp_path: Path) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: https://tany.test/news/2\r\n\r\n"
    with writer(vault) as room:
        redirect, page = room.keep(
            [(exchange(1, b"", 302, response_head=head), None), (exchange(2), None)]
        )
    out = tmp_path / "out.wacz"
    export_wacz(
        vault, [WaczCapture(capture=redirect, page=False), WaczCapture(capture=page)], ABOUT, out
    )
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    check_standard(members)
    (line,) = members["pages/pages.jsonl"].splitlines()[1:]
    assert json.loads(line)["title"] == page.url
    assert {fields["mime"] for _, _, fields in index_of(members)} == {"unk", "text/html"}
    export_wacz(vault, [WaczCapture(capture=redirect, page=False)], ABOUT, out)
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("datapackage.json"))["mainPageUrl"] == redirect.url


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Tany.TEST/News", "test,tany)/news"),
        ("http://tany.test", "test,tany)/"),
        ("https://tany.test:8443/a?b=2&a=1", "test,tany:8443)/a?a=1&b=2"),
        ("https://tany.test:443/a?", "test,tany)/a"),
        ("http://tany.test:80/a?x=&y", "test,tany)/a?x=&y="),
    ],
)
def test_the_key_of_an_address(url: str, key: str) -> None:
    assert surt(url) == key


def test_a_large_index_is_cut_into_blocks_that_lead_to_their_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cdxj, "BLOCK", 2)
    lines = [f"test,tany)/{n} 20260131093015 {{}}\n" for n in (3, 1, 5, 2, 4)]
    blocks, index = zipnum(lines, "index.cdx.gz")
    assert gzip.decompress(blocks).decode() == "".join(sorted(lines))
    meta, *entries = index.decode().splitlines()
    assert meta == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    assert len(entries) == 3
    for entry in entries:
        key, _, fields = entry.partition(" {")
        place = json.loads("{" + fields)
        block = blocks[place["offset"] :][: place["length"]]
        assert place["digest"] == f"sha256:{hashlib.sha256(block).hexdigest()}"
        assert gzip.decompress(block).decode().startswith(key)


@pytest.mark.slow
def test_the_reference_tool_finds_a_package_valid(tmp_path: Path) -> None:
    vault, captures = full_vault(tmp_path / "archive")
    exported(vault, captures, tmp_path / "out.wacz")
    done = subprocess.run(  # noqa: S603 - the library beside us
        [sys.executable, "-m", "wacz.main", "validate", "-f", str(tmp_path / "out.wacz")],
        capture_output=True,
        check=False,
        text=True,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert "the passed WACZ is valid" in told
