"""Collection: looks at the addresses of sources that are due, and keeps what is new."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.addresses import canonical_url, owner_of
from dalel.domain.article_status import FIRST, Judgement, judge_page
from dalel.domain.collection import (
    FLAWS,
    NOTHING_THERE,
    Collected,
    KnownOfSource,
    Post,
    SkipReason,
    WatchedAddress,
)
from dalel.domain.exchange import Answer, Exchange, FetchFailure, Outcome, Validators
from dalel.domain.health import is_absence
from dalel.domain.register import RegisterChange, RowChange
from dalel.domain.source import Address, AddressKind, Source
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles, findings
from dalel.newsroom.evidence.actions.archive import KeptExchanges, put_down
from dalel.newsroom.evidence.actions.collection_run import CollectionRun
from dalel.newsroom.evidence.actions.extract import read_post, reading_of, time_in
from dalel.newsroom.evidence.actions.requests import Done
from dalel.newsroom.evidence.models import CaptureRow
from dalel.newsroom.evidence.queries.watched_addresses import addresses_of, decisions, search_terms
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import Flaw, ItemWork
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.sources.actions import network_events, register_entries, source_state
from dalel.newsroom.sources.models import AddressRow
from dalel.outside.http import Fetcher, denial
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS

#: How long after a look comes the next one.
_EVERY: Final = {
    AddressKind.OONI: timedelta(hours=12),
    AddressKind.IODA: timedelta(hours=1),
    AddressKind.RADAR: timedelta(hours=1),
    AddressKind.SEARCH: timedelta(hours=6),
    AddressKind.SITEMAP: timedelta(minutes=30),
    AddressKind.TABLE: timedelta(hours=1),
}
#: These tell events that are looked for again while they may still grow.
_TELL_EVENTS: Final = frozenset({AddressKind.IODA, AddressKind.RADAR})
_REMEMBERED: Final = timedelta(days=30)
_USUALLY: Final = timedelta(minutes=15)
#: So many channels are looked at together: they share one host, and its pace.
_CHANNELS_OPEN: Final = 4
#: So far back a channel is read at first, and once a day to see what was edited or deleted.
_PAGES_BACK: Final = 12
_PAGES: Final = 5
_LEFT_CHANNEL: Final = "it no longer stands between its neighbours in the channel"
_LEFT_REGISTER: Final = "its row no longer stands in the register"


@dataclass(frozen=True, kw_only=True)
class CollectOutcome:
    """What a collector brought, and every outcome that it met on its way."""

    collected: Collected
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> FetchFailure | None:
        """The failure of a look that got no answer, or none that tells or explains anything."""
        failures = [one for one in self.outcomes if isinstance(one, FetchFailure)]
        told = self.collected.brought or self.collected.skips
        silent = len(failures) == len(self.outcomes) or not told
        return failures[-1] if failures and silent else None

    @property
    def is_news(self) -> bool:
        """Whether it told anything; pages that tell nothing new are counted, not kept."""
        found = self.collected
        told = (found.findings, found.posts, found.gone, found.counts, found.changes, found.events)
        return any(told)


Job = tuple[AddressRow, WatchedAddress]
#: The answers of a look by the place that gave them.
Pages = Mapping[str, Answer]


def enrol(pack: Pack, now: datetime, tokens: Container[str] | None = None) -> None:
    """Let the rows know the sources of a pack; what the newsroom added is proposed at first.

    ``tokens``: the hosts for which there is a token, unless the settings tell.
    """
    wanted = [(one.source, one.addresses) for one in decisions(pack, tokens)]
    source_state.enrol(wanted, pack.languages[0], now, proposed=pack.added_sources)


def collect(this: CollectionRun) -> list[Done[Job, CollectOutcome]]:
    """Look at every address that is due; gives the looks that got no answer, not yet judged."""
    held: list[Done[Job, CollectOutcome]] = []
    carried: set[int] = set()

    def more(count: int, opened: Mapping[int | None, int]) -> list[Job]:
        while not this.stop.is_set() and (rows := _due(this, count, opened, carried)):
            if jobs := [job for row in rows if (job := _job(row, this)) is not None]:
                carried.update(row.pk for row, _ in jobs if row.kind == AddressKind.TELEGRAM)
                return jobs
        return []

    def settle(done: list[Done[Job, CollectOutcome]]) -> None:
        for one in done:
            carried.discard(one.job[0].pk)
            failure = one.result.failed
            if failure is not None and is_absence(failure):
                row_claims.set_aside(one.job[0])
                held.append(one)
            else:
                write(one, this)
        this.told("collect", len(done))

    def fail(job: Job, flaw: Flaw) -> None:
        carried.discard(job[0].pk)
        put_down(job[0], flaw, this.now())

    this.asking.drive(
        more,
        lambda job, fetcher: _look(job, fetcher, this),
        settle,
        fail,
        source=lambda job: job[0].source_id,
        name=lambda job: f"Looking at {job[0].url}",
    )
    return held


def _due(
    this: CollectionRun, count: int, opened: Mapping[int | None, int], carried: Collection[int]
) -> list[AddressRow]:
    """Addresses that are due; of the channels at one host only some are open at once."""
    waiting, worker, now = source_state.read_addresses(), this.keeping.worker, this.now()
    channels = waiting.filter(kind=AddressKind.TELEGRAM)
    free = min(_CHANNELS_OPEN - len(carried), count)
    few = row_claims.claim(channels, worker, now, free, opened) if free > 0 else []
    both = Counter(opened) + Counter(row.source_id for row in few)
    others = waiting.exclude(kind=AddressKind.TELEGRAM)
    return [*few, *row_claims.claim(others, worker, now, count - len(few), both)]


def _job(row: AddressRow, this: CollectionRun) -> Job | None:
    with ItemWork(f"Looking at {row.url}") as item:
        return _watch(row, this)
    put_down(row, item.flaw, this.now())
    return None


def _watch(row: AddressRow, this: CollectionRun) -> Job | None:
    source = this.source(row.source)
    address = _address(source, row.url) if source else None
    if source is None or address is None:
        row_claims.finish(row, None)
        return None
    this.tally(row.source).name = row.source.name
    now = this.now()
    goes_back = _goes_back(row, now)
    known = KnownOfSource(
        urls=findings.known(row.source, this.pack.addresses),
        posts=articles.posts_of(row.source) if address.kind is AddressKind.TELEGRAM else {},
        entries=register_entries.known(row) if address.kind is AddressKind.TABLE else None,
        events=network_events.states(row.source, now - _REMEMBERED)
        if address.kind in _TELL_EVENTS
        else {},
        validators=source_state.validators_of(row),
    )
    return row, WatchedAddress(
        source=source,
        address=address,
        now=now,
        zone=this.zone,
        known=known,
        since=now - this.back if this.back else None,
        terms=search_terms(source, address, this.pack),
        sites=this.pack.watched_sites,
        pages=_pages(row, goes_back=goes_back),
        goes_back=goes_back,
        networks=tuple(one.asn for one in this.pack.networks.of_readers),
        read_time=lambda text: time_in(text, this.zone, now),
        is_denied=lambda url: denial(url, this.reach.policy) is not None,
        reader=pool().read,
    )


def _address(source: Source, url: str) -> Address | None:
    return next((one for one in addresses_of(source) if one.url == url), None)


def _goes_back(row: AddressRow, now: datetime) -> bool:
    """Whether a channel's turn has come to be read over again; each has its own hour of the day."""
    if row.kind != AddressKind.TELEGRAM or row.last_success is None:
        return False
    shift = timedelta(hours=row.pk % 24)
    return (row.last_success + shift).date() != (now + shift).date()


def _pages(row: AddressRow, *, goes_back: bool) -> int:
    if row.kind == AddressKind.SEARCH:
        return 1
    is_first = row.kind == AddressKind.TELEGRAM and not row.looks
    return _PAGES_BACK if goes_back or is_first else _PAGES


async def _look(job: Job, fetcher: Fetcher, this: CollectionRun) -> CollectOutcome:
    row, watch = job
    ask = fetcher.through(this.way(row.source))
    outcomes: list[Outcome] = []

    async def fetch(
        url: str, *, validators: Validators | None = None, body: bytes | None = None
    ) -> Outcome:
        outcome = await ask(url, validators=validators, body=body)
        outcomes.append(outcome)
        return outcome

    collected = await COLLECTORS[watch.address.kind](watch, fetch)
    return CollectOutcome(collected=collected, outcomes=tuple(outcomes))


def write(done: Done[Job, CollectOutcome], this: CollectionRun) -> None:
    """Keep what one look brought: evidence first, then its rows, all of them or none."""
    (row, watch), looked = done.job, done.result
    tally = this.tally(row.source)
    carrier = this.carrier(row.url)
    for outcome in looked.outcomes:
        tally.add(outcome)
        if carrier is not None and carrier != row.source.key:
            this.tallies[carrier].add(outcome)
    exchanges = _worth_keeping(looked, row)
    kept = this.keeping.keep(exchanges)
    now = this.now()
    with writing():
        if not row_claims.is_mine(row):
            return
        kept.write_rows()
        tally.captures += len(kept)
        if looked.failed is not None:
            row_claims.fail(row, _said(looked.failed, row), now, looked.failed.retry_at)
            return
        with ItemWork(f"What {row.url} gave") as item, writing():
            _write_found(looked, row, watch, kept, this)
            row_claims.finish(
                row, now + _EVERY.get(watch.address.kind, _USUALLY), _flaw(looked, row)
            )
        if item.failed:
            put_down(row, item.flaw, now)


def _flaw(looked: CollectOutcome, row: AddressRow) -> str:
    """What is wrong at an address that answers; what did not change is as wrong as before."""
    problem = looked.collected.problem
    # A feed or a news sitemap may well be empty for a while.
    may_be_empty = row.kind in {AddressKind.FEED, AddressKind.SITEMAP}
    if problem is not None and not (may_be_empty and problem.reason is SkipReason.NOTHING_FOUND):
        return f"{problem.reason}: {problem.examples[0]}"
    is_as_before = looked.collected.unchanged and not looked.is_news
    return row.error if is_as_before and row.error.partition(":")[0] in NOTHING_THERE else ""


def _worth_keeping(looked: CollectOutcome, row: AddressRow) -> list[Exchange]:
    exchanges: list[Exchange] = []
    # What cannot be read is kept too; once more it proves nothing new.
    is_new = looked.is_news or (looked.collected.exhausting and _flaw(looked, row) != row.error)
    for outcome in looked.outcomes:
        if isinstance(outcome, FetchFailure):
            # The same failure once more proves nothing new.
            exchanges += outcome.exchanges if _said(outcome, row) != row.error else ()
        elif is_new and not outcome.unchanged and _proves(outcome, looked.collected):
            exchanges += outcome.exchanges
    return exchanges


def _proves(answer: Answer, found: Collected) -> bool:
    """Whether an answer tells something; of many asked for events, most tell nothing new."""
    return not found.events or any(one is answer for one in found.evidence)


def _said(failure: FetchFailure, row: AddressRow) -> str:
    where = "" if failure.url == row.url else f" ({failure.url})"
    return f"{failure.kind}: {failure.reason}{where}"


def _write_found(
    looked: CollectOutcome,
    row: AddressRow,
    watch: WatchedAddress,
    kept: KeptExchanges,
    this: CollectionRun,
) -> None:
    found, tally = looked.collected, this.tally(row.source)
    rules = this.pack.addresses.of_what_was_fetched
    skips = {str(skip.reason): skip.count for skip in found.skips}
    new = findings.add(
        found.findings,
        row.source,
        rules,
        now=watch.now,
        is_backlog=row.looks == 0,
        is_proved=watch.address.kind is AddressKind.OONI,
    )
    new += findings.call_back(
        found.findings,
        row.source,
        rules,
        is_own=lambda url: owner_of(url, rules, this.pack.sources) == row.source.key,
        now=watch.now,
    )
    tally.found += new
    if known := len(found.findings) - new:
        # Another source, or a person, had named them.
        skips[SkipReason.KNOWN] = skips.get(SkipReason.KNOWN, 0) + known
    answers = [one for one in looked.outcomes if isinstance(one, Answer) and not one.unchanged]
    pages = {answer.place: answer for answer in answers}
    for post in (*found.posts, *_told(found.changes)):
        _write_post(post, row, pages, kept, this)
    register_entries.note(row, found.changes, watch.now)
    last = kept.last_row(answers[-1].exchanges) if answers else None
    for url in found.gone:
        _note_gone(url, _LEFT_CHANNEL, row, last, this)
    for change in found.changes:
        if change.kind is RowChange.GONE:
            _note_gone(change.entry.url, _LEFT_REGISTER, row, last, this)
    source_state.count_networks(row.source, found.counts)
    network_events.keep(row.source, found.events, watch.now)
    network_events.see_again(row.source, found.seen_again, watch.now)
    tally.looks += 1
    # Whoever is asked for ever new spans answers each time, with nothing new in it.
    tally.unchanged += found.unchanged or bool(found.seen_again and not found.events)
    tally.skipped.update({reason: count for reason, count in skips.items() if reason in FLAWS})
    if found.unchanged and not skips:
        skips = row.skips
    source_state.looked(row, found.validators, skips, watch.now)


def _write_post(
    post: Post, row: AddressRow, pages: Pages, kept: KeptExchanges, this: CollectionRun
) -> None:
    tally = this.tally(row.source)
    answer = pages[post.page]
    capture = kept.last_row(answer.exchanges)
    if capture is None:
        tally.skipped["post without evidence"] += 1
        return
    read = read_post(post, this.zone)
    reading = reading_of(read, answer, this.pack.addresses)
    had = articles.find(reading.canonical)
    judgement = judge_page(read.page, articles.first_words(had)) if had else FIRST
    version = articles.write(reading, row.source, capture, judgement)
    tally.articles += had is None
    tally.versions += had is not None and version is not None
    tally.cut(read.page)


def _told(changes: Sequence[RegisterChange]) -> list[Post]:
    """What happened to the rows of a register, each told as a post is."""
    return [
        Post(
            url=change.entry.url,
            page=change.page,
            published=change.entry.published,
            text=change.text,
            digest=change.entry.digest,
        )
        for change in changes
        if change.kind is not RowChange.FIRST_SEEN
    ]


def _note_gone(
    url: str, reason: str, row: AddressRow, capture: CaptureRow | None, this: CollectionRun
) -> None:
    article = articles.find(canonical_url(url, this.pack.addresses))
    if article is not None:
        judgement = Judgement(state=ArticleState.REMOVED, reason=reason)
        articles.judge(article, judgement, this.now(), capture)
        this.tally(row.source).skipped["gone"] += 1
