"""Local preview server for the built site."""

import re
from collections.abc import Sequence
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import normpath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from dalel.language.wording import gettext_noop
from dalel.publish.tree.atomic_writes import MANIFEST
from dalel.publish.views.dates import wording

#: Kinds of files that Python or the machine's own table may not know.
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
#: Pages made to be shown in the frames of others; every other page refuses that.
_FRAMED: Final = re.compile(r"/[a-z]{2,3}/embed/")
_BUILT: Final = gettext_noop("The site is being built.")
_AGAIN: Final = gettext_noop(
    "It will stand here in a few minutes; this page looks again by itself."
)
#: It needs nothing else: there are no files yet.
_WAITING: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="5">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; padding: 2rem 1.25rem; font: 1.125rem/1.5 system-ui, sans-serif;
 background: #fbfaf6; color: #191b1c; }}
main {{ max-width: 36rem; margin: 10vh auto 0; }}
section + section {{ margin-top: 2rem; padding-top: 2rem; border-top: 1px solid #d8d5cb; }}
h1 {{ margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }}
p {{ margin: 0; }}
@media (prefers-color-scheme: dark) {{
 body {{ background: #16181a; color: #e8e6e0; }}
 section + section {{ border-color: #3a3e41; }}
}}
</style>
</head>
<body>
<main>
{said}
</main>
</body>
</html>
"""


class SiteResponder(SimpleHTTPRequestHandler):
    """Answers one request: a file, a folder's index, or the site's own page for wrong addresses."""

    extensions_map = {  # noqa: RUF012 - declared so by the base class
        **SimpleHTTPRequestHandler.extensions_map,
        **_TYPES,
    }
    server_version = "dalel"
    sys_version = ""

    #: Shown until there is a site.
    waiting: bytes

    def __init__(self, *args: Any, waiting: bytes = b"", **named: Any) -> None:
        self.waiting = waiting
        super().__init__(*args, **named)

    def list_directory(self, path: Any) -> None:
        """A folder without an index is nobody's business."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page where an address leads nowhere, or that there is no site yet."""
        folder = Path(self.directory)
        missing = folder / "404.html"
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
        elif missing.is_file():
            self._show(code, missing.read_bytes())
        elif not (folder / MANIFEST).exists():
            self._show(HTTPStatus.SERVICE_UNAVAILABLE, self.waiting)
        else:
            super().send_error(code, message, explain)

    def _show(self, code: int, content: bytes) -> None:
        """Answer with a page."""
        self.send_response(code)
        if code == HTTPStatus.SERVICE_UNAVAILABLE:
            self.send_header("Retry-After", "5")
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """The site may be built anew at any moment: ask before showing an old page.

        Only what is made for it stands in the frames of others.
        """
        self.send_header("Cache-Control", "no-cache")
        asked = urlsplit(getattr(self, "path", "")).path
        if not _FRAMED.match(normpath(unquote(asked)) + "/"):
            self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Who reads what is not written down."""


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on this machine."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, waiting: bytes) -> None:
        self.folder = folder
        self.waiting = waiting
        super().__init__(("127.0.0.1", port), SiteResponder)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer from the folder."""
        SiteResponder(
            request, client_address, self, directory=str(self.folder), waiting=self.waiting
        )


def waiting_page(languages: Sequence[str]) -> bytes:
    """What the site's address shows until the site is built, in each language; it looks again."""
    said = "\n".join(
        f'<section lang="{language}"><h1>{escape(words.gettext(_BUILT))}</h1>'
        f"<p>{escape(words.gettext(_AGAIN))}</p></section>"
        for language in languages
        for words in [wording(language).words]
    )
    title = escape(" · ".join(wording(one).words.gettext(_BUILT) for one in languages))
    return _WAITING.format(language=languages[0], title=title, said=said).encode()
