"""Which files become lines, and what is said of those that do not?"""

import io
import zipfile

import pytest
from docx import Document

from dalel.domain.errors import BulletinError
from dalel.steps.bulletins import read
from dalel.steps.bulletins.line_reader import LARGEST, MOST_LINES
from dalel.steps.bulletins.lines import typed_addresses


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_lines_are_numbered_as_an_editor_counts_them() -> None:
    lines = read("бір\r\n\r\n үш \rтөрт\n\ufeffбес".encode(), "a.txt")
    assert [(line.number, line.text) for line in lines] == [
        (1, "бір"), (2, ""), (3, "үш"), (4, "төрт"), (5, "бес"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (b"", "a.txt", "the file is empty"),
        (b" \n\t\n", "a.txt", "the file is empty"),
        ("\ufeff \n".encode(), "a.txt", "the file holds no text"),
        (b"%PDF-1.7 ...", "a.pdf", "this is a PDF"),
        (b"{\\rtf1 ...", "a.rtf", "this is an RTF"),
        (b"\xd0\xcf\x11\xe0....", "a.doc", "an old Word document"),
        (b"text", "a.odt", "a .odt file is not read"),
        (b"text", "a.docx", "this is no Word document"),
        (zipped({"a": b"b"}), "a.txt", "not named .docx"),
        (zipped({"a": b"b"}), "a.docx", "this zip file is no Word document"),
        (b"PK\x03\x04 torn", "a.docx", "damaged"),
        (zipped({"word/document.xml": b"<not xml"}), "a.docx", "damaged"),
        ("таза мәтін, тегі жоқ".encode(), "a.html", "this is no HTML"),
        (b"<html><body></body></html>", "a.html", "the file holds no text"),
    ],
)
def test_a_file_that_is_no_bulletin_is_refused(content: bytes, name: str, problem: str) -> None:
    with pytest.raises(BulletinError, match=problem):
        read(content, name)


def test_a_file_above_the_cap_is_refused() -> None:
    with pytest.raises(BulletinError, match="larger than 64 MB"):
        read(bytes(LARGEST + 1), "a.txt")


def test_a_file_of_too_many_lines_is_refused() -> None:
    with pytest.raises(BulletinError, match="more than 500000 lines"):
        read(b"a\n" * MOST_LINES, "a.txt")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"word/document.xml": bytes(300 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(BulletinError, match="unpacks to more"):
        read(bomb, "a.docx")


def test_a_document_of_too_many_parts_is_refused() -> None:
    with pytest.raises(BulletinError, match="unpacks to more"):
        read(zipped({f"word/{number}.xml": b"" for number in range(10_001)}), "a.docx")


def test_entities_in_a_document_are_refused() -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(BulletinError, match="defines entities"):
        read(zipped({"word/document.xml": lol}), "a.docx")


def test_an_encrypted_document_is_refused() -> None:
    content = bytearray(zipped({"word/document.xml": b"<x/>"}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    with pytest.raises(BulletinError, match="encrypted"):
        read(bytes(content), "a.docx")


def test_the_paragraphs_of_a_document_are_numbered_empty_ones_too() -> None:
    lines = read(word("бір", "", "үш"), "a.docx")
    assert [(line.number, line.text) for line in lines] == [(1, "бір"), (2, ""), (3, "үш")]


@pytest.mark.parametrize(
    ("text", "url", "bracketed"),
    [
        ("<https://vlast.kz/a>", "https://vlast.kz/a", True),
        ("< https://vlast.kz/a >", "https://vlast.kz/a", True),
        ("https://vlast.kz/a?id=1", "https://vlast.kz/a?id=1", False),
        ("www.vlast.kz/a.", "www.vlast.kz/a", False),
        ("(https://vlast.kz/a_(b))", "https://vlast.kz/a_(b)", False),
        ("[https://vlast.kz/a]", "https://vlast.kz/a", False),
        ("t.me/kanal/12", "t.me/kanal/12", False),
        ("<t.me/kanal/12>", "t.me/kanal/12", True),
    ],
)
def test_a_typed_address_is_found(text: str, url: str, *, bracketed: bool) -> None:
    (address,) = typed_addresses(text)
    assert (address.url, address.bracketed) == (url, bracketed)


@pytest.mark.parametrize("text", ["Kursiv.media", "Factcheck.kz сайты", "info@vlast.kz", "а/б"])
def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    assert typed_addresses(text) == ()


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("<https://vlast.kz/a>", True),
        ("Дереккөз: https://vlast.kz/a", True),
        ("https://vlast.kz/a (12.01.2026)", True),
        ("https://vlast.kz/a https://vlast.kz/b", True),
        ("Бұл туралы https://vlast.kz/a хабарлады.", False),
        ("Бұл туралы Vlast хабарлады.", False),
    ],
)
def test_a_line_is_a_link_unless_it_says_something(text: str, *, is_link: bool) -> None:
    (line,) = read(text.encode(), "a.txt")
    assert line.is_link is is_link
