"""The register of copies in outside archives: listing, claiming and recording outcomes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dalel.domain.evidence import EvidenceClass, OutsideArchive
from dalel.newsroom.evidence.models import ArticleRow, OutsideCopyRow
from dalel.newsroom.evidence.queries import cited_addresses
from dalel.newsroom.evidence.queries.exhibits import of_address
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import BATCH


@dataclass(frozen=True, kw_only=True)
class OutsideCopy:
    """An address and its copy. ``asked`` None: not yet; ``address`` empty: there is none yet."""

    url: str
    asked: datetime | None
    address: str
    problem: str


def enlist(now: datetime, archive: OutsideArchive = OutsideArchive.WAYBACK) -> int:
    """Make rows for what an archive may be told and was not so far; gives how many."""
    public = ArticleRow.objects.filter(evidence_class=EvidenceClass.PUBLIC, withheld="")
    wanted = public.filter(cited_addresses.is_published()).exclude(
        canonical__in=OutsideCopyRow.objects.filter(archive=archive).values("canonical")
    )
    rows = [
        OutsideCopyRow(archive=archive, canonical=row.canonical, url=row.url, next_at=now)
        for row in wanted
    ]
    OutsideCopyRow.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


def to_ask(archive: OutsideArchive) -> "QuerySet[OutsideCopyRow]":
    """The copies that an archive is to be asked for, for claiming."""
    return OutsideCopyRow.objects.filter(archive=archive, address="", job="")


def to_look_up(archive: OutsideArchive) -> "QuerySet[OutsideCopyRow]":
    """The copies that an archive is making, for claiming."""
    return OutsideCopyRow.objects.filter(archive=archive, address="").exclude(job="")


def standing(row: OutsideCopyRow) -> tuple[EvidenceClass, bool]:
    """Who may see the evidence of an address now, and whether the public reads what cites it.

    Of all its captures the strictest counts, and what is withheld counts as sealed.
    """
    exhibits = of_address(row.canonical)
    classes = {one.capture.evidence_class for one in exhibits}
    is_withheld = ArticleRow.objects.filter(canonical=row.canonical).exclude(withheld="").exists()
    if is_withheld or EvidenceClass.SEALED in classes or any(one.withheld for one in exhibits):
        strictest = EvidenceClass.SEALED
    elif classes == {EvidenceClass.PUBLIC}:
        strictest = EvidenceClass.PUBLIC
    else:
        strictest = EvidenceClass.NEWSROOM
    article = ArticleRow.objects.filter(canonical=row.canonical)
    return strictest, article.filter(cited_addresses.is_published()).exists()


def asked_since(moment: datetime, archive: OutsideArchive) -> int:
    """How many an archive was asked for since then."""
    return OutsideCopyRow.objects.filter(archive=archive, asked__gt=moment).count()


def asked(row: OutsideCopyRow, job: str, now: datetime, next_at: datetime) -> None:
    """Note that a copy is being made."""
    row.job, row.asked = job, now
    row.save(update_fields=["job", "asked"])
    row_claims.finish(row, next_at)


def made(row: OutsideCopyRow, address: str) -> None:
    """Note where a copy stands."""
    row.address = address
    row.save(update_fields=["address"])
    row_claims.finish(row, None)


def refused(row: OutsideCopyRow, problem: str) -> None:
    """Note that there will be no copy, and why."""
    row.job = ""
    row.save(update_fields=["job"])
    row_claims.rest(row, problem)


def take_off(row: OutsideCopyRow) -> None:
    """Forget a copy that was never asked for; when it may be told again, it is enlisted again."""
    row.delete()


def copies() -> Iterable[OutsideCopy]:
    """All that was asked for or is to be, the latest first."""
    for row in OutsideCopyRow.objects.order_by("-pk"):
        yield OutsideCopy(url=row.url, asked=row.asked, address=row.address, problem=row.error)


def of_addresses(canonicals: Collection[str]) -> tuple[str, ...]:
    """Where the copies of these addresses stand."""
    rows = OutsideCopyRow.objects.filter(canonical__in=canonicals).exclude(address="")
    return tuple(rows.values_list("address", flat=True))
