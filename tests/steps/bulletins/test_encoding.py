"""Is every encoding that newsrooms use read properly, and anything else refused?"""

import pytest

from dalel.domain.errors import BulletinError
from dalel.steps.bulletins.encoding import decode

KAZAKH = "Қазақстанда жаңа заң күшіне енді, ал құжат әлі жарияланған жоқ — «Әділет» хабарлады…\n"
RUSSIAN = "Суд вынес решение по делу журналиста, сообщает «Ёж»: апелляция отклонена.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert decode((KAZAKH * 3).encode(encoding)) == KAZAKH * 3


def test_utf_16_big_endian_with_a_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")) == RUSSIAN


def test_the_kazakh_standard_is_told_from_windows_1251(issue: bytes) -> None:
    text = issue.decode()
    assert decode(text.encode("kz1048")) == text


def test_russian_in_windows_1251_is_read() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_ukrainian_name_in_a_russian_text_keeps_its_letters() -> None:
    text = RUSSIAN * 3 + "Издание «Українська справедливість, є» закрыто.\n"
    assert decode(text.encode("cp1251")) == text


def test_a_kazakh_name_in_a_russian_text_keeps_its_letters() -> None:
    text = RUSSIAN * 3 + "Сайт «Жаңа қала» открыт.\n"
    assert decode(text.encode("kz1048")) == text


def test_a_short_kazakh_text_in_the_standard_is_read() -> None:
    assert decode("жаңа заң".encode("kz1048")) == "жаңа заң"


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "latin-1"])
def test_another_encoding_is_refused(encoding: str) -> None:
    text = "naïve café à la carte" if encoding == "latin-1" else RUSSIAN
    with pytest.raises(BulletinError, match="encoding is none of"):
        decode(text.encode(encoding, "replace"))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, bytes(range(256)) * 8])
def test_a_binary_file_is_refused(content: bytes) -> None:
    with pytest.raises(BulletinError, match="this is no text"):
        decode(content)


def test_a_control_character_is_refused_with_its_line() -> None:
    with pytest.raises(BulletinError, match="line 2: this is no text"):
        decode(b"one\ntwo \x07")


def test_broken_unicode_is_refused_with_its_line() -> None:
    with pytest.raises(BulletinError, match="line 2: not valid UTF-8"):
        decode(b"\xef\xbb\xbfone\ntwo \xff")
