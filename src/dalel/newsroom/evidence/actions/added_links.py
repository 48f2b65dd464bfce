"""Links that members bring in by hand: into the queue of findings, first, and out of it again."""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote

from django.db.models import Q, QuerySet

from dalel.domain.incident import Link
from dalel.domain.states import FindingState, move
from dalel.domain.withdrawal import finder
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.models import AddedLinkRow, ArticleRow, FindingRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.sources.models import SourceRow

#: What a member waits for is claimed before whatever a collector saw.
_AHEAD: Final = timedelta(days=3650)


def queue(link: Link, act: Act, note: str = "") -> ArticleRow | None:
    """Let the worker fetch an address before all else; gives its article where there is one.

    What was fetched in vain is tried again. Who brought it in first stays written down, with the
    first ``note``.
    """
    with writing():
        article = ArticleRow.objects.filter(canonical=link.canonical).first()
        row, is_new = FindingRow.objects.get_or_create(
            canonical=link.canonical,
            defaults={
                "url": link.url,
                "source": SourceRow.objects.filter(key=link.source).first(),
                "seen": act.time,
                "article": article,
                "state": FindingState.FETCHED if article else FindingState.NEW,
                "next_at": None if article else act.time - _AHEAD,
            },
        )
        added, _ = AddedLinkRow.objects.get_or_create(
            finding=row, defaults={"member": act.member, "time": act.time, "note": note}
        )
        if note and not added.note:
            added.note = note
            added.save(update_fields=["note"])
        article = article or row.article
        if article is None and not is_new and row.state in {FindingState.NEW, FindingState.SKIPPED}:
            _hurry(row, act)
        act.note("added a link", link.host[:200], act.way)
    return article


def _hurry(row: FindingRow, act: Act) -> None:
    if row.state != FindingState.NEW:
        row.state, row.reason = move(FindingState(row.state), FindingState.NEW), ""
        row.save(update_fields=["state", "reason"])
    if row.lease_until is None:
        row_claims.finish(row, act.time - _AHEAD)


def waiting() -> "QuerySet[FindingRow]":
    """The added links that are to be fetched, for claiming."""
    return FindingRow.objects.filter(state=FindingState.NEW, added__isnull=False).select_related(
        "source"
    )


def is_withheld(canonical: str) -> bool:
    """Whether nothing more is kept of an address."""
    return (
        ArticleRow.objects.filter(canonical=canonical).exclude(withheld="").exists()
        or FindingRow.objects.filter(canonical=canonical, article__isnull=False)
        .exclude(article__withheld="")
        .exists()
        or FindingRow.objects.filter(canonical=canonical, reason__startswith="withheld: ").exists()
    )


def bar(canonical: str) -> None:
    """Forget who brought in an address of which nothing is kept, and how it was pasted."""
    rows = FindingRow.objects.filter(
        Q(canonical=canonical) | Q(article__canonical=canonical), added__isnull=False
    )
    for row in rows.select_related("added"):
        row.added.delete()
        # What names the page stays, so that nobody visits it again.
        row.url = row.canonical
        row.save(update_fields=["url"])


def forget_words(wanted: tuple[str, ...]) -> int:
    """Forget added addresses that hold withdrawn words and of which no article is kept.

    What is kept of a page is withheld as evidence, not forgotten; a note that holds them goes.
    """
    search = finder(wanted).search
    for noted in AddedLinkRow.objects.exclude(note=""):
        if search(noted.note):
            noted.note = ""
            noted.save(update_fields=["note"])
    rows = AddedLinkRow.objects.filter(finding__article=None).select_related("finding")
    gone = [
        row.finding
        for row in rows
        if any(
            search(said)
            for url in (row.finding.url, row.finding.canonical)
            for said in (url, unquote(url))
        )
    ]
    for row in gone:
        row.delete()
    return len(gone)


def expire_notes(before: datetime) -> int:
    """Forget what members wrote beside links before a moment; tells of how many links."""
    return AddedLinkRow.objects.filter(time__lt=before).exclude(note="").update(note="")
