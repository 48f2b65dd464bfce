"""The queue of pages that a browser is to show: what is asked for, by whom, and when again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.rendering import RenderWish, is_part_address
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.models import ArticleRow, AskedRenderingRow, FindingRow
from dalel.newsroom.evidence.queries import cited_addresses
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.sources.models import SourceRow
from dalel.steps.collect import preview

#: A page is not shown again sooner, however often it is asked for.
_AGAIN: Final = timedelta(days=1)


def ask(
    canonical: str, url: str, source: SourceRow | None, why: RenderWish, now: datetime
) -> AskedRenderingRow | None:
    """Have a browser show a page, once; None for what it would show nothing of.

    A stronger reason outranks the first one.
    """
    if not url.startswith(("http://", "https://")) or preview.is_post(url):
        return None
    row, is_new = AskedRenderingRow.objects.get_or_create(
        canonical=canonical,
        defaults={"url": url, "source": source, "why": why, "asked": now, "next_at": now},
    )
    if not is_new and why.needs_browser and not row.why.needs_browser:
        row.why = why
        row.save(update_fields=["why"])
    return row


def ask_again(article: ArticleRow, now: datetime) -> None:
    """Have a page shown again whose text a browser alone gives."""
    row = ask(article.canonical, article.url, article.source, RenderWish.EMPTY, now)
    last = row.renderings.order_by("-time").first() if row else None
    if row and last and row.next_at is None and row.lease_until is None:
        row_claims.finish(row, max(now, last.time + _AGAIN))


def enlist(now: datetime) -> int:
    """Ask for what incidents cite and members brought in, once it was fetched without a browser."""
    cited = {canonical for canonical, _, _ in cited_addresses.cited()}
    added = FindingRow.objects.filter(added__isnull=False)
    count = _enlist(added, RenderWish.ADDED, now)
    wanted = sorted(cited)
    for start in range(0, len(wanted), BATCH):
        some = FindingRow.objects.filter(canonical__in=wanted[start : start + BATCH])
        count += _enlist(some, RenderWish.CITED, now)
    return count


def _enlist(findings: "QuerySet[FindingRow]", why: RenderWish, now: datetime) -> int:
    known = AskedRenderingRow.objects.values("canonical")
    is_answered = Q(state=FindingState.FETCHED) | Q(reason__startswith="no article")
    rows = findings.filter(is_answered).exclude(canonical__in=known).select_related("source")
    free = rows.exclude(article__isnull=False, article__is_post=True)
    return _ask_all(free.exclude(article__isnull=False, article__withheld__gt="")[:BATCH], why, now)


def _ask_all(rows: Iterable[FindingRow], why: RenderWish, now: datetime) -> int:
    with writing():
        return sum(ask(row.canonical, row.url, row.source, why, now) is not None for row in rows)


def waiting() -> "QuerySet[AskedRenderingRow]":
    """The pages that are to be shown, for claiming."""
    return AskedRenderingRow.objects.select_related("source")


def is_rendered(article: ArticleRow) -> bool:
    """Whether the newest version of an article was read from what a browser showed."""
    version = article.versions.select_related("capture").order_by("-number").first()
    return version is not None and is_part_address(version.capture.url)


def forget(canonical: str) -> None:
    """Show a page no more of which nothing is kept."""
    AskedRenderingRow.objects.filter(canonical=canonical).update(next_at=None)
