"""Brings posts of the newsroom's own channel in as drafts, each once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.channel_history import ChannelOrigin
from dalel.domain.dates import PartialDate, Precision
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import channel_links, codes
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.add_links import LinkAnswer
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.models import ChannelPostRow
from dalel.pack import Pack
from dalel.steps.bulletins.channel_entries import ChannelEntry

#: So many are brought in while somebody waits for the page.
MOST: Final = 50


@dataclass(frozen=True, kw_only=True)
class ChannelReport:
    """What came of it: drafts, those that cite nothing at all, links that are asked about.

    ``known`` counts posts that somebody had brought in already.
    """

    drafts: int = 0
    lacking: int = 0
    asked: int = 0
    known: int = 0


def import_posts(
    channel: int, entries: Sequence[ChannelEntry], section: int, name: str, pack: Pack, act: Act
) -> ChannelReport:
    """Make a draft of each entry that has texts, under the member's name.

    ``name`` is that of a public channel, empty where it is not known. Each entry is done by itself:
    whoever is cut off, or cancels it, brings the rest in by doing it again.

    :raises WorkCancelledError: when somebody cancelled it; the drafts before stay.
    """
    drafts = lacking = asked = known = 0
    for place, entry in enumerate(entries):
        long_works.go_on("writing", place, len(entries))
        number = _draft(channel, entry, section, name, pack, act)
        if number is None:
            known += 1
            continue
        drafts += 1
        found = channel_links.take(number, entry.addresses, pack, act)
        answers = [one.answer for one in found]
        asked += answers.count(LinkAnswer.ASKED)
        lacking += not answers
        if not {LinkAnswer.QUEUED, LinkAnswer.KNOWN} & set(answers):
            recheck(number, pack, now=act.time)
    if drafts:
        act.note("imported the channel's history", "", str(drafts))
    return ChannelReport(drafts=drafts, lacking=lacking, asked=asked, known=known)


def origin(channel: int, entry: ChannelEntry, name: str) -> ChannelOrigin:
    """From which post an entry comes, as its versions and the checks tell it."""
    post = f"t.me/{name or f'c/{channel}'}/{entry.number}"
    return ChannelOrigin(day=entry.when.date().isoformat(), post=post)


def _draft(
    channel: int, entry: ChannelEntry, section: int, name: str, pack: Pack, act: Act
) -> str | None:
    """The number of the new draft; None where one of its posts came in already."""
    with writing():
        rows = ChannelPostRow.objects.filter(channel=channel, number__in=entry.numbers)
        if not entry.texts or rows.exists():
            return None
        came = origin(channel, entry, name)
        incident = editing.open_incident(section, pack.number_prefix, act)
        for text in entry.texts.values():
            editing.save_text(incident.number, text, seen=0, act=act, note=came.note)
        day = PartialDate(iso=came.day, precision=Precision.DAY)
        codes.place(incident.number, None, day, act=act)
        for place, number in enumerate(entry.numbers):
            ChannelPostRow.objects.create(
                channel=channel,
                number=number,
                incident=incident,
                # Whoever is cut off before they are queued is asked about them.
                asked=[] if place else list(entry.addresses),
                time=act.time,
            )
        act.note("brought in from the channel", incident.number, came.post)
    return incident.number
