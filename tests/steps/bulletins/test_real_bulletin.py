"""Does the real bulletin give exactly its entries, from every kind of file?"""

import hashlib
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dalel.domain.bulletin import Bulletin
from dalel.steps.bulletins import PairingBasis, pair

ENTRIES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("entries_2026_01.json").read_text("utf-8")
)


def texts(bulletin: Bulletin) -> list[tuple[int, int, str | None, str, tuple[str, ...]]]:
    return [
        (e.section, e.order, e.title, e.summary, tuple(printed.link.url for printed in e.links))
        for e in bulletin.entries
    ]


def test_it_has_thirty_eight_entries_in_five_sections(bulletin: Bulletin) -> None:
    assert Counter(entry.section for entry in bulletin.entries) == {1: 8, 2: 7, 3: 5, 4: 8, 5: 10}
    assert sum(len(entry.links) for entry in bulletin.entries) == 38
    assert bulletin.sections == {1: 5, 2: 47, 3: 91, 4: 127, 5: 180}
    assert [paragraph.lines for paragraph in bulletin.introduction] == [(3,)]


@pytest.mark.parametrize("place", range(38), ids=[row["key"] for row in ENTRIES])
def test_each_entry_stands_on_its_lines_to_the_letter(
    place: int, bulletin: Bulletin, issue: bytes
) -> None:
    row, entry, lines = ENTRIES[place], bulletin.entries[place], issue.decode().split("\n")
    assert f"{entry.section}.{entry.order}" == row["key"]
    assert entry.title_line == row["title"]
    assert entry.title == (lines[row["title"] - 1] if row["title"] else None)
    assert [list(paragraph.lines) for paragraph in entry.paragraphs] == row["paragraphs"]
    assert [p.text for p in entry.paragraphs] == [
        " ".join(lines[number - 1] for number in numbers) for numbers in row["paragraphs"]
    ]
    assert hashlib.sha256(entry.summary.encode()).hexdigest() == row["summary_sha256"]
    (printed,) = entry.links
    assert (printed.line, printed.bracketed) == (row["link"], row["bracketed"])
    assert printed.link.printed == lines[row["link"] - 1].strip("<>")
    assert printed.link.url == row["url"]


def as_word(text: str, *, hyperlinks: bool) -> bytes:
    """The text as a Word document, its addresses typed or set as hyperlinks on a word."""
    document = Document()
    for row in text.split("\n"):
        paragraph = document.add_paragraph()
        address = row.strip("<>")
        if hyperlinks and address.startswith("https://"):
            add_hyperlink(paragraph, address)
        else:
            paragraph.add_run(row)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_hyperlink(paragraph: Paragraph, address: str) -> None:
    element = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element.set(qn("r:id"), relation)
    element.append(paragraph.add_run("Толығырақ")._element)  # noqa: SLF001 - python-docx has no hyperlinks
    paragraph._p.append(element)  # noqa: SLF001 - as above


@pytest.mark.parametrize("hyperlinks", [False, True])
def test_a_word_document_of_the_same_text_gives_the_same(
    parsed: Any, bulletin: Bulletin, issue: bytes, *, hyperlinks: bool
) -> None:
    again = parsed(as_word(issue.decode(), hyperlinks=hyperlinks), "kk.docx")
    assert texts(again) == texts(bulletin)
    assert again.sections == bulletin.sections


def test_html_of_the_same_text_gives_the_same(
    parsed: Any, bulletin: Bulletin, issue: bytes
) -> None:
    rows = [
        f'<p><a href="{row.strip("<>")}">дереккөз</a></p>'
        if row.strip("<>").startswith("https://")
        else f"<p>{row}</p>"
        for row in issue.decode().split("\n")
    ]
    html = f"<!doctype html><html><body>{''.join(rows)}</body></html>"
    assert texts(parsed(html, "kk.html")) == texts(bulletin)


@pytest.mark.parametrize("encoding", ["kz1048", "utf-16", "utf-16-be", "utf-8-sig"])
def test_every_encoding_gives_the_same(
    parsed: Any, bulletin: Bulletin, issue: bytes, encoding: str
) -> None:
    assert texts(parsed(issue.decode().encode(encoding))) == texts(bulletin)


def test_windows_line_ends_give_the_same(parsed: Any, bulletin: Bulletin, issue: bytes) -> None:
    assert parsed(issue.replace(b"\n", b"\r\n")) == bulletin


def test_it_pairs_with_itself_by_every_link(bulletin: Bulletin) -> None:
    pairs = pair(bulletin, bulletin)
    assert all(one.first == one.second and one.basis is PairingBasis.LINK for one in pairs)
    assert len(pairs) == 38
