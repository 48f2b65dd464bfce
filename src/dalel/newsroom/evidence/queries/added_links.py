"""What became of the links that members brought in by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import OuterRef, QuerySet

from dalel.domain.states import FindingState
from dalel.newsroom.evidence.models import AddedLinkRow, ArticleRow, ArticleVersionRow, FindingRow
from dalel.newsroom.evidence.queries.renderings import in_need

#: So many are listed.
LISTED: Final = 30


class LinkProgress(StrEnum):
    """How far an added link is."""

    WAITING = "waiting"
    FAILING = "failing"
    CAPTURED = "captured"
    NO_ARTICLE = "no article"
    NEEDS_BROWSER = "needs browser"


@dataclass(frozen=True, kw_only=True)
class AddedLink:
    """A link that somebody brought in; ``reason``: why it failed, as the program wrote it down.

    ``note``: what was written beside it.
    """

    url: str
    who: str
    time: datetime
    progress: LinkProgress
    article: int | None
    story: str
    reason: str
    note: str = ""


def recent() -> tuple[AddedLink, ...]:
    """The links that were brought in last, by anybody."""
    rows = AddedLinkRow.objects.select_related("member", "finding__article__membership__story")
    listed = list(rows[:LISTED])
    canonicals = [row.finding.canonical for row in listed]
    needing = set(in_need().filter(canonical__in=canonicals).values_list("canonical", flat=True))
    return tuple(_told(row, needing) for row in listed)


def _told(row: AddedLinkRow, needing: Collection[str]) -> AddedLink:
    finding = row.finding
    article = finding.article
    membership = getattr(article, "membership", None) if article else None
    return AddedLink(
        url=finding.url,
        who=str(row.member),
        time=row.time,
        progress=_progress(row, needs_browser=finding.canonical in needing),
        article=article.pk if article else None,
        story=membership.story.key if membership else "",
        reason=finding.reason or finding.error,
        note=row.note,
    )


def _progress(row: AddedLinkRow, *, needs_browser: bool) -> LinkProgress:
    finding = row.finding
    if finding.article is not None:
        return LinkProgress.CAPTURED
    if finding.state == FindingState.SKIPPED or finding.next_at is None:
        is_page = finding.reason.startswith("no article")
        if is_page and needs_browser:
            return LinkProgress.NEEDS_BROWSER
        return LinkProgress.NO_ARTICLE if is_page else LinkProgress.FAILING
    return LinkProgress.FAILING if finding.attempts else LinkProgress.WAITING


def hosts_captured(hosts: Collection[str]) -> frozenset[str]:
    """Those of the hosts of canonical addresses of which a page was captured before."""
    return frozenset(
        host
        for host in hosts
        if ArticleRow.objects.filter(canonical__startswith=f"https://{host}/").exists()
    )


def is_kept(canonical: str) -> bool:
    """Whether there is an article of this address, or of a page to which it led."""
    return (
        ArticleRow.objects.filter(canonical=canonical).exists()
        or FindingRow.objects.filter(canonical=canonical, article__isnull=False).exists()
    )


def was_added(canonical: str) -> bool:
    """Whether a member brought in this address."""
    return AddedLinkRow.objects.filter(finding__canonical=canonical).exists()


def added_versions(versions: Collection[int]) -> frozenset[int]:
    """Those of the versions whose article a member brought in."""
    rows = ArticleVersionRow.objects.filter(pk__in=versions, article__findings__added__isnull=False)
    return frozenset(rows.values_list("pk", flat=True))


def who_added(article: OuterRef) -> "QuerySet[AddedLinkRow]":
    """Who brought in an article of an outer query."""
    return AddedLinkRow.objects.filter(finding__article=article).order_by("time", "pk")
