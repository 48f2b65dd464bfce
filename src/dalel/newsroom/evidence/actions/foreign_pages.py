"""Keeps pages that somebody else had captured: as evidence of ours, and as articles.

The capture is of the time at which we took it, so that nobody can say that it was there before;
its vantage names the archive. Beside it stand the record's own lines as they stood there, with the
time at which the archive says that it captured the page.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final

from dalel.bulk.foreign_records import ForeignRecord
from dalel.domain.addresses import AddressRules, canonical_url, owner_of
from dalel.domain.article_status import Judgement
from dalel.domain.errors import UnreadableError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.exchange import OWN_LINES, Answer, Exchange, FetchFailure
from dalel.domain.extraction import PageKind
from dalel.domain.states import ArticleState, FindingState, move
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.archive import Keeping, KeptExchanges
from dalel.newsroom.evidence.actions.denied_pages import unless_denied
from dalel.newsroom.evidence.actions.extract import Read, read_answer, reading_of
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow, FindingRow
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import SourceRow
from dalel.outside.http import Policy, denial
from dalel.pack import Pack

_FIELDS: Final = "application/warc-fields"
_FOUND: Final = Judgement(state=ArticleState.LIVE, reason="kept out of a web archive")
_WITHHELD: Final = "withheld: "


@dataclass(frozen=True, kw_only=True)
class ForeignPage:
    """A page as it is to be kept: ``exchange`` is of the time at which we took it."""

    exchange: Exchange
    read: Read
    archived: datetime
    head: bytes


def canonical_of(url: str, rules: AddressRules) -> str:
    """By what the article of an address is called here."""
    return canonical_url(url, rules.of_what_was_fetched)


def known(urls: Iterable[str], rules: AddressRules) -> dict[str, str]:
    """Those of the addresses that are here, or are to be fetched, or may not be kept.

    Each with the canonical address of its article; empty: there is none.
    """
    names = {url: (canonical_of(url, rules), canonical_url(url, rules)) for url in urls}
    every = sorted({name for pair in names.values() for name in pair})
    there: dict[str, str] = {}
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        there |= {name: name for name in _articles(some)}
        findings = FindingRow.objects.filter(canonical__in=some).select_related("article")
        for row in findings:
            if row.article is not None:
                there[row.canonical] = row.article.canonical
            elif row.state == FindingState.NEW or row.reason.startswith(_WITHHELD):
                there.setdefault(row.canonical, "")
    return {
        url: there[name] for url, pair in names.items() for name in reversed(pair) if name in there
    }


def page_of(
    record: ForeignRecord, policy: Policy, pack: Pack, zone: tzinfo, now: datetime
) -> ForeignPage:
    """Read a page, as of the time at which it was captured.

    :raises UnreadableError: when it may not be kept, is no article, or is of the future.
    """
    then = record.exchange
    if then.started > now:
        raise UnreadableError("the archive says that it captured the page in the future")
    if problem := denial(then.url, policy):
        raise UnreadableError(problem)
    answer = Answer(url=then.url, exchanges=(then,))
    if isinstance(refused := unless_denied(answer, policy), FetchFailure):
        raise UnreadableError(refused.reason)
    owner = owner_of(then.url, pack.addresses, pack.sources)
    source = next((one for one in pack.sources if one.id == owner), None)
    read = read_answer(answer, then.url, source, zone)
    if read.page.kind is not PageKind.ARTICLE:
        raise UnreadableError(f"no article: {read.page.reason or read.page.kind}")
    return ForeignPage(
        exchange=replace(then, started=now), read=read, archived=then.started, head=record.head
    )


def keep(pages: Sequence[ForeignPage], keeping: Keeping) -> tuple[KeptExchanges, list[Capture]]:
    """Write pages to the archive, evidence first; what a load that died had written is taken."""
    before = captures.holders(one.exchange.url for one in pages)
    fresh = [one for one in pages if _held(one, before) is None]
    kept = keeping.keep([one.exchange for one in fresh])
    for one in pages:
        if (capture := _held(one, before)) is not None:
            kept.take(one.exchange, capture)
    beside = [
        MadeOfPage(
            url=f"{OWN_LINES}{one.exchange.url}",
            time=one.exchange.started,
            media_type=_FIELDS,
            content=one.head,
            page=page,
        )
        for one in fresh
        if (page := kept.capture(one.exchange)) is not None
    ]
    return kept, list(keeping.keep_made(beside))


def keep_beside(beside: Sequence[Capture]) -> None:
    """Write the rows of records' own lines, within the caller's transaction."""
    captures.keep_rows(beside)


def write(
    page: ForeignPage, capture: CaptureRow, pack: Pack, now: datetime
) -> ArticleVersionRow | None:
    """Write the article of a page, and that nobody needs to fetch it; None: it is here by now."""
    rules, url = pack.addresses, page.exchange.url
    answer = Answer(url=url, exchanges=(page.exchange,))
    reading = replace(
        reading_of(page.read, answer, rules),
        # As a row of the capture, that may be of a load that died.
        time=capture.time,
        archive=page.exchange.vantage,
        archived=page.archived,
    )
    if articles.find(reading.canonical) is not None:
        return None
    owner = owner_of(url, rules, pack.sources)
    source = SourceRow.objects.filter(key=owner).first() if owner else None
    version = articles.write(reading, source, capture, _FOUND)
    _note(canonical_url(url, rules), page, articles.find(reading.canonical), now)
    return version


def _note(canonical: str, page: ForeignPage, article: ArticleRow | None, now: datetime) -> None:
    """A finding that no source brought: it tells nothing of what a source yields."""
    row, is_new = FindingRow.objects.get_or_create(
        canonical=canonical,
        defaults={
            "url": page.exchange.url,
            "seen": now,
            "title": page.read.page.title,
            "is_backlog": True,
            "next_at": None,
            "state": FindingState.FETCHED,
            "article": article,
        },
    )
    if is_new:
        return
    if row.state == FindingState.SKIPPED:
        # Nobody got it from the page itself.
        row.state, row.reason = move(FindingState(row.state), FindingState.NEW), ""
        row.state = move(FindingState(row.state), FindingState.FETCHED)
    row.article = article
    row.save(update_fields=["state", "reason", "article"])
    row_claims.finish(row, None)


def _held(page: ForeignPage, before: dict[str, Capture]) -> Capture | None:
    """The capture that a load had written of this very page when it died."""
    held = before.get(page.exchange.url)
    if held is None or held.vantage != page.exchange.vantage:
        return None
    return held if held.sha256 == hashlib.sha256(page.exchange.body).hexdigest() else None


def _articles(names: Sequence[str]) -> Iterable[str]:
    rows = ArticleRow.objects.filter(canonical__in=names)
    return rows.values_list("canonical", flat=True)
