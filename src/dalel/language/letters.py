"""Detects the character encoding of a page and decodes its bytes.

Order of trust: byte order mark, UTF-8 that is valid, what the HTTP header says, what the page
says, then the letters themselves. Valid UTF-8 goes before the header because servers that still
announce windows-1251 often serve pages that have long moved on.
https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
#: How far into a page a declaration is looked for; the standard says 1024, pages know better.
_HEAD: Final = 4096
#: Encodings in which pages are written; others (base64, utf-7) are tricks.
_KNOWN: Final = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|koi8-[rut]|cp866|cp949|kz1048|ptcp154|mac-cyrillic"
    r"|gb18030|gbk|gb2312|big5|shift_jis|euc_jp|euc_kr"
)
#: The web means windows-1252 when it says these.
_WESTERN: Final = frozenset({"iso8859-1", "ascii"})
_CYRILLIC: Final = ("cp1251", "koi8-r", "cp866", "iso8859-5")
#: What Kazakh letters of KZ-1048 become in windows-1251. Macedonian and Serbian have these too,
#: but no ы.
_KAZAKH_IN_1251: Final = re.compile("[ЌќЅѕЈј]")
_RUSSIAN_SMALL: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя")
#: Cyrillic words are runs of high bytes; accented letters of the West stand alone.
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
#: Text with more undecodable bytes than this is in another encoding than it claims.
_TOLERATED: Final = 0.02
#: Control characters that no page means, what turns the order of letters behind it, and what no
#: tree and no database can hold.
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def decode(content: bytes, charset: str | None = None) -> tuple[str, str]:
    """The page as text without control characters, and how its encoding was found.

    :param charset: what the HTTP header says.
    """
    text, found = _decode(content, charset)
    return legible(text), found


def legible(text: str) -> str:
    """The text without control characters and halves of letters, as JSON can smuggle them in.

    Nor does it hold what would show the letters behind it in another order than they stand in.
    """
    return _CONTROLS.sub("", text)


def _decode(content: bytes, charset: str | None) -> tuple[str, str]:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace"), f"mark {name}"
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace"), f"letters {wide}"
    declared = _declared(content)
    try:
        return content.decode(), f"{_origin_of_utf8(charset, declared)} utf-8"
    except UnicodeDecodeError:
        pass
    for origin, codec in (("header", _codec(charset)), ("page", _codec(declared))):
        if codec is None:
            continue
        text = content.decode(codec, "replace")
        if text.count("\ufffd") <= _TOLERATED * len(text):
            text, codec = _kazakh(content, text, codec)
            return text, f"{origin} {codec}"
    return _by_letters(content)


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content, 0, _HEAD)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """Python's name of an encoding of pages; None for tricks and unknown names."""
    try:
        codec = codecs.lookup((name or "").strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    if codec in _WESTERN:
        return "cp1252"
    return codec if _KNOWN.fullmatch(codec) else None


def _origin_of_utf8(charset: str | None, declared: str | None) -> str:
    if _codec(charset) == "utf-8":
        return "header"
    return "page" if _codec(declared) == "utf-8" else "letters"


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each two is that of ASCII (0) or of Cyrillic (4)."""
    sample = content[:1000]
    for codec, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        zeros = high.count(0)
        if zeros and zeros + high.count(4) > 0.7 * len(high) and low.count(0) < 0.1 * len(low):
            return codec
    return None


def _kazakh(content: bytes, text: str, codec: str) -> tuple[str, str]:
    """KZ-1048 where a page says windows-1251 but is Kazakh."""
    if codec == "cp1251" and "ы" in text and _KAZAKH_IN_1251.search(text):
        return content.decode("kz1048", "replace"), "kz1048"
    return text, codec


def _by_letters(content: bytes) -> tuple[str, str]:
    """The Cyrillic encoding in which most letters are small Russian ones, else windows-1252."""
    words = _HIGH_RUN.findall(content, 0, 100_000)
    high = b"".join(words)
    shares = {
        codec: sum(letter in _RUSSIAN_SMALL for letter in high.decode(codec, "replace"))
        for codec in _CYRILLIC
    }
    codec = max(_CYRILLIC, key=shares.__getitem__)
    if not words or shares[codec] < 0.5 * len(high):
        codec = "cp1252"
    text, codec = _kazakh(content, content.decode(codec, "replace"), codec)
    return text, f"letters {codec}"
