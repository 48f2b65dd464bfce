"""Is an incident's evidence handed on whole, and a source tried without a trace?"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cited import cite
from dalel.domain.errors import NotFoundError
from dalel.domain.extraction import Extraction
from dalel.domain.source import Address, AddressKind, Grade, Listing
from dalel.newsroom.evidence.actions.try_source import (
    CutOffError,
    UnknownSourceError,
    propose,
    take_addresses,
    try_source,
)
from dalel.newsroom.evidence.models import FindingRow
from dalel.newsroom.incidents.actions.export_evidence import NoEvidenceError, export_evidence
from dalel.newsroom.sources.models import SourceRow
from dalel.pack import Pack
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


def test_every_capture_of_a_cited_page_goes_into_the_package(
    press: SmallPress, tmp_path: Path
) -> None:
    number = cite(f"http://{LAKE}/one", "http://gone.test/x")
    press.run()
    press.now = START + timedelta(hours=2)
    press.run()
    out = tmp_path / "evidence.wacz"
    exported = export_evidence(number, press.vault, press.pack.addresses, out, software="test")
    assert exported.without == ()
    assert exported.captures == 3
    with zipfile.ZipFile(out) as package:
        assert {"datapackage.json", "archive/data.warc.gz"} <= set(package.namelist())
        pages = package.read("pages/pages.jsonl").decode()
    assert f"http://{LAKE}/one" in pages
    assert "gone.test" not in pages


def test_without_a_capture_there_is_nothing_to_hand_on(press: SmallPress, tmp_path: Path) -> None:
    number = cite(f"http://{LAKE}/one")
    with pytest.raises(NoEvidenceError, match="dalel run"):
        export_evidence(
            number, press.vault, press.pack.addresses, tmp_path / "none.wacz", software="test"
        )
    with pytest.raises(NotFoundError):
        export_evidence(
            "XT-2031-9999",
            press.vault,
            press.pack.addresses,
            tmp_path / "none.wacz",
            software="test",
        )


def test_a_source_is_tried_without_a_row(press: SmallPress) -> None:
    [trial] = try_source("lake", press.pack, press.reach())
    assert trial.collected is not None
    assert [finding.url for finding in trial.collected.findings] == [f"http://{LAKE}/one"]
    assert not FindingRow.objects.exists()
    assert not SourceRow.objects.exists()
    with pytest.raises(UnknownSourceError):
        try_source("nobody", press.pack, press.reach())


def test_a_trial_goes_the_sources_own_way_and_reads_times_in_words(press: SmallPress) -> None:
    listing = Listing(entry="li", time="i")
    address = Address(
        url=f"http://{LAKE}/list", kind=AddressKind.LISTING, grade=Grade.PROBED_OK, listing=listing
    )
    lake = replace(press.pack.sources[0], addresses=(address,), telegram="lake_news")
    press.pack = replace(press.pack, sources=(lake,))
    press.pages[f"{LAKE}/list"] = "<li><a href=/one>Первая</a> <i>сегодня, 10:15</i></li>"
    listed, channel = try_source("lake", press.pack, press.reach())
    assert listed.collected is not None
    [finding] = listed.collected.findings
    assert finding.published == datetime(2031, 6, 2, 4, 30, tzinfo=UTC)
    assert isinstance(listed.page, Extraction)
    assert listed.page.title == f"Первая новость {LAKE}"
    assert channel.address.url == "https://t.me/s/lake_news"
    closed = replace(press.reach(), ways={"lake": "abroad"})
    away = replace(
        closed, policy=replace(closed.policy, proxies={"abroad": "socks5://127.0.0.1:9"})
    )
    first, _ = try_source("lake", press.pack, away)
    assert first.collected is not None
    assert [(one.vantage, one.kind) for one in first.collected.failures] == [("abroad", "proxy")]


def test_a_site_is_proposed_by_what_its_page_names(press: SmallPress) -> None:
    press.pages[f"{HILL}/"] = (
        '<html lang="ru"><head><link rel="alternate" type="application/rss+xml" href="/rss">'
        "</head><body><p>Холм</p></body></html>"
    )
    press.pages[f"{HILL}/rss"] = feed(f"http://{HILL}/one")
    proposal = propose(f"http://{HILL}/", press.pack, press.reach())
    assert proposal.source is not None
    assert [one.url for one in proposal.source.addresses] == [f"http://{HILL}/rss"]


def test_cut_off_a_trial_would_say_nothing(press: SmallPress) -> None:
    press.down = {"near.test"}
    with pytest.raises(CutOffError, match="inside"):
        propose(f"http://{HILL}/", press.pack, press.reach())


def test_addresses_from_a_file_become_findings_of_their_sources(press: SmallPress) -> None:
    press.run()
    text = f"http://{LAKE}/two  # from a reader\nhttp://{LAKE}/one\nwell.test/x\nhttp://\n"
    new, wrong = take_addresses(text, press.pack, press.now)
    assert new == 2
    assert wrong == ["http://"]
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    press.run()
    row = FindingRow.objects.get(url=f"http://{LAKE}/two")
    assert row.source == SourceRow.objects.get(key="lake")
    assert row.state == "fetched"
