"""What do the tests of the archive keep?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from dalel.domain.evidence import Capture
from dalel.domain.exchange import Exchange
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.warc_writer import ROTATE_AT, WarcWriter

START = datetime(2026, 1, 31, 9, 30, 15, 250_000, tzinfo=UTC)
PAGE = "<h1>Сот шешімі</h1><p>Сайт бұғатталды.</p>".encode()


def exchange(number: int = 0, body: bytes = PAGE, status: int = 200, **more: object) -> Exchange:
    """An exchange with an invented outlet; the head is written in odd case, as servers do."""
    head = f"HTTP/1.1 {status} Oh Well\r\nCONTENT-type: text/html; charset=utf-8\r\n\r\n"
    fields: dict[str, object] = {
        "url": f"https://tany.test/news/{number}",
        "started": START + timedelta(minutes=number),
        "seconds": 0.2,
        "request_head": f"GET /news/{number} HTTP/1.1\r\nHost: tany.test\r\n\r\n".encode(),
        "response_head": head.encode(),
        "status": status,
        "body": body,
        "content": body,
        "peer": "203.0.113.7:443",
    }
    return Exchange(**{**fields, **more})  # type: ignore[arg-type]


def writer(vault: Vault, *, rotate_at: int = ROTATE_AT) -> WarcWriter:
    """A writer that names itself."""
    return WarcWriter(vault, software="dalel-test", rotate_at=rotate_at)


def keep(vault: Vault, *numbers: int, rotate_at: int = ROTATE_AT) -> list[Capture]:
    """Keep a page for each number, each in its own batch."""
    with writer(vault, rotate_at=rotate_at) as room:
        return [room.keep([(exchange(n, PAGE * (n + 1)), None)])[0] for n in numbers]


def evidence_files(vault: Vault) -> list[Path]:
    """Every file that proves something."""
    return sorted([*vault.chains.iterdir(), *vault.warcs.iterdir()])


def full_vault(folder: Path) -> tuple[Vault, list[Capture]]:
    """Two chains, two files, a revisit of each kind, and an unclosed file."""
    vault = Vault(folder=folder)
    with writer(vault, rotate_at=2000) as first, writer(vault) as second:
        page, other = first.keep([(exchange(1), None), (exchange(2, b"x" * 700), None)])
        same, unchanged = second.keep([(exchange(3), page), (exchange(4, b"", status=304), page)])
        gone = first.keep([(exchange(5, b"gone", status=404), None)])[0]
        first.rotate()
    return vault, [page, other, same, unchanged, gone]
