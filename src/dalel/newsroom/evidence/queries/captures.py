"""Queries on captures: by link, by address, by chain, and those that hold a body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db.models import Max

from dalel.domain.evidence import Capture, EvidenceClass
from dalel.domain.exchange import FROM_ARCHIVE
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.frame.transactions import BATCH

#: What a record and its row both hold, but for the link of the body, which may be none.
FIELDS = (
    "url", "time", "status", "sha256", "warc_file", "warc_offset", "warc_length", "record_id",
    "chain", "number", "link", "vantage",
)  # fmt: skip


def keep_rows(captures: Sequence[Capture]) -> dict[str, CaptureRow]:
    """Write rows for captures that the archive holds, and give all of them by link.

    A row that is there already stays: after a crash another process may have been faster.
    """
    rows = [_row(capture) for capture in captures]
    CaptureRow.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    links = [capture.link for capture in captures]
    found: dict[str, CaptureRow] = {}
    for start in range(0, len(links), BATCH):
        found |= CaptureRow.objects.in_bulk(links[start : start + BATCH], field_name="link")
    return found


def holders(urls: Iterable[str]) -> dict[str, Capture]:
    """For each address the latest capture that holds a body of a successful answer."""
    found: dict[str, Capture] = {}
    wanted = sorted(set(urls))
    for start in range(0, len(wanted), BATCH):
        rows = CaptureRow.objects.filter(
            url__in=wanted[start : start + BATCH],
            body_of="",
            withheld="",
            status__gte=200,
            status__lt=300,
        ).order_by("pk")
        found |= {row.url: record(row) for row in rows}
    return found


def with_bodies() -> Iterator[Capture]:
    """Every capture that holds a body, by age."""
    rows = CaptureRow.objects.filter(body_of="", withheld="").order_by("pk")
    return (record(row) for row in rows.iterator(chunk_size=BATCH))


def by_link(link: str) -> Capture | None:
    """The capture of a link."""
    row = CaptureRow.objects.filter(link=link).first()
    return record(row) if row else None


def latest_of(source: str, limit: int = 10) -> tuple[Capture, ...]:
    """The captures that we made of a source's articles, by its id, the newest first."""
    rows = CaptureRow.objects.filter(versions__article__source__key=source).distinct()
    rows = rows.exclude(vantage__startswith=FROM_ARCHIVE)
    return tuple(record(row) for row in rows.order_by("-time", "-pk")[:limit])


def last_numbers() -> dict[str, int]:
    """How far the rows know each chain."""
    last = CaptureRow.objects.order_by().values("chain").annotate(last=Max("number"))
    return {found["chain"]: found["last"] for found in last}


def last_links() -> list[tuple[str, int, str]]:
    """Chain, number and link of the last capture of each chain that the rows know: witnesses."""
    return [
        CaptureRow.objects.values_list("chain", "number", "link").get(chain=chain, number=number)
        for chain, number in last_numbers().items()
    ]


def record(row: CaptureRow) -> Capture:
    """The record of a row."""
    return Capture(
        **{name: getattr(row, name) for name in FIELDS},
        body_of=row.body_of or None,
        evidence_class=EvidenceClass(row.evidence_class),
    )


def _row(capture: Capture) -> CaptureRow:
    fields = asdict(capture)
    return CaptureRow(**fields | {"body_of": capture.body_of or ""})
