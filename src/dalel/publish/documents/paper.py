"""The bulletin on paper: PDF, set by Typst."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from dalel.language.wording import gettext_noop
from dalel.publish.documents.bulletin import PrintedBulletin
from dalel.publish.documents.chapter_words import chapter_words
from dalel.publish.documents.quick_code import quick_code
from dalel.publish.documents.typesetting import as_accessible_document
from dalel.publish.figures.chart_figures import ChartShape, alternative, table
from dalel.publish.figures.charts import svg
from dalel.publish.views.dates import wording

#: The width of a chart in pixels, and of each pixel in points.
_DRAWN: Final = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"')
_POINTS: Final = 0.6
#: The width of the text, in points.
_COLUMN: Final = 459
#: The sentences of the document, by the name that its layout knows.
_WORDS: Final[Mapping[str, str]] = {
    "contents": gettext_noop("Contents"),
    "glance": gettext_noop("At a glance"),
    "section": gettext_noop("Section"),
    "incidents": gettext_noop("Incidents"),
    "dots": gettext_noop("Each dot is an entry; its size tells the severity."),
    "total": gettext_noop("Total"),
    "effect": gettext_noop("Effect on rights"),
    "severity": gettext_noop("severity"),
    "proof": gettext_noop("Proof"),
    "nothing": gettext_noop("no link yet"),
    "cited": gettext_noop(
        "The entries of this edition are cited, not archived: they link to their sources, "
        "but no copies were kept."
    ),
    "imprint": gettext_noop("Imprint"),
    "address": gettext_noop("Permanent address"),
    "code": gettext_noop("A QR code that leads to the permanent address of this edition"),
    "typefaces": gettext_noop("Typefaces"),
    "page": gettext_noop("page"),
}


def paper(bulletin: PrintedBulletin) -> bytes:
    """The bulletin as a PDF; the same bulletin gives the same bytes."""
    speak = wording(bulletin.language)
    gettext = speak.words.gettext
    return as_accessible_document(
        "bulletin.typ",
        {
            "bulletin": _plain(bulletin),
            "words": chapter_words(speak) | {key: gettext(told) for key, told in _WORDS.items()},
            "code": quick_code(bulletin.address),
            "pictures": _pictures(bulletin),
        },
        bulletin.language,
        time=int(bulletin.time.timestamp()),
    )


def _plain(bulletin: PrintedBulletin) -> dict[str, Any]:
    """What the layout reads; moments stand in it as words already."""
    plain = asdict(bulletin) | {"is_listed": bulletin.is_listed}
    del plain["time"]
    return plain


def _pictures(bulletin: PrintedBulletin) -> list[dict[str, Any]]:
    """The charts, each with its text alternative, and its table unless the board is that."""
    speak = wording(bulletin.language)
    shown = bulletin.chapter.pictures if bulletin.chapter else ()
    return [
        {
            "title": one.title,
            "svg": drawn,
            "width": _width(drawn),
            "alternative": alternative(one, speak),
            "table": None if one.shape is ChartShape.STACK else asdict(table(one, speak)),
            "limits": one.limits,
        }
        for one in shown
        for drawn in (svg(one, speak),)
    ]


def _width(drawn: str) -> float:
    """In points: letters that are drawn for screens become as large as those of a table."""
    found = _DRAWN.search(drawn)
    return _POINTS * float(found[1]) if found else _COLUMN
