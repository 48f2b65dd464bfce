"""Does a press of broken feeds and pages end with a reason for each in the record?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.source import Address, AddressKind, Grade, Listing, Source
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import CaptureRow, FindingRow
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from small_press import SmallPress, feed, outlet, small_press
from steps.collect.test_mutations import mutations
from steps.extract.test_broken_pages import mutated

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
_PLACES = 300
_PAGES = 300
_LISTING = Listing(entry="article", time="time", next_page="a.next")


def watched() -> Iterator[tuple[Source, bytes]]:
    """Sources of every kind, with a broken answer at the address of each."""
    for number, (kind, content) in enumerate(mutations(_PLACES, seed=2026)):
        source = outlet(f"broken{number}.test")
        path = "s/broken_news" if kind is AddressKind.TELEGRAM else "api/v1/aggregation"
        address = Address(
            url=f"http://{source.host}/{path}",
            kind=kind,
            grade=Grade.PROBED_OK,
            listing=_LISTING if kind is AddressKind.LISTING else None,
        )
        yield replace(source, addresses=(address,)), content


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as press:
        sources = list(watched())
        press.raw = {one.addresses[0].url.partition("//")[2]: body for one, body in sources}
        press.raw |= {f"lake.test/{seed}": mutated(seed) for seed in range(_PAGES)}
        lake, feeds = outlet("lake.test"), []
        for start in range(0, _PAGES, 100):
            pages = range(start, start + 100)
            press.pages[f"lake.test/rss{start}"] = feed(*(f"http://lake.test/{n}" for n in pages))
            feeds.append(replace(lake.addresses[0], url=f"http://lake.test/rss{start}"))
        chosen = (replace(lake, addresses=tuple(feeds)), *(one for one, _ in sources))
        press.pack = replace(press.pack, sources=chosen)
        yield press


def test_every_broken_answer_has_its_reason_in_the_record(press: SmallPress) -> None:
    press.run()
    for address in AddressRow.objects.all():
        gave = FindingRow.objects.filter(source=address.source).exists()
        assert address.looks == 1, address.error
        assert (
            gave
            or address.skips
            or address.error
            or address.source.articles.exists()
            or (address.source.counts.exists())
        ), address.url
    pages = FindingRow.objects.filter(source__key="lake")
    assert pages.count() == _PAGES
    for page in pages.exclude(state=FindingState.FETCHED):
        assert page.state == FindingState.SKIPPED
        assert page.reason
    assert pages.filter(state=FindingState.FETCHED, article=None).count() == 0
    report = verify_all(press.vault)
    assert report.sound
    assert report.captures == CaptureRow.objects.count() >= _PAGES
