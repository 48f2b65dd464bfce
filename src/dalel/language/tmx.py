"""Reads and writes TMX 1.4 files, in which translation programs swap sentences.

https://www.gala-global.org/tmx-14b. Files are strangers' bytes: none may declare entities, nothing
is fetched, and sizes are bounded. Reading takes versions 1.1 to 1.4; of inline codes the text is
left out, of highlighted words it is kept.
"""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from dalel.domain.errors import DalelError
from dalel.language.letters import legible

#: A file that is larger is not read, nor are more units of one.
LARGEST: Final = 64 * 2**20
MOST_UNITS: Final = 200_000
#: A sentence that is longer is none.
LONGEST: Final = 1_000
_TIME: Final = "%Y%m%dT%H%M%SZ"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
#: Codes of ISO 639-2 that some programs write.
_THREE: Final = {"kaz": "kk", "rus": "ru", "eng": "en"}
#: Elements whose text is a code of the program that wrote it.
_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
_SPACE: Final = re.compile(r"\s+")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


#: Why a file is not taken.
TOO_LARGE: Final = "too large"
TOO_MANY: Final = "too many"
NOT_XML: Final = "not XML"
NOT_TMX: Final = "not TMX"
ENTITIES: Final = "entities"


class TmxError(DalelError):
    """The file is no TMX that can be read: ``reason`` is one of those above.

    ``place`` is the line at which it breaks, or 0. Both stand in the message: errors come out of
    another process as messages.
    """

    @property
    def reason(self) -> str:
        """Why it is not taken."""
        return str(self).partition(":")[0]

    @property
    def place(self) -> int:
        """The line, or 0."""
        return int(str(self).partition(":")[2] or 0)


@dataclass(frozen=True, kw_only=True)
class TmxUnit:
    """One sentence by language, and when it came to be in the program that wrote the file."""

    texts: Mapping[str, str]
    created: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TmxReading:
    """What a file holds in the languages that were asked for.

    ``units`` have at least two of them. ``other`` counts units left out for want of a second one of
    these languages, ``empty`` those without words or the same in both, ``long`` those too long.
    """

    units: tuple[TmxUnit, ...] = ()
    other: int = 0
    empty: int = 0
    long: int = 0


@dataclass
class _Counts:
    units: list[TmxUnit] = field(default_factory=list)
    other: int = 0
    empty: int = 0
    long: int = 0


def read_tmx(content: bytes, languages: tuple[str, ...]) -> TmxReading:
    """The units of a file in these languages.

    :raises TmxError: when it is too large, broken, something else, or declares entities.
    """
    if len(content) > LARGEST:
        raise TmxError(TOO_LARGE)
    found = _Counts()
    try:
        for place, unit in enumerate(_units(_as_xml(content))):
            if place >= MOST_UNITS:
                raise TmxError(TOO_MANY)
            _take(unit, languages, found)
    except etree.XMLSyntaxError as error:
        raise TmxError(f"{NOT_XML}:{error.lineno or 0}") from error
    except (etree.LxmlError, ValueError) as error:
        raise TmxError(NOT_XML) from error
    return TmxReading(
        units=tuple(found.units), other=found.other, empty=found.empty, long=found.long
    )


def write_tmx(
    units: Iterable[tuple[TmxUnit, str]], *, source: str, tool: tuple[str, str], now: datetime
) -> Iterator[bytes]:
    """A TMX 1.4 file in pieces; ``units`` come with a word on where each is from.

    ``source`` is the language called the source, ``tool`` the program's name and version.
    """
    name, version = tool
    header = etree.Element(
        "header",
        creationtool=name,
        creationtoolversion=version,
        segtype="sentence",
        adminlang="en",
        srclang=source,
        datatype="plaintext",
        creationdate=_stamp(now),
    )
    header.set("o-tmf", name)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield b'<tmx version="1.4">\n' + etree.tostring(header, encoding="utf-8") + b"\n<body>\n"
    for unit, origin in units:
        yield etree.tostring(_element(unit, origin), encoding="utf-8") + b"\n"
    yield b"</body>\n</tmx>\n"


def _as_xml(content: bytes) -> bytes:
    """Bytes that the parser takes: texts in UTF-16 as UTF-8, whatever they declare."""
    if content.startswith(_WIDE):
        text = content.decode("utf-16", "strict")
        return _DECLARED.sub("", text, count=1).encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _units(content: bytes) -> Iterator[etree._Element]:
    """The elements ``tu``, each to be read before the next one is asked for."""
    reader = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    _, root = next(iter(reader))
    _refuse(root)
    for event, element in reader:
        if event == "end" and _name(element) == "tu":
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def _refuse(root: etree._Element) -> None:
    """Refuse what is no TMX, or says what a word of its own stands for.

    :raises TmxError: with the reason.
    """
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise TmxError(ENTITIES)
    if _name(root) != "tmx":
        raise TmxError(NOT_TMX)


def _take(unit: etree._Element, languages: tuple[str, ...], found: _Counts) -> None:
    texts: dict[str, str] = {}
    for variant in unit:
        if _name(variant) == "tuv":
            language = _language(variant)
            if language in languages:
                texts.setdefault(language, _words(variant))
    if len(texts) < 2:
        found.other += 1
        return
    if any(len(text) > LONGEST for text in texts.values()):
        found.long += 1
        return
    kept = {language: text for language, text in texts.items() if any(map(str.isalpha, text))}
    if len(kept) < 2 or len(set(kept.values())) < len(kept):
        found.empty += 1
        return
    found.units.append(TmxUnit(texts=kept, created=_moment(unit.get("creationdate"))))


def _language(variant: etree._Element) -> str:
    given = variant.get(_LANG) or variant.get("lang") or ""
    base = re.split("[-_]", given.strip().lower())[0]
    return _THREE.get(base, base)


def _words(variant: etree._Element) -> str:
    segment = next((child for child in variant if _name(child) == "seg"), None)
    pieces = _pieces(segment) if segment is not None else ()
    return _SPACE.sub(" ", legible("".join(pieces))).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text of a segment without that of codes; a code may stand where a space did not."""
    yield element.text or ""
    for child in element:
        if _name(child) and _name(child) not in _CODES:
            yield from _pieces(child)
        yield child.tail or ""


def _element(unit: TmxUnit, origin: str) -> etree._Element:
    made = etree.Element("tu")
    if unit.created is not None:
        made.set("creationdate", _stamp(unit.created))
    if origin:
        etree.SubElement(made, "prop", type="x-origin").text = legible(origin)
    for language in sorted(unit.texts):
        variant = etree.SubElement(made, "tuv")
        variant.set(_LANG, language)
        etree.SubElement(variant, "seg").text = legible(unit.texts[language])
    return made


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).strftime(_TIME)


def _moment(given: str | None) -> datetime | None:
    try:
        return datetime.strptime(given or "", _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _name(element: etree._Element) -> str:
    # Comments and unresolved entities have a function for a tag.
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
