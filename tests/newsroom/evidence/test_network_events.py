"""Do events of networks come in once, grow with their history, and stand on their answers?"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.domain.network import Network, NetworkRole, Networks
from dalel.domain.source import Address, AddressKind, Grade
from dalel.newsroom.evidence.actions.collect import enrol
from dalel.newsroom.evidence.models import CaptureRow, FindingRow
from dalel.newsroom.sources.models import (
    AddressRow,
    NetworkCountRow,
    NetworkEventRow,
    SourceRow,
)
from dalel.newsroom.sources.queries import network_events
from dalel.newsroom.stories.models import SignalRow, StoryRow
from dalel.pack import Pack
from small_press import START, SmallPress, outlet, small_press

pytestmark = pytest.mark.django_db
EVENTS = "api.test/v2/outages/events"
RADAR = "radar.test/client/v4/radar/traffic_anomalies"
CONFIDED = "geheim-4711-geheim"
NETWORKS = Networks(
    country="XT",
    networks=(Network(asn=64500, name="One", role=NetworkRole.EYEBALL, evidence=("a",)),),
)


def event(
    datasource: str, *, start: datetime = START - timedelta(hours=5), minutes: int = 60
) -> dict[str, object]:
    return {
        "location": "asn/64500",
        "location_name": "AS64500",
        "start": int(start.timestamp()),
        "duration": minutes * 60,
        "datasource": datasource,
        "method": "median",
        "score": 5.0,
    }


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    asked = f"http://{EVENTS}?from={{since}}&until={{until}}&entityType=asn&entityCode={{network}}"
    ioda = Address(url=asked, kind=AddressKind.IODA, grade=Grade.PROBED_OK)
    radar = Address(
        url=f"http://{RADAR}?location=XT", kind=AddressKind.RADAR, grade=Grade.PROBED_OK
    )
    with small_press(tiny_pack, tmp_path) as opened:
        sources = (
            replace(outlet("api.test"), addresses=(ioda,)),
            replace(outlet("radar.test"), addresses=(radar,)),
        )
        opened.pack = replace(opened.pack, sources=sources, networks=NETWORKS)
        yield opened


def run(press: SmallPress, *rows: dict[str, object], hours: int = 2) -> None:
    """A pass at which IODA tells these events; the next one comes some hours later."""
    press.pages[EVENTS] = json.dumps({"error": None, "data": list(rows)})
    press.run()
    press.now += timedelta(hours=hours)


def test_the_same_answer_twice_adds_nothing(press: SmallPress) -> None:
    rows = (event("bgp"), event("ping-slash24"))
    run(press, *rows)
    counted = (NetworkEventRow.objects.count(), CaptureRow.objects.count())
    assert counted[0] == 2
    run(press, *rows)
    assert (NetworkEventRow.objects.count(), CaptureRow.objects.count()) == counted
    row = NetworkEventRow.objects.first()
    assert row is not None
    assert row.last_seen - row.first_seen >= timedelta(hours=2)
    assert row.history == []
    address = AddressRow.objects.get(source__key="api")
    assert (address.error, address.looks) == ("", 2)


def test_an_event_that_grows_is_one_row_with_its_history_on_its_newest_answer(
    press: SmallPress,
) -> None:
    run(press, event("bgp", minutes=60))
    first = NetworkEventRow.objects.get()
    run(press, event("bgp", minutes=90))
    row = NetworkEventRow.objects.get()
    assert row.ended - first.ended == timedelta(minutes=30)
    assert [past["state"] for past in row.history] == [first.state]
    assert row.history[0]["page"] == first.page != row.page
    assert set(CaptureRow.objects.values_list("url", flat=True)) == {first.page, row.page}


def test_events_are_no_findings(press: SmallPress) -> None:
    run(press, event("bgp"))
    assert not FindingRow.objects.exists()


def test_what_two_instruments_saw_is_a_story_on_its_answer_once(press: SmallPress) -> None:
    rows = (event("bgp"), event("ping-slash24"))
    run(press, *rows)
    story = StoryRow.objects.get()
    article = story.memberships.get().article
    version = article.versions.get()
    assert version.capture.url == NetworkEventRow.objects.latest("pk").page
    assert "AS64500" in article.versions.get().title
    run(press, *rows)
    assert (StoryRow.objects.count(), SignalRow.objects.count()) == (1, 1)


def test_one_instrument_alone_is_no_story(press: SmallPress) -> None:
    run(press, event("bgp"))
    assert not StoryRow.objects.exists()


def test_an_answer_that_is_none_is_told_of_at_the_address(press: SmallPress) -> None:
    press.pages[EVENTS] = "<html>busy</html>"
    press.run()
    assert AddressRow.objects.get(source__key="api").error.startswith("unreadable")


def test_without_a_token_radar_is_not_asked(press: SmallPress) -> None:
    run(press)
    assert not AddressRow.objects.filter(source__key="radar").exists()
    assert SourceRow.objects.filter(key="radar").exists()
    assert RADAR not in press.asked


def test_with_a_token_radar_is_asked_and_nothing_that_is_kept_holds_it(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {
        "uuid": "u1",
        "type": "AS",
        "status": "VERIFIED",
        "startDate": (START - timedelta(hours=3)).isoformat(),
        "asnDetails": {"asn": "64500", "name": "One"},
    }
    press.pages[RADAR] = json.dumps({"result": {"trafficAnomalies": [found]}})
    way = press.reach()
    policy = replace(way.policy, tokens={"radar.test": CONFIDED})
    monkeypatch.setattr(press, "reach", lambda: replace(way, policy=policy))
    run(press)
    assert NetworkEventRow.objects.get().is_verified
    assert CaptureRow.objects.filter(url__contains=RADAR).exists()
    kept = [path for path in press.vault.folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith(".warc.gz") for path in kept)
    for path in kept:
        content = path.read_bytes()
        assert CONFIDED.encode() not in content
        if path.suffix == ".gz":
            assert CONFIDED.encode() not in gzip.decompress(content)


def test_what_was_not_seen_for_long_lasts_no_more(press: SmallPress) -> None:
    now = press.now
    run(press, event("bgp", start=now - timedelta(hours=2), minutes=120))
    since = now - timedelta(days=1)
    (one,) = network_events.told(since, now + timedelta(hours=1))
    assert one.lasts
    (later,) = network_events.told(since, now + timedelta(hours=9))
    assert not later.lasts
    assert later.ended == NetworkEventRow.objects.get().last_seen
    assert network_events.told(now + timedelta(hours=1), now + timedelta(hours=9)) == ()


def test_a_site_with_an_address_that_is_none_is_counted_as_nothing() -> None:
    source = SourceRow.objects.create(key="ooni")
    NetworkCountRow.objects.create(
        source=source,
        day=START.date(),
        subject="http://[::1",
        network="AS64500",
        measured=20,
        anomalies=20,
        confirmed=0,
        failures=0,
    )
    (count,) = network_events.counts(START.date())
    assert count.subject is None


def test_whoever_lists_or_changes_sources_leaves_radar_watched(
    tiny_pack: Pack, settings: Settings
) -> None:
    url = "https://api.cloudflare.com/client/v4/radar/traffic_anomalies?location=XT"
    address = Address(url=url, kind=AddressKind.RADAR, grade=Grade.PROBED_OK)
    pack = replace(tiny_pack, sources=(replace(outlet("radar.test"), addresses=(address,)),))
    enrol(pack, START)
    assert not AddressRow.objects.exists()
    settings.DALEL = settings.DALEL.model_copy(update={"radar_token": CONFIDED})
    enrol(pack, START)
    enrol(pack, START, {"api.cloudflare.com"})
    assert AddressRow.objects.get().is_read
