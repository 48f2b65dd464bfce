"""Proof of texts: each line that a version of an article says stands in the body that was kept.

Where a line does not stand there as it is (the reader left a word of a link out, say), the page is
read once more, in a process of its own, and the text has to be what is read.
"""

import re
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.exchange import Answer
from dalel.domain.source import AddressKind
from dalel.domain.standing_words import StandingPage
from dalel.newsroom.evidence.actions.archive import answer_from
from dalel.newsroom.evidence.actions.extract import read_answer
from dalel.newsroom.evidence.models import ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries.captures import record
from dalel.newsroom.evidence.queries.row_proof import SIGNALS, Found
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import AddressRow
from dalel.pack import Pack
from dalel.steps.archive.findings import ArchiveFault
from dalel.steps.archive.seals import day_of
from dalel.steps.archive.vault import Vault

_META: Final = re.compile(rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4096
_SHORT: Final = 80
_OTHERS: Final = (
    "made by Dalel itself of tables and measurements, withheld since, or their body cannot be had"
)


def hold_texts(
    vault: Vault, pack: Pack, found: Found, tick: Callable[[], None]
) -> Iterator[ArchiveFault]:
    """Hold the title and the text of each version against the body of its capture."""
    found.why = _OTHERS
    told, zone = _told_sources(), ZoneInfo(pack.zone)
    shown = _Shown(vault)
    rows = ArticleVersionRow.objects.exclude(title="", text="")
    rows = rows.select_related("capture", "article", "article__source").order_by("capture", "pk")
    for row in rows.iterator(chunk_size=BATCH):
        tick()
        is_told = row.article.is_post and row.article.source_id in told
        if is_told or row.article.canonical.startswith(SIGNALS) or not shown.look_at(row.capture):
            found.not_held += 1
            continue
        found.held += 1
        said = f"{row.title}\n{row.text}"
        missing = list(shown.page.missing(said))
        if missing and not _is_read_so(row, shown.answer, pack, zone, missing):
            first = missing[0] if len(missing[0]) <= _SHORT else f"{missing[0][:_SHORT]}…"
            what = (
                f"{row.article.canonical}, version {row.number}: {len(missing)} lines do not stand "
                f"in the page that was kept, the first: {first!r}"
            )
            yield from found.fault(what, capture=row.capture.link, day=day_of(row.capture.time))
    yield from found.rest()


class _Shown:
    """The body of the last capture that was looked at: several posts stand in one."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._link = ""
        self._is_had = False
        self.answer: Answer
        self.page: StandingPage

    def look_at(self, row: CaptureRow) -> bool:
        """Whether the body can be had; then it is what is looked at."""
        if row.link != self._link:
            self._link = row.link
            answer = None if row.withheld else answer_from(self._vault, record(row))
            self._is_had = answer is not None
            if answer is not None:
                self.answer = answer
                self.page = StandingPage(_decoded(answer))
        return self._is_had


def _is_read_so(
    row: ArticleVersionRow, answer: Answer, pack: Pack, zone: tzinfo, missing: list[str]
) -> bool:
    """Whether the lines are those that the reader of today reads from the page."""
    key = row.article.source.key if row.article.source else ""
    source = next((one for one in pack.sources if one.id == key), None)
    read = read_answer(answer, row.article.url, source, zone, is_post=row.article.is_post)
    lines = {" ".join(line.split()) for line in (read.page.title, *read.page.text.splitlines())}
    return all(" ".join(line.split()) in lines for line in missing)


def _told_sources() -> set[int]:
    """Sources whose posts Dalel itself tells, of rows of a register."""
    rows = AddressRow.objects.filter(kind=AddressKind.TABLE).values_list("source", flat=True)
    return set(rows)


def _decoded(answer: Answer) -> str:
    content = answer.last.content
    meta = _META.search(content[:_HEAD])
    named = (answer.last.charset, "utf-8", meta and meta[1].decode("ascii", "replace"), "cp1251")
    for charset in named:
        try:
            return content.decode(charset or "utf-8")
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", "replace")
