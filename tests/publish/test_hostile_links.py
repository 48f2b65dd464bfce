"""No output prints an address that leads elsewhere than it says, whatever the record holds."""

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.incident import Link
from dalel.domain.snapshot import Snapshot
from dalel.domain.withdrawal import MARKUP, finder
from dalel.publish.build import build
from dalel.publish.tree.word_survey import holdings
from publish.probing import with_everything_beside

#: What must not be seen, each with a word that stands nowhere else.
_HOSTILE = (
    "https://qupiya:parol7x@lake.test/qalypty",
    "http://127.0.0.1:8000/jabyq1x",
    "http://desk.internal/jabyq2x",
    "https://aldau3x.test\\@lake.test/",
    "javascript:jabyq4x()",
    "https://lake.test/\u202ejabyq5x",
)
_NEVER = ("parol7x", "qupiya", "jabyq1x", "jabyq2x", "aldau3x", "jabyq4x", "jabyq5x")


def hostile(snapshot: Snapshot) -> Snapshot:
    """The record with such addresses in links, later steps and evidence of every incident."""
    links = tuple(Link(printed=url, url=url, canonical=url, host="lake.test") for url in _HOSTILE)
    incidents = tuple(
        replace(
            one,
            links=(*one.links, *links),
            developments=tuple(
                replace(step, links=(*step.links, *links)) for step in one.developments
            ),
            proofs=(
                *one.proofs,
                *(replace(p, link=url) for p in one.proofs[:1] for url in _HOSTILE),
            ),
        )
        for one in snapshot.incidents
    )
    return replace(snapshot, incidents=incidents)


def drawn(file: Path) -> bytes:
    """A PDF with all that is packed in it unpacked: addresses of links lie in such streams."""
    content = file.read_bytes()
    parts = [content]
    for found in re.finditer(rb"stream\r?\n", content):
        unpacking = zlib.decompressobj()
        try:
            parts.append(unpacking.decompress(content[found.end() :]))
        except zlib.error:
            continue
    return b"".join(parts)


@pytest.fixture
def spoilt(release: Snapshot) -> Snapshot:
    found = hostile(with_everything_beside(release))
    assert any(one.developments for one in found.incidents)
    assert any(one.proofs for one in found.incidents)
    return found


@pytest.mark.slow
@pytest.mark.late
@pytest.mark.typesets
def test_no_page_feed_file_document_or_card_prints_them(spoilt: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(spoilt, site)
    wanted = finder(_NEVER, MARKUP)
    assert [one.path for one in holdings([site], wanted)] == []
    pdfs = sorted(site.rglob("*.pdf"))
    assert pdfs
    for file in pdfs:
        found = drawn(file)
        assert b"lake.test/qalypty" in found or not file.name.startswith("bulletin-1-")
        assert not [word for word in _NEVER if word.encode() in found], file
    kinds = {path.suffix for path in site.rglob("*")}
    assert kinds >= {
        ".html",
        ".xml",
        ".json",
        ".csv",
        ".xlsx",
        ".docx",
        ".pdf",
        ".jsonl",
        ".parquet",
    }
    # What is left of the first one is printed, so the others were not lost with everything.
    assert any("lake.test/qalypty" in path.read_text("utf-8") for path in site.rglob("*.jsonl"))


def test_no_page_or_feed_prints_them(spoilt: Snapshot, tmp_path: Path) -> None:
    build(spoilt, tmp_path / "site")
    assert [one.path for one in holdings([tmp_path / "site"], finder(_NEVER, MARKUP))] == []
