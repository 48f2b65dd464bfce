"""Pages that need a browser, and pages that mean it ill, on loopback; and ports that nobody meets.

``Traps`` listens where no page may come: whatever arrives there is written down.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from dalel.outside.http import Policy

AGENT = "Dalel/0.1 (+https://newsroom.test/bot)"
TITLE = "Совет обещал ответить в срок"
_TEXT = "Озёрный совет рассмотрел обращение жителей о доступе к сети и обещал ответить в срок. "

#: There is nothing to read without JavaScript.
EMPTY = (
    "<!doctype html><html lang=ru><head><meta charset=utf-8><title>Озеро</title></head>"
    "<body><div id=app></div><script src=/app.js></script></body></html>"
)
APP = """
fetch('/story.json').then(answer => answer.json()).then(story => {
  document.title = story.title;
  document.getElementById('app').innerHTML = '<article><h1>' + story.title + '</h1>'
    + ('<p>' + story.text + '</p>').repeat(4) + '<img src=/lake.svg width=300></article>';
});
"""
STORY: Mapping[str, str] = {"title": TITLE, "text": _TEXT * 3}
LAKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80">'
    '<rect width="300" height="80" fill="#27c"/></svg>'
)

HOSTILE = """<!doctype html><html><head><meta charset=utf-8><title>Ill</title>
<link rel=prefetch href="http://127.0.0.1:PORT0/prefetch">
<link rel=preconnect href="http://127.0.0.1:PORT0">
<link rel=dns-prefetch href="//trap.example.org">
<link rel=modulepreload href="http://127.0.0.1:PORT0/module.js">
<link rel=manifest href="http://127.0.0.1:PORT0/manifest.json">
<link rel=icon href="http://127.0.0.1:PORT0/icon.png">
<link rel=stylesheet href="http://127.0.0.1:PORT0/style.css">
<script type=speculationrules>{"prerender":[{"source":"list","urls":["http://127.0.0.1:PORT0/pre"]}],
"prefetch":[{"source":"list","urls":["http://127.0.0.1:PORT0/spec"]}]}</script>
</head><body style="background:url(http://127.0.0.1:PORT0/bg.png)"><h1>Ill</h1>
<object data="http://127.0.0.1:PORT0/object"></object><embed src="http://127.0.0.1:PORT0/embed">
<video src="http://127.0.0.1:PORT0/film.mp4" autoplay></video>
<audio src="http://127.0.0.1:PORT0/sound.mp3" autoplay></audio>
<a id=save download href="/save.bin">save</a>
<a id=ping ping="http://127.0.0.1:PORT0/ping" href="#x">x</a>
<form id=form method=post target=frame action="http://127.0.0.1:PORT0/form"><input name=a></form>
<iframe name=frame></iframe><div id=sink></div>
<script>
const ports = [PORTS], udp = UDP, sink = document.getElementById('sink');
const quiet = doing => { try { const r = doing(); if (r && r.catch) r.catch(() => 0); } catch {} };
for (const port of ports) {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '127.1', '2130706433', '0x7f.1',
                      '[::ffff:127.0.0.1]', 'trap.localhost', 'trap.example.org']) {
    const at = host + ':' + port;
    quiet(() => fetch('http://' + at + '/fetch', {mode: 'no-cors'}));
    quiet(() => { new Image().src = 'http://' + at + '/img'; });
    quiet(() => new WebSocket('ws://' + at + '/socket'));
  }
  const at = '127.0.0.1:' + port;
  quiet(() => fetch('https://' + at + '/tls', {mode: 'no-cors'}));
  quiet(() => fetch('http://' + at + '/post', {method: 'POST', mode: 'no-cors', body: 'secret'}));
  quiet(() => navigator.sendBeacon('http://' + at + '/beacon', 'x'));
  quiet(() => new EventSource('http://' + at + '/events'));
  quiet(() => new WebTransport('https://' + at + '/transport'));
  quiet(() => { const f = document.createElement('iframe'); f.src = 'http://' + at + '/frame';
                sink.append(f); });
  quiet(() => { const f = document.createElement('iframe');
                f.srcdoc = `<script>new WebSocket("ws://${at}/inner");fetch("http://${at}/inner");
                  new RTCPeerConnection({iceServers:[{urls:"stun:127.0.0.1:${udp}"}]})
                    .createDataChannel("x")<\\/script>`; sink.append(f); });
  quiet(() => { const s = document.createElement('script'); s.src = 'http://' + at + '/script.js';
                sink.append(s); });
  const code = `onmessage=0;fetch("http://${at}/worker");try{new WebSocket("ws://${at}/worker")}catch{}
    try{new WebTransport("https://${at}/worker")}catch{} importScripts("http://${at}/import.js")`;
  quiet(() => new Worker(URL.createObjectURL(new Blob([code]))));
  quiet(() => new SharedWorker(URL.createObjectURL(new Blob([code]))));
  quiet(() => {
    const peer = new RTCPeerConnection({iceServers: [
      {urls: `stun:127.0.0.1:${udp}`}, {urls: `stun:localhost:${udp}`},
      {urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'a', credential: 'b'}]});
    peer.createDataChannel('x');
    return peer.createOffer().then(o => peer.setLocalDescription(o)); });
}
quiet(() => navigator.serviceWorker.register('/worker.js'));
for (let n = 0; n < 500; n++)
  quiet(() => window.open('http://127.0.0.1:' + ports[n % 20] + '/popup'));
for (let n = 0; n < 30; n++) quiet(() => document.getElementById('save').click());
quiet(() => document.getElementById('ping').click());
quiet(() => document.getElementById('form').submit());
quiet(() => fetch('/huge.bin'));
quiet(() => alert('stay'));
window.onbeforeunload = () => 'stay';
let n = 0;
setInterval(() => { for (let k = 0; k < 5; k++) quiet(() => fetch('/more?' + n++)); }, 20);
</script></body></html>"""

#: Its scripts never let anybody in.
BUSY = "<!doctype html><title>Busy</title><p>Text</p><script>for (;;) {}</script>"
#: It takes what memory it gets.
GREEDY = (
    "<!doctype html><title>Greedy</title><script>const all = [];"
    "setInterval(() => all.push(new Uint8Array(64e6).fill(7)), 5)</script>"
)
TALL = "<!doctype html><title>Tall</title><div style='height:30000000px'>T</div>"
AWAY = "<!doctype html><title>Away</title><script>location.href = 'about:blank'</script>"


@dataclass(kw_only=True)
class Traps:
    """Ports of loopback on which something listens, and what came to them."""

    ports: tuple[int, ...]
    udp: int
    caught: list[str] = field(default_factory=list)


@asynccontextmanager
async def traps(count: int = 20) -> AsyncIterator[Traps]:
    """Listen at so many ports, on both kinds of loopback where there are both."""
    loop = asyncio.get_running_loop()
    held = Traps(ports=(), udp=0)

    async def caught(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.caught.append(f"tcp {writer.get_extra_info('sockname')}")
        writer.close()

    class Datagrams(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: object) -> None:
            held.caught.append(f"udp {len(data)} bytes")

    servers = [await asyncio.start_server(caught, "127.0.0.1", 0) for _ in range(count)]
    held.ports = tuple(server.sockets[0].getsockname()[1] for server in servers)
    if socket.has_ipv6:
        for port in held.ports:
            try:
                servers.append(await asyncio.start_server(caught, "::1", port))
            except OSError:
                break
    transport, _ = await loop.create_datagram_endpoint(Datagrams, ("127.0.0.1", 0))
    held.udp = transport.get_extra_info("sockname")[1]
    try:
        yield held
    finally:
        transport.close()
        for server in servers:
            server.close()


@dataclass(kw_only=True)
class Site:
    """A site on loopback; ``asked`` counts paths, ``agents`` says who did, ``sent`` bytes."""

    port: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    sent: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def policy(self, **changes: object) -> Policy:
        settings: dict[str, object] = {
            "user_agent": AGENT,
            "delay": 0.0,
            "part_delay": 0.0,
            "at_once_per_host": 6,
            "allow_private": frozenset({f"127.0.0.1:{self.port}"}),
        }
        return Policy(**(settings | changes))  # type: ignore[arg-type]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked[request.path] += 1
        self.agents.add(request.headers.get("User-Agent", ""))
        self.methods.add(request.method)
        if request.path == "/huge.bin":
            return await self._huge(request)
        if request.path == "/save.bin":
            heads = {"Content-Disposition": "attachment; filename=save.bin"}
            return web.Response(body=b"x" * 1000, headers=heads)
        if request.path == "/story.json":
            return web.json_response(dict(STORY))
        kinds = {"/app.js": "text/javascript", "/lake.svg": "image/svg+xml"}
        shown = {"/app.js": APP, "/lake.svg": LAKE, **self.pages}.get(request.path)
        if shown is None:
            return web.Response(status=404, text="no")
        return web.Response(
            text=shown,
            status=self.statuses.get(request.path, 200),
            content_type=kinds.get(request.path, "text/html"),
        )

    async def _huge(self, request: web.Request) -> web.StreamResponse:
        """Five gigabytes, as far as anybody takes them."""
        response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
        await response.prepare(request)
        piece = b"\0" * 2**20
        try:
            for _ in range(5 * 1024):
                await response.write(piece)
                self.sent += len(piece)
        except ConnectionError:
            pass
        return response


@asynccontextmanager
async def site(pages: Mapping[str, str]) -> AsyncIterator[Site]:
    """Serve these pages, and what they need."""
    shown = Site(pages=dict(pages))
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", shown.answer)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    shown.port = runner.addresses[0][1]
    try:
        yield shown
    finally:
        await runner.cleanup()


def hostile(held: Traps) -> str:
    """The page that tries everything, at these ports."""
    return (
        HOSTILE.replace("PORTS", ",".join(str(port) for port in held.ports))
        .replace("PORT0", str(held.ports[0]))
        .replace("UDP", str(held.udp))
    )
