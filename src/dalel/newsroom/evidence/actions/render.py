"""Shows pages that are due in a browser, and keeps what it shows beside the plain capture.

One page at a time, and few in one pass: a page takes a browser a quarter of a minute.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

from dalel.domain.article_status import FIRST, judge_page
from dalel.domain.errors import UnreadableError
from dalel.domain.evidence import Capture, MadeOfPage
from dalel.domain.exchange import Answer, Exchange, FetchFailure
from dalel.domain.extraction import PageKind
from dalel.domain.rendering import (
    MEDIA_TYPES,
    RenderedKind,
    RenderedPart,
    Rendering,
    ShutKind,
    StopReason,
    part_address,
)
from dalel.domain.states import FindingState, move
from dalel.newsroom.evidence.actions import articles, findings, renderings
from dalel.newsroom.evidence.actions.archive import KeptExchanges, put_down
from dalel.newsroom.evidence.actions.collection_run import CollectionRun
from dalel.newsroom.evidence.actions.denied_pages import unless_denied
from dalel.newsroom.evidence.actions.extract import Read, read_answer, reading_of
from dalel.newsroom.evidence.models import (
    ArticleRow,
    AskedRenderingRow,
    CaptureRow,
    FindingRow,
    RenderedPartRow,
    RenderingRow,
)
from dalel.newsroom.evidence.queries import captures
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import writing
from dalel.outside.browser.chromium import Chromium
from dalel.outside.browser.profiles import sweep
from dalel.outside.browser.visit import is_shown, visit
from dalel.outside.http import Fetcher
from dalel.steps.extract.shut_pages import wall_of

#: So many pages in one pass.
MOST: Final = 6
#: So often it is looked whether the worker is to stop, in seconds.
_STOP: Final = 0.5
_NO_PAGE: Final = "no page: a browser shows only HTML"
_UNKEPT: Final = "it cannot be archived"
#: What is tried again: it may have been us.
_PASSING: Final = {StopReason.BROKEN, StopReason.MEMORY}


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """What a visit gave, and what was read of it; ``read`` is None where it is no capture."""

    rendering: Rendering
    wall: ShutKind | None = None
    read: Read | None = None
    answer: Answer | None = None


def render(this: CollectionRun) -> int:
    """Show what is due; tells how many pages."""
    chromium = this.reach.chromium
    if chromium is None:
        return 0
    sweep(chromium.folder)
    renderings.enlist(this.now())
    count = 0
    while count < MOST and not this.is_over:
        rows = row_claims.claim(renderings.waiting(), this.keeping.worker, this.now(), 1)
        if not rows:
            break
        with ItemWork(f"Showing {rows[0].url} in a browser") as item:
            _show(rows[0], chromium, this)
        if item.failed:
            put_down(rows[0], item.flaw, this.now())
        count += 1
        this.told("render", 1)
    return count


def _show(row: AskedRenderingRow, chromium: Chromium, this: CollectionRun) -> None:
    if ArticleRow.objects.filter(canonical=row.canonical).exclude(withheld="").exists():
        row_claims.finish(row, None)
        return
    result = this.asking.ask(lambda fetcher: _until_stopped(row, chromium, this, fetcher))
    if result is None:
        with writing():
            row_claims.let_go(row)
        return
    if isinstance(result, Rendering):
        result = _unless_denied(result, this)
    if isinstance(result, Rendering):
        _keep(row, _read(result, row, this), this)
    else:
        _keep_failure(row, result, this)


async def _until_stopped(
    row: AskedRenderingRow, chromium: Chromium, this: CollectionRun, fetcher: Fetcher
) -> Rendering | FetchFailure | Answer | None:
    """What the visit gives; None when the worker is to stop: then the browser is killed."""
    looking = asyncio.ensure_future(_look(row, chromium, this, fetcher))
    while not looking.done() and not this.stop.is_set():
        await asyncio.wait({looking}, timeout=_STOP)
    if looking.done():
        return looking.result()
    looking.cancel()
    await asyncio.wait({looking})
    return None


async def _look(
    row: AskedRenderingRow, chromium: Chromium, this: CollectionRun, fetcher: Fetcher
) -> Rendering | FetchFailure | Answer:
    vantage = this.way(row.source)
    outcome = await fetcher.fetch(row.url, vantage=vantage)
    outcome = unless_denied(outcome, this.reach.policy)
    if isinstance(outcome, FetchFailure) or not is_shown(outcome):
        return outcome
    agent = this.reach.policy.user_agent
    return await visit(outcome, chromium, fetcher, agent=agent, vantage=vantage)


def _unless_denied(rendering: Rendering, this: CollectionRun) -> Rendering | FetchFailure:
    """The visit; a failure without its bytes where the page names itself by a denied address."""
    dom = rendering.part(RenderedKind.DOM)
    if dom is None:
        return rendering
    outcome = unless_denied(_answer(rendering, dom), this.reach.policy)
    return outcome if isinstance(outcome, FetchFailure) else rendering


def _answer(rendering: Rendering, dom: RenderedPart) -> Answer:
    """What a browser showed, as if it had been answered so."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {MEDIA_TYPES[RenderedKind.DOM]}\r\n\r\n"
    exchange = Exchange(
        url=rendering.final_url,
        started=rendering.started,
        seconds=0.0,
        request_head=b"",
        response_head=head.encode(),
        status=200,
        body=dom.content,
        content=dom.content,
    )
    return Answer(url=rendering.url, exchanges=(exchange,))


def _read(rendering: Rendering, row: AskedRenderingRow, this: CollectionRun) -> ShownPage:
    dom = rendering.part(RenderedKind.DOM)
    if dom is None:
        return ShownPage(rendering=rendering)
    try:
        wall = pool().call(wall_of, dom.content)
    except UnreadableError:
        wall = None
    if wall is not None:
        return ShownPage(rendering=rendering, wall=wall)
    answer = _answer(rendering, dom)
    read = read_answer(answer, row.url, this.source(row.source), this.zone)
    return ShownPage(rendering=rendering, read=read, answer=answer)


def _keep_failure(
    row: AskedRenderingRow, outcome: FetchFailure | Answer, this: CollectionRun
) -> None:
    kept = this.keeping.keep(outcome.exchanges)
    with writing():
        kept.write_rows()
        if not row_claims.is_mine(row):
            return
        if isinstance(outcome, Answer):
            row_claims.finish(row, None, _NO_PAGE)
        elif outcome.permanent:
            row_claims.finish(row, None, f"{outcome.kind}: {outcome.reason}")
        else:
            said = f"{outcome.kind}: {outcome.reason}"
            row_claims.fail(row, said, this.now(), outcome.retry_at)


def _keep(row: AskedRenderingRow, shown: ShownPage, this: CollectionRun) -> None:
    """Evidence first: the exchanges, then what was made of the page; then the rows."""
    rendering = shown.rendering
    kept = this.keeping.keep(rendering.exchanges)
    page = kept.capture(rendering.page) if rendering.page else None
    if page is None:
        with writing():
            kept.write_rows()
            row_claims.finish(row, None, _UNKEPT)
        return
    made = this.keeping.keep_made(_made(rendering, page))
    with writing():
        kept.write_rows()
        rows = captures.keep_rows(made)
        if row_claims.is_mine(row):
            parts = {
                part.kind: (rows[one.link], len(part.content))
                for part, one in zip(rendering.parts, made, strict=True)
            }
            _write(row, shown, kept, parts)
            with ItemWork(f"What {row.url} showed") as item, writing():
                _write_article(row, shown, parts, this)
            if item.failed:
                put_down(row, item.flaw, this.now())
            elif rendering.stopped in _PASSING:
                row_claims.fail(row, rendering.problem, this.now())
            else:
                row_claims.finish(row, None)


def _made(rendering: Rendering, page: Capture) -> list[MadeOfPage]:
    return [
        MadeOfPage(
            url=part_address(part.kind, rendering.final_url),
            time=rendering.started,
            media_type=MEDIA_TYPES[part.kind],
            content=part.content,
            page=page,
        )
        for part in rendering.parts
    ]


Parts = dict[RenderedKind, tuple[CaptureRow, int]]


def _write(row: AskedRenderingRow, shown: ShownPage, kept: KeptExchanges, parts: Parts) -> None:
    rendering = shown.rendering
    page = kept.row(rendering.page) if rendering.page else None
    if page is None:
        raise AssertionError("the page was kept")
    written = RenderingRow.objects.create(
        asked=row,
        time=rendering.started,
        final_url=rendering.final_url,
        page=page,
        shut=shown.wall or "",
        stopped=rendering.stopped or "",
        problem=rendering.problem,
        refused={str(kind): count for kind, count in rendering.refused.items()},
    )
    of_exchanges = [
        ("", found, len(exchange.body))
        for exchange in rendering.exchanges
        if (found := kept.row(exchange)) is not None
    ]
    of_page = [(kind, found, size) for kind, (found, size) in parts.items()]
    RenderedPartRow.objects.bulk_create(
        RenderedPartRow(rendering=written, kind=kind, capture=found, size=size)
        for kind, found, size in (*of_page, *of_exchanges)
    )


def _write_article(
    row: AskedRenderingRow, shown: ShownPage, parts: Parts, this: CollectionRun
) -> None:
    """The text of a page that has none without a browser; its evidence is what the browser showed.

    What an article says without one stays as it is.
    """
    read, answer = shown.read, shown.answer
    if read is None or answer is None or read.page.kind is not PageKind.ARTICLE:
        return
    finding = FindingRow.objects.filter(canonical=row.canonical).first()
    had = (finding.article if finding else None) or articles.find(row.canonical)
    if had is not None and not renderings.is_rendered(had):
        return
    rules = this.pack.addresses
    reading = reading_of(read, answer, rules, had.canonical if had else None)
    judgement = judge_page(read.page, articles.first_words(had)) if had else FIRST
    articles.write(reading, row.source, parts[RenderedKind.DOM][0], judgement)
    if finding is not None and finding.article is None:
        if finding.state == FindingState.SKIPPED:
            finding.state, finding.reason = move(FindingState.SKIPPED, FindingState.NEW), ""
            finding.save(update_fields=["state", "reason"])
        if finding.state == FindingState.NEW:
            findings.fetched(finding, articles.find(reading.canonical))
