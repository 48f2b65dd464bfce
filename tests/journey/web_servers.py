"""The web servers of Debian before the real program, with the files that ``dalel setup`` wrote."""

import os
import re
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from socket import create_connection, socket
from urllib.parse import urlencode

import trustme

from journey.running_program import wait_for

DALEL = (sys.executable, "-m", "dalel")
DESK, SITE = "desk.ozernia.test", "ozernia.test"
TINY = Path(__file__).parents[1] / "packs" / "tiny"
#: Where the program believes to be.
_HOME = "/var/lib/dalel"


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(kw_only=True)
class Machine:
    """A folder in the place of a machine, on which Dalel is set up and the desk runs."""

    root: Path
    desk_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)

    @property
    def home(self) -> Path:
        """The home of the newsroom."""
        return self.root / _HOME.lstrip("/")

    @property
    def environment(self) -> dict[str, str]:
        """What every process of it knows."""
        mine = {"DALEL_HOME": str(self.home), "DALEL_PACK": str(TINY)}
        return {**os.environ, **mine, "DALEL_DESK_PORT": str(self.desk_port)}

    def certify(self) -> None:
        """Make a certificate for desk and site; its authority is believed by the tests alone."""
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.root / "authority.pem"))
        made = authority.issue_cert(DESK, SITE)
        made.private_key_pem.write_to_path(str(self.root / "key.pem"))
        for blob in made.cert_chain_pems:
            blob.write_to_path(str(self.root / "certificate.pem"), append=True)

    def release(self) -> None:
        """Let an edition be public, and say where the site is: before that no letter goes out."""
        code = (
            "from dalel.cli.command_context import command_context; now = command_context().now;"
            "from dalel.newsroom.accounts.models import NewsroomRow;"
            "from dalel.newsroom.editions.models import EditionRow;"
            "EditionRow.objects.update(state='released', released=now);"
            f"NewsroomRow.objects.update_or_create(defaults={{'site_address': 'https://{SITE}/'}})"
        )
        subprocess.run([sys.executable, "-c", code], env=self.environment, check=True)  # noqa: S603 - our own lines

    def dalel(self, *words: str) -> str:
        """Run a command to its end; gives what it printed."""
        done = subprocess.run(  # noqa: S603 - our own command
            [*DALEL, *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def set_up(self, server: str) -> str:
        """Set it up for a web server; gives the file of that server, fit for this machine."""
        pair = ("--certificate", str(self.root / "certificate.pem"))
        key = ("--certificate-key", str(self.root / "key.pem"))
        hosts = ("--desk", DESK, "--site", SITE, "--contact", f"desk@{SITE}")
        self.dalel(
            "setup", "--yes", "--root", str(self.root), "--server", server, *pair, *key, *hosts
        )
        name = {"nginx": "nginx/conf.d/dalel.conf", "caddy": "caddy/Caddyfile.d/dalel.caddyfile"}
        text = (self.root / "etc" / name[server]).read_text()
        return text.replace(_HOME, str(self.home)).replace(":8000", f":{self.desk_port}")

    @contextmanager
    def desk(self) -> Iterator[None]:
        """The desk as its unit runs it."""
        with running([*DALEL, "serve"], self.environment):
            wait_for("the desk", lambda: listens(self.desk_port))
            yield

    @contextmanager
    def behind(self, server: str) -> Iterator[None]:
        """A web server before the desk."""
        room = Path(tempfile.mkdtemp(prefix=server, dir=self.root))
        make = {"nginx": self._nginx, "caddy": self._caddy}
        command = make[server](room, self.set_up(server))
        with running(command, {**os.environ, "XDG_DATA_HOME": str(room), "HOME": str(room)}):
            wait_for(server, lambda: listens(self.https_port))
            yield

    def _nginx(self, room: Path, text: str) -> Sequence[str]:
        # Not every machine has IPv6.
        text = re.sub(r"    listen \[::\].*\n", "", text)
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.https_port}")
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.http_port};")
        temporary = "".join(
            f"{kind}_temp_path {room}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.getuid() == 0 else ""
        (room / "nginx.conf").write_text(
            f"{user}daemon off;\npid {room}/pid;\nerror_log {room}/errors;\nevents {{}}\n"
            f"http {{\ninclude /etc/nginx/mime.types;\n{temporary}{text}}}\n"
        )
        return ["/usr/sbin/nginx", "-c", str(room / "nginx.conf"), "-e", str(room / "errors")]

    def _caddy(self, room: Path, text: str) -> Sequence[str]:
        ports = f"\tadmin off\n\thttp_port {self.http_port}\n\thttps_port {self.https_port}\n"
        (room / "Caddyfile").write_text(f"{{\n{ports}\tdefault_bind 127.0.0.1\n}}\n{text}")
        return ["caddy", "run", "--adapter", "caddyfile", "--config", str(room / "Caddyfile")]


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[None]:
    """A process that runs until it is asked to end."""
    process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own commands
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()


def listens(port: int) -> bool:
    """Whether somebody listens."""
    with closing(socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every header of a name: one that stands twice is heeded by nobody knows whom."""
        return [value for told, value in self.headers if told.lower() == name.lower()]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class _Line(HTTPSConnection):
    """A connection to a name that leads to this machine."""

    def __init__(self, host: str, port: int, secure: ssl.SSLContext) -> None:
        super().__init__(host, timeout=60, context=secure)
        self.led_to = port
        self.secure = secure

    def connect(self) -> None:
        line = create_connection(("127.0.0.1", self.led_to), 60)
        self.sock = self.secure.wrap_socket(line, server_hostname=self.host)


@dataclass(kw_only=True)
class Visitor:
    """A browser, as far as a server sees one: it keeps cookies by host."""

    machine: Machine
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, host: str, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", host, path, None, headers)

    def send(self, host: str, path: str, form: Mapping[str, str], **headers: str) -> Answer:
        """Send the form of the page at this address, as it was filled in."""
        page = self.get(host, path).text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        mark = {"csrfmiddlewaretoken": found[1]} if found else {}
        told = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{host}"}
        return self.ask("POST", host, path, urlencode({**mark, **form}), {**told, **headers})

    def ask(
        self, method: str, host: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> Answer:
        """Ask anything of a host."""
        secure = ssl.create_default_context(cafile=str(self.machine.root / "authority.pem"))
        kept = self.cookies.setdefault(host, {})
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        with closing(_Line(host, self.machine.https_port, secure)) as line:
            line.request(method, path, body, told if kept else {**told, "Cookie": ""})
            answer = _read(line.getresponse())
        for cookie in answer.all("Set-Cookie"):
            name, _, rest = cookie.partition("=")
            kept[name] = rest.partition(";")[0]
        return answer


def _read(response: HTTPResponse) -> Answer:
    return Answer(status=response.status, headers=response.getheaders(), body=response.read())
