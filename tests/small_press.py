"""A press of two outlets whose pages a test sets, and can take down."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from dalel.cli.sample.press import press_reach, serving
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.worker.actions.passes import Orders, PassReport, run_once
from dalel.outside.http import Clock
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault

START = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
LAKE, HILL = "lake.test", "hill.test"
CONTROLS = {"inside": ("http://near.test/",), "outside": ("http://far.test/",)}
_LONG = "Озёрный совет рассмотрел обращение жителей о доступе к сети и обещал ответить в срок. "


def page(title: str, text: str = _LONG * 6) -> str:
    """An article's page."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<!doctype html><html lang=ru><head><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def feed(*urls: str) -> str:
    """A feed that names these pages."""
    entries = "".join(f"<item><title>t</title><link>{url}</link></item>" for url in urls)
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>'
    return f"{head}{entries}</channel></rss>"


def outlet(host: str) -> Source:
    address = Address(url=f"http://{host}/rss", kind=AddressKind.FEED, grade=Grade.PROBED_OK)
    return Source(
        id=host.removesuffix(".test"),
        host=host,
        aliases=(),
        kind="news",
        languages=("ru",),
        country="XT",
        names={"ru": host},
        addresses=(address,),
        article_pattern=None,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )


@dataclass(kw_only=True)
class SmallPress:
    """``pages`` by host and path: a text, or a status; ``raw`` ones have no type.

    A page may also stand under its path with a query, or with a space and what is sent to it.
    ``down``: hosts whose name leads nowhere.
    ``leads``: where a page sends its reader on. ``also``: hosts that are played beside those under
    ``.test``. ``is_seen_abroad``: there is a proxy, for which no host is down and no page refuses.
    """

    pack: Pack
    vault: Vault
    port: int = 0
    now: datetime = START
    pages: dict[str, str | int] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    is_seen_abroad: bool = False
    denied: frozenset[str] = frozenset()
    falls: dict[str, set[str]] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        place = f"{host}{request.path}"
        self.asked.append(place)
        self.down |= self.falls.get(place, set())
        if place in self.leads:
            raise web.HTTPFound(self.leads[place])
        asked = f"{place}?{request.query_string}"
        if request.can_read_body:
            self.sent.append(await request.text())
            asked = f"{place} {self.sent[-1]}"
        if asked in self.pages:
            place = asked
        if place in self.raw:
            return web.Response(body=self.raw[place], content_type="application/octet-stream")
        shown = self.pages.get(place, 404)
        is_abroad = str(request.raw_path).startswith("http")
        if isinstance(shown, int) and shown == 403 and is_abroad:
            shown = page("Seen from abroad")
        if isinstance(shown, int):
            response = web.Response(status=shown, text="no")
        else:
            kind = "application/rss+xml" if shown.startswith("<?xml") else "text/html"
            response = web.Response(text=shown, content_type=kind, charset="utf-8")
        # An open connection would need no name any more.
        response.force_close()
        return response

    def reach(self) -> Reach:
        way = press_reach(self.port, clock=replace(Clock(), now=lambda: self.now))
        lead = way.resolve

        async def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
            if host in self.down:
                raise OSError(f"no address for {host}")
            return await lead("also.test" if host in self.also else host, port)

        ways = {"abroad": f"http://127.0.0.1:{self.port}"} if self.is_seen_abroad else {}
        policy = replace(way.policy, proxies=ways, denied_hosts=self.denied)
        return replace(way, controls=CONTROLS, resolve=resolve, policy=policy)

    def run(self, orders: Orders = Orders(back=None)) -> PassReport:  # noqa: B008 - frozen
        report = run_once(self.pack, self.reach(), self.vault, software="test", orders=orders)
        self.now += timedelta(minutes=1)
        return report


@contextmanager
def small_press(pack: Pack, folder: Path) -> Iterator[SmallPress]:
    """Two outlets with one article each, on this machine."""
    chosen = replace(pack, sources=(outlet(LAKE), outlet(HILL)), own_sources=())
    press = SmallPress(pack=chosen, vault=Vault(folder=folder / "evidence"))
    for host in (LAKE, HILL):
        press.pages[f"{host}/rss"] = feed(f"http://{host}/one")
        press.pages[f"{host}/one"] = page(f"Первая новость {host}")
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", press.answer)
    with serving(application) as port:
        press.port = port
        yield press
