"""Adds the chapter of figures to a Word document.

In styles of their own, so that ``dalel import`` tells them from entries.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from docx.document import Document
from docx.shared import Cm

from dalel.publish.documents.chapter import AttentionEntry, BoardRow, Chapter, ChapterPlace
from dalel.publish.documents.chapter import ChapterTable as Board
from dalel.publish.documents.chapter_words import chapter_words
from dalel.publish.documents.word_file import TEXT_WIDTH
from dalel.publish.documents.word_marks import jump, link, picture, table
from dalel.publish.figures.chart_figures import ChartFigures, ChartShape, alternative
from dalel.publish.figures.chart_figures import table as table_of
from dalel.publish.figures.charts import png
from dalel.publish.views.dates import DateWording, wording

#: In centimetres: a level, a letter of a head, a figure of a cell, and what stands beside them.
_LEVEL: Final = 2.2
_LETTER, _FIGURE, _BESIDE = 0.128, 0.165, 0.22
#: The size at which letters that are drawn for screens are as large as those of a table.
_PICTURE: Final = {ChartShape.STACK: Cm(9.7), ChartShape.BARS: Cm(8.6), ChartShape.LINE: Cm(9.7)}
_TABLE: Final = "Dalel Table"


def add_chapter(document: Document, chapter: Chapter, language: str) -> None:
    """The chapter of figures, as an appendix."""
    _Writer(document, wording(language)).write(chapter)


def add_picture(document: Document, shown: ChartFigures, speak: DateWording) -> None:
    """A chart with its words, and its table unless it stands beside a board that is that."""
    document.add_paragraph(shown.title, "Dalel Caption")
    line = document.add_paragraph(style="Dalel Picture")
    picture(line, png(shown, speak), alternative(shown, speak), _PICTURE[shown.shape])
    document.add_paragraph(shown.limits, "Dalel Note")
    if shown.shape is not ChartShape.STACK:
        made = table_of(shown, speak)
        rows = [[(cell.text, "") for cell in row] for row in made.rows]
        table(document, made.head, rows, (7, *(2.5 for _ in made.head[1:])), _TABLE)
        document.add_paragraph("", "Dalel Gap")


def board_widths(lines: Iterable[Sequence[str]], room: float) -> tuple[float, ...]:
    """The columns of a board: name, level, and counts, none of which breaks within a word.

    ``lines`` are its head and its rows; all in centimetres.
    """
    _names, _levels, *columns = zip(*lines, strict=True)
    counts = [
        _BESIDE + max(_LETTER * max(map(len, head.split())), _FIGURE * max(map(len, cells)))
        for head, *cells in columns
    ]
    return (room - _LEVEL - sum(counts), _LEVEL, *counts)


class _Writer:
    """A document, and the words in which it speaks."""

    def __init__(self, document: Document, speak: DateWording) -> None:
        self._document = document
        self._speak = speak
        self._words = chapter_words(speak)

    def write(self, chapter: Chapter) -> None:
        self._add(self._words["appendix"], "Dalel Heading 1")
        for place, sentence in enumerate(chapter.sentences):
            self._add(sentence, "Dalel Text" if place else "Dalel Lead")
        self._add(chapter.limits, "Dalel Note")
        if chapter.address:
            line = self._document.add_paragraph(f"{self._words['traced']} ", "Dalel Note")
            link(line, chapter.address, chapter.address)
        self._add(self._words["rights"], "Dalel Heading 2")
        for one in chapter.tables:
            self._board(one, chapter.heads)
        if chapter.few:
            self._add(chapter.few, "Dalel Note")
        self._attention(chapter)
        for shown in chapter.pictures:
            add_picture(self._document, shown, self._speak)
        self._reasons(chapter.tables)
        if chapter.gaps:
            self._add(self._words["unknown"], "Dalel Heading 2")
        for gap in chapter.gaps:
            self._add(gap, "Dalel Reason")

    def _add(self, text: str, style: str) -> None:
        self._document.add_paragraph(text, style)

    def _board(self, board: Board, heads: tuple[str, ...]) -> None:
        rows = [
            [(row.name, row.address), (row.level_word, ""), *((count, "") for count in row.counts)]
            for row in board.rows
        ]
        head = (board.title, *heads)
        widths = board_widths([head, *([text for text, _ in row] for row in rows)], TEXT_WIDTH)
        table(self._document, head, rows, widths, _TABLE)
        self._add("", "Dalel Gap")

    def _attention(self, chapter: Chapter) -> None:
        self._add(self._words["attention"], "Dalel Heading 2")
        when = f"{self._words['stand']}: {chapter.as_of}."
        self._add(f"{self._words['rules']} {when}", "Dalel Note")
        if not chapter.attention:
            self._add(self._words["calm"], "Dalel Reason")
        for one in chapter.attention:
            self._line(one)

    def _line(self, one: AttentionEntry) -> None:
        line = self._document.add_paragraph(style="Dalel Reason")
        line.add_run(f"{one.why}: {one.about}.").bold = True
        pinned = f" ({self._words['pinned']})" if one.is_pinned else ""
        line.add_run(f" {one.because}{pinned}")
        self._places(one.places)

    def _places(self, places: tuple[ChapterPlace, ...]) -> None:
        line = self._document.add_paragraph(style="Dalel Places")
        line.add_run(f"{self._words['counted']} ({self._speak.number(len(places))}): ")
        for at, one in enumerate(places):
            line.add_run(", " if at else "")
            jump(line, one.number, one.place)

    def _reasons(self, boards: Iterable[Board]) -> None:
        self._add(self._words["why"], "Dalel Heading 2")
        for board in boards:
            for row in board.rows:
                if row.places:
                    self._reason((row,))
                    self._places(row.places)
            if silent := tuple(row for row in board.rows if not row.places):
                self._reason(silent)

    def _reason(self, rows: tuple[BoardRow, ...]) -> None:
        """What a level rests on; rows of which nothing is told share a reason."""
        line = self._document.add_paragraph(style="Dalel Reason")
        line.add_run(f"{'; '.join(row.name for row in rows)}: {rows[0].level_word}.").bold = True
        line.add_run(f" {rows[0].because}")
        for row in rows:
            if row.sentences:
                self._add(row.sentences, "Dalel Text")
