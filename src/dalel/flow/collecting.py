"""What is new at the addresses of the sources?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction

from dalel.domain.addresses import canonical_url
from dalel.domain.collecting import Collected, Known, Post, Watch
from dalel.domain.exchange import Answer, Exchange, FetchFailure, Outcome, Validators
from dalel.domain.health import is_absence
from dalel.domain.life import Judgement, Words, changes
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.domain.states import ArticleState
from dalel.flow.asking import Done
from dalel.flow.keeping import Kept
from dalel.flow.round import Round
from dalel.language.identify import identify
from dalel.outside.http import Fetcher
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS
from dalel.steps.extract.stamps import read_stamp
from dalel.store import articles, due, findings, sources
from dalel.store.articles import Reading
from dalel.store.models import AddressRow, CaptureRow

#: How long after a look comes the next one.
_EVERY: Final = {AddressKind.OONI: timedelta(hours=12), AddressKind.SITEMAP: timedelta(minutes=30)}
_USUALLY: Final = timedelta(minutes=15)
_LONGEST_TITLE: Final = 120


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a collector brought, and every outcome that it met on its way."""

    collected: Collected
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> FetchFailure | None:
        """The failure of a look that got no answer at all."""
        failures = [one for one in self.outcomes if isinstance(one, FetchFailure)]
        return failures[-1] if failures and len(failures) == len(self.outcomes) else None

    @property
    def is_news(self) -> bool:
        """Whether it told anything; pages that tell nothing new are counted, not kept."""
        found = self.collected
        return bool(found.findings or found.posts or found.gone or found.counts)


Job = tuple[AddressRow, Watch]


def read_by_default(pack: Pack) -> list[tuple[Source, Sequence[Address]]]:
    """The sources of a pack with the addresses at which they are read without asking."""
    own = set(pack.own_sources)
    return [(source, _addresses(source)) for source in pack.sources if source.id not in own]


def enrol(pack: Pack, now: datetime) -> None:
    """Let the rows know the sources of a pack; what the newsroom added is proposed at first."""
    sources.enrol(read_by_default(pack), pack.languages[0], now, proposed=pack.added_sources)


def _addresses(source: Source) -> list[Address]:
    found = [
        address
        for address in source.addresses
        if address.is_default and address.kind in COLLECTORS and "{q}" not in address.url
    ]
    if source.telegram and all(one.kind is not AddressKind.TELEGRAM for one in found):
        preview = f"https://t.me/s/{source.telegram}"
        found.append(Address(url=preview, kind=AddressKind.TELEGRAM, grade=Grade.LISTED_IN_CODE))
    return list({address.url: address for address in found}.values())


def collect(this: Round) -> list[Done[Job, Looked]]:
    """Look at every address that is due; gives the looks that got no answer, not yet judged."""
    held: list[Done[Job, Looked]] = []

    def more(count: int) -> list[Job]:
        rows = due.claim(sources.read_addresses(), this.keeping.worker, this.now(), count)
        return [job for row in rows if (job := _job(row, this)) is not None]

    def settle(done: list[Done[Job, Looked]]) -> None:
        for one in done:
            failure = one.result.failed
            if failure is not None and is_absence(failure):
                held.append(one)
            else:
                write(one, this)
        this.told("collect", len(done))

    this.asking.drive(more, lambda job, fetcher: _look(job, fetcher, this), settle)
    return held


def _job(row: AddressRow, this: Round) -> Job | None:
    source = this.source(row.source)
    address = _address(source, row.url) if source else None
    if source is None or address is None:
        due.finish(row, None)
        return None
    this.tally(row.source).name = row.source.name
    now = this.now()
    known = Known(
        urls=findings.known(row.source, this.pack.addresses),
        posts=articles.posts_of(row.source) if address.kind is AddressKind.TELEGRAM else {},
        validators=sources.validators_of(row),
    )
    return row, Watch(
        source=source,
        address=address,
        now=now,
        zone=this.zone,
        known=known,
        since=now - this.back if this.back else None,
        read_time=lambda text: _time_in(text, this),
    )


def _address(source: Source, url: str) -> Address | None:
    return next((one for one in _addresses(source) if one.url == url), None)


def _time_in(text: str, this: Round) -> datetime | None:
    published = read_stamp(text, this.zone, this.now())
    return published.time if published else None


async def _look(job: Job, fetcher: Fetcher, this: Round) -> Looked:
    row, watch = job
    ask = fetcher.through(this.way(row.source))
    outcomes: list[Outcome] = []

    async def fetch(url: str, *, validators: Validators | None = None) -> Outcome:
        outcome = await ask(url, validators=validators)
        outcomes.append(outcome)
        return outcome

    collected = await COLLECTORS[watch.address.kind](watch, fetch)
    return Looked(collected=collected, outcomes=tuple(outcomes))


def write(done: Done[Job, Looked], this: Round) -> None:
    """Keep what one look brought: evidence first, then its rows, all of them or none."""
    (row, watch), looked = done.job, done.result
    tally = this.tally(row.source)
    for outcome in looked.outcomes:
        tally.add(outcome)
    exchanges = _worth_keeping(looked, row)
    kept = this.keeping.keep(exchanges)
    now = this.now()
    with transaction.atomic():
        if not due.is_mine(row):
            return
        kept.write_rows()
        tally.captures += len(kept)
        if looked.failed is not None:
            due.fail(row, _said(looked.failed), now, looked.failed.retry_at)
            return
        _write_found(looked, row, watch, kept, this)
        due.finish(row, now + _EVERY.get(watch.address.kind, _USUALLY))


def _worth_keeping(looked: Looked, row: AddressRow) -> list[Exchange]:
    exchanges: list[Exchange] = []
    for outcome in looked.outcomes:
        if isinstance(outcome, FetchFailure):
            # The same failure once more proves nothing new.
            exchanges += outcome.exchanges if _said(outcome) != row.error else ()
        elif looked.is_news and not outcome.unchanged:
            exchanges += outcome.exchanges
    return exchanges


def _said(failure: FetchFailure) -> str:
    return f"{failure.kind}: {failure.reason}"


def _write_found(looked: Looked, row: AddressRow, watch: Watch, kept: Kept, this: Round) -> None:
    found, tally = looked.collected, this.tally(row.source)
    rules = this.pack.addresses
    skips = {str(skip.reason): skip.count for skip in found.skips}
    tally.found += findings.add(
        found.findings, row.source, rules, now=watch.now, is_backlog=row.looks == 0
    )
    pages = [one for one in looked.outcomes if isinstance(one, Answer) and not one.unchanged]
    for post in found.posts:
        _write_post(post, row, _page_of(post.url, pages, kept), this)
    for url in found.gone:
        _note_gone(url, row, kept.last_row(pages[-1].exchanges) if pages else None, this)
    sources.count_networks(row.source, found.counts)
    tally.looks += 1
    tally.unchanged += found.unchanged
    sources.looked(row, found.validators, skips, watch.now)


def _page_of(url: str, pages: Iterable[Answer], kept: Kept) -> CaptureRow | None:
    """The capture of the page on which a post stands."""
    mark = urlsplit(url).path.strip("/").encode()
    shown = [page for page in pages if b'"%s"' % mark in page.last.content]
    return kept.last_row(shown[0].exchanges) if shown else None


def _write_post(post: Post, row: AddressRow, capture: CaptureRow | None, this: Round) -> None:
    if capture is None:
        this.tally(row.source).skipped["post without evidence"] += 1
        return
    canonical = canonical_url(post.url, this.pack.addresses)
    words = Words(title=_headline(post.text), text=post.text)
    had = articles.find(canonical)
    judgement = Judgement(state=ArticleState.LIVE, reason="as when it was first kept")
    if had is not None and (changed := changes(articles.first_words(had), words)):
        reason = f"{' and '.join(changed)} changed"
        judgement = Judgement(state=ArticleState.CHANGED, reason=reason)
    version = articles.write(
        Reading(
            canonical=canonical,
            url=post.url,
            words=words,
            time=capture.time,
            language=identify(post.text) or "",
            published_iso=post.published.isoformat() if post.published else "",
            published=post.published,
            author=post.author or "",
            is_post=True,
            digest=post.digest,
        ),
        row.source,
        capture,
        judgement,
    )
    tally = this.tally(row.source)
    tally.articles += had is None
    tally.versions += had is not None and version is not None


def _headline(text: str) -> str:
    """A post has none; its first line stands in."""
    line = text.strip().partition("\n")[0]
    if len(line) <= _LONGEST_TITLE:
        return line
    return f"{line[: _LONGEST_TITLE - 1].rpartition(' ')[0]}…"


def _note_gone(url: str, row: AddressRow, capture: CaptureRow | None, this: Round) -> None:
    article = articles.find(canonical_url(url, this.pack.addresses))
    if article is not None:
        reason = "it no longer stands between its neighbours in the channel"
        judgement = Judgement(state=ArticleState.REMOVED, reason=reason)
        articles.judge(article, judgement, this.now(), capture)
        this.tally(row.source).skipped["gone"] += 1
