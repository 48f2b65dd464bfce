"""Real files, damaged: no crash, no hang, no loop, and a reason for everything."""

import gzip
import random
from collections.abc import Iterator

import pytest

from dalel.domain.collection import Collected
from dalel.domain.source import AddressKind, Listing
from shelf import SAMPLES, Shelf, look, watch

URL = {
    AddressKind.FEED: "https://tau.test/feed",
    AddressKind.SITEMAP: "https://tau.test/feed",
    AddressKind.LISTING: "https://tau.test/feed",
    AddressKind.TELEGRAM: "https://t.me/s/tau_news",
    AddressKind.OONI: "https://api.ooni.test/api/v1/aggregation",
    AddressKind.IODA: "https://api.ioda.test/v2/outages/events",
    AddressKind.RADAR: "https://api.radar.test/radar?location=XT",
}
#: What has broken readers of such files before.
HOSTILE = (
    b"\0",
    b"\xff\xfe",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"&nbsp;&#0;&#xFFFFFF;&undefined;",
    b"<" * 500,
    b"&" * 500,
    b"<b>" * 500,
    b"<item>" * 50,
    b"<!DOCTYPE x [<!ENTITY y '&y;'>]>",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"{" * 500,
    b"[" * 500,
    b"9" * 5000,
    b"\xd0",
    b"http://[::1",
    b"datetime='9999-99-99T99:99:99+99:99'",
    b"Fri, 31 Feb 0000 25:61:61 +9999",
    b"0001-01-01T00:00:00+05:00",
    b"\\u0000\\ud800",
    b"-99999999999999999999",
)
SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://tau.test/news/1000001-a</loc><lastmod>2026-01-12T09:00:00+05:00</lastmod></url>
<url><loc>https://tau.test/news/1000002-b</loc><lastmod>2026-01-11</lastmod></url></urlset>"""
LIST = """<!doctype html><meta charset="utf-8"><article><a href="/news/1">Сот</a><time
datetime="2026-01-12T12:00">бүгін</time></article><a class=next href="?p=2">келесі</a>""".encode()


def originals() -> list[tuple[AddressKind, bytes]]:
    files = [*(SAMPLES / "feedparser").glob("*.*ml"), *(SAMPLES / "any2feed").glob("*.html")]
    files += [SAMPLES / "feedparser" / "example.json", *(SAMPLES / "ooni").glob("*.json")]
    files += [*(SAMPLES / "ioda").glob("*.json"), *(SAMPLES / "radar").glob("*.json")]
    found = [(kind_of(path.parent.name), path.read_bytes()) for path in sorted(files)]
    found += [(AddressKind.SITEMAP, SITEMAP), (AddressKind.SITEMAP, gzip.compress(SITEMAP))]
    return [*found, (AddressKind.LISTING, LIST)]


def kind_of(folder: str) -> AddressKind:
    return {
        "feedparser": AddressKind.FEED,
        "any2feed": AddressKind.TELEGRAM,
        "ooni": AddressKind.OONI,
        "ioda": AddressKind.IODA,
        "radar": AddressKind.RADAR,
    }[folder]


def damaged(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start, end = sorted(chance.choices(range(len(content) + 1), k=2))
        piece = content[start:end]
        kind = chance.randrange(6)
        if kind == 0:
            content = content[:start]
        elif kind == 1:
            content = content[:start] + content[end:]
        elif kind == 2:
            content = content[:end] + piece * chance.randint(1, 3) + content[end:]
        elif kind == 3:
            noise = bytes(chance.randrange(256) for _ in range(chance.randint(1, 12)))
            content = content[:start] + noise + content[start + len(noise) :]
        else:
            content = content[:start] + chance.choice(HOSTILE) + content[start:]
    return content[:200_000]


def mutations(count: int, seed: int) -> Iterator[tuple[AddressKind, bytes]]:
    chance = random.Random(seed)
    whole = originals()
    for number in range(count):
        kind, content = whole[number % len(whole)]
        # Now and then one kind of file stands where another is expected.
        kind = chance.choice(list(URL)) if chance.random() < 0.1 else kind
        yield kind, damaged(content, chance)


def read(kind: AddressKind, content: bytes) -> Collected:
    listing = Listing(entry="article", time="time", next_page="a.next")
    shelf = Shelf({URL[kind]: content})
    found = look(watch(kind, URL[kind], listing=listing), shelf)
    assert len(shelf.asked) <= 8
    return found


def explained(found: Collected) -> bool:
    # A backslash that stands in a text is written twice; what is left are Python's own escapes.
    told = repr((found.findings, found.posts, found.counts, found.events, found.skips))
    told = told.replace("\\\\", "")
    assert "\\x00" not in told
    assert "\\ud8" not in told
    taken = found.findings or found.posts or found.counts or found.events
    return bool(taken or found.skips or found.failures)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_neither_crash_nor_vanish(seed: int) -> None:
    for kind, content in mutations(60, seed):
        assert explained(read(kind, content)), (kind, content)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_two_thousand_damaged_files_neither_crash_nor_vanish(seed: int) -> None:
    for kind, content in mutations(250, seed):
        assert explained(read(kind, content)), (kind, content)
