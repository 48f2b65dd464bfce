"""Does the desk say who measured what, from where, since when and how sure, with the proof?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.domain.source import AddressKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.queries import watch_lacks
from dalel.newsroom.evidence.views import disturbances as view
from dalel.newsroom.sources.actions import network_events
from dalel.newsroom.sources.models import SourceRow
from dalel.pack import Pack, default_folder
from newsroom.stories.test_disturbance_stories import NETWORKS, PAGE, answered
from small_press import outlet

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def pack(tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> Pack:
    chosen = replace(tiny_pack, networks=NETWORKS, sources=(outlet("lake.test"),))
    monkeypatch.setattr(view, "pack", lambda: chosen)
    return chosen


def keep(method: str, *, hours: int, code: str = "AS64500", **changes: object) -> None:
    start = NOW - timedelta(hours=hours)
    settings: dict[str, object] = {
        "source": "ioda",
        "key": f"{code}/{method}/{hours}",
        "measurer": Measurer.IODA,
        "method": method,
        "subject": MeasuredSubject(kind=SubjectKind.NETWORK, code=code),
        "started": start,
        "ended": start + timedelta(hours=1),
        "page": PAGE,
        "link": "https://ioda.test/asn/64500",
    }
    row, _ = SourceRow.objects.get_or_create(key="ioda")
    event = NetworkEvent(**(settings | changes))  # type: ignore[arg-type]
    network_events.keep(row, [event], NOW)


def shown(client: Client, address: str = "/signals/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_where_nobody_saw_anything_the_page_says_so(reporter: Client) -> None:
    assert 'class="empty"' in shown(reporter)


def test_each_who_measured_stands_in_a_line_with_the_proof(reporter: Client) -> None:
    capture = answered()
    keep("bgp", hours=5)
    keep("ping-slash24", hours=5, score=812.0)
    page = shown(reporter)
    assert page.count("One (AS64500)") == 3
    assert "812" in page
    assert 'data-strength="likely"' in page
    assert capture.sha256 in page
    assert "https://ioda.test/asn/64500" in page


def test_the_weak_stand_last_however_new(reporter: Client) -> None:
    keep("bgp", hours=2, code="AS64501")
    keep("bgp", hours=50)
    keep("ping-slash24", hours=50)
    page = shown(reporter)
    assert page.index('data-strength="likely"') < page.index('data-strength="weak"')


def test_what_is_long_over_is_not_shown(reporter: Client) -> None:
    keep("bgp", hours=24 * 20)
    assert 'class="empty"' in shown(reporter)


def test_strangers_words_are_shown_as_words(reporter: Client) -> None:
    keep("<script>x</script>", hours=2, cause="<b>")
    page = shown(reporter)
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("Желілерден сигналдар", "Желі бағыттары өзгерді: One (AS64500)", "әлсіз")),
        ("ru", ("Сигналы о сетях", "Изменились маршруты сети: One (AS64500)", "слабо")),
    ],
)
def test_the_page_speaks_the_language_of_the_member(
    reporter: Client, settings: Settings, language: str, words: tuple[str, ...]
) -> None:
    # The invented country speaks no Kazakh.
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    cache.clear()
    keep("bgp", hours=2)
    Member.objects.update(language=language)
    page = shown(reporter)
    assert [word for word in words if word not in page] == []


def test_many_are_counted_beyond_those_that_are_shown(reporter: Client) -> None:
    for hours in range(2, 122, 2):
        keep("bgp", hours=hours * 2)
    page = shown(reporter)
    assert page.count('data-strength="weak"') == 50


def test_a_source_that_wants_a_token_says_so_until_it_has_one(
    reporter: Client,
    settings: Settings,
    pack: Pack,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    source = outlet("radar.test")
    address = replace(source.addresses[0], kind=AddressKind.RADAR)
    chosen = replace(pack, sources=(replace(source, addresses=(address,)), outlet("lake.test")))
    monkeypatch.setattr(watch_lacks, "pack", lambda: chosen)
    SourceRow.objects.create(key="radar")
    SourceRow.objects.create(key="lake")
    assert "radar_token" in shown(reporter, "/sources/radar/")
    assert "radar_token" not in shown(reporter, "/sources/lake/")
    settings.DALEL = settings.DALEL.model_copy(update={"radar_token": "x"})
    assert "radar_token" not in shown(reporter, "/sources/radar/")
