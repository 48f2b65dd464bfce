"""Preview cards of entries, for Open Graph and for messages.

A card says title, section, number and date, and nothing that a picture could make louder. It is
typeset like the documents; a picture holds neither time nor author.
"""

import os
import re
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, takewhile
from typing import Final
from unicodedata import category

from dalel.domain.incident import Incident
from dalel.domain.states import GONE
from dalel.publish.documents.typesetting import as_pictures
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.dates import DateWording, catalogue_digest
from dalel.publish.views.imprint import signature
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import beginning, clean, house_digest
from dalel.publish.views.shell import wordings


@dataclass(frozen=True, kw_only=True)
class CardShape:
    """A card's name in its folder, and its width and height in pixels."""

    name: str
    width: int
    height: int


#: What networks show beside a link, and what stands alone in a square.
WIDE: Final = CardShape(name="card.png", width=1200, height=630)
SQUARE: Final = CardShape(name="square.png", width=1080, height=1080)
SHAPES: Final = (WIDE, SQUARE)
#: So many entries are drawn together: more would save nothing.
_SHEET: Final = 25
#: A longer title is cut between two words; a picture takes the room of two letters.
_LONGEST: Final = 240
#: No line of a title ends with a word of a letter or two, or begins with a dash.
_TIED: Final = re.compile(r"(?<![\w.])(\w{1,2}) (?=\S)| (?=[—–] )")
#: So many letters of a word fit into a line of the smallest size.
_WORD: Final = re.compile(r"\w{20}(?=\w)")


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The cards of every entry that says something, in every language."""
    easel = _Easel(record)
    for incident in record.snapshot.incidents:
        if has_card(incident):
            yield Work(
                key=f"cards/{incident.number}",
                inputs=digest(easel.common, record.digests[incident.number]),
                late=True,
                plan=partial(easel.plan, incident),
                render=partial(easel.cards, incident),
            )


def has_card(incident: Incident) -> bool:
    """Whether an entry has a card: what was withdrawn or retracted has none."""
    return incident.state not in GONE


def card_path(language: str, number: str, shape: CardShape = WIDE) -> str:
    """Where a card lies below the site's folder: beside the entry's page."""
    return f"{language}/i/{number}/{shape.name}"


def card(
    record: IndexedSnapshot, incident: Incident, wording: DateWording, shape: CardShape = WIDE
) -> bytes:
    """One card, a PNG."""
    return drawn(shape, wording.language, [card_words(record, incident, wording)])[0]


def blank_card(record: IndexedSnapshot, number: str, wording: DateWording) -> bytes:
    """What takes a card's place where a message cannot be deleted: the number and nothing else."""
    words = dict.fromkeys(("section", "number", "date", "preview"), "")
    words |= {"title": number, "direction": "none", **house(record, wording)}
    return drawn(WIDE, wording.language, [words])[0]


class _Easel:
    """Draws the cards of planned entries some at a time, as many at once as there are processors.

    Among others a card costs less, and is the same picture as alone.
    """

    def __init__(self, record: IndexedSnapshot) -> None:
        self._record = record
        self._planned: deque[Incident] = deque()
        self._drawn: dict[str, list[File]] = {}

    @cached_property
    def common(self) -> str:
        """A digest of what every card reads."""
        record = self._record
        houses = [
            (one.language, catalogue_digest(one.language), house(record, one))
            for one in wordings(record)
        ]
        return digest(house_digest(), houses, record.codebook.sections, record.snapshot.preview)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count())

    def plan(self, incident: Incident) -> None:
        """Its cards are going to be asked for, after those of all that were planned before."""
        self._planned.append(incident)

    def cards(self, incident: Incident) -> list[File]:
        """The cards of a planned entry, in every language and shape."""
        if incident.number not in self._drawn:
            self._draw([self._planned.popleft() for _ in range(min(_SHEET, len(self._planned)))])
        return self._drawn.pop(incident.number)

    def _draw(self, incidents: Sequence[Incident]) -> None:
        sheets = [(wording, shape) for wording in wordings(self._record) for shape in SHAPES]
        for files in self._pool.map(lambda sheet: self._sheet(incidents, *sheet), sheets):
            for incident, file in zip(incidents, files, strict=True):
                self._drawn.setdefault(incident.number, []).append(file)

    def _sheet(
        self, incidents: Sequence[Incident], wording: DateWording, shape: CardShape
    ) -> Iterator[File]:
        """The same card of several entries."""
        words = [card_words(self._record, incident, wording) for incident in incidents]
        paths = (card_path(wording.language, incident.number, shape) for incident in incidents)
        return zip(paths, drawn(shape, wording.language, words), strict=True)


def card_words(record: IndexedSnapshot, incident: Incident, wording: DateWording) -> dict[str, str]:
    """What stands on an entry's card."""
    view = IncidentView(record, incident, wording)
    return {
        "title": cut(view.title or view.lead or view.name),
        "section": f"{view.section.number}. {view.section_label}",
        "number": view.number,
        "date": view.date or "",
        "direction": view.direction,
        "preview": wording.words.gettext("Preview") if record.snapshot.preview else "",
        **house(record, wording),
    }


def house(record: IndexedSnapshot, wording: DateWording) -> dict[str, str]:
    """What stands on every card."""
    return {
        "site": record.profile.title[wording.language],
        "publisher": signature(record, wording),
    }


def cut(text: str) -> str:
    """A title as it fits, on one line; a word that is wider than the card may break anywhere."""
    line = " ".join(clean(text).split())
    rooms = accumulate(1 + (category(letter) == "So") for letter in line)
    fitting = sum(1 for _ in takewhile(_LONGEST.__ge__, rooms))
    return _WORD.sub("\\g<0>\u200b", _TIED.sub("\\1\u00a0", beginning(line, fitting)))


def drawn(shape: CardShape, language: str, cards: Sequence[dict[str, str]]) -> list[bytes]:
    """Some cards of one shape, each a PNG."""
    values = {"cards": cards, "width": shape.width, "height": shape.height}
    return as_pictures("card.typ", values, language)
