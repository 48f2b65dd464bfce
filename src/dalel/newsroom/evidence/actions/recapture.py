"""Captures watched articles again, and judges what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from dalel.domain.article_status import Judgement, changes, judge_failure, judge_page
from dalel.domain.exchange import Answer, FetchFailure, Outcome, Validators
from dalel.domain.extraction import PageKind
from dalel.domain.health import is_absence, shuts_out
from dalel.domain.retry_policy import recapture_at
from dalel.domain.source import Source
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles, renderings
from dalel.newsroom.evidence.actions.archive import KeptExchanges, put_down
from dalel.newsroom.evidence.actions.collection_run import CollectionRun
from dalel.newsroom.evidence.actions.denied_pages import unless_denied
from dalel.newsroom.evidence.actions.extract import Read, place_of, read_answer, reading_of
from dalel.newsroom.evidence.actions.requests import Done
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import writing
from dalel.outside.http import Fetcher


@dataclass(frozen=True, kw_only=True)
class RecaptureOutcome:
    """What an article's address gave, and what it gave from elsewhere where it gave nothing."""

    outcome: Outcome
    elsewhere: Outcome | None = None

    @property
    def all(self) -> tuple[Outcome, ...]:
        """Both."""
        return (self.outcome,) if self.elsewhere is None else (self.outcome, self.elsewhere)


Job = tuple[ArticleRow, Validators | None]


def recapture(this: CollectionRun) -> list[Done[Job, RecaptureOutcome]]:
    """Capture again what is due; gives those whose host did not answer, not yet judged."""
    held: list[Done[Job, RecaptureOutcome]] = []

    def more(count: int, opened: Mapping[int | None, int]) -> list[Job]:
        if this.is_over:
            return []
        rows = row_claims.claim(
            articles.to_recapture(), this.keeping.worker, this.now(), count, opened
        )
        # Without a body of our own a "not modified" would prove nothing.
        known = captures.holders(row.url for row in rows)
        return [(row, _validators(row) if row.url in known else None) for row in rows]

    def settle(done: list[Done[Job, RecaptureOutcome]]) -> None:
        for one in done:
            if _is_absent(one.result.outcome):
                row_claims.set_aside(one.job[0])
                held.append(one)
        write([one for one in done if not _is_absent(one.result.outcome)], this)
        this.told("recapture", len(done))

    this.asking.drive(
        more,
        lambda job, fetcher: _ask(job, fetcher, this),
        settle,
        lambda job, flaw: put_down(job[0], flaw, this.now()),
        source=lambda job: job[0].source_id,
        name=lambda job: f"Capturing {job[0].url} again",
    )
    return held


def _validators(row: ArticleRow) -> Validators:
    return Validators(etag=row.etag or None, last_modified=row.last_modified or None)


def _is_absent(outcome: Outcome) -> bool:
    return isinstance(outcome, FetchFailure) and is_absence(outcome)


async def _ask(job: Job, fetcher: Fetcher, this: CollectionRun) -> RecaptureOutcome:
    row, validators = job
    way = this.way(row.source)
    place = place_of(row.url, is_post=row.is_post)
    outcome = await fetcher.fetch(place, validators=validators, vantage=way)
    outcome = unless_denied(outcome, this.reach.policy)
    if isinstance(outcome, FetchFailure) and shuts_out(outcome):
        for other in this.elsewhere(way)[:1]:
            return RecaptureOutcome(
                outcome=outcome, elsewhere=await fetcher.fetch(place, vantage=other)
            )
    return RecaptureOutcome(outcome=outcome)


def write(done: list[Done[Job, RecaptureOutcome]], this: CollectionRun) -> None:
    """Keep what came back, and judge how each article stands."""
    outcomes = [outcome for one in done for outcome in one.result.all]
    kept = this.keeping.keep([exchange for one in outcomes for exchange in one.exchanges])
    # The rows are asked in this thread alone.
    asked = [(one, this.source(one.job[0].source)) for one in done]
    pages = pool().map(lambda pair: _read(*pair, this.zone), asked)
    with writing():
        kept.write_rows()
        for one, read in zip(done, pages, strict=True):
            row = one.job[0]
            if isinstance(read, Flaw):
                put_down(row, read, this.now())
            elif row_claims.is_mine(row):
                with ItemWork(f"What {row.url} gave again") as item, writing():
                    _write_one(one, read, kept, this)
                if item.failed:
                    put_down(row, item.flaw, this.now())


def _read(
    one: Done[Job, RecaptureOutcome], source: Source | None, zone: tzinfo
) -> Read | Flaw | None:
    outcome, row = one.result.outcome, one.job[0]
    if isinstance(outcome, FetchFailure) or outcome.unchanged:
        return None
    with ItemWork(f"Reading {row.url}") as item:
        return read_answer(outcome, row.url, source, zone, is_post=row.is_post)
    return item.flaw


def _write_one(
    one: Done[Job, RecaptureOutcome], read: Read | None, kept: KeptExchanges, this: CollectionRun
) -> None:
    row, outcome = one.job[0], one.result.outcome
    tally = this.tally(row.source)
    tally.add(outcome)
    capture = kept.last_row(outcome.exchanges)
    tally.captures += sum(len(each.exchanges) for each in one.result.all)
    if isinstance(outcome, Answer):
        tally.versions += _write_answer(row, outcome, read, capture, this)
        if read is not None:
            tally.cut(read.page)
        _look_again(row, this)
        return
    elsewhere = one.result.elsewhere
    judgement = judge_failure(outcome, elsewhere)
    if judgement is not None:
        # Where nothing came back here, what came elsewhere is the evidence.
        proof = capture or (kept.last_row(elsewhere.exchanges) if elsewhere else None)
        articles.judge(row, judgement, outcome.time, proof)
    if not row_claims.is_last_try(row) and (
        judgement is None or judgement.state is ArticleState.UNREACHABLE
    ):
        row_claims.fail(row, f"{outcome.kind}: {outcome.reason}", this.now(), outcome.retry_at)
    else:
        _look_again(row, this)


def _look_again(row: ArticleRow, this: CollectionRun) -> None:
    """At its next age; an address that does not answer now is asked at that age all the same."""
    row.recaptures += 1
    row.save(update_fields=["recaptures"])
    row_claims.finish(row, recapture_at(row.first_kept, this.now()))


def _write_answer(
    row: ArticleRow,
    answer: Answer,
    read: Read | None,
    capture: CaptureRow | None,
    this: CollectionRun,
) -> bool:
    """Whether there is a new version."""
    if renderings.is_rendered(row):
        # What it says shows in a browser alone.
        renderings.ask_again(row, this.now())
        articles.looked(row, answer.last.started)
        return False
    first = articles.first_words(row)
    if read is None:
        articles.judge(row, _unchanged(row), answer.last.started, capture)
        return False
    judgement = judge_page(read.page, first)
    if read.page.kind is not PageKind.ARTICLE or capture is None:
        articles.judge(row, judgement, answer.last.started, capture)
        return False
    reading = reading_of(read, answer, this.pack.addresses, row.canonical)
    return articles.write(reading, row.source, capture, judgement) is not None


def _unchanged(row: ArticleRow) -> Judgement:
    """Nothing moved since the last capture; that need not be what it first said."""
    newest = articles.newest_words(row)
    changed = changes(articles.first_words(row), newest)
    if changed:
        reason = f"{' and '.join(changed)} changed"
        return Judgement(state=ArticleState.CHANGED, reason=reason)
    return Judgement(state=ArticleState.LIVE, reason="not modified")
