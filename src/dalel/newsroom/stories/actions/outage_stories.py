"""Turns network measurements, outages and vanished pages into stories of the inbox."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.signal import Sighting, Signal, SignalKind
from dalel.language.wording import gettext_noop
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.sources.queries import network_events
from dalel.newsroom.stories.actions import signals
from dalel.newsroom.stories.actions.disturbance_stories import tell_disturbances
from dalel.newsroom.stories.actions.signals import SignalStory
from dalel.newsroom.stories.queries import signal_material
from dalel.pack import Pack
from dalel.publish.views.dates import DateWording, wording
from dalel.steps.measure.signals import network_signals, told

#: Measurements come in late and are corrected: so far back is looked.
_BACK: Final = timedelta(days=14)
#: So many things seen are named one by one.
_NAMED: Final = 12

#: No word of a block but where it is confirmed.
_TITLES: Final = {
    SignalKind.ANOMALY: gettext_noop("Measurements show anomalies at %(count)s sites, %(day)s"),
    SignalKind.CONFIRMED: gettext_noop("Measurements confirm a block of %(count)s sites, %(day)s"),
    SignalKind.OUTAGE: gettext_noop("Outlets that did not answer us: %(count)s, %(day)s"),
    SignalKind.GONE: gettext_noop("Pages and channels found gone: %(count)s, %(day)s"),
}
_LIMITS: Final = {
    SignalKind.ANOMALY: gettext_noop(
        "An anomaly is no proof of a block: a fault of the site or the network looks the same. "
        "Check it before anything is written of it."
    ),
    SignalKind.CONFIRMED: gettext_noop(
        "The network's own block page was seen. Who ordered it, and why, the measurement does not "
        "tell."
    ),
    SignalKind.OUTAGE: gettext_noop(
        "We could be reached, and others answered. Why these did not, we do not know."
    ),
    SignalKind.GONE: gettext_noop(
        "Whether the owner took them down or somebody else had them taken down, we do not know."
    ),
}


def signal(pack: Pack, now: datetime) -> int:
    """Keep what stands out, and put some of it into the inbox; gives how many new stories.

    A day has one signal of a kind, and a week so many stories of it as the pack allows. What
    several measurers saw together is told at once, and grows.
    """
    zone = ZoneInfo(pack.zone)
    since = now - _BACK
    first = since.astimezone(zone).date()
    rules = pack.measures.signals
    today = now.astimezone(zone).date()
    counts = network_events.counts(first)
    pages = signal_material.disappearances(since, zone)
    channels = signal_material.vanished_channels()
    found = (
        *network_signals(counts, pack.watched_sites, rules, pack.networks),
        *signal_material.outages(since, zone),
        *gone(pages, channels, today),
    )
    # A day that is not over may bring more: it is told when it is.
    over = [one for one in found if one.day < today]
    with writing():
        new = [one for one in over if one.key not in signal_material.kept(over)]
        stories = _keep(new, pack, rules.a_week, now)
    return stories + tell_disturbances(pack, now)


def gone(pages: Iterable[Signal], channels: Collection[str], today: date) -> tuple[Signal, ...]:
    """The pages found gone, day by day; channels stand with yesterday, by which they were gone."""
    by_day = {one.day: one for one in pages}
    if channels:
        yesterday = today - timedelta(days=1)
        own = by_day.get(yesterday, Signal(kind=SignalKind.GONE, day=yesterday, sightings=()))
        seen = tuple(Sighting(subject=url) for url in channels)
        by_day[yesterday] = replace(own, sightings=(*seen, *own.sightings))
    return tuple(by_day[day] for day in sorted(by_day))


def _keep(new: Iterable[Signal], pack: Pack, a_week: int, now: datetime) -> int:
    before = signal_material.known()
    stories = 0
    for kind in SignalKind:
        own = [one for one in new if one.kind is kind]
        chosen = told(own, before.get(kind, frozenset()), a_week)
        for one in own:
            capture = signal_material.evidence(one) if one.key in chosen else None
            story = signals.tell(worded(one, pack), capture, now) if capture else None
            signals.keep(one, story)
            stories += story is not None
    return stories


def worded(one: Signal, pack: Pack) -> SignalStory:
    """A signal in the first language of publication."""
    speak = wording(pack.languages[0])
    gettext = speak.words.gettext
    event_type = pack.measures.signals.event_types.get(one.kind, "")
    term = next((t for t in pack.codebook.event_types if t.code == event_type), None)
    values = {"count": speak.number(len(one.subjects)), "day": speak.day(one.day)}
    return SignalStory(
        key=one.key,
        day=one.day,
        title=gettext(_TITLES[one.kind]) % values,
        text="\n\n".join((gettext(_LIMITS[one.kind]), _listed(one, speak))),
        language=speak.language,
        section=term.section if term else 1,
        event_type=event_type,
    )


def _listed(one: Signal, speak: DateWording) -> str:
    """What was seen, line by line."""
    gettext = speak.words.gettext
    lines = []
    for seen in one.sightings[:_NAMED]:
        where = f"{seen.subject}, {seen.network}" if seen.network else seen.subject
        if one.kind in {SignalKind.ANOMALY, SignalKind.CONFIRMED}:
            share = gettext("%(seen)s of %(measured)s tests") % {
                "seen": speak.number(seen.seen),
                "measured": speak.number(seen.measured),
            }
            where = f"{where}: {share}"
        lines.append(where)
    rest = len(one.sightings) - _NAMED
    if rest > 0:
        lines.append(gettext("and %(count)s more") % {"count": speak.number(rest)})
    return "\n".join(lines)
