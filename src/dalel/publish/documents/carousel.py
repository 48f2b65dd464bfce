"""The pictures of an edition for networks: a cover, its leading entries, and where to read on.

Each has its words for those who do not see it, and all have one caption. They say what the entries
say, in the entries' own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dalel.domain.edition import Edition
from dalel.publish.documents.bulletin import PrintedBulletin
from dalel.publish.documents.cards import CardShape, card_words, cut, drawn, house
from dalel.publish.documents.quick_code import quick_code
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.leading_entries import edition_count, leading_entries
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean, opening

#: What fills the screen of a telephone, one after another.
TALL: Final = CardShape(name="tall", width=1080, height=1350)
#: So many letters of an entry's text stand on its picture.
_TEXT: Final = 280


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A picture: what stands on it, by the names that its layout knows, and what it shows."""

    words: dict[str, str]
    alternative: str


@dataclass(frozen=True, kw_only=True)
class Carousel:
    """The pictures of an edition in one language, in their order, and the texts beside them.

    ``alternatives`` has the words of every picture for those who do not see it.
    """

    slides: tuple[Slide, ...]
    caption: str
    alternatives: str


def carousel(
    record: IndexedSnapshot, edition: Edition, bulletin: PrintedBulletin, speak: DateWording
) -> Carousel:
    """What the pictures of an edition say in a language; none where no entry leads it."""
    views = [IncidentView(record, one, speak) for one in leading_entries(record, edition)]
    if not views:
        return Carousel(slides=(), caption="", alternatives="")
    count = edition_count(record, edition, speak)
    frame = {**house(record, speak), "preview": bulletin.banner, "direction": "none"}
    slides = [_cover(bulletin, count, frame), *_entries(record, views, frame)]
    last = _last(bulletin, frame, speak)
    numbered = [
        Slide(
            words={**slide.words, "counter": f"{place} / {len(slides) + 1}"},
            alternative=slide.alternative,
        )
        for place, slide in enumerate([*slides, last], 1)
    ]
    made_by = maker(record, speak)
    told = (f"{place}. {one.alternative}" for place, one in enumerate(numbered, 1))
    return Carousel(
        slides=tuple(numbered),
        caption=_said(bulletin, _caption(bulletin, count, views), made_by),
        alternatives=_said(bulletin, *told, made_by),
    )


def carousel_pictures(said: Carousel, language: str) -> list[bytes]:
    """The pictures, each a PNG."""
    return drawn(TALL, language, [slide.words for slide in said.slides]) if said.slides else []


def _cover(bulletin: PrintedBulletin, count: str, frame: dict[str, str]) -> Slide:
    told = f"{bulletin.site_title} {bulletin.name}. {bulletin.period}. {count}."
    words = {
        "title": cut(bulletin.site_title),
        "section": f"{bulletin.name} · {bulletin.period}",
        "number": bulletin.name,
        "date": "",
        "text": count.replace("— ", "—\u00a0"),
        **frame,
    }
    return Slide(words=words, alternative=clean(told))


def _entries(
    record: IndexedSnapshot, views: list[IncidentView], frame: dict[str, str]
) -> Iterator[Slide]:
    for view in views:
        words = card_words(record, view.incident, view.wording) | {
            "text": cut(_opening(view)),
            "preview": frame["preview"],
        }
        told = [view.name, _opening(view), view.section_label, view.date, view.number]
        line = ". ".join(part.rstrip(".") for part in told if part)
        yield Slide(words=words, alternative=f"{line}.")


def _opening(view: IncidentView) -> str:
    return opening(view.paragraphs[0], _TEXT) if view.paragraphs else ""


def _last(bulletin: PrintedBulletin, frame: dict[str, str], speak: DateWording) -> Slide:
    title = speak.words.gettext("All entries with their sources")
    words = {
        "title": title,
        "section": "",
        "number": bulletin.name,
        "date": "",
        "text": bulletin.address or bulletin.publisher,
        "code": quick_code(bulletin.address),
        **frame,
    }
    told = f"{title}: {bulletin.address or bulletin.site_title}"
    return Slide(words=words, alternative=clean(told))


def _caption(bulletin: PrintedBulletin, count: str, views: list[IncidentView]) -> str:
    """What is put beside the pictures: count, titles, address."""
    head = f"{bulletin.site_title} {bulletin.name}, {bulletin.period}"
    titles = "\n".join(f"— {view.name}" for view in views)
    return "\n\n".join(filter(None, [head, count, titles, bulletin.address]))


def _said(bulletin: PrintedBulletin, *parts: str) -> str:
    """Some paragraphs, behind the warning of what is not approved."""
    return clean("\n\n".join(filter(None, [bulletin.banner, *parts])))
