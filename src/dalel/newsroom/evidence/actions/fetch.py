"""Fetches findings that are due, and turns them into articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from django.db.models import QuerySet

from dalel.domain.addresses import owner_of
from dalel.domain.article_status import FIRST, judge_page
from dalel.domain.evidence import Capture
from dalel.domain.exchange import Answer, FetchFailure, Outcome
from dalel.domain.extraction import PageKind
from dalel.domain.health import is_absence
from dalel.domain.rendering import RenderWish
from dalel.domain.source import Source
from dalel.newsroom.evidence.actions import articles, findings, renderings
from dalel.newsroom.evidence.actions.archive import KeptExchanges, answer_from, put_down
from dalel.newsroom.evidence.actions.collection_run import CollectionRun
from dalel.newsroom.evidence.actions.denied_pages import unless_denied
from dalel.newsroom.evidence.actions.extract import Read, place_of, read_answer, reading_of
from dalel.newsroom.evidence.actions.requests import Done
from dalel.newsroom.evidence.models import CaptureRow, FindingRow
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.sources.models import SourceRow
from dalel.outside.http import Fetcher

_UNKEPT: Final = "it cannot be archived"


@dataclass(frozen=True, kw_only=True)
class Job:
    """A finding; ``kept`` where a worker that died had archived the answer already."""

    row: FindingRow
    kept: tuple[Capture, Answer] | None = None


def fetch(
    this: CollectionRun, waiting: "QuerySet[FindingRow] | None" = None
) -> list[Done[Job, Outcome]]:
    """Fetch every finding that is due; gives those whose host did not answer, not yet judged.

    ``waiting``: only these.
    """
    held: list[Done[Job, Outcome]] = []

    def more(count: int, opened: Mapping[int | None, int]) -> list[Job]:
        if this.is_over:
            return []
        wanted = findings.waiting() if waiting is None else waiting
        while rows := row_claims.claim(wanted, this.keeping.worker, this.now(), count, opened):
            known = captures.holders(place_of(row.url) for row in rows)
            begun = (_begun(row, known.get(place_of(row.url)), this) for row in rows)
            if jobs := [job for job in begun if job is not None]:
                return jobs
        return []

    def settle(done: list[Done[Job, Outcome]]) -> None:
        for one in done:
            if _is_absent(one.result):
                row_claims.set_aside(one.job.row)
                held.append(one)
        write([one for one in done if not _is_absent(one.result)], this)
        this.told("fetch", len(done))

    this.asking.drive(
        more,
        lambda job, fetcher: _ask(job, fetcher, this),
        settle,
        lambda job, flaw: put_down(job.row, flaw, this.now()),
        source=lambda job: job.row.source_id,
        name=lambda job: f"Fetching {job.row.url}",
    )
    return held


def _begun(row: FindingRow, capture: Capture | None, this: CollectionRun) -> Job | None:
    with ItemWork(f"What is kept of {row.url}") as item:
        return _job(row, capture, this)
    put_down(row, item.flaw, this.now())
    return None


def _job(row: FindingRow, capture: Capture | None, this: CollectionRun) -> Job:
    if capture is None or capture.time < row.seen:
        return Job(row=row)
    answer = answer_from(this.keeping.vault, capture)
    return Job(row=row, kept=(capture, answer) if answer else None)


async def _ask(job: Job, fetcher: Fetcher, this: CollectionRun) -> Outcome:
    if job.kept is not None:
        return job.kept[1]
    outcome = await fetcher.fetch(place_of(job.row.url), vantage=this.way(job.row.source))
    return unless_denied(outcome, this.reach.policy)


def _is_absent(outcome: Outcome) -> bool:
    return isinstance(outcome, FetchFailure) and is_absence(outcome)


def write(done: list[Done[Job, Outcome]], this: CollectionRun) -> None:
    """Keep what findings brought: evidence first, then the rows of all of them."""
    fresh = [one.result for one in done if one.job.kept is None]
    kept = this.keeping.keep([exchange for one in fresh for exchange in one.exchanges])
    for one in done:
        if one.job.kept is not None:
            kept.take(one.result.exchanges[-1], one.job.kept[0])
    # The rows are asked in this thread alone.
    asked = [(one, this.source(one.job.row.source)) for one in done]
    pages = pool().map(lambda pair: _read(*pair, this.zone), asked)
    with writing():
        kept.write_rows()
        for one, read in zip(done, pages, strict=True):
            row = one.job.row
            if isinstance(read, Flaw):
                put_down(row, read, this.now())
            elif row_claims.is_mine(row):
                with ItemWork(f"What {row.url} gave") as item, writing():
                    _write_one(one, read, kept, this)
                if item.failed:
                    put_down(row, item.flaw, this.now())


def _read(one: Done[Job, Outcome], source: Source | None, zone: tzinfo) -> Read | Flaw | None:
    if isinstance(one.result, FetchFailure):
        return None
    url = one.job.row.url
    with ItemWork(f"Reading {url}") as item:
        return read_answer(one.result, url, source, zone)
    return item.flaw


def _write_one(
    one: Done[Job, Outcome], read: Read | None, kept: KeptExchanges, this: CollectionRun
) -> None:
    row, outcome = one.job.row, one.result
    tally = this.tally(row.source)
    tally.add(outcome)
    capture = kept.last_row(outcome.exchanges)
    tally.captures += capture is not None
    if isinstance(outcome, FetchFailure):
        _write_failure(row, outcome, this)
    elif read is None or read.page.kind is not PageKind.ARTICLE or capture is None:
        reason = read.page.reason or read.page.kind if read and capture else _UNKEPT
        findings.skip(row, f"no article: {reason}")
        tally.skipped[f"no article: {read.page.kind if read else ''}"] += 1
    else:
        _write_article(row, outcome, read, capture, this)
    _ask_browser(row, outcome, read, this)


def _ask_browser(row: FindingRow, outcome: Outcome, read: Read | None, this: CollectionRun) -> None:
    """Have a browser show what cannot be read without one."""
    if isinstance(outcome, FetchFailure) or read is None:
        return
    source = this.source(row.source)
    if read.page.kind is PageKind.EMPTY:
        renderings.ask(row.canonical, row.url, row.source, RenderWish.EMPTY, this.now())
    elif source is not None and source.needs_browser:
        renderings.ask(row.canonical, row.url, row.source, RenderWish.SOURCE, this.now())


def _write_failure(row: FindingRow, failure: FetchFailure, this: CollectionRun) -> None:
    said = f"{failure.kind}: {failure.reason}"
    if failure.permanent:
        findings.skip(row, said)
        this.tally(row.source).skipped[str(failure.kind)] += 1
    else:
        row_claims.fail(row, said, this.now(), failure.retry_at)


def _whose(url: str, row: FindingRow, this: CollectionRun) -> SourceRow | None:
    """The source whose page it is, whoever named it; else the one that named it."""
    owner = owner_of(url, this.pack.addresses, this.pack.sources)
    if owner is None or (row.source is not None and row.source.key == owner):
        return row.source
    return SourceRow.objects.filter(key=owner).first() or row.source


def _write_article(
    row: FindingRow, answer: Answer, read: Read, capture: CaptureRow, this: CollectionRun
) -> None:
    reading = reading_of(read, answer, this.pack.addresses)
    had = articles.find(reading.canonical)
    judgement = judge_page(read.page, articles.first_words(had)) if had else FIRST
    version = articles.write(reading, _whose(reading.url, row, this), capture, judgement)
    tally = this.tally(row.source)
    tally.articles += had is None
    tally.versions += had is not None and version is not None
    tally.cut(read.page)
    findings.fetched(row, articles.find(reading.canonical))
