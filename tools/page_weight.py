"""How heavy is a first visit, and when does a slow phone show it?

python tools/page_weight.py SITE [PAGE ...]: pages of a built site in Debian's chromium, 390 pixels
wide, nothing kept, at 400 kbit/s and 400 ms. What is sent is counted as gzip sends it (level 9;
what is packed already as it is), with typefaces; the largest contentful paint as chromium tells it,
the median of five visits. Figures for docs/measurements.md.
"""

import gzip
import mimetypes
import statistics
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

PACKED_ANEW: Final = frozenset({".html", ".css", ".js", ".svg", ".json", ".xml"})
#: 400 kbit in bytes a second.
SPEED: Final = 50_000
WATCH: Final = """new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.painted = one.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true })"""


def main(site: Path, pages: list[str]) -> None:
    """Visit each page five times."""
    sent: list[int] = []

    class Packing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Tell nothing."""

        def do_GET(self) -> None:
            """Answer with the file, packed where it is text."""
            file = site / self.path.split("?")[0].lstrip("/")
            is_there = file.is_file()
            content = file.read_bytes() if is_there else b""
            self.send_response(200 if is_there else 404)
            if file.suffix in PACKED_ANEW:
                content = gzip.compress(content, 9)
                self.send_header("Content-Encoding", "gzip")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            sent.append(len(content))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Packing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for page in pages:
            address = f"http://127.0.0.1:{server.server_address[1]}/{page}"
            painted = []
            for _ in range(5):
                sent.clear()
                painted.append(visit(browser, address))
            print(f"{page}: {sum(sent)} bytes, {statistics.median(painted):.0f} ms")
        browser.close()
    server.shutdown()


def visit(browser: Browser, address: str) -> float:
    """Open an address as a new reader on a slow network; when the largest thing was painted, ms."""
    reader = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = reader.new_page()
    network = reader.new_cdp_session(page)
    network.send("Network.enable")
    network.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": SPEED, "uploadThroughput": SPEED},
    )
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    painted: float = page.evaluate("window.painted")
    reader.close()
    return painted


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["kk/index.html", "ru/index.html"])
