"""Does a watched article still say what it said?"""

from collections.abc import Mapping
from dataclasses import dataclass

from dalel.domain.due import MOST_ATTEMPTS, recapture_at
from dalel.domain.exchange import Answer, FetchFailure, Outcome, Validators
from dalel.domain.extraction import PageKind
from dalel.domain.health import is_absence, shuts_out
from dalel.domain.life import Judgement, changes, judge_failure, judge_page
from dalel.domain.states import ArticleState
from dalel.flow.watch.asking import Done
from dalel.flow.watch.denying import unless_denied
from dalel.flow.watch.keeping import Kept
from dalel.flow.watch.reading_pages import Read, place_of, read_answer, reading_of
from dalel.flow.watch.round import Round
from dalel.outside.http import Fetcher
from dalel.store.models import ArticleRow, CaptureRow
from dalel.store.transactions import writing
from dalel.store.watch import articles, captures, due


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What an article's address gave, and what it gave from elsewhere where it gave nothing."""

    outcome: Outcome
    elsewhere: Outcome | None = None

    @property
    def all(self) -> tuple[Outcome, ...]:
        """Both."""
        return (self.outcome,) if self.elsewhere is None else (self.outcome, self.elsewhere)


Job = tuple[ArticleRow, Validators | None]


def recapture(this: Round) -> list[Done[Job, Looked]]:
    """Capture again what is due; gives those whose host did not answer, not yet judged."""
    held: list[Done[Job, Looked]] = []

    def more(count: int, opened: Mapping[int | None, int]) -> list[Job]:
        if this.is_over:
            return []
        rows = due.claim(articles.to_recapture(), this.keeping.worker, this.now(), count, opened)
        # Without a body of our own a "not modified" would prove nothing.
        known = captures.holders(row.url for row in rows)
        return [(row, _validators(row) if row.url in known else None) for row in rows]

    def settle(done: list[Done[Job, Looked]]) -> None:
        held.extend(one for one in done if _is_absent(one.result.outcome))
        write([one for one in done if not _is_absent(one.result.outcome)], this)
        this.told("recapture", len(done))

    this.asking.drive(
        more,
        lambda job, fetcher: _ask(job, fetcher, this),
        settle,
        source=lambda job: job[0].source_id,
    )
    return held


def _validators(row: ArticleRow) -> Validators:
    return Validators(etag=row.etag or None, last_modified=row.last_modified or None)


def _is_absent(outcome: Outcome) -> bool:
    return isinstance(outcome, FetchFailure) and is_absence(outcome)


async def _ask(job: Job, fetcher: Fetcher, this: Round) -> Looked:
    row, validators = job
    way = this.way(row.source)
    place = place_of(row.url, is_post=row.is_post)
    outcome = await fetcher.fetch(place, validators=validators, vantage=way)
    outcome = unless_denied(outcome, this.reach.policy)
    if isinstance(outcome, FetchFailure) and shuts_out(outcome):
        for other in this.elsewhere(way)[:1]:
            return Looked(outcome=outcome, elsewhere=await fetcher.fetch(place, vantage=other))
    return Looked(outcome=outcome)


def write(done: list[Done[Job, Looked]], this: Round) -> None:
    """Keep what came back, and judge how each article stands."""
    outcomes = [outcome for one in done for outcome in one.result.all]
    kept = this.keeping.keep([exchange for one in outcomes for exchange in one.exchanges])
    pages = [_read(one, this) for one in done]
    with writing():
        kept.write_rows()
        for one, read in zip(done, pages, strict=True):
            if due.is_mine(one.job[0]):
                _write_one(one, read, kept, this)


def _read(one: Done[Job, Looked], this: Round) -> Read | None:
    outcome, row = one.result.outcome, one.job[0]
    if isinstance(outcome, FetchFailure) or outcome.unchanged:
        return None
    return read_answer(outcome, row.url, this.source(row.source), this.zone, is_post=row.is_post)


def _write_one(one: Done[Job, Looked], read: Read | None, kept: Kept, this: Round) -> None:
    row, outcome = one.job[0], one.result.outcome
    tally = this.tally(row.source)
    tally.add(outcome)
    capture = kept.last_row(outcome.exchanges)
    tally.captures += sum(len(each.exchanges) for each in one.result.all)
    if isinstance(outcome, Answer):
        tally.versions += _write_answer(row, outcome, read, capture, this)
        _look_again(row, this)
        return
    elsewhere = one.result.elsewhere
    judgement = judge_failure(outcome, elsewhere)
    if judgement is not None:
        # Where nothing came back here, what came elsewhere is the evidence.
        proof = capture or (kept.last_row(elsewhere.exchanges) if elsewhere else None)
        articles.judge(row, judgement, outcome.time, proof)
    has_tries = row.attempts < MOST_ATTEMPTS
    if has_tries and (judgement is None or judgement.state is ArticleState.UNREACHABLE):
        due.fail(row, f"{outcome.kind}: {outcome.reason}", this.now(), outcome.retry_at)
    else:
        _look_again(row, this)


def _look_again(row: ArticleRow, this: Round) -> None:
    """At its next age; an address that does not answer now is asked at that age all the same."""
    row.recaptures += 1
    row.save(update_fields=["recaptures"])
    due.finish(row, recapture_at(row.first_kept, this.now()))


def _write_answer(
    row: ArticleRow,
    answer: Answer,
    read: Read | None,
    capture: CaptureRow | None,
    this: Round,
) -> bool:
    """Whether there is a new version."""
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
