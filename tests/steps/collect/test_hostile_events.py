"""Hostile answers of measurers by the thousand: none crashes, and what is taken can be kept.

``pytest -m hostile --hostile-answers 5000`` asks for more than the usual 500, and
``--hostile-seed`` repeats a run.
"""

import random
from collections import Counter
from datetime import UTC, datetime
from math import isfinite

import pytest

from dalel.domain.collection import Collected
from dalel.domain.network import Networks
from dalel.domain.network_event import NetworkEvent
from dalel.domain.source import AddressKind
from dalel.steps.measure.disturbances import disturbances
from hostile_answers import MAKERS, Hostile
from shelf import Shelf, look, sample, watch
from steps.collect.test_mutations import damaged

pytestmark = pytest.mark.hostile
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
URLS = {
    AddressKind.IODA: "https://api.ioda.test/v2/outages/events",
    AddressKind.RADAR: "https://api.radar.test/radar?location=XT",
    AddressKind.OONI: "https://api.ooni.test/api/v1/aggregation",
}
#: Sound answers that are damaged.
SOUND = {
    AddressKind.IODA: ("ioda/events.json",),
    AddressKind.RADAR: ("radar/traffic_anomalies.json", "radar/outages.json"),
    AddressKind.OONI: ("ooni/aggregation.json",),
}
#: As long as the columns are in which they are kept.
LENGTHS = {"key": 200, "method": 40, "name": 200, "cause": 64, "state": 300}


def read(kind: AddressKind, content: bytes) -> Collected:
    """What a look brings, of the days of either kind of answer."""
    return look(watch(kind, URLS[kind], now=NOW), Shelf({URLS[kind]: content}))


def can_be_kept(event: NetworkEvent) -> None:
    for name, longest in LENGTHS.items():
        assert len(getattr(event, name)) <= longest, name
    assert len(event.subject.code) <= 64
    assert event.started <= event.ended
    assert event.score is None or isfinite(event.score)
    for said in (event.key, event.method, event.name, event.cause, event.link, event.state):
        assert "\0" not in said
        said.encode()  # No half of a pair of surrogates.


def test_hostile_answers_crash_nothing_and_what_they_tell_can_be_kept(
    request: pytest.FixtureRequest,
) -> None:
    seed = request.config.getoption("hostile_seed")
    wanted = int(request.config.getoption("hostile_answers"))
    served, taken = Counter[str](), list[NetworkEvent]()
    for number in range(wanted):
        chance = random.Random(f"{seed} {number}")
        kind = chance.choice(list(URLS))
        if chance.random() < 0.5:
            content = MAKERS[kind](Hostile(chance, "xt.test", 1))
        else:
            content = damaged(sample(chance.choice(SOUND[kind])), chance)
        found = read(kind, content)
        for event in found.events:
            can_be_kept(event)
        taken = [*taken[-200:], *found.events]
        served[f"{kind} answers"] += 1
    joined = disturbances(taken, Networks(country="XT"))
    assert {event for one in joined for event in one.events} <= set(taken)
    assert taken
    request.node.user_properties.append(("answers", [dict(served), []]))
