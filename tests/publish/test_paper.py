"""Is a bulletin on paper whole, readable by machines, and the same twice?"""

import subprocess
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.bench import invented
from dalel.publish.documents import typesetting
from dalel.publish.documents.paper import paper
from dalel.publish.letters import Strange
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
        [tool, *options, str(file), *target], check=True, capture_output=True
    )
    # Names of headings stand between the words of `pdfinfo -struct` in another encoding.
    return done.stdout.decode("utf-8", "replace")


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


def test_titles_of_all_scripts_are_shown_and_letters_without_a_shape_cost_nothing(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    titles = (NASTY, "Қ" * 1000, "Сайт 👩🏽‍💻🇰🇿 قازاقستان שלום", "Қытай 中国 сайты Ⅷ")
    for place, title in enumerate(titles):
        snapshot = with_text(snapshot, place, "kk", title=title)
    content = paper(printed(snapshot))
    assert b"pdfuaid:part" in content
    text = told(content, tmp_path)
    for shown in ("<script>alert(1)</script>", "🕊", "👩🏽‍💻", "שלום", "Қытай […] сайты VIII"):
        assert shown in text, shown
    assert "中" not in text
    # Letters that join are set from right to left, and read in the order of the text.
    assert "قازاقستان" in unicodedata.normalize("NFKC", text)


def test_what_the_typesetter_refuses_costs_the_promise_and_not_the_document(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "strange", lambda _texts: Strange())
    content = paper(printed(with_text(snapshot, 0, "kk", title="Қытай 中国 сайты")))
    assert b"pdfuaid:part" not in content
    assert "Tagged:          yes" in told(content, tmp_path, "pdfinfo")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_it_is_built_as_readers_aloud_need_it(kz_pack: Pack, tmp_path: Path, language: str) -> None:
    made = printed(measured(kz_pack, 30), language)
    content = paper(made)
    for said in (f"/Lang({language})", "/DisplayDocTitle true", "/MarkInfo", "/StructTreeRoot"):
        assert said.encode() in content, said
    assert not any(word in content for word in (b"/Author", b"/Users", b"/home", b"/root", b"/tmp"))
    lines = told(content, tmp_path, "pdfinfo", "-struct").split("\n")
    kinds = [one.strip().split(" ")[0].rstrip(":") for one in lines if one.strip()]
    levels = [int(kind[1]) for kind in (one[:2] for one in kinds) if kind in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(2) >= len(made.entries)
    figures = kinds.count("Figure")
    assert (
        figures == content.count(b"/Alt") == 1 + len(made.chapter.pictures if made.chapter else ())
    )
    assert kinds.count("Table") == kinds.count("THead") >= 3
    assert kinds.count("TH") == sum("/Scope" in one for one in lines) > 0
    assert kinds.count("TOCI") >= (len(made.entries) if made.is_listed else len(made.parts))
    fonts = [line.split() for line in told(content, tmp_path, "pdffonts").splitlines()[2:]]
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts), "embedded, cut, readable"
    assert all(row[0].split("+")[1].startswith(("golos", "literata")) for row in fonts)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_entries_begin_on_the_first_page_or_the_second_and_the_figures_come_behind_them(
    kz_pack: Pack, tmp_path: Path, language: str
) -> None:
    made = printed(measured(kz_pack, 30), language)
    pages = told(paper(made), tmp_path).split("\f")[:-1]
    texts = [squeezed(page) for page in pages]

    def page_of(text: str) -> int:
        return next(place for place, page in enumerate(texts, 1) if squeezed(text) in page)

    first, last = made.entries[0], made.entries[-1]
    assert page_of(first.paragraphs[0][:60]) <= 2
    assert made.chapter is not None
    assert page_of(last.number) <= page_of(made.chapter.limits)
    # None but the last is half empty.
    assert all(len(page) > 700 for page in texts[:-1])


def test_the_contents_name_every_entry_where_the_first_page_has_room(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    made = printed(snapshot)
    assert made.is_listed
    first = squeezed(told(paper(made), tmp_path).split("\f")[0])
    assert all(squeezed(entry.head) in first for entry in made.entries)
    long = ("Ұзақ кіріспе. " * 150,)
    assert not replace(made, introduction=long).is_listed
    assert paper(replace(made, introduction=long)).startswith(b"%PDF-")


def test_a_preview_says_so_on_the_cover_and_on_every_page(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    pages = told(paper(printed(replace(snapshot, preview=True))), tmp_path).split("\f")[:-1]
    assert len(pages) > 1
    assert all("Алдын ала нұсқа" in page for page in pages)


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
