"""Which picture goes with an entry where its address is shared? (Open Graph, messages)

A card says title, section, number and date, and nothing that a picture could make louder. It is
typeset like the documents; a picture holds neither time nor author.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from dalel.domain.incident import Incident
from dalel.domain.states import GONE
from dalel.publish.dates import Wording
from dalel.publish.imprint import signature
from dalel.publish.record import Record
from dalel.publish.render import beginning, clean
from dalel.publish.shell import wordings
from dalel.publish.typesetting import as_picture
from dalel.publish.views import IncidentView
from dalel.publish.works import File, Work


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A card's name in its folder, and its width and height in pixels."""

    name: str
    width: int
    height: int


#: What networks show beside a link, and what stands alone in a square.
WIDE: Final = Shape(name="card.png", width=1200, height=630)
SQUARE: Final = Shape(name="square.png", width=1080, height=1080)
SHAPES: Final = (WIDE, SQUARE)
#: A longer title is cut between two words.
_LONGEST: Final = 240


def works(record: Record) -> Iterator[Work]:
    """The cards of every entry that says something, in every language."""
    for incident in record.snapshot.incidents:
        if has_card(incident):
            yield Work(
                key=f"cards/{incident.number}",
                inputs=record.inputs([incident]),
                late=True,
                render=partial(_cards, record, incident),
            )


def has_card(incident: Incident) -> bool:
    """Whether an entry has a card: what was withdrawn or retracted has none."""
    return incident.state not in GONE


def card_path(language: str, number: str, shape: Shape = WIDE) -> str:
    """Where a card lies below the site's folder: beside the entry's page."""
    return f"{language}/i/{number}/{shape.name}"


def card(record: Record, incident: Incident, wording: Wording, shape: Shape = WIDE) -> bytes:
    """One card, a PNG."""
    view = IncidentView(record, incident, wording)
    preview = wording.words.gettext("Preview") if record.snapshot.preview else ""
    return _drawn(
        shape,
        wording.language,
        {
            "title": _cut(view.title or view.lead or view.name),
            "section": f"{view.section.number}. {view.section_label}",
            "number": view.number,
            "date": view.date or "",
            "site": record.profile.title[wording.language],
            "publisher": signature(record, wording),
            "direction": view.direction,
            "preview": preview,
        },
    )


def blank_card(record: Record, number: str, wording: Wording) -> bytes:
    """What takes a card's place where a message cannot be deleted: the number and nothing else."""
    words = dict.fromkeys(("section", "date", "preview"), "")
    return _drawn(
        WIDE,
        wording.language,
        {
            **words,
            "title": number,
            "number": "",
            "site": record.profile.title[wording.language],
            "publisher": signature(record, wording),
            "direction": "none",
        },
    )


def _cards(record: Record, incident: Incident) -> Iterator[File]:
    for wording in wordings(record):
        for shape in SHAPES:
            path = card_path(wording.language, incident.number, shape)
            yield path, card(record, incident, wording, shape)


def _cut(text: str) -> str:
    return beginning(" ".join(clean(text).split()), _LONGEST)


def _drawn(shape: Shape, language: str, words: dict[str, str]) -> bytes:
    size = {"width": shape.width, "height": shape.height}
    return as_picture("card.typ", {"card": words, **size}, language)
