"""Joins what several measurers saw at the same time into single disturbances.

Nothing here says why something happened, nor that anybody meant it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Final

from dalel.domain.disturbance import Disturbance, DisturbanceKind, Strength
from dalel.domain.network import Networks
from dalel.domain.network_event import BGP, MeasuredSubject, Measurer, NetworkEvent, SubjectKind

#: Clocks and the widths of their steps differ: so far apart, two still saw the same.
_SLACK: Final = timedelta(hours=1)
#: Beside what befalls a network, so many outlets that gave us nothing are no chance any more.
_LEAST_OUTLETS: Final = 2
_LEAST_WAYS: Final = 2
_RANKS: Final = tuple(Strength)
_WIDTHS: Final = tuple(SubjectKind)

_Group = list[NetworkEvent]


def disturbances(events: Iterable[NetworkEvent], networks: Networks) -> tuple[Disturbance, ...]:
    """Each event of the country, a region, a site or a readers' network in one of them, by time.

    Events of one subject that overlap are one; so are a country's and those of its regions and
    networks. An outlet that began to give us nothing in the midst of one stands with it, unless
    others measured that very site.
    """
    counted = {event for event in events if _counts(event, networks)}
    listed = sorted(counted, key=_order)
    others = [event for event in listed if event.measurer is not Measurer.OWN]
    own = [event for event in listed if event.measurer is Measurer.OWN]
    sites = {event.subject for event in others if event.subject.kind is SubjectKind.SITE}
    of_sites = [event for event in listed if event.subject in sites]
    of_places = [event for event in others if event.subject not in sites]
    groups = [*_joined(of_sites, _is_same), *_joined(of_places, _is_same_place)]
    groups += _beside(groups, [event for event in own if event.subject not in sites])
    found = [_disturbance(group) for group in groups]
    return tuple(sorted(found, key=lambda one: (one.started, one.subject.key)))


def _counts(event: NetworkEvent, networks: Networks) -> bool:
    if event.subject.kind is SubjectKind.NETWORK:
        return networks.counts(event.subject.code)
    is_country = event.subject.kind is SubjectKind.COUNTRY
    return not is_country or networks.country in {"", event.subject.code}


def _order(event: NetworkEvent) -> tuple[object, ...]:
    return (event.started, event.ended, event.measurer, event.subject.key, event.method, event.key)


def _joined(
    events: Sequence[NetworkEvent], belong: Callable[[NetworkEvent, NetworkEvent], bool]
) -> list[_Group]:
    """Groups of events that belong together, directly or over others; they come by their start."""
    groups: list[_Group] = []
    for event in events:
        near = [group for group in groups if any(belong(one, event) for one in group)]
        merged = [*(one for group in near for one in group), event]
        groups = [*(group for group in groups if group not in near), merged]
    return groups


def _is_same(one: NetworkEvent, other: NetworkEvent) -> bool:
    return one.subject == other.subject and _overlap(one, other)


def _is_same_place(one: NetworkEvent, other: NetworkEvent) -> bool:
    is_within = SubjectKind.COUNTRY in (one.subject.kind, other.subject.kind)
    return (is_within or one.subject == other.subject) and _overlap(one, other)


def _overlap(one: NetworkEvent, other: NetworkEvent) -> bool:
    return one.started <= other.ended + _SLACK and other.started <= one.ended + _SLACK


def _beside(groups: list[_Group], own: Sequence[NetworkEvent]) -> list[_Group]:
    """Put each outlet's outage to the disturbance in whose midst it began; gives what is left.

    Disturbances of sites have their own; and what has lasted long does not belong to what comes.
    """
    of_places = [group for group in groups if group[0].subject.kind is not SubjectKind.SITE]
    spans = [
        (min(one.started for one in group), max(one.ended for one in group), group)
        for group in of_places
    ]
    alone: list[NetworkEvent] = []
    for event in own:
        midst = (
            group
            for started, ended, group in spans
            if started - _SLACK <= event.started <= ended + _SLACK
        )
        group = next(midst, None)
        if group is None:
            alone.append(event)
        else:
            group.append(event)
    return _joined(alone, _is_same)


def _disturbance(group: _Group) -> Disturbance:
    events = tuple(sorted(group, key=_order))
    by_subject: dict[MeasuredSubject, _Group] = defaultdict(list)
    for event in events:
        by_subject[event.subject].append(event)
    measured = {
        subject: own
        for subject, own in by_subject.items()
        if any(event.measurer is not Measurer.OWN for event in own)
    }
    # The one for which most speaks gives the name; of several such, the widest.
    subject = min(
        measured or by_subject,
        key=lambda one: (
            _RANKS.index(_strength(by_subject[one])),
            _WIDTHS.index(one.kind),
            one.code,
        ),
    )
    strength = _strength(events)
    return Disturbance(
        kind=_kind(events, subject, strength), strength=strength, subject=subject, events=events
    )


def _strength(events: Sequence[NetworkEvent]) -> Strength:
    """How much speaks for it: people who looked, measurers apart from each other, ways that agree.

    Our own requests go out from one place, so they never carry anything alone.
    """
    others = {event.measurer for event in events} - {Measurer.OWN}
    if any(event.is_verified for event in events) or len(others) > 1:
        return Strength.STRONG
    if others and (_ways_agree(events) or _outlets_agree(events)):
        return Strength.LIKELY
    return Strength.WEAK


def _ways_agree(events: Sequence[NetworkEvent]) -> bool:
    """Whether one measurer saw it in several ways, or from several networks, at one subject."""
    foreign = [event for event in events if event.measurer is not Measurer.OWN]
    if any(len(set(event.vantages)) >= _LEAST_WAYS for event in foreign):
        return True
    return any(
        one.family != other.family and _is_same(one, other)
        for one, other in combinations(foreign, 2)
    )


def _outlets_agree(events: Sequence[NetworkEvent]) -> bool:
    own = {event.subject for event in events if event.measurer is Measurer.OWN}
    return len(own) >= _LEAST_OUTLETS


def _kind(
    events: Sequence[NetworkEvent], subject: MeasuredSubject, strength: Strength
) -> DisturbanceKind:
    if subject.kind is SubjectKind.SITE:
        return DisturbanceKind.ACCESS
    ways = {event.family for event in events if event.measurer is not Measurer.OWN}
    if ways == {BGP}:
        return DisturbanceKind.ROUTING
    return DisturbanceKind.DIP if strength is Strength.WEAK else DisturbanceKind.OUTAGE
