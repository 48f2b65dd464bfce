"""Reading a sheet of entries that came back as a Word document, with its changes and comments.

Tracked changes are read as accepted; Office Open XML is described in ECMA-376, part 1, 17.13
(annotations) and 17.4 (tables).
"""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePath
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from dalel.domain.errors import BulletinError
from dalel.domain.incident import LONGEST_TEXT
from dalel.domain.word_sheet import (
    NUMBER_HEAD,
    ReturnedCell,
    ReturnedComment,
    ReturnedRow,
    ReturnedSheet,
    RowCode,
)
from dalel.steps.bulletins.documents import BROKEN, DAMAGED, check_package

#: The largest file that is read, in bytes, and the most that is read of it.
LARGEST_SHEET: Final = 16 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COMMENTS: Final = 2_000
LONGEST_COMMENT: Final = 20_000
MOST_LETTERS: Final = 3_000_000
_NAME: Final = 100
_QUOTED: Final = 300
_MOST_AUTHORS: Final = 10
#: As Word writes it, and as Word writes it "strictly".
_WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACROS: Final = (b"macroenabled", b"vbaproject")
_CONTENTS: Final = "[Content_Types].xml"
#: What holds rows, cells or paragraphs without being one.
_AROUND: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
#: What is not text although it stands among it; of tables in cells the row tells.
_ASIDE: Final = frozenset(
    {"pPr", "rPr", "instrText", "drawing", "pict", "object", "tbl", "sdtPr", "sdtEndPr"}
)
_GONE: Final = frozenset({"del", "moveFrom"})
_SPACES: Final = frozenset({"tab", "br", "cr", "ptab"})
#: In the properties of a cell: it spans several, or is to go or to come.
_TORN: Final = frozenset({"vMerge", "hMerge", "cellDel", "cellIns", "cellMerge"})


def read_sheet(content: bytes, name: str) -> ReturnedSheet:
    """The rows and comments of a ``.docx`` file, whose own name is ``name``.

    :raises BulletinError: when it is no Word document, is damaged, larger than a sheet is, has
        macros or defines entities, or holds no row of a sheet.
    """
    if len(content) > LARGEST_SHEET:
        raise BulletinError(f"the file is larger than {LARGEST_SHEET // 2**20} MB")
    if PurePath(name).suffix.lower() != ".docx" or not content.startswith(b"PK\x03\x04"):
        raise BulletinError("only a .docx file comes back")
    try:
        check_package(content)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_macros(archive)
            main = _related(archive, "", "officeDocument") or "word/document.xml"
            comments = _related(archive, main, "comments")
            made = _SheetReader(_tree(archive, main))
            said = _comments(_tree(archive, comments)) if comments else {}
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise BulletinError(DAMAGED) from error
    if not any(row.code for row in made.rows):
        raise BulletinError("no row of a sheet stands in it")
    return ReturnedSheet(rows=tuple(made.rows), comments=tuple(made.placed(said)))


def _refuse_macros(archive: zipfile.ZipFile) -> None:
    """A document with macros tells it in its list of contents, or holds their part."""
    told = archive.read(_CONTENTS).lower() if _CONTENTS in archive.namelist() else b""
    names = "\n".join(archive.namelist()).lower().encode()
    if any(one in told or one in names for one in _MACROS):
        raise BulletinError("the Word document has macros")


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> str:
    """The name of the part to which another one (empty: the package) is related so."""
    folder, _, name = part.rpartition("/")
    listed = join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return ""
    for one in _tree(archive, listed).iter(_RELATION):
        if str(one.get("Type", "")).endswith(f"/{kind}") and one.get("TargetMode") != "External":
            target = str(one.get("Target", ""))
            # One that begins with a slash counts from the package.
            found = normpath(join(dirname(f"/{part}"), target)).lstrip("/")
            return found if found in archive.namelist() else ""
    return ""


def _tree(archive: zipfile.ZipFile, part: str) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(archive.read(part), parser)


def _name(element: "etree._Element") -> str:
    """The name of an element of Word's own; empty for every other."""
    space, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return name if space in _WORD else ""


def _told(element: "etree._Element", name: str) -> str:
    """An attribute of Word's own."""
    for space in _WORD:
        if (value := element.get(f"{{{space}}}{name}")) is not None:
            return str(value)
    return ""


def _child(element: "etree._Element", name: str) -> "etree._Element | None":
    return next((one for one in element if _name(one) == name), None)


def _has(element: "etree._Element | None", *way: str) -> bool:
    """Whether something stands in an element, at the end of a way of names."""
    for name in way:
        element = None if element is None else _child(element, name)
    return element is not None


def _within(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """The children of this name, also in what only holds them."""
    for one in element:
        if _name(one) == name:
            yield one
        elif _name(one) in _AROUND:
            yield from _within(one, name)


def _comments(tree: "etree._Element") -> dict[str, tuple[str, str]]:
    """By its id, the author and the text of each comment."""
    said: dict[str, tuple[str, str]] = {}
    for one in _within(tree, "comment"):
        lines = [" ".join(_Prose([one_line]).text.split()) for one_line in _within(one, "p")]
        text = "\n".join(filter(None, lines))
        if len(text) > LONGEST_COMMENT:
            raise BulletinError(f"the paragraph has more than {LONGEST_COMMENT} letters")
        said[_told(one, "id")] = (" ".join(_told(one, "author").split())[:_NAME], text)
        if len(said) > MOST_COMMENTS:
            raise BulletinError("the file has more than a sheet has")
    return said


class _Prose:
    """The text of a stretch as accepted, what was struck out of it, and where comments stand."""

    def __init__(self, elements: Iterable["etree._Element"]) -> None:
        self.kept: list[str] = []
        self.struck: list[str] = []
        self.authors: dict[str, None] = {}
        self.noted: dict[str, None] = {}
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.quoted: dict[str, list[str]] = {}
        for element in elements:
            self._read(element, is_gone=False)

    @property
    def text(self) -> str:
        """What stands there when all changes are accepted."""
        return "".join(self.kept)

    def _read(self, element: "etree._Element", *, is_gone: bool) -> None:
        for one in element:
            name = _name(one)
            if name in {"t", "delText"}:
                self._add(one.text or "", is_gone=is_gone or name == "delText")
            elif name in _SPACES:
                self._add(" ", is_gone=is_gone)
            elif name == "noBreakHyphen":
                self._add("-", is_gone=is_gone)
            elif name.startswith("comment"):
                self._note(name, _told(one, "id"))
            elif name and name not in _ASIDE:
                if name in _GONE or name in {"ins", "moveTo"}:
                    self.authors[_told(one, "author")[:_NAME]] = None
                self._read(one, is_gone=is_gone or name in _GONE)

    def _add(self, text: str, *, is_gone: bool) -> None:
        (self.struck if is_gone else self.kept).append(text)
        for one in self.opened:
            if not is_gone:
                self.quoted.setdefault(one, []).append(text)

    def _note(self, kind: str, key: str) -> None:
        self.noted[key] = None
        if kind == "commentRangeStart":
            self.opened.append(key)
        elif kind == "commentRangeEnd" and key in self.opened:
            self.opened.remove(key)


class _SheetReader:
    """Rows of all tables of a document, and at which of them its comments stand."""

    def __init__(self, tree: "etree._Element") -> None:
        self.rows: list[ReturnedRow] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._quoted: dict[str, str] = {}
        #: Of the line above a table: they are about the first row of it.
        self._ahead: list[str] = []
        self._letters = 0
        for body in _within(tree, "body"):
            self._blocks(body)

    def placed(self, said: dict[str, tuple[str, str]]) -> Iterator[ReturnedComment]:
        """The comments that say something, each with its place."""
        for key, (author, text) in said.items():
            if text:
                row, column = self._places.get(key, (None, 0))
                quoted = self._quoted.get(key, "")
                yield ReturnedComment(
                    author=author, text=text, quoted=quoted, row=row, column=column
                )

    def _blocks(self, element: "etree._Element") -> None:
        for one in element:
            name = _name(one)
            if name == "tbl":
                for row in _within(one, "tr"):
                    self._row(row)
            elif name == "p":
                prose = self._prose(one)
                if prose.text.strip():
                    self._ahead = []
                self._ahead += prose.noted
            elif name in _AROUND:
                self._blocks(one)

    def _row(self, row: "etree._Element") -> None:
        at = len(self.rows)
        if at >= MOST_ROWS:
            raise BulletinError("the file has more than a sheet has")
        cells = list(_within(row, "tc"))
        if not cells:
            return
        label, struck = self._label(cells[0], at)
        if label.startswith(NUMBER_HEAD):
            return
        is_torn = any(map(_is_torn, cells)) or _has(row, "trPr", "gridBefore")
        read = tuple(self._cell(cell, at, column) for column, cell in enumerate(cells[1:], 1))
        self.rows.append(
            ReturnedRow(
                label=label[:_NAME],
                code=RowCode.read(label) or (RowCode.read(struck) if not label else None),
                cells=read,
                is_torn=is_torn,
                is_struck=_has(row, "trPr", "del"),
            )
        )
        for key in self._ahead:
            self._places.setdefault(key, (at, 0))
        self._ahead = []

    def _label(self, cell: "etree._Element", at: int) -> tuple[str, str]:
        prose = [self._prose(one) for one in _within(cell, "p")]
        for one in prose:
            for key in one.noted:
                self._places.setdefault(key, (at, 0))
        kept, struck = ([" ".join("".join(one).split()) for one in lines] for lines in (
            [one.kept for one in prose], [one.struck for one in prose]))  # fmt: skip
        return " ".join(filter(None, kept)), " ".join(filter(None, struck))

    def _cell(self, cell: "etree._Element", at: int, column: int) -> ReturnedCell:
        paragraphs, open_text = [], ""
        authors: dict[str, None] = {}
        for one in _within(cell, "p"):
            prose = self._prose(one)
            authors |= prose.authors
            for key in prose.noted:
                self._places.setdefault(key, (at, column))
            open_text += prose.text
            # A paragraph whose end was deleted goes on in the next one.
            if not _has(one, "pPr", "rPr", "del"):
                paragraphs.append(open_text)
                open_text = ""
        told = [" ".join(text.split()) for text in (*paragraphs, open_text)]
        self._count(told)
        return ReturnedCell(
            paragraphs=tuple(filter(None, told)),
            authors=tuple(filter(None, authors))[:_MOST_AUTHORS],
        )

    def _prose(self, paragraph: "etree._Element") -> _Prose:
        prose = _Prose([paragraph])
        for key, pieces in prose.quoted.items():
            self._quoted.setdefault(key, " ".join("".join(pieces).split())[:_QUOTED])
        return prose

    def _count(self, told: Iterable[str]) -> None:
        for text in told:
            self._letters += len(text)
            if len(text) > LONGEST_TEXT:
                raise BulletinError(f"the paragraph has more than {LONGEST_TEXT} letters")
        if self._letters > MOST_LETTERS:
            raise BulletinError("the file has more than a sheet has")


def _is_torn(cell: "etree._Element") -> bool:
    properties = _child(cell, "tcPr")
    if any(True for _ in _within(cell, "tbl")):
        return True
    if properties is None:
        return False
    spans = _child(properties, "gridSpan")
    return (spans is not None and _told(spans, "val") not in {"", "1"}) or any(
        _name(one) in _TORN for one in properties
    )
