"""Does the sample's measurer answer as IODA does, say that it is invented, and name no network?"""

import json
from datetime import UTC, datetime, timedelta

from dalel.cli.sample import measurer
from dalel.cli.sample.press import press_pack
from dalel.domain.source import AddressKind
from dalel.pack import Pack
from dalel.pack.networks import problems
from shelf import Shelf, look, watch

STARTED = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
#: Numbers kept for examples (RFC 5398, section 4).
EXAMPLES = range(64496, 64512)


def test_its_answer_is_read_as_ioda_s_and_says_that_nobody_measured_it() -> None:
    said = measurer.events({"entityCode": "64500"}, STARTED)
    assert "not measured" in said["copyright"]
    url = "https://measurer.test/events"
    found = look(watch(AddressKind.IODA, url, now=STARTED), Shelf({url: json.dumps(said).encode()}))
    assert {event.family for event in found.events} == {"bgp", "ping"}
    assert all(event.started.date() == STARTED.date() - timedelta(days=1) for event in found.events)
    assert measurer.events({"entityCode": "64501"}, STARTED)["data"] == []


def test_a_day_has_one_answer_whenever_it_is_asked() -> None:
    later = measurer.events({"entityCode": "64500"}, STARTED + timedelta(hours=9))
    assert later == measurer.events({"entityCode": "64500"}, STARTED)


def test_the_sample_knows_no_network_that_there_is(kz_pack: Pack) -> None:
    networks = press_pack(kz_pack).networks
    assert {one.asn for one in networks.networks} <= set(EXAMPLES)
    assert [*problems(networks)] == []
