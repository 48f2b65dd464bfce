"""The leaflet of an edition: its leading entries on a sheet of A4 that can be photocopied."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.language.wording import gettext_noop
from dalel.publish.documents.bulletin import PrintedBulletin
from dalel.publish.documents.quick_code import quick_code
from dalel.publish.documents.typesetting import as_accessible_document
from dalel.publish.views.advice_box import box, legal_aid
from dalel.publish.views.dates import DateWording, wording
from dalel.publish.views.imprint import maker
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.leading_entries import edition_count, leading_entries
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import beginning, opening

#: So many letters of a title, and of the text below it.
_TITLE: Final = 200
_TEXT: Final = 270
#: So many kinds of trouble have advice, and so many steps of each part of it: a page has no more.
_BOXES: Final = 3
_STEPS: Final = 2
_WORDS: Final[Mapping[str, str]] = {
    "leading": gettext_noop("The severest entries"),
    "severity": gettext_noop("severity"),
    "help": gettext_noop("If this happens to you"),
    "general": gettext_noop(
        "General information, no legal advice: the law changes, and each case differs."
    ),
    "aid": gettext_noop("Legal aid"),
    "all": gettext_noop("All entries with their sources"),
    "code": gettext_noop("A QR code that leads to the permanent address of this edition"),
    "stand": gettext_noop("As of"),
}


@dataclass(frozen=True, kw_only=True)
class LeafletEntry:
    """An entry in a few lines."""

    number: str
    title: str
    opening: str
    date: str
    effect: str
    type: str
    severity: int


@dataclass(frozen=True, kw_only=True)
class LeafletAdvice:
    """What those can do to whom a kind of thing happens: parts with their heads."""

    kind: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    dated: str


@dataclass(frozen=True, kw_only=True)
class Leaflet:
    """A leaflet in one language.

    ``advice`` is empty until a lawyer has read it; ``aid`` is whom to turn to, where that is known;
    ``maker`` is the imprint in one line.
    """

    count: str
    entries: tuple[LeafletEntry, ...]
    advice: tuple[LeafletAdvice, ...]
    aid: str
    maker: str


def leaflet(record: IndexedSnapshot, edition: Edition, speak: DateWording) -> Leaflet:
    """What the leaflet of an edition says in a language."""
    leading = leading_entries(record, edition)
    return Leaflet(
        count=edition_count(record, edition, speak),
        entries=tuple(_entry(IncidentView(record, one, speak)) for one in leading),
        advice=tuple(_advice(record, leading, speak))[:_BOXES],
        aid=legal_aid(record.snapshot, speak.language),
        maker=maker(record, speak),
    )


def leaflet_paper(said: Leaflet, bulletin: PrintedBulletin) -> bytes:
    """The leaflet as a PDF of a page, or of two where there is advice; the same gives the same."""
    gettext = wording(bulletin.language).words.gettext
    return as_accessible_document(
        "leaflet.typ",
        {
            "leaflet": asdict(said),
            "site": bulletin.site_title,
            "name": bulletin.name,
            "period": bulletin.period,
            "stand": bulletin.stand,
            "banner": bulletin.banner,
            "address": bulletin.address,
            "code": quick_code(bulletin.address),
            "words": {key: gettext(told) for key, told in _WORDS.items()},
        },
        bulletin.language,
        time=int(bulletin.time.timestamp()),
    )


def _entry(view: IncidentView) -> LeafletEntry:
    return LeafletEntry(
        number=view.number,
        title=beginning(view.name, _TITLE),
        opening=opening(view.paragraphs[0], _TEXT) if view.paragraphs else "",
        date=view.date or view.wording.words.gettext("no date"),
        effect=view.effect,
        type=view.type,
        severity=view.severity,
    )


def _advice(
    record: IndexedSnapshot, leading: tuple[Incident, ...], speak: DateWording
) -> Iterator[LeafletAdvice]:
    """The advice for the kinds of the leading entries, each box once, if a lawyer has read it."""
    advice = record.snapshot.advice
    told: set[tuple[str, ...]] = set()
    for incident in leading:
        view = IncidentView(record, incident, speak)
        kind = incident.codes.event_type if incident.codes else ""
        found, shown = advice.of(kind), box(advice, kind, speak)
        if found and shown and found.types not in told:
            told.add(found.types)
            yield LeafletAdvice(
                kind=view.type,
                parts=tuple((head, steps[:_STEPS]) for head, steps in shown.parts),
                dated=shown.dated,
            )
