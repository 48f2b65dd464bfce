"""Messages for the Telegram channel, fitted to its length limits.

HTML as the Bot API knows it, cut so that what is seen keeps to its limits: 1,024 characters under a
picture, 4,096 without (https://core.telegram.org/bots/api#formatting-options). Characters are
counted in UTF-16 units, as Telegram measures, so that an emoji counts twice and never too little.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from markupsafe import Markup

from dalel.domain.incident import Incident
from dalel.domain.message import ChannelPost, MessageKind
from dalel.domain.states import IncidentState
from dalel.publish.documents.cards import blank_card, card
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import maker, signature
from dalel.publish.views.incident import IncidentView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.publish.views.topics import hashtags

_UNDER_A_PICTURE: Final = 1024
_ALONE: Final = 4096
_LONGEST_TITLE: Final = 300
_LONGEST_NOTICE: Final = 320
#: Parts the number of an incident from the name of its notice in a message's subject.
NOTICE_MARK: Final = "#"
_ADDRESSED: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_TAG: Final = re.compile(r"<[^>]*>")
_POINT: Final = "• "


@dataclass(frozen=True, kw_only=True)
class MeasuredPost:
    """What a post says, and how it fits: characters as Telegram counts them, and their limit.

    ``plain`` tells the addresses behind its words; ``left_out`` counts what did not fit: characters
    of an entry's text, entries of a digest.
    """

    post: ChannelPost
    plain: str
    length: int
    limit: int
    left_out: int

    @property
    def shown(self) -> Markup:
        """The post with its links shown and not followed; all of its words are escaped."""
        html = self.post.html.replace("<a href=", '<span class="way" title=')
        return Markup(html.replace("</a>", "</span>"))  # noqa: S704 - made by this module


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """What is seen of a piece of a message, and its HTML."""

    seen: str
    html: str


def in_channel(
    record: IndexedSnapshot, kind: MessageKind, subject: str, wording: DateWording, *, drawn: bool
) -> ChannelPost | None:
    """What a message says as the release stands; None where nothing may be said any more.

    Without ``drawn`` the picture is left out: enough to see whether the words changed.
    """
    if kind is MessageKind.DIGEST:
        return _digest(record, int(subject), wording)
    number, _, notice = subject.partition(NOTICE_MARK)
    incident = record.by_number.get(number)
    if incident is None or incident.state is IncidentState.WITHDRAWN:
        return None
    if incident.state is IncidentState.RETRACTED:
        picture = blank_card(record, number, wording) if drawn else None
    else:
        picture = card(record, incident, wording) if drawn else None
    if kind is MessageKind.NOTICE:
        html = _notice(record, incident, notice, wording)
    else:
        html = _incident(record, incident, wording)
    return ChannelPost(html=html, picture=picture)


def measured(
    record: IndexedSnapshot, kind: MessageKind, subject: str, wording: DateWording
) -> MeasuredPost | None:
    """An entry's post or a digest without its picture, and how it fits; None: nothing is said."""
    post = in_channel(record, kind, subject, wording, drawn=False)
    if post is None:
        return None
    seen = unescape(_TAG.sub("", post.html))
    if kind is MessageKind.DIGEST:
        limit, left_out = _ALONE, _entries_left_out(record, int(subject), seen)
    else:
        view = IncidentView(record, record.by_number[subject], wording)
        limit, left_out = _UNDER_A_PICTURE, _letters_left_out(view, seen)
    return MeasuredPost(
        post=post,
        plain=unescape(_TAG.sub("", _ADDRESSED.sub(r"\2: \1", post.html))),
        length=_length(seen),
        limit=limit,
        left_out=left_out,
    )


def _entries_left_out(record: IndexedSnapshot, number: int, seen: str) -> int:
    edition = next(one for one in record.editions if one.number == number)
    told = sum(line.startswith(_POINT) for line in seen.splitlines())
    printed = sum(
        incident.state is not IncidentState.RETRACTED for incident in record.printed_in(edition)
    )
    return printed - told


def _letters_left_out(view: IncidentView, seen: str) -> int:
    """How much of the text was cut off; all of it where nothing of it had room."""
    whole = " ".join(clean(" ".join(view.paragraphs)).split())
    if whole in seen:
        return 0
    # The way to the page comes last, and before it the text.
    told = seen.split("\n\n")[-2].removesuffix("…")
    return _length(whole) - (_length(told) if whole.startswith(told) else 0)


def _incident(record: IndexedSnapshot, incident: Incident, wording: DateWording) -> str:
    view = IncidentView(record, incident, wording)
    pieces = [_kicker(view)]
    if view.title:
        pieces.append(_bold(_cut(view.title, _LONGEST_TITLE)))
    pieces += _notices(view)
    if label := view.machine_label:
        pieces.append(_plain(label))
    return _fitted(pieces, " ".join(view.paragraphs), _way(view), _UNDER_A_PICTURE)


def _notice(record: IndexedSnapshot, incident: Incident, name: str, wording: DateWording) -> str:
    """A notice by itself, as prominent as the entry was: a reply is heard where that was read."""
    view = IncidentView(record, incident, wording)
    chosen = next((one for one in view.notices if one.name == name), None)
    if chosen is None:
        return _fitted([_kicker(view), *_notices(view)], "", _way(view), _UNDER_A_PICTURE)
    pieces = [_kicker(view), _bold(_cut(chosen.head, _LONGEST_TITLE))]
    if view.title:
        pieces.append(_plain(_cut(view.title, _LONGEST_TITLE)))
    return _fitted(pieces, chosen.text, _way(view), _UNDER_A_PICTURE)


def _digest(record: IndexedSnapshot, number: int, wording: DateWording) -> ChannelPost | None:
    edition = next((one for one in record.editions if one.number == number), None)
    if edition is None:
        return None
    page = f"{record.profile.address}{wording.language}/e/{number}/"
    period = wording.period(edition.period_start, edition.period_end)
    head = _bold(f"{record.profile.title[wording.language]} № {number} · {period}")
    end = _link(wording.words.gettext("The whole edition"), page)
    end = _below(end, _plain(maker(record, wording)))
    room = _ALONE - _length(head.seen) - _length(end.seen) - 4
    blocks: list[str] = []
    for section in record.codebook.sections:
        lines = [_bold(f"{section.number}. {section.labels[wording.language]}")]
        for incident in record.printed(edition, section.number):
            if incident.state is not IncidentState.RETRACTED:
                view = IncidentView(record, incident, wording)
                lines.append(_item(view))
        if len(lines) > 1:
            taken = list(_that_fit(lines, room))
            room -= sum(_length(line.seen) + 1 for line in taken) + 1
            if len(taken) > 1:
                blocks.append("\n".join(line.html for line in taken))
    return ChannelPost(html="\n\n".join([head.html, *blocks, end.html]), page=page)


def _that_fit(lines: list[_Piece], room: int) -> Iterator[_Piece]:
    for line in lines:
        room -= _length(line.seen) + 1
        if room < 0:
            return
        yield line


def _item(view: IncidentView) -> _Piece:
    link = _link(_cut(view.name, _LONGEST_TITLE), f"{view.record.profile.address}{view.path}")
    return _Piece(seen=f"{_POINT}{link.seen}", html=f"{_POINT}{link.html}")


def _kicker(view: IncidentView) -> _Piece:
    parts = [view.number, f"{view.section.number}. {view.section_label}"]
    if view.date and view.incident.state is not IncidentState.RETRACTED:
        parts.append(view.date)
    return _plain(" · ".join(parts))


def _notices(view: IncidentView) -> Iterator[_Piece]:
    for one in view.notices:
        head = f"{one.head}: " if one.head else ""
        text = _cut(one.text, _LONGEST_NOTICE)
        yield _Piece(seen=f"{head}{text}", html=f"<b>{escape(head)}</b><i>{escape(text)}</i>")


def _way(view: IncidentView) -> _Piece:
    """The way to the entry's page, who says it, and by what such posts are found in the channel.

    The rest of the imprint stands on the page.
    """
    words = view.wording.words.gettext("Evidence and details")
    way = _link(words, f"{view.record.profile.address}{view.path}")
    end = _below(way, _plain(signature(view.record, view.wording)))
    tags = hashtags(view.record, view.incident, view.wording)
    return _below(end, _plain(" ".join(tags))) if tags else end


def _fitted(pieces: list[_Piece], text: str, end: _Piece, limit: int) -> str:
    """The pieces, as much of a text as there is room for, and the end.

    The notices of an entry may be many: then the last ones give way, never the link.
    """
    room = limit - _length(end.seen)
    taken = []
    for piece in pieces:
        room -= _length(piece.seen) + 2
        if room < 0:
            break
        taken.append(piece.html)
    body = _cut(text, room - 2) if room > _LONGEST_NOTICE // 4 else ""
    parts = [*taken, escape(body), end.html]
    return "\n\n".join(part for part in parts if part)


def _below(first: _Piece, second: _Piece) -> _Piece:
    return _Piece(seen=f"{first.seen}\n{second.seen}", html=f"{first.html}\n{second.html}")


def _plain(text: str) -> _Piece:
    return _Piece(seen=text, html=escape(text))


def _bold(text: str) -> _Piece:
    return _Piece(seen=text, html=f"<b>{escape(text)}</b>")


def _link(text: str, url: str) -> _Piece:
    return _Piece(seen=text, html=f'<a href="{escape(url)}">{escape(text)}</a>')


def _cut(text: str, limit: int) -> str:
    """The text within a limit, cut between two words where there are two."""
    whole = " ".join(clean(text).split())
    if _length(whole) <= limit:
        return whole
    kept = whole.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    shorter = kept.rsplit(" ", 1)[0] if " " in kept[limit // 2 :] else kept
    return shorter.rstrip(" ,;:–—-«(") + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
