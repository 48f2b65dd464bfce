"""Is a bulletin on paper whole, readable by machines, and the same twice?"""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.documents.paper import paper
from publish.measured import measured
from publish.printing import NASTY, printed
from publish.probing import with_incident, with_text

pytestmark = pytest.mark.slow


@pytest.fixture
def snapshot() -> Snapshot:
    return invented(8)


def told(content: bytes, tmp_path: Path, tool: str = "pdftotext", *options: str) -> str:
    """What a reader of PDFs finds in it."""
    file = tmp_path / "bulletin.pdf"
    file.write_bytes(content)
    target = ["-"] if tool == "pdftotext" else []
    done = subprocess.run(  # noqa: S603 - Debian's own reader of PDFs
        [tool, *options, str(file), *target], check=True, capture_output=True, text=True
    )
    return done.stdout


def squeezed(text: str) -> str:
    return "".join(text.split()).translate(dict.fromkeys(map(ord, "-\u2010\u00ad")))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_entry_stands_in_it_with_title_text_number_and_link(
    snapshot: Snapshot, tmp_path: Path, language: str
) -> None:
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸ №"
    made = printed(with_text(snapshot, 2, language, title=letters), language)
    content = paper(made)
    assert content == paper(made)
    text = squeezed(told(content, tmp_path))
    for entry in made.entries:
        assert squeezed(entry.title or "") in text
        assert squeezed(entry.paragraphs[0]) in text
        assert squeezed(entry.number) in text
        assert entry.links[0].url.encode() in content
    assert b"pdfuaid:part" in content
    assert b"https://monitor.test/" in content
    about = told(content, tmp_path, "pdfinfo")
    assert "Tagged:          yes" in about
    assert "Author" not in about


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_the_figures_say_stands_in_it_with_ways_to_the_entries(
    kz_pack: Pack, tmp_path: Path, language: str
) -> None:
    made = printed(measured(kz_pack, 30), language)
    assert made.chapter is not None
    content = paper(made)
    assert content == paper(made)
    text = squeezed(told(content, tmp_path))
    for sentence in (*made.chapter.sentences, made.chapter.limits, *made.chapter.gaps):
        assert squeezed(sentence) in text
    for row in (row for one in made.chapter.tables for row in one.rows):
        assert squeezed(row.because) in text
        assert squeezed(", ".join(one.place for one in row.places)) in text
        assert row.address.encode() in content
    assert b"pdfuaid:part" in content


def test_a_letter_without_a_shape_costs_the_promise_and_not_the_document(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    snapshot = with_text(snapshot, 0, "kk", title=NASTY)
    snapshot = with_text(snapshot, 1, "kk", title="Қ" * 1000)
    content = paper(printed(snapshot))
    assert b"pdfuaid:part" not in content
    assert "<script>alert(1)</script>" in told(content, tmp_path)
    assert "Tagged:          yes" in told(content, tmp_path, "pdfinfo")


def test_a_preview_says_so_on_the_cover_and_on_every_page(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    pages = told(paper(printed(replace(snapshot, preview=True))), tmp_path).split("\f")[:-1]
    assert len(pages) > 4
    assert all("әлі бекітпеген" in page for page in pages)


def test_a_site_without_an_address_has_no_code_and_an_empty_edition_is_no_fault(
    snapshot: Snapshot, kz_pack: Pack, tmp_path: Path
) -> None:
    nowhere = replace(snapshot, profile=replace(snapshot.profile, address=None))
    assert "Тұрақты мекенжайы" not in told(paper(printed(nowhere)), tmp_path)
    empty = replace(snapshot.editions[0], incidents={}, introduction={})
    assert paper(printed(replace(snapshot, editions=(empty,)))).startswith(b"%PDF-")
    unknown = replace(measured(kz_pack, 8), editions=(empty,))
    assert "деректер жеткіліксіз" in told(paper(printed(unknown)), tmp_path)


def test_later_steps_are_printed(snapshot: Snapshot, tmp_path: Path) -> None:
    step = Development(
        date=PartialDate(iso="2025-03-04", precision=Precision.DAY),
        texts={"kk": "Сот шешімін шығарды.", "ru": "Суд вынес решение."},
        links=snapshot.incidents[0].links,
    )
    made = printed(with_incident(snapshot, 0, developments=(step,)))
    assert "Сот шешімін шығарды." in told(paper(made), tmp_path)
