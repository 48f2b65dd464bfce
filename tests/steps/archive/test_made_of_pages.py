"""Is what was made of a page evidence like the page: in the chain, proved, withheld, exported?"""

import gzip
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dalel.domain.errors import ArchiveError, WithheldError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.rendering import MEDIA_TYPES, RenderedKind, part_address
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.remote_copies import closed_files
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.verification import verify
from dalel.steps.archive.wacz import About, WaczCapture, export_wacz
from dalel.steps.archive.warc_writer import captures_after
from dalel.steps.archive.withheld_bodies import withhold
from evidence_room import START, exchange, writer

_CONTENTS = {
    RenderedKind.SCREENSHOT: b"\x89PNG\r\n\r\n picture",
    RenderedKind.DOM: "<p>Сот шешімі</p>".encode(),
    RenderedKind.PDF: b"%PDF-1.7 \x00",
}


def made(page: Capture) -> list[MadeOfPage]:
    return [
        MadeOfPage(
            url=part_address(kind, page.url),
            time=page.time,
            media_type=MEDIA_TYPES[kind],
            content=content,
            page=page,
        )
        for kind, content in _CONTENTS.items()
    ]


def kept(vault: Vault) -> tuple[Capture, tuple[Capture, ...]]:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        return page, room.keep_made(made(page))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(folder=tmp_path / "archive")


def test_what_was_made_of_a_page_is_read_back_byte_for_byte(vault: Vault) -> None:
    _, parts = kept(vault)
    assert [part.url for part in parts] == [
        "urn:view:https://tany.test/news/1",
        "urn:dom:https://tany.test/news/1",
        "urn:pdf:https://tany.test/news/1",
    ]
    assert [read_response(vault, part).body for part in parts] == list(_CONTENTS.values())
    assert b"Content-Type: image/png" in read_response(vault, parts[0]).head


def test_the_chain_is_sound_and_tells_of_all_after_a_crash(vault: Vault) -> None:
    page, parts = kept(vault)
    report = verify(vault)
    assert report.findings == ()
    assert report.captures == 4
    assert list(captures_after(vault, {})) == [page, *parts]
    # The file that ends with a picture is gone on with, and is not shipped before it is closed.
    assert closed_files(vault) == []
    with writer(vault) as room:
        assert room.cuts == ()
        again = room.keep([(exchange(2), None)])[0]
    assert again.warc_file == page.warc_file


def test_one_flipped_byte_of_a_picture_is_found(vault: Vault) -> None:
    _, parts = kept(vault)
    path = vault.warcs / parts[0].warc_file
    whole = path.read_bytes()
    for place in range(parts[0].warc_offset, parts[0].warc_offset + parts[0].warc_length, 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verify(vault).findings, place
    path.write_bytes(whole)
    assert verify(vault).findings == ()


def test_a_picture_can_be_withheld_and_the_chain_holds(vault: Vault) -> None:
    _, parts = kept(vault)
    withhold(vault, parts[0], reason="a person in danger", by="ed", time=START)
    report = verify(vault)
    assert report.findings == ()
    assert [one.capture for one in report.withheld] == [parts[0].link]
    with pytest.raises(WithheldError):
        read_response(vault, parts[0])


def test_a_name_with_a_space_cannot_stand_in_the_archive(vault: Vault) -> None:
    with writer(vault) as room:
        page = room.keep([(exchange(1), None)])[0]
        wrong = MadeOfPage(
            url="urn:view:https://a b", time=START, media_type="image/png", content=b"x", page=page
        )
        with pytest.raises(ArchiveError, match="space"):
            room.keep_made([wrong])
        assert room.keep_made([]) == ()
    assert verify(vault).findings == ()


def test_a_package_holds_pictures_beside_pages_and_the_reference_tool_finds_it_valid(
    vault: Vault, tmp_path: Path
) -> None:
    page, parts = kept(vault)
    out = tmp_path / "evidence.wacz"
    exhibits = [WaczCapture(capture=page, title="Сот шешімі")]
    exhibits += [WaczCapture(capture=part, page=False) for part in parts]
    about = About(title="T", description="D", created=START, software="dalel-test")
    export_wacz(vault, exhibits, about, out)
    with zipfile.ZipFile(out) as archive:
        index = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        warc = archive.read("archive/data.warc.gz")
        pages = archive.read("pages/pages.jsonl").decode().splitlines()
    assert len(pages) == 2
    found = {}
    for line in index:
        fields = json.loads(line.split(" ", 2)[2])
        found[fields["url"]] = fields["mime"]
        start, length = int(fields["offset"]), int(fields["length"])
        [record] = ArchiveIterator(BytesIO(warc[start : start + length]), check_digests=True)
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
    assert found == {
        page.url: "text/html",
        parts[0].url: "image/png",
        parts[1].url: "text/html",
        parts[2].url: "application/pdf",
    }
    tool = [sys.executable, "-m", "wacz.main", "validate", "-f", str(out)]
    done = subprocess.run(  # noqa: S603 - the library beside us
        tool, capture_output=True, check=False, text=True
    )
    assert "the passed WACZ is valid" in done.stdout + done.stderr
