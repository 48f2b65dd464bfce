"""Word documents that define entities, in whatever encoding and under whatever name."""

import io
import zipfile

import pytest

from dalel.domain.errors import BulletinError
from dalel.steps.bulletins import read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def document(encoding: str, declaration: str, text: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document xmlns:w="{WORD}">'
        f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    ).encode(encoding)


def docx(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name.replace('_', '.')}", content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    bomb = document(encoding, LAUGHS, "&b;")
    with pytest.raises(BulletinError, match="defines entities"):
        read(docx(document_xml=bomb), "a.docx")


def test_entities_are_refused_in_a_part_of_any_name() -> None:
    sound = document("utf-8", "", "A")
    bomb = document("utf-16", LAUGHS, "&b;")
    with pytest.raises(BulletinError, match=r"word/styles\.bin defines entities"):
        read(docx(document_xml=sound, styles_bin=bomb), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sound_document_beside_a_picture_is_read(encoding: str) -> None:
    picture = b"\x89PNG\r\n<!DOCTYPE"
    content = docx(document_xml=document(encoding, "", "Sound"), image_png=picture)
    assert [line.text for line in read(content, "a.docx")] == ["Sound"]
