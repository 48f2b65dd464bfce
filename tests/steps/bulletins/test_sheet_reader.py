"""Are the rows, tracked changes and comments of a sheet read, and only of a sheet?"""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from dalel.domain.errors import BulletinError
from dalel.domain.word_sheet import RowCode, SheetEntry, SheetText, WordSheet
from dalel.publish.documents.word_sheet import word_sheet
from dalel.steps.bulletins.sheet_reader import LONGEST_COMMENT, MOST_ROWS, read_sheet
from returned_documents import Returned, zipped

KK = ("Сот айыппұл салды", "Сот редакцияға айыппұл салды.", "Екінші абзац.")
RU = ("Суд оштрафовал", "Суд оштрафовал редакцию.", "Второй абзац.")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sheet(**texts: SheetText) -> bytes:
    told = texts or {
        "kk": SheetText(version=3, passages=KK),
        "ru": SheetText(version=2, passages=RU),
    }
    entry = SheetEntry(number="KZ-2026-0001", heading="KZ-2026-0001", texts=told)
    later = SheetEntry(
        number="KZ-new-17",
        heading="KZ-new-17",
        texts={"ru": SheetText(version=1, passages=("", "Черновик."))},
    )
    return word_sheet(
        WordSheet(
            site="Редакция",
            languages=("kk", "ru"),
            time=datetime(2026, 11, 30, tzinfo=UTC),
            entries=(entry, later),
        )
    )


def returned() -> Returned:
    return Returned(sheet())


def _xml(text: str) -> etree._Element:
    return etree.fromstring(text)


def cells(content: bytes) -> list[tuple[tuple[str, ...], ...]]:
    return [
        tuple(cell.paragraphs for cell in row.cells) for row in read_sheet(content, "a.docx").rows
    ]


def test_a_sheet_comes_back_as_it_left() -> None:
    rows = read_sheet(sheet(), "a.docx").rows
    codes = [(row.code.number, row.code.place) for row in rows if row.code]
    assert codes == [
        *(("KZ-2026-0001", place) for place in range(3)),
        *(("KZ-new-17", place) for place in range(2)),
    ]
    assert rows[1].code is not None
    assert rows[1].code.versions == (("kk", 3), ("ru", 2))
    assert cells(sheet())[1] == ((KK[1],), (RU[1],))
    assert cells(sheet())[3] == ((), ())
    assert read_sheet(sheet(), "a.docx").comments == ()


def test_the_same_sheet_has_the_same_bytes() -> None:
    assert sheet() == sheet()


def test_changes_are_tracked_from_the_beginning() -> None:
    with zipfile.ZipFile(io.BytesIO(sheet())) as archive:
        assert b"<w:trackRevisions/>" in archive.read("word/settings.xml")


def test_tracked_changes_are_read_as_accepted_with_their_author() -> None:
    back = returned()
    back.track(1, 2, "оштрафовал", "обязал выплатить штраф")
    row = read_sheet(back.saved(), "a.docx").rows[1]
    assert row.cells[1].paragraphs == ("Суд обязал выплатить штраф редакцию.",)
    assert row.cells[1].authors == ("Айман Заңгер",)
    assert row.cells[0].authors == ()


def test_enter_begins_a_paragraph_and_an_empty_cell_has_none() -> None:
    back = returned()
    back.type_over(1, 2, "Первый.", "", "Второй.")
    back.type_over(2, 1)
    assert cells(back.saved())[1][1] == ("Первый.", "Второй.")
    assert cells(back.saved())[2][0] == ()


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    back = returned()
    back.type_over(1, 2, "Первый ", "второй.")
    first = back.cell(1, 2)[-2]
    mark = f"<w:pPr xmlns:w='{WORD}'><w:rPr><w:del w:id='3' w:author='A'/></w:rPr></w:pPr>"
    first.insert(0, _xml(mark))
    assert cells(back.saved())[1][1] == ("Первый второй.",)


def test_a_comment_has_author_words_and_place() -> None:
    back = returned()
    back.comment(1, 2, "Нужна ссылка на решение.")
    back.comment(0, 0, "О записи в целом.")
    first, second = read_sheet(back.saved(), "a.docx").comments
    assert (first.author, first.text) == ("Айман Заңгер", "Нужна ссылка на решение.")
    assert (first.row, first.column, first.quoted) == (1, 2, RU[1])
    assert (second.row, second.column) == (0, 0)


def test_rows_that_were_merged_struck_or_put_in_are_told() -> None:
    back = returned()
    back.merge(1)
    back.strike_row(2)
    back.add_row(2, "Жаңа абзац.", "Новый абзац.")
    rows = read_sheet(back.saved(), "a.docx").rows
    assert rows[1].is_torn
    assert rows[2].is_struck
    assert (rows[3].label, rows[3].code) == ("", None)
    assert rows[3].cells[1].paragraphs == ("Новый абзац.",)


def test_a_code_that_was_typed_over_names_nothing() -> None:
    code = RowCode(number="KZ-2026-0001", place=1, versions=(("kk", 3), ("ru", 2)))
    assert RowCode.read(f"1.1 {code}") == code
    assert RowCode.read(f"1.1 {code}".replace("0001", "0007")) is None
    assert RowCode.read("1.1") is None


def test_rows_within_content_controls_are_found() -> None:
    back = returned()
    row = back.rows[1]
    parent = row.getparent()
    assert parent is not None
    at = parent.index(row)
    holder = _xml(f"<w:sdt xmlns:w='{WORD}'><w:sdtPr/><w:sdtContent/></w:sdt>")
    parent.insert(at, holder)
    holder[1].append(row)
    assert cells(back.saved())[1] == ((KK[1],), (RU[1],))


@pytest.mark.parametrize(
    ("name", "why"),
    [("a.doc", "only a .docx"), ("a.docm", "only a .docx"), ("a.odt", "only a .docx")],
)
def test_other_kinds_of_files_are_refused(name: str, why: str) -> None:
    with pytest.raises(BulletinError, match=why):
        read_sheet(sheet(), name)


def test_macros_are_refused_by_their_part_and_by_the_contents() -> None:
    parts = returned().parts
    with pytest.raises(BulletinError, match="macros"):
        read_sheet(zipped({**parts, "word/vbaProject.bin": b"x"}), "a.docx")
    told = parts["[Content_Types].xml"].replace(b"wordprocessingml.document.main", b"macroEnabled")
    with pytest.raises(BulletinError, match="macros"):
        read_sheet(zipped({**parts, "[Content_Types].xml": told}), "a.docx")


def test_entities_are_refused_in_the_comments_too() -> None:
    back = returned()
    back.comment(1, 2, "Замечание")
    parts = Returned(back.saved()).parts
    bomb = b'<!DOCTYPE w [<!ENTITY a "ha">]>' + parts["word/comments.xml"]
    with pytest.raises(BulletinError, match="defines entities"):
        read_sheet(zipped({**parts, "word/comments.xml": bomb}), "a.docx")


def test_a_bomb_is_not_unpacked() -> None:
    parts = returned().parts
    with pytest.raises(BulletinError, match="unpacks to more"):
        read_sheet(zipped({**parts, "word/media/a.png": bytes(260 * 2**20)}), "a.docx")


def test_what_is_no_sheet_is_refused() -> None:
    back = returned()
    for row in back.rows:
        row.getparent().remove(row)  # type: ignore[union-attr]
    with pytest.raises(BulletinError, match="no row of a sheet"):
        read_sheet(back.saved(), "a.docx")
    with pytest.raises(BulletinError, match="damaged"):
        read_sheet(b"PK\x03\x04 and nothing more", "a.docx")
    with pytest.raises(BulletinError, match="damaged"):
        read_sheet(zipped({"word/document.xml": b"<w"}), "a.docx")


def test_more_rows_or_words_than_a_sheet_has_are_refused() -> None:
    row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    many = f"<w:document xmlns:w='{WORD}'><w:body><w:tbl>{row * (MOST_ROWS + 1)}</w:tbl></w:body>"
    with pytest.raises(BulletinError, match="more than a sheet"):
        read_sheet(zipped({"word/document.xml": f"{many}</w:document>".encode()}), "a.docx")
    back = returned()
    back.comment(1, 1, "а" * (LONGEST_COMMENT + 1))
    with pytest.raises(BulletinError, match="letters"):
        read_sheet(back.saved(), "a.docx")


def test_a_relation_that_leads_outside_is_not_followed() -> None:
    back = returned()
    back.comment(1, 2, "Замечание")
    parts = Returned(back.saved()).parts
    relations = "word/_rels/document.xml.rels"
    led = parts[relations].replace(b'Target="comments.xml"', b'Target="../../../etc/passwd"')
    assert read_sheet(zipped({**parts, relations: led}), "a.docx").comments == ()


@pytest.mark.slow
def test_libre_office_keeps_codes_changes_and_comments(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    back = returned()
    back.track(1, 2, "оштрафовал", "наказал")
    back.comment(2, 1, "Дәйек керек.")
    (tmp_path / "sheet.docx").write_bytes(back.saved())
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(  # noqa: S603 - our own command
        [office, home, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "sheet.docx")],
        check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    read = read_sheet((tmp_path / "out" / "sheet.docx").read_bytes(), "sheet.docx")
    assert [row.code for row in read.rows] == [
        row.code for row in read_sheet(sheet(), "a.docx").rows
    ]
    assert read.rows[1].cells[1].paragraphs == ("Суд наказал редакцию.",)
    assert read.rows[1].cells[1].authors == ("Айман Заңгер",)
    (comment,) = read.comments
    assert (comment.author, comment.text) == ("Айман Заңгер", "Дәйек керек.")
    assert (comment.row, comment.column, comment.quoted) == (2, 1, KK[2])
