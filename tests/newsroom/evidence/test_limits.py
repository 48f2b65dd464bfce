"""Pages and feeds that would hold the processor, in a whole pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dalel.domain.source import Listing
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import collect, extract
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.frame.sandbox.pool import Pool
from dalel.newsroom.frame.sandbox.readers import Cost
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from dalel.steps.bulletins import read as read_bulletin
from dalel.steps.collect import listing
from shelf import ALMATY
from small_press import HILL, LAKE, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
SLOW_FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><item>"
    f"{'<pubDate>2031 x 12 Mon Jan 1</pubDate>' * 49_000}</item></channel></rss>"
)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as open_one:
        yield open_one


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """No time at all for what is no everyday page."""
    made = Pool(1, Cost(seconds=1))
    monkeypatch.setattr(collect, "pool", lambda: made)
    monkeypatch.setattr(extract, "pool", lambda: made)
    yield made
    made.close()


def captured(url: str) -> int:
    return CaptureRow.objects.filter(url=url).count()


def kept(host: str) -> list[str]:
    return [row.url for row in ArticleRow.objects.filter(url__contains=host)]


def test_attributes_and_nesting_hide_no_article(press: SmallPress) -> None:
    many = " ".join(f"a{number}=1" for number in range(60_000))
    plain = page("Nested")
    press.pages |= {
        f"{LAKE}/rss": feed(f"http://{LAKE}/wide", f"http://{LAKE}/deep"),
        f"{LAKE}/wide": page("Wide").replace("<article>", f"<article><p {many}></p>"),
        f"{LAKE}/deep": plain.replace("<article>", "<article>" + "<div>" * 25_000),
    }
    press.run()
    articles = {row.url: row for row in ArticleRow.objects.filter(url__contains=LAKE)}
    assert set(articles) == {f"http://{LAKE}/wide", f"http://{LAKE}/deep"}
    for row in articles.values():
        version = row.versions.get()
        assert version.title in {"Wide", "Nested"}
        assert "Озёрный совет" in version.text


@pytest.mark.usefixtures("hasty")
def test_a_page_beyond_the_limits_fails_with_its_reason_and_is_kept(press: SmallPress) -> None:
    url = f"http://{LAKE}/heavy"
    press.pages |= {
        f"{LAKE}/rss": feed(url, f"http://{LAKE}/light"),
        f"{LAKE}/heavy": page("Heavy", "<b>x</b>" * 1_200_000),
        f"{LAKE}/light": page("Light"),
    }
    press.run()
    finding = FindingRow.objects.get(url=url)
    assert "took longer than 1 s to read" in finding.reason
    assert captured(url) == 1
    assert kept(LAKE) == [f"http://{LAKE}/light"]


@pytest.mark.usefixtures("hasty")
def test_a_feed_beyond_the_limits_fails_with_its_reason_and_is_kept_once(
    press: SmallPress,
) -> None:
    press.pages |= {
        f"{LAKE}/rss": SLOW_FEED,
        f"{HILL}/rss": feed(f"http://{HILL}/light"),
        f"{HILL}/light": page("Light"),
    }
    press.run()
    row = AddressRow.objects.get(url=f"http://{LAKE}/rss")
    assert "took longer than 1 s to read" in row.error
    assert captured(row.url) == 1
    assert kept(HILL) == [f"http://{HILL}/light"]
    AddressRow.objects.update(next_at=press.now)
    press.run()
    assert captured(row.url) == 1


def test_a_watched_article_that_cannot_be_read_any_more_counts_as_out_of_reach(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://{LAKE}/article"
    press.pages |= {f"{LAKE}/rss": feed(url), f"{LAKE}/article": page("Article")}
    press.run()
    made = Pool(1, Cost(seconds=1))
    monkeypatch.setattr(extract, "pool", lambda: made)
    press.pages[f"{LAKE}/article"] = page("Heavy", "<b>x</b>" * 1_200_000)
    ArticleRow.objects.update(next_at=press.now)
    press.run()
    made.close()
    row = ArticleRow.objects.get(url__contains=LAKE)
    assert row.state == ArticleState.UNREACHABLE
    assert row.versions.get().title == "Article"


def test_an_endless_text_is_cut_and_that_is_told(press: SmallPress) -> None:
    url = f"http://{LAKE}/endless"
    text = "Совет решил иначе. " * 20_000
    press.pages |= {f"{LAKE}/rss": feed(url), f"{LAKE}/endless": page("Endless", text)}
    report = press.run()
    (version,) = ArticleRow.objects.get(url__contains=LAKE).versions.all()
    assert len(version.text) == 200_000
    told = report.sources["lake"].skipped["characters beyond the longest text"]
    assert told == len(text.strip()) - 200_000


def test_a_list_of_very_many_entries_is_read_within_its_time(hasty: Pool) -> None:
    cards = Listing(entry="div", link="a", title="h1", time="time", next_page="a.next")
    found = hasty.call(listing.read, b"<div>x</div>" * 30_000, ALMATY, listing=cards)
    assert (len(found.rows), found.unread) == (5000, 25_000)


@pytest.mark.parametrize(
    ("content", "name", "lines"),
    [
        pytest.param(b"<!---->" * 30 + b"x", "a.txt", 1, id="comments"),
        pytest.param(b" " * 100_000 + b"<p>x", "a.html", 1, id="spaces"),
    ],
)
def test_a_file_of_one_thing_repeated_is_read_within_its_time(
    hasty: Pool, content: bytes, name: str, lines: int
) -> None:
    assert len(hasty.call(read_bulletin, content, name)) == lines
