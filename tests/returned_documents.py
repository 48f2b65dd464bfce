"""A sheet as somebody outside returns it: tracked changes, comments, deleted and merged rows."""

import io
import zipfile
from collections.abc import Callable

from lxml import etree

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
Mend = Callable[["Returned"], None]


class Returned:
    """A sheet in somebody's Word; rows and columns count from 0, the head not among the rows."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.tree = etree.fromstring(self.parts["word/document.xml"])
        self.comments: list[etree._Element] = []

    @property
    def rows(self) -> list[etree._Element]:
        """The rows of passages, of all tables."""
        return [row for row in self.tree.iter(f"{_W}tr") if row.find(f"{_W}trPr") is None or
                row.find(f"{_W}trPr/{_W}tblHeader") is None]  # fmt: skip

    def cell(self, row: int, column: int) -> etree._Element:
        return self.rows[row].findall(f"{_W}tc")[column]

    def type_over(self, row: int, column: int, *paragraphs: str) -> None:
        """Write into a cell without tracking it."""
        cell = self.cell(row, column)
        for one in cell.findall(f"{_W}p"):
            cell.remove(one)
        for text in paragraphs or ("",):
            cell.append(self._made(f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"))

    def track(
        self, row: int, column: int, old: str, new: str, author: str = "Айман Заңгер"
    ) -> None:
        """Replace words of a cell's first run, tracked."""
        run = next(self.cell(row, column).iter(f"{_W}r"))
        text = run.find(f"{_W}t")
        assert text is not None
        assert text.text is not None
        assert old in text.text
        before, _, after = text.text.partition(old)
        by = f"w:id='1' w:author='{author}' w:date='2026-11-30T10:00:00Z'"
        keep = "<w:r><w:t xml:space='preserve'>%s</w:t></w:r>"
        made = self._made(
            f"<w:p>{keep % before}<w:del {by}><w:r><w:delText xml:space='preserve'>{old}"
            f"</w:delText></w:r></w:del><w:ins {by}>{keep % new}</w:ins>{keep % after}</w:p>"
        )
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        parent.remove(run)
        for count, one in enumerate(list(made)):
            parent.insert(at + count, one)

    def comment(self, row: int, column: int, text: str, author: str = "Айман Заңгер") -> None:
        """Comment on all of a cell."""
        key = str(len(self.comments))
        paragraph = self.cell(row, column).find(f"{_W}p")
        assert paragraph is not None
        start = self._made(f"<w:commentRangeStart w:id='{key}'/>")
        properties = paragraph.find(f"{_W}pPr")
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(self._made(f"<w:commentRangeEnd w:id='{key}'/>"))
        paragraph.append(self._made(f"<w:r><w:commentReference w:id='{key}'/></w:r>"))
        self.comments.append(
            self._made(
                f"<w:comment w:id='{key}' w:author='{author}'><w:p><w:r><w:t>{text}</w:t></w:r>"
                "</w:p></w:comment>"
            )
        )

    def drop_row(self, row: int) -> None:
        """Delete a row without tracking it."""
        found = self.rows[row]
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    def strike_row(self, row: int) -> None:
        """Delete a row, tracked."""
        properties = self.rows[row].find(f"{_W}trPr")
        if properties is None:
            properties = self._made("<w:trPr/>")
            self.rows[row].insert(0, properties)
        properties.append(self._made("<w:del w:id='9' w:author='Айман Заңгер'/>"))

    def add_row(self, row: int, *texts: str) -> None:
        """Put a row behind another one; its first cell is empty."""
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("", *texts)
        )
        self.rows[row].addnext(self._made(f"<w:tr>{cells}</w:tr>"))

    def merge(self, row: int) -> None:
        """Merge the cells of the languages."""
        first, second = self.rows[row].findall(f"{_W}tc")[1:3]
        properties = first.find(f"{_W}tcPr")
        assert properties is not None
        properties.append(self._made("<w:gridSpan w:val='2'/>"))
        self.rows[row].remove(second)

    def saved(self) -> bytes:
        """The file."""
        parts = {**self.parts, "word/document.xml": etree.tostring(self.tree)}
        if self.comments:
            whole = self._made("<w:comments/>")
            whole.extend(self.comments)
            parts["word/comments.xml"] = etree.tostring(whole)
            relations = "word/_rels/document.xml.rels"
            told = f'<Relationship Id="rIdC" Type="{_RELATION}" Target="comments.xml"/>'
            parts[relations] = parts[relations].replace(
                b"</Relationships>", f"{told}</Relationships>".encode()
            )
            kind = f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/>'
            listed = parts["[Content_Types].xml"]
            parts["[Content_Types].xml"] = listed.replace(b"</Types>", f"{kind}</Types>".encode())
        return zipped(parts)

    def _made(self, xml: str) -> etree._Element:
        head, gap, rest = xml.partition(">")
        spaced = f"{head.removesuffix('/')} xmlns:w='{_SPACE}'{'/' if head.endswith('/') else ''}"
        return etree.fromstring(f"{spaced}{gap}{rest}")


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
