"""How does a browser on this machine see the built site, before a real host serves it?"""

from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

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


class Page(SimpleHTTPRequestHandler):
    """Answers one request: a file, a folder's index, or the site's own page for wrong addresses."""

    extensions_map = {  # noqa: RUF012 - declared so by the base class
        **SimpleHTTPRequestHandler.extensions_map,
        **_TYPES,
    }
    server_version = "dalel"
    sys_version = ""

    def list_directory(self, path: Any) -> None:
        """A folder without an index is nobody's business."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page where an address leads nowhere."""
        missing = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file():
            super().send_error(code, message, explain)
            return
        content = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """The site may be built anew at any moment: ask before showing an old page."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Who reads what is not written down."""


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on this machine."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", port), Page)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer from the folder."""
        Page(request, client_address, self, directory=str(self.folder))
