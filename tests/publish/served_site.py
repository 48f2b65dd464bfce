"""A built site on a server of this machine, and a browser that visits it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dalel.cli.static_site import SiteResponder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder under a path of a server of this machine; gives its address."""
    root = folder.parent / "root"
    root.mkdir(exist_ok=True)
    (root / "monitoring").unlink(missing_ok=True)
    (root / "monitoring").symlink_to(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteResponder, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/monitoring/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def visitor() -> Iterator[Page]:
    """A page of a browser of its own."""
    with browsing() as browser:
        yield browser.new_page()


def titles(page: Page) -> list[str]:
    """The titles in the list of all entries, without what a screen reader is told before them."""
    found: list[str] = page.eval_on_selector_all(
        "#found .title", "all => all.map((one) => one.lastChild.textContent)"
    )
    return found
