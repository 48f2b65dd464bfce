"""The queue of findings: adding, claiming, skipping and retrying addresses."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dalel.domain.addresses import AddressRules, canonical_url
from dalel.domain.source import Finding
from dalel.domain.states import FindingState, move
from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.newsroom.evidence.queries import cited_addresses
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import SourceRow

#: So many of a source's latest addresses are held against what a collector sees.
_REMEMBERED = 20_000
#: The distance at which findings of one look stand in the queue.
_STEP = timedelta(milliseconds=1)


@dataclass(frozen=True, kw_only=True)
class KnownAddresses(Container[str]):
    """The addresses that we have from a source, in whatever form they are asked for."""

    canonical: frozenset[str]
    rules: AddressRules

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and canonical_url(url, self.rules) in self.canonical


def known(source: SourceRow, rules: AddressRules) -> KnownAddresses:
    """The latest addresses of a source."""
    rows = FindingRow.objects.filter(source=source).order_by("-pk")
    latest = rows.values_list("canonical", flat=True)[:_REMEMBERED]
    return KnownAddresses(canonical=frozenset(latest), rules=rules)


def add(
    findings: Sequence[Finding],
    source: SourceRow | None,
    rules: AddressRules,
    *,
    now: datetime,
    is_backlog: bool = False,
    is_proved: bool = False,
) -> int:
    """Keep what was not seen before; gives how many that are.

    ``is_proved``: the answer in which they stood is their evidence, and nothing else is fetched.
    """
    new: dict[str, FindingRow] = {}
    for place, finding in enumerate(findings):
        canonical = canonical_url(finding.url, rules)
        if canonical not in new:
            new[canonical] = FindingRow(
                canonical=canonical,
                url=finding.url,
                source=source,
                seen=finding.seen,
                title=finding.title or "",
                published=finding.published,
                is_backlog=is_backlog,
                # The first of every source before the second of any: while one host is given
                # its pause, others are asked.
                next_at=None if is_proved else now - (len(findings) - place) * _STEP,
                state=FindingState.FETCHED if is_proved else FindingState.NEW,
            )
    for known_one in _standing(new):
        del new[known_one]
    FindingRow.objects.bulk_create(new.values(), batch_size=BATCH, ignore_conflicts=True)
    return len(new)


def call_back(
    findings: Sequence[Finding],
    source: SourceRow,
    rules: AddressRules,
    *,
    is_own: Callable[[str], bool],
    now: datetime,
) -> int:
    """Try again what others named before its own source did, and what came to nothing then."""
    named = {canonical_url(one.url, rules): one for one in findings}
    keys = list(named)
    called = 0
    for start in range(0, len(keys), BATCH):
        rows = FindingRow.objects.filter(
            canonical__in=keys[start : start + BATCH], state=FindingState.SKIPPED
        )
        for row in rows.exclude(source=source):
            finding = named[row.canonical]
            if is_own(finding.url):
                row.state, row.reason = move(FindingState(row.state), FindingState.NEW), ""
                row.source, row.url, row.title = source, finding.url, finding.title or ""
                row.save(update_fields=["state", "reason", "source", "url", "title"])
                row_claims.finish(row, now)
                called += 1
    return called


def _standing(addresses: Iterable[str]) -> list[str]:
    wanted = list(addresses)
    found: list[str] = []
    for start in range(0, len(wanted), BATCH):
        rows = FindingRow.objects.filter(canonical__in=wanted[start : start + BATCH])
        found += rows.values_list("canonical", flat=True)
    return found


def waiting() -> Any:
    """The findings that are to be fetched, for claiming."""
    return FindingRow.objects.filter(state=FindingState.NEW).select_related("source")


def fetched(row: FindingRow, article: ArticleRow | None) -> None:
    """Note that a finding was fetched, and what it became."""
    row.state = move(FindingState(row.state), FindingState.FETCHED)
    row.article = article
    row.save(update_fields=["state", "article"])
    row_claims.finish(row, None)


def skip(row: FindingRow, reason: str) -> None:
    """Note that a finding is not worth another try, and why."""
    row.state, row.reason = move(FindingState(row.state), FindingState.SKIPPED), reason
    row.save(update_fields=["state", "reason"])
    row_claims.finish(row, None)


def cite(rules: AddressRules, now: datetime) -> int:
    """Make findings of the links that incidents cite and nobody ever saw.

    What an entry stands on is to be kept before it vanishes.
    """
    cited: dict[str, tuple[str, str]] = {}
    for canonical, url, source in cited_addresses.cited():
        cited.setdefault(canonical, (url, source))
    for standing in _standing(cited):
        del cited[standing]
    sources = {row.key: row for row in SourceRow.objects.all()}
    return sum(
        add([Finding(url=url, source=key, seen=now)], sources.get(key), rules, now=now)
        for url, key in cited.values()
        if url.startswith(("http://", "https://"))
    )
