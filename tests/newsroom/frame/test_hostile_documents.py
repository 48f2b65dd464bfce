"""Documents that mean harm, at every reader, in the processes in which they are read.

Each run has a seed of its own, which the end of the run tells; ``--hostile-seed`` repeats it.
``--hostile-rounds 10`` asks for ten times as many, ``--hostile-bytes 400000`` for larger ones.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

import hostile_documents
from dalel.domain.errors import BulletinError, UnreadableError
from dalel.domain.source import Listing
from dalel.newsroom.frame.sandbox.pool import Pool
from dalel.steps.bulletins import read as read_bulletin
from dalel.steps.bulletins.sheet_reader import read_sheet
from dalel.steps.collect import feed, listing, places, preview
from dalel.steps.collect.discover import read as read_front_page
from dalel.steps.extract.article import read as read_page
from shelf import ALMATY, NOW

pytestmark = [pytest.mark.slow, pytest.mark.hostile]

PREVIEW = "https://t.me/s/tau_news"
#: How the tree of a page is refused.
TOO_WIDE = "holds more in one place than is read"
#: How it is told that a document was over its limits of time or memory.
OVER = ("took longer than", "needed more than")
#: A reader whose work is in proportion to a document reads at least 80,000 bytes in each second of
#: the processor, and may take five seconds: a document of this many bytes leaves it four times the
#: room that it needs. Only work that grows faster than the document goes beyond.
ROOM = 100_000
CARDS = Listing(entry="div, li", link="a", title="h1", time="time", next_page="a.next")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool()
    yield made
    made.close()


#: For each reader, the documents that are thrown at it.
READINGS: dict[str, tuple[str, Callable[[Pool, bytes], object]]] = {
    "page": ("pages", lambda pool, content: pool.call(read_page, content, zone=ALMATY, now=NOW)),
    "list": ("pages", lambda pool, content: pool.call(listing.read, content, ALMATY)),
    "cards": (
        "pages",
        lambda pool, content: pool.call(listing.read, content, ALMATY, listing=CARDS),
    ),
    "front page": (
        "pages",
        lambda pool, content: pool.call(read_front_page, content, "https://tau.test/"),
    ),
    "feed": ("feeds", lambda pool, content: pool.call(feed.read, content, ALMATY)),
    "sitemap": ("sitemaps", lambda pool, content: pool.call(places.read, content, ALMATY)),
    "channel": (
        "channels",
        lambda pool, content: pool.call(preview.read, content, PREVIEW, ALMATY),
    ),
    "document": ("documents", lambda pool, content: pool.call(read_bulletin, content, "a.docx")),
    "sheet": ("sheets", lambda pool, content: pool.call(read_sheet, content, "a.docx")),
    "HTML file": ("pages", lambda pool, content: pool.call(read_bulletin, content, "a.html")),
    "text file": ("texts", lambda pool, content: pool.call(read_bulletin, content, "a.txt")),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each reader in each round."""
    rounds = range(metafunc.config.getoption("hostile_rounds"))
    metafunc.parametrize("part", rounds)


@pytest.mark.parametrize("reader", READINGS)
def test_no_document_breaks_its_reader_ends_its_process_or_costs_more_than_its_share(
    reader: str, part: int, pool: Pool, request: pytest.FixtureRequest
) -> None:
    kind, read = READINGS[reader]
    die = random.Random(f"{request.config.getoption('hostile_seed')} {part}")
    size = request.config.getoption("hostile_bytes")

    def outcome(job: tuple[str, bytes]) -> str:
        name, content = job
        try:
            read(pool, content)
        except (BulletinError, UnreadableError) as error:
            said = str(error)
            if said.startswith(OVER):
                return f"{name}: {said}" if len(content) <= ROOM else "over a limit"
            is_refused = isinstance(error, BulletinError) or said == TOO_WIDE
            return "refused" if is_refused else f"{name}: {said}"
        return "read"

    outcomes = Counter(pool.map(outcome, hostile_documents.KINDS[kind](die, size)))
    told = set(outcomes) - {"read", "refused", "over a limit"}
    assert not told
    # A reader that refused everything would show nothing.
    assert outcomes["read"] > outcomes["refused"]
    assert pool.call(feed.read, b"<rss><channel><item/></channel></rss>", ALMATY).entries
    request.node.user_properties.append(("documents", [dict(outcomes), []]))
