"""One look at an address: its findings, and the reasons for all that was not taken."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar
from urllib.parse import urljoin, urlsplit

from dalel.domain.addresses import is_too_long
from dalel.domain.collection import Collected, NetworkCount, Post, Skip, SkipReason, WatchedAddress
from dalel.domain.errors import UnreadableError
from dalel.domain.exchange import Answer, Fetch, FetchFailure, Validators
from dalel.domain.network_event import NetworkEvent
from dalel.domain.register import RegisterChange
from dalel.domain.source import Finding
from dalel.language.letters import legible

P = ParamSpec("P")
R = TypeVar("R")

_EXAMPLES = 3
_LONGEST_TITLE = 500
#: No page of the web is older; a clock that was never set says 1970.
_FIRST_YEAR = 1991


class FindingCollector:
    """Gathers findings and the reasons for all that was not taken, within a watch's limits."""

    def __init__(self, watch: WatchedAddress, fetch: Fetch) -> None:
        self.watch = watch
        self._fetch = fetch
        self._findings: dict[str, Finding] = {}
        self.posts: list[Post] = []
        self.gone: list[str] = []
        self.counts: list[NetworkCount] = []
        self.changes: list[RegisterChange] = []
        self.events: dict[str, NetworkEvent] = {}
        self.seen_again: dict[str, None] = {}
        self._skips: dict[SkipReason, list[str]] = {}
        self._skipped: dict[SkipReason, int] = {}
        self._failures: list[FetchFailure] = []
        self._validators: dict[str, Validators] = {}
        self._evidence: list[Answer] = []
        self._unchanged = 0
        self._is_whole = True
        self.is_exhausting = False
        pattern = watch.source.article_pattern
        self._article = re.compile(pattern) if pattern else None
        hosts = (watch.source.host, *watch.source.aliases)
        self._hosts = {_bare(host) for host in hosts if host}

    @property
    def has_failed(self) -> bool:
        """Whether something that was asked gave no answer."""
        return bool(self._failures)

    def prove(self, answer: Answer) -> None:
        """Keep an answer as evidence of what was taken from it."""
        self._evidence.append(answer)

    async def visit(
        self,
        url: str,
        *,
        evidence: bool = False,
        body: bytes | None = None,
        only_new: bool = True,
    ) -> Answer | None:
        """The answer of an address when it has something new; what it has not is noted.

        A ``body``, of JSON, is sent by POST. Not ``only_new``: it is asked for as it stands.
        """
        validators = self.watch.known.validators.get(url) if only_new else None
        outcome = await self._fetch(url, validators=validators, body=body)
        if isinstance(outcome, FetchFailure):
            self._failures.append(outcome)
            return None
        if outcome.unchanged:
            self._unchanged += 1
            return None
        if only_new:
            self._validators[url] = outcome.validators
        if evidence:
            self.prove(outcome)
        return outcome

    async def read(
        self, base: str, read: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """What a function reads in an answer; None, and noted, when that goes beyond the limits."""
        try:
            return await self.watch.reader(read, *args, **kwargs)
        except UnreadableError as problem:
            self.is_exhausting = True
            self.skip(SkipReason.UNREADABLE, f"{base}: {problem}")
            return None

    def skip(self, reason: SkipReason, example: str, count: int = 1) -> None:
        """Note that something was not taken."""
        self._skipped[reason] = self._skipped.get(reason, 0) + count
        examples = self._skips.setdefault(reason, [])
        if len(examples) < _EXAMPLES and reason is not SkipReason.DENIED:
            examples.append(example[:200])

    def cut_off(self, url: str, count: int = 1) -> None:
        """Note that a limit left something for the next look, which must see the pages again."""
        self._is_whole = False
        self.skip(SkipReason.OVER_LIMIT, url, count)

    def offer(
        self,
        url: str | None,
        base: str,
        *,
        title: str | None = None,
        published: datetime | None = None,
        own_articles_only: bool = True,
    ) -> SkipReason | None:
        """Take an address as a finding, or note why not and return the reason.

        ``own_articles_only``: it must be on the source's hosts and fit its article pattern.
        """
        full = absolute(url, base) if url and url.strip() else None
        published = self.believed(published)
        reason = self._objection(url, full, published, own_articles_only=own_articles_only)
        if reason is not None or full is None:
            return self._refuse(reason or SkipReason.BAD_ADDRESS, full or url or title or "")
        self._findings[full] = Finding(
            url=full,
            source=self.watch.source.id,
            seen=self.watch.now,
            title=one_line(title)[:_LONGEST_TITLE] or None if title else None,
            published=published,
        )
        return None

    def _refuse(self, reason: SkipReason, example: str) -> SkipReason:
        if reason is SkipReason.OVER_LIMIT:
            self.cut_off(example)
        else:
            self.skip(reason, example)
        return reason

    def _objection(
        self,
        url: str | None,
        full: str | None,
        published: datetime | None,
        *,
        own_articles_only: bool,
    ) -> SkipReason | None:
        if not url or not url.strip():
            return SkipReason.NO_ADDRESS
        if full is None:
            return SkipReason.BAD_ADDRESS
        if self.watch.is_denied(full):
            return SkipReason.DENIED
        if own_articles_only and (foreign := self._foreign(full)):
            return foreign
        if full in self._findings:
            return SkipReason.REPEATED
        if full in self.watch.known.urls:
            return SkipReason.KNOWN
        if published and self.watch.since and published < self.watch.since:
            return SkipReason.TOO_OLD
        return SkipReason.OVER_LIMIT if self.is_full else None

    def _foreign(self, url: str) -> SkipReason | None:
        if not self.is_own(url):
            return SkipReason.FOREIGN_HOST
        if self._article and not self._article.match(url):
            return SkipReason.NOT_AN_ARTICLE
        return None

    def knows(self, url: str, base: str) -> bool:
        """Whether an address is known already."""
        full = absolute(url, base)
        return full is not None and full in self.watch.known.urls

    def is_article(self, url: str, base: str) -> bool:
        """Whether an address may be an article of the source, as far as it tells itself."""
        full = absolute(url, base)
        return full is not None and self._foreign(full) is None

    def is_own(self, url: str) -> bool:
        """Whether an address is on one of the source's hosts."""
        return not self._hosts or _bare(urlsplit(url).hostname or "") in self._hosts

    @property
    def is_full(self) -> bool:
        """Whether the watch's limit is reached."""
        return len(self._findings) >= self.watch.limit

    def believed(self, time: datetime | None) -> datetime | None:
        """A time of publication, if it can be one."""
        if time is None or time.year < _FIRST_YEAR or time > self.watch.now + timedelta(days=1):
            return None
        return time

    def collected(self) -> Collected:
        """All of it."""
        return Collected(
            findings=tuple(self._findings.values()),
            posts=tuple(self.posts),
            gone=tuple(self.gone),
            counts=tuple(self.counts),
            changes=tuple(self.changes),
            events=tuple(self.events.values()),
            seen_again=tuple(self.seen_again),
            skips=tuple(
                Skip(reason=reason, count=count, examples=tuple(self._skips[reason]))
                for reason, count in sorted(self._skipped.items())
            ),
            failures=tuple(self._failures),
            validators=dict(self._validators) if self._is_whole else {},
            evidence=tuple(self._evidence),
            unchanged=self._unchanged,
            exhausting=self.is_exhausting,
        )


def absolute(url: str, base: str) -> str | None:
    """The http or https address that a link on a page means, without fragment; None for others."""
    text = "".join(legible(url).split())
    try:
        full = urljoin(base, text).partition("#")[0]
        parts = urlsplit(full)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or is_too_long(full):
        return None
    return full


def one_line(text: str) -> str:
    """A text with every run of white space as one space, and nothing that no row can hold."""
    return " ".join(legible(text).split())


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
