"""Does each kind of measurement reach the inbox once, with its evidence and in careful words?"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.signal import Sighting, Signal, SignalKind
from dalel.domain.source import Source
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleLifeRow, CaptureRow
from dalel.newsroom.sources.models import AddressRow, NetworkCountRow, OutageRow, SourceRow
from dalel.newsroom.stories.actions.outage_stories import signal, worded
from dalel.newsroom.stories.models import SignalRow, StoryRow
from dalel.pack import Pack
from small_press import outlet
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 10, 9, 30, tzinfo=UTC)
RECORDED = Path(__file__).parents[2] / "data" / "ooni"


@pytest.fixture
def pack(tiny_pack: Pack) -> Pack:
    sources: tuple[Source, ...] = (outlet("lake.test"), outlet("shore.test"))
    return replace(tiny_pack, sources=sources)


def count_tests(day: date, *, networks: int = 1) -> None:
    """A day on which most tests of one site looked blocked."""
    source, _ = SourceRow.objects.get_or_create(key="ooni")
    for number in range(networks):
        NetworkCountRow.objects.create(
            source=source,
            day=day,
            country="XT",
            subject="http://lake.test/",
            network=f"AS{number}",
            measured=20,
            anomalies=15,
            confirmed=0,
            failures=0,
        )


def answered(asked: str = "probe_cc=XT") -> CaptureRow:
    """The answer of OONI that the counts were read from, as it is kept."""
    number = CaptureRow.objects.count() + 1
    return CaptureRow.objects.create(
        url=f"http://api.test/api/v1/aggregation?{asked}",
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


def test_a_day_of_anomalies_is_one_story_on_the_answer_that_gave_it(pack: Pack) -> None:
    capture = answered()
    count_tests(date(2031, 6, 8), networks=50)
    assert signal(pack, NOW) == 1
    story = StoryRow.objects.get()
    article = story.memberships.get().article
    version = article.versions.get()
    assert version.capture == capture
    assert article.url == capture.url
    assert SignalRow.objects.get().story == story
    assert version.classification.is_relevant
    assert signal(pack, NOW) == 0
    assert (StoryRow.objects.count(), SignalRow.objects.count()) == (1, 1)


def test_today_is_told_when_it_is_over(pack: Pack) -> None:
    answered()
    count_tests(NOW.date())
    assert signal(pack, NOW) == 0
    assert signal(pack, NOW + timedelta(days=1)) == 1


def test_without_its_evidence_nothing_is_told_but_it_is_kept(pack: Pack) -> None:
    count_tests(date(2031, 6, 8))
    assert signal(pack, NOW) == 0
    assert SignalRow.objects.get().story is None


def test_a_week_has_three_stories_of_a_kind_and_the_rest_is_kept(pack: Pack) -> None:
    answered()
    for day in range(3, 9):
        count_tests(date(2031, 6, day))
    assert signal(pack, NOW) == 3
    assert SignalRow.objects.filter(story=None).count() == 3


def test_outages_and_pages_that_are_gone_are_told_too(pack: Pack) -> None:
    article = kept_article("gone", NOW - timedelta(days=2))
    article.source = SourceRow.objects.create(key="lake")
    article.save()
    time = NOW - timedelta(days=1)
    ArticleLifeRow.objects.create(
        article=article,
        time=time,
        state=ArticleState.REMOVED,
        reason="404",
        capture=CaptureRow.objects.get(),
    )
    OutageRow.objects.create(
        source=article.source, started=time, error_kind="timeout", error="", vantage="direct"
    )
    assert signal(pack, NOW) == 2
    assert {row.kind for row in SignalRow.objects.all()} == {"outage", "gone"}
    assert all(row.story for row in SignalRow.objects.all())


def test_a_story_stands_on_the_answer_of_its_own_day_and_site(pack: Pack) -> None:
    answered("since=2031-06-07&domain=lake.test")
    own = answered("since=2031-06-08&domain=lake.test")
    answered("since=2031-06-08&domain=shore.test")
    count_tests(date(2031, 6, 8))
    assert signal(pack, NOW) == 1
    version = StoryRow.objects.get().memberships.get().article.versions.get()
    assert version.capture == own


def channel(url: str, *, error: str, posts: int = 1) -> SourceRow:
    """A channel with its address, what was wrong at the last look, and its kept posts."""
    source = SourceRow.objects.create(key=url)
    AddressRow.objects.create(source=source, url=url, kind="telegram", error=error)
    for number in range(posts):
        keep_post(source, f"{source.pk}-{number}", NOW - timedelta(days=9))
    return source


def keep_post(source: SourceRow, name: str, time: datetime) -> None:
    post = kept_article(name, time)
    post.source, post.is_post = source, True
    post.save()


def test_a_channel_that_shows_nothing_any_more_is_told_once_and_again_after_it_came_back(
    pack: Pack,
) -> None:
    lost = channel("https://t.test/s/lost", error="no_preview: https://t.test/lost")
    channel("https://t.test/s/there", error="")
    channel("https://t.test/s/never", error="no_preview: https://t.test/never", posts=0)
    assert signal(pack, NOW) == 1
    row = SignalRow.objects.get()
    assert (row.key, row.story is not None) == ("gone:2031-06-09", True)
    assert row.figures["sightings"] == [["https://t.test/s/lost", "", 1, 1]]
    assert signal(pack, NOW + timedelta(days=1)) == 0
    later = NOW + timedelta(days=3)
    keep_post(lost, "again", later)
    assert signal(pack, later + timedelta(days=2)) == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", SignalKind)
def test_no_word_claims_a_block_that_is_not_confirmed(
    kz_pack: Pack, kind: SignalKind, language: str
) -> None:
    one = Signal(
        kind=kind,
        day=date(2031, 6, 8),
        sightings=tuple(Sighting(subject=f"s{n}.test", network="AS1", seen=5) for n in range(20)),
    )
    said = worded(one, replace(kz_pack, languages=(language,)))
    claims = ("block of", "blocked", "бұғат", "блокир")
    is_claimed = any(claim in f"{said.title} {said.text}".lower() for claim in claims)
    # In English the caution itself says "no proof of a block", which claims none.
    if kind is SignalKind.CONFIRMED:
        assert is_claimed
    else:
        assert not is_claimed
    assert "8" in said.text
    assert said.event_type in {term.code for term in kz_pack.codebook.event_types}
    assert kind is not SignalKind.ANOMALY or said.event_type != "site_block"


def test_the_recorded_answers_confirm_nothing_about_any_one_site(pack: Pack) -> None:
    """Worldwide sums, as OONI gave them: thousands of anomalies, none of them of our sites."""
    answer = json.loads((RECORDED / "aggregation.json").read_text("utf-8"))
    source = SourceRow.objects.create(key="ooni")
    for row in answer["result"]:
        NetworkCountRow.objects.create(
            source=source,
            day=row["measurement_start_day"],
            measured=row["measurement_count"],
            anomalies=row["anomaly_count"],
            confirmed=row["confirmed_count"],
            failures=row["failure_count"],
        )
    assert signal(pack, datetime(2022, 3, 8, tzinfo=UTC)) == 0
    assert not SignalRow.objects.exists()
