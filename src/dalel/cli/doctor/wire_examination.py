"""Doctor checks of what travels open: the database and letters on another machine without TLS."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis

_HERE: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})
#: With any other ``sslmode`` whoever sits between can read along, or be taken for the server
#: (https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION).
_SURE: Final = frozenset({"verify-full", "verify-ca"})


def open_wires(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at the ways to the database and to the mail server, where they leave this machine."""
    database, mail = urlsplit(settings.database_url), urlsplit(settings.mail_url)
    if _is_away(database.hostname):
        mode = parse_qs(database.query).get("sslmode", ["prefer"])[-1]
        problem = (
            f"the record travels to {database.hostname} with sslmode={mode}, which does not prove "
            "who answers: add ?sslmode=verify-full to database_url"
        )
        yield Diagnosis(
            subject="wire",
            state=f"the record travels encrypted to {database.hostname}, which proves who it is",
            problem="" if mode in _SURE else problem,
        )
    if mail.scheme == "smtp+plain" and _is_away(mail.hostname):
        yield Diagnosis(
            subject="wire",
            state="",
            problem=f"letters and their readers' addresses travel open to {mail.hostname}: "
            "use smtp:// or smtps:// in mail_url",
        )


def _is_away(host: str | None) -> bool:
    """Whether a host is another machine; the path of a socket is none."""
    name = unquote(host or "")
    return name not in _HERE and not name.startswith("/")
