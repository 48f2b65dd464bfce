"""How does a finding become an article?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.evidence import Capture
from dalel.domain.exchange import Answer, FetchFailure, Outcome
from dalel.domain.extraction import PageKind
from dalel.domain.health import is_absence
from dalel.domain.life import FIRST, judge_page
from dalel.flow.watch.asking import Done
from dalel.flow.watch.denying import unless_denied
from dalel.flow.watch.keeping import Kept, answer_from
from dalel.flow.watch.reading_pages import Read, place_of, read_answer, reading_of
from dalel.flow.watch.round import Round
from dalel.outside.http import Fetcher
from dalel.store.models import CaptureRow, FindingRow
from dalel.store.transactions import writing
from dalel.store.watch import articles, captures, due, findings

_UNKEPT: Final = "it cannot be archived"


@dataclass(frozen=True, kw_only=True)
class Job:
    """A finding; ``kept`` where a worker that died had archived the answer already."""

    row: FindingRow
    kept: tuple[Capture, Answer] | None = None


def fetch(this: Round) -> list[Done[Job, Outcome]]:
    """Fetch every finding that is due; gives those whose host did not answer, not yet judged."""
    held: list[Done[Job, Outcome]] = []

    def more(count: int, opened: Mapping[int | None, int]) -> list[Job]:
        if this.is_over:
            return []
        rows = due.claim(findings.waiting(), this.keeping.worker, this.now(), count, opened)
        known = captures.holders(place_of(row.url) for row in rows)
        return [_job(row, known.get(place_of(row.url)), this) for row in rows]

    def settle(done: list[Done[Job, Outcome]]) -> None:
        held.extend(one for one in done if _is_absent(one.result))
        write([one for one in done if not _is_absent(one.result)], this)
        this.told("fetch", len(done))

    this.asking.drive(
        more,
        lambda job, fetcher: _ask(job, fetcher, this),
        settle,
        source=lambda job: job.row.source_id,
    )
    return held


def _job(row: FindingRow, capture: Capture | None, this: Round) -> Job:
    if capture is None or capture.time < row.seen:
        return Job(row=row)
    answer = answer_from(this.keeping.vault, capture)
    return Job(row=row, kept=(capture, answer) if answer else None)


async def _ask(job: Job, fetcher: Fetcher, this: Round) -> Outcome:
    if job.kept is not None:
        return job.kept[1]
    outcome = await fetcher.fetch(place_of(job.row.url), vantage=this.way(job.row.source))
    return unless_denied(outcome, this.reach.policy)


def _is_absent(outcome: Outcome) -> bool:
    return isinstance(outcome, FetchFailure) and is_absence(outcome)


def write(done: list[Done[Job, Outcome]], this: Round) -> None:
    """Keep what findings brought: evidence first, then the rows of all of them."""
    fresh = [one.result for one in done if one.job.kept is None]
    kept = this.keeping.keep([exchange for one in fresh for exchange in one.exchanges])
    for one in done:
        if one.job.kept is not None:
            kept.take(one.result.exchanges[-1], one.job.kept[0])
    pages = [_read(one, this) for one in done]
    with writing():
        kept.write_rows()
        for one, read in zip(done, pages, strict=True):
            if due.is_mine(one.job.row):
                _write_one(one, read, kept, this)


def _read(one: Done[Job, Outcome], this: Round) -> Read | None:
    if isinstance(one.result, FetchFailure):
        return None
    row = one.job.row
    return read_answer(one.result, row.url, this.source(row.source), this.zone)


def _write_one(one: Done[Job, Outcome], read: Read | None, kept: Kept, this: Round) -> None:
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


def _write_failure(row: FindingRow, failure: FetchFailure, this: Round) -> None:
    said = f"{failure.kind}: {failure.reason}"
    if failure.permanent:
        findings.skip(row, said)
        this.tally(row.source).skipped[str(failure.kind)] += 1
    else:
        due.fail(row, said, this.now(), failure.retry_at)


def _write_article(
    row: FindingRow, answer: Answer, read: Read, capture: CaptureRow, this: Round
) -> None:
    reading = reading_of(read, answer, this.pack.addresses)
    had = articles.find(reading.canonical)
    judgement = judge_page(read.page, articles.first_words(had)) if had else FIRST
    version = articles.write(reading, row.source, capture, judgement)
    tally = this.tally(row.source)
    tally.articles += had is None
    tally.versions += had is not None and version is not None
    findings.fetched(row, articles.find(reading.canonical))
