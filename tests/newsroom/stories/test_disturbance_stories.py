"""Is a disturbance told once, in careful words, and told further when more is known?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dalel.domain.disturbance import Disturbance, DisturbanceKind, Strength
from dalel.domain.network import Network, NetworkRole, Networks
from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.sources.actions import network_events
from dalel.newsroom.sources.models import NetworkCountRow, OutageRow, SourceRow
from dalel.newsroom.stories.actions.disturbance_stories import tell_disturbances, worded
from dalel.newsroom.stories.models import SignalRow, StoryRow
from dalel.pack import Pack
from small_press import outlet

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 10, 9, 30, tzinfo=UTC)
START = datetime(2031, 6, 10, 2, tzinfo=UTC)
PAGE = "http://api.test/events?until=1"
NETWORKS = Networks(
    country="XT",
    networks=(
        Network(asn=64500, name="One", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64501, name="Two", role=NetworkRole.EYEBALL, evidence=("a",)),
        Network(asn=64502, name="Exits", role=NetworkRole.FOREIGN_HOSTING, evidence=("a",)),
    ),
)


@pytest.fixture
def pack(tiny_pack: Pack) -> Pack:
    return replace(tiny_pack, sources=(outlet("lake.test"), outlet("hill.test")), networks=NETWORKS)


def seen(method: str, *, day: int = 0, asn: int = 64500, **changes: object) -> NetworkEvent:
    start = START - timedelta(days=day)
    settings: dict[str, object] = {
        "source": "ioda",
        "key": f"{asn}/{method}/{start.isoformat()}",
        "measurer": Measurer.IODA,
        "method": method,
        "subject": MeasuredSubject(kind=SubjectKind.NETWORK, code=f"AS{asn}"),
        "started": start,
        "ended": start + timedelta(hours=2),
        "page": PAGE,
    }
    return NetworkEvent(**(settings | changes))  # type: ignore[arg-type]


def keep(*events: NetworkEvent, source: str = "ioda", now: datetime = NOW) -> None:
    row, _ = SourceRow.objects.get_or_create(key=source)
    network_events.keep(row, events, now)


def answered(url: str = PAGE) -> CaptureRow:
    number = CaptureRow.objects.count() + 1
    return CaptureRow.objects.create(
        url=url,
        time=NOW,
        status=200,
        sha256="0" * 64,
        warc_file="a.warc.gz",
        warc_offset=0,
        warc_length=1,
        record_id="<urn:a>",
        chain="a",
        number=number,
        link=f"{number:064x}",
        vantage="direct",
    )


def test_it_is_told_at_once_on_the_answer_that_gave_it_and_only_once(pack: Pack) -> None:
    capture = answered()
    keep(seen("bgp"), seen("ping-slash24"))
    assert tell_disturbances(pack, NOW) == 1
    story = StoryRow.objects.get()
    version = story.memberships.get().article.versions.get()
    assert version.capture == capture
    assert version.classification.is_relevant
    assert tell_disturbances(pack, NOW + timedelta(minutes=15)) == 0
    assert (StoryRow.objects.count(), SignalRow.objects.count()) == (1, 1)


def test_what_grows_says_nothing_new_until_somebody_else_saw_it(pack: Pack) -> None:
    answered()
    keep(seen("bgp"), seen("ping-slash24"))
    tell_disturbances(pack, NOW)
    article = StoryRow.objects.get().memberships.get().article
    keep(seen("bgp", ended=START + timedelta(hours=5)))
    assert tell_disturbances(pack, NOW) == 0
    assert article.versions.count() == 1
    radar = seen("traffic", measurer=Measurer.RADAR, source="radar", is_verified=True)
    # It began earlier, so that its day is another.
    earlier = replace(radar, key="u1", started=START - timedelta(hours=6))
    keep(earlier, source="radar")
    assert tell_disturbances(pack, NOW) == 0
    assert (StoryRow.objects.count(), SignalRow.objects.count()) == (1, 1)
    newest = article.versions.order_by("-number").first()
    assert newest is not None
    assert newest.number == 2
    assert "Cloudflare Radar" in newest.text
    assert newest.classification.is_relevant
    assert tell_disturbances(pack, NOW) == 0
    assert article.versions.count() == 2


def test_weak_signals_and_networks_without_readers_are_no_stories(pack: Pack) -> None:
    answered()
    keep(seen("bgp"), seen("bgp", asn=64502), seen("ping-slash24", asn=64502))
    assert tell_disturbances(pack, NOW) == 0
    assert not SignalRow.objects.exists()


def test_a_week_has_three_stories_and_the_rest_is_kept(pack: Pack) -> None:
    answered()
    for day in range(5):
        keep(seen("bgp", day=day), seen("ping-slash24", day=day))
    assert tell_disturbances(pack, NOW) == 3
    assert SignalRow.objects.filter(story=None).count() == 2
    assert tell_disturbances(pack, NOW) == 0


def test_without_its_evidence_it_is_kept_and_not_told(pack: Pack) -> None:
    keep(seen("bgp"), seen("ping-slash24"))
    assert tell_disturbances(pack, NOW) == 0
    assert SignalRow.objects.get().story is None
    keep(seen("bgp", is_verified=True))
    assert tell_disturbances(pack, NOW) == 0


def test_outlets_that_fell_silent_with_it_stand_in_it(pack: Pack) -> None:
    answered()
    keep(seen("ping-slash24"))
    for key in ("lake", "hill"):
        source = SourceRow.objects.create(key=key, name=f"{key}.test")
        OutageRow.objects.create(
            source=source,
            started=START + timedelta(minutes=20),
            error_kind="timeout",
            error="",
            vantage="direct",
        )
    assert tell_disturbances(pack, NOW) == 1
    text = StoryRow.objects.get().memberships.get().article.versions.get().text
    assert "lake.test" in text
    assert "hill.test" in text


def count_tests(pack: Pack) -> None:
    """A site that was well on one day and failed on two in two networks of readers."""
    source = SourceRow.objects.create(key="ooni")
    for network in ("AS64500", "AS64501", "AS64502"):
        for day, anomalies in ((6, 0), (7, 15), (8, 15)):
            NetworkCountRow.objects.create(
                source=source,
                day=date(2031, 6, day),
                country="XT",
                subject="www.lake.test",
                network=network,
                measured=20,
                anomalies=anomalies,
                confirmed=0,
                failures=0,
            )


def test_a_site_that_readers_of_two_networks_lost_is_told_on_the_counts_of_its_last_day(
    pack: Pack,
) -> None:
    answered("http://api.test/aggregation?since=2031-06-07&domain=lake.test")
    capture = answered("http://api.test/aggregation?since=2031-06-08&domain=lake.test")
    count_tests(pack)
    assert tell_disturbances(pack, NOW) == 1
    version = StoryRow.objects.get().memberships.get().article.versions.get()
    assert version.capture == capture
    assert "AS64500, AS64501" in version.text
    assert "AS64502" not in version.text


EVENTS = (
    seen("bgp", score=812.4, name="AS64500"),
    seen("ping-slash24"),
    seen("mozilla"),
    seen("traffic", measurer=Measurer.RADAR, is_verified=True, cause="POWER_OUTAGE", lasts=True),
    replace(
        seen("request", measurer=Measurer.OWN, vantages=("direct", "abroad")),
        subject=MeasuredSubject(kind=SubjectKind.SITE, code="lake.test"),
        name="Озеро",
    ),
    replace(
        seen("web_connectivity", measurer=Measurer.OONI, vantages=("AS64500",), seen=7, measured=9),
        subject=MeasuredSubject(kind=SubjectKind.SITE, code="lake.test"),
    ),
)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", DisturbanceKind)
@pytest.mark.parametrize("strength", Strength)
def test_no_word_claims_a_block_a_shutdown_or_that_anybody_meant_it(
    kz_pack: Pack, kind: DisturbanceKind, strength: Strength, language: str
) -> None:
    subject = EVENTS[-1].subject if kind is DisturbanceKind.ACCESS else EVENTS[0].subject
    one = Disturbance(kind=kind, strength=strength, subject=subject, events=EVENTS * 7)
    said = worded(one, replace(kz_pack, languages=(language,)))
    text = f"{said.title} {said.text}".lower()
    for claim in ("block", "shut", "бұғат", "өшір", "блокир", "отключ"):
        assert claim not in text
    for told in ("as64500", "lake.test", "812", "power_outage", "abroad", "mozilla", "ioda"):
        assert told in text
    assert said.event_type in {term.code for term in kz_pack.codebook.event_types}
    assert said.event_type not in {"net_shutdown", "site_block"}


def test_a_country_is_called_by_its_name_and_a_region_by_that_of_its_measurer(
    kz_pack: Pack,
) -> None:
    country = MeasuredSubject(kind=SubjectKind.COUNTRY, code="KZ")
    region = MeasuredSubject(kind=SubjectKind.REGION, code="9001")
    for subject, name, called in ((country, "KZ", "Казахстан"), (region, "Озёрный", "Озёрный")):
        event = replace(EVENTS[1], subject=subject, name=name)
        one = Disturbance(
            kind=DisturbanceKind.DIP, strength=Strength.WEAK, subject=subject, events=(event,)
        )
        assert called in worded(one, replace(kz_pack, languages=("ru",))).title
