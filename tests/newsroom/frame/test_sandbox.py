import asyncio
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dalel.domain.errors import BulletinError, SelectorError, UnreadableError
from dalel.domain.extraction import Extraction, PageKind, Selectors
from dalel.domain.source import Listing
from dalel.language.tmx import read_tmx
from dalel.newsroom.frame.sandbox import wire
from dalel.newsroom.frame.sandbox.pool import Pool
from dalel.newsroom.frame.sandbox.readers import NAMES, READERS, Cost
from dalel.steps.bulletins import read as read_bulletin
from dalel.steps.collect import feed, listing, ooni, places, preview
from dalel.steps.collect.discover import read as read_front_page
from dalel.steps.extract.article import read as read_page
from shelf import ALMATY, sample

PAGE = (
    "<html lang=kk><head><title>Сот</title><meta property='og:site_name' content='Tau'>"
    "<link rel=alternate type=application/rss+xml href=/rss></head><body><article>"
    "<h1>Сот шешімі</h1><time datetime='2026-01-12T12:00'>12 қаңтар</time>"
    f"{'<p>Сот журналистің ісін қарап, шешімін жариялады деп хабарлады.</p>' * 9}"
    "<a href='https://t.me/tau_news'>t</a></article></body></html>"
).encode()
FEED = (
    b"<rss version='2.0'><channel><title>Tau</title><item><title>A</title>"
    b"<link>https://tau.test/1</link><pubDate>Mon, 12 Jan 2026 09:00:00 +0500</pubDate></item>"
    b"</channel></rss>"
)
#: A feed on whose dates, which are none, the parser spends three seconds even on a fast machine.
SLOW_FEED = (
    b"<rss version='2.0'><channel><item>"
    + b"<pubDate>2031 x 12 Mon Jan 1</pubDate>" * 49_000
    + b"</item></channel></rss>"
)
#: A page whose tree takes some sixty times its own size.
LARGE_PAGE = b"<p>" + b"<b>x</b>" * 600_000


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(1, Cost(seconds=30, megabytes=512))
    yield made
    made.close()


def children() -> set[int]:
    """The processes that this one started and that are alive."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for task in tasks for number in task.read_text().split()}


def child_of(pool: Pool) -> int:
    """The child of a pool of one."""
    before = children()
    pool.call(feed.read, FEED, ALMATY)
    (child,) = children() - before
    return child


TMX = (
    '<tmx><body><tu creationdate="20310602T093000Z"><tuv xml:lang="kk"><seg>Сот</seg></tuv>'
    '<tuv xml:lang="ru"><seg>Суд</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize(
    ("function", "args", "kwargs"),
    [
        (read_page, (PAGE,), {"zone": ALMATY, "now": datetime(2026, 1, 12, tzinfo=UTC)}),
        (feed.read, (FEED, ALMATY), {}),
        (places.read, (b"<urlset><url><loc>https://a.test/</loc></url></urlset>", UTC), {}),
        (listing.read, (PAGE, UTC), {"listing": Listing(entry="article", time="time")}),
        (preview.read, (sample("any2feed/message_media_photo_and_video.html"), "b", UTC), {}),
        (preview.has_posts, (b"", "https://t.me/s/tau_news", UTC), {}),
        (preview.find_post, (b"", "b", "https://t.me/tau_news/1", UTC), {}),
        (read_front_page, (PAGE, "https://tau.test/"), {}),
        (ooni.read, (b'{"result": [{"a": [1, null, 1.5]}]}', "result"), {}),
        (read_bulletin, ("Сот\nhttps://tau.test/1".encode(), "a.txt"), {}),
        (read_tmx, (TMX.encode(), ("kk", "ru")), {}),
    ],
    ids=lambda value: getattr(value, "__module__", ""),
)
def test_a_child_gives_what_the_function_gives(
    pool: Pool, function: object, args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    assert callable(function)
    assert pool.call(function, *args, **kwargs) == function(*args, **kwargs)


def test_every_listed_function_has_one_name() -> None:
    assert len(NAMES) == len(READERS)


def test_what_takes_too_long_is_that_pages_failure_alone() -> None:
    hasty = Pool(1, Cost(seconds=1))
    with pytest.raises(UnreadableError, match=r"^took longer than 1 s to read$"):
        hasty.call(feed.read, SLOW_FEED, ALMATY)
    assert len(hasty.call(feed.read, FEED, ALMATY).entries) == 1
    hasty.close()


def test_what_needs_too_much_memory_is_that_pages_failure_alone() -> None:
    poor = Pool(1, Cost(seconds=30, megabytes=96))
    with pytest.raises(UnreadableError, match=r"^needed more than 96 MB$"):
        poor.call(read_page, LARGE_PAGE, zone=ALMATY)
    assert len(poor.call(feed.read, FEED, ALMATY).entries) == 1
    poor.close()


def test_a_child_that_is_killed_is_replaced_and_asked_once_more(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fresh = Pool(1)
    child = child_of(fresh)
    os.kill(child, signal.SIGKILL)
    with caplog.at_level(logging.WARNING):
        assert len(fresh.call(feed.read, FEED, ALMATY).entries) == 1
    assert "A reading process died" in caplog.text
    assert child not in children()
    fresh.close()


def test_what_breaks_a_reader_is_told_with_its_traceback(
    pool: Pool, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableError, match=r"^reading failed: TypeError"):
        pool.call(feed.read, None, ALMATY)  # type: ignore[arg-type]
    assert "Traceback" in caplog.text


def test_errors_of_ours_come_back_as_what_they_are(pool: Pool) -> None:
    with pytest.raises(BulletinError, match="the file is empty"):
        pool.call(read_bulletin, b" ", "a.txt")
    with pytest.raises(SelectorError):
        pool.call(read_page, PAGE, zone=ALMATY, selectors=Selectors(title="h1["))


def test_a_child_knows_no_secret_and_holds_no_file_of_its_parent(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DALEL_SECRET_KEY", "hidden")
    fresh = Pool(1)
    with (tmp_path / "database").open("w") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - takes it by place alone.
        child = Path(f"/proc/{child_of(fresh)}")
        assert b"hidden" not in (child / "environ").read_bytes()
        opened = [one.readlink() for one in (child / "fd").iterdir()]
        assert tmp_path / "database" not in opened
    limits = (child / "limits").read_text()
    for name in ("Max core file size", "Max file size", "Max processes"):
        assert f"{name:26}0" in limits
    fresh.close()


def test_the_event_loop_goes_on_while_a_child_reads(pool: Pool) -> None:
    happened: list[str] = []

    async def read() -> None:
        await pool.read(feed.read, FEED * 50, ALMATY)
        happened.append("read")

    async def look_about() -> None:
        happened.append("looked about")

    async def both() -> None:
        await asyncio.gather(read(), look_about())

    asyncio.run(both())
    assert happened == ["looked about", "read"]


def test_many_are_read_in_their_order(pool: Pool) -> None:
    def titled(number: int) -> Extraction:
        page = f"<title>{number}</title><h1>{number}</h1>".encode()
        return pool.call(read_page, page, zone=ALMATY)

    assert [page.title for page in pool.map(titled, range(20))] == [str(n) for n in range(20)]


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("trapped",)


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b"[" * 100_000, b'{"value": 1}', pickle.dumps(_Trap()), b"\xff\xfe"],
    ids=["nothing", "list", "no fields", "deep", "one field", "pickle", "noise"],
)
def test_what_a_child_says_that_is_no_reply_is_refused(
    said: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(wire.WireError):
        wire.decode(said)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("value", [None, 1, [], {}, {"kind": "other"}, {"kind": []}, "text"])
def test_a_result_is_of_the_type_that_the_function_gives_or_refused(value: object) -> None:
    with pytest.raises(wire.WireError):
        wire.from_json("page", value)


def test_a_page_in_which_one_place_is_too_long_is_unreadable() -> None:
    page = read_page(b"<p>" + b"x" * 11_000_000, zone=ALMATY)
    assert (page.kind, page.reason) == (
        PageKind.UNREADABLE,
        "holds more in one place than is read",
    )


def test_a_fork_has_a_pool_of_its_own_and_ends_none_of_its_parents_children() -> None:
    program = """
import os, sys
from zoneinfo import ZoneInfo
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.steps.collect import feed
zone = ZoneInfo("Asia/Almaty")
read = lambda: len(pool().call(feed.read, b"<rss><channel><item/></channel></rss>", zone).entries)
first = pool()
assert read() == 1
if os.fork() == 0:
    assert pool() is not first and read() == 1
    sys.exit(0)
_, status = os.wait()
assert status == 0 and pool() is first and read() == 1
print("sound")
"""
    done = subprocess.run(  # noqa: S603 - our own program.
        [sys.executable, "-W", "ignore", "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout == "sound\n", done.stderr
