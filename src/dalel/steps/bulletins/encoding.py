"""Detection of a text file's encoding, and its decoding.

UTF-8, UTF-16 with or without a mark, KZ-1048 (the Kazakh standard, STRK 1048-2002) and
Windows-1251, which has the same bytes for Russian and Serbian or Belarusian letters in place of
the Kazakh ones.
"""

import codecs
import re
from typing import Final

from dalel.domain.errors import BulletinError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How much of a file is looked at to tell its encoding.
_SAMPLE: Final = 1 << 20
#: High bytes of UTF-16 in Latin, Cyrillic and punctuation.
_HIGH_BYTES: Final = frozenset({0x00, 0x04, 0x20, 0x21})
_UTF16_SHARE: Final = 0.95
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_KAZAKH: Final = frozenset("ҚқҰұӘәӨөҒғҮүҢңҺһ")
#: Among the letters that share their bytes with Kazakh ones, those of Ukrainian and Belarusian.
_UKRAINIAN: Final = frozenset("ЎўЄєЇїҐґ")
_SOUTH_SLAVIC: Final = frozenset("ЌќЋћЈјЅѕ")
#: In Kazakh every sixth letter is its own; in Russian with Kazakh names hardly one in a hundred.
_KAZAKH_SHARE: Final = 0.01
_ENOUGH_LETTERS: Final = 40
#: The rest are dashes and quotation marks.
_LETTERS_BEYOND_ASCII: Final = 0.75
_BINARY: Final = "this is no text: it holds bytes that no text has"
_UNKNOWN: Final = (
    "the encoding is none of UTF-8, UTF-16, KZ-1048 and Windows-1251; save the file as UTF-8"
)


def decode(content: bytes) -> str:
    """The text of a file.

    :raises BulletinError: when it is no text or in an encoding that is not understood.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_strictly(content.removeprefix(mark), encoding))
    if b"\0" in content:
        return _checked(_strictly(content, _utf16_order(content[:_SAMPLE])))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_one_byte(content))


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BulletinError(f"not valid {encoding.upper()}", line=line) from error


def _utf16_order(sample: bytes) -> str:
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        share = sum(byte in _HIGH_BYTES for byte in high) / max(len(high), 1)
        if share >= _UTF16_SHARE:
            return encoding
    raise BulletinError(_BINARY)


def _one_byte(content: bytes) -> str:
    kazakh = content.decode("kz1048", "replace")
    slavic = content.decode("cp1251", "replace")
    text = kazakh if _is_kazakh(kazakh[:_SAMPLE], slavic[:_SAMPLE]) else slavic
    letters = [letter for letter in text[:_SAMPLE] if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in letters)
    beyond_ascii = sum(letter > "\x7f" for letter in text[:_SAMPLE])
    # KOI8 read so has its cases exchanged, the DOS code page signs and frames among the letters.
    if (
        "\ufffd" in text
        or min(cyrillic, small) * 2 < len(letters)
        or len(letters) < beyond_ascii * _LETTERS_BEYOND_ASCII
    ):
        raise BulletinError(_UNKNOWN)
    return text


def _is_kazakh(kazakh: str, slavic: str) -> bool:
    letters = sum(letter.isalpha() for letter in kazakh)
    own = sum(letter in _KAZAKH for letter in kazakh)
    if letters >= _ENOUGH_LETTERS and own >= letters * _KAZAKH_SHARE:
        return True
    ukrainian = sum(letter in _UKRAINIAN for letter in slavic)
    return sum(letter in _SOUTH_SLAVIC for letter in slavic) > ukrainian


def _checked(text: str) -> str:
    control = _CONTROL.search(text)
    if control:
        raise BulletinError(_BINARY, line=text.count("\n", 0, control.start()) + 1)
    return text
