"""Proof of versions: that an article is of the address that its captures are of, and in order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Final

from dalel.domain.addresses import AddressRules, canonical_url, host_of
from dalel.domain.rendering import page_of_part
from dalel.domain.source import AddressKind
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.evidence.queries.row_proof import SIGNALS, Found
from dalel.newsroom.frame.transactions import BATCH
from dalel.pack import Pack
from dalel.steps.archive.findings import ArchiveFault
from dalel.steps.collect import preview

#: Two workers may look at one page at once, and the later answer be written first.
_SLACK: Final = timedelta(hours=1)
#: No answer comes by more redirects.
_REDIRECTS: Final = 20
_MEASURED: Final = {AddressKind.OONI, AddressKind.IODA, AddressKind.RADAR}


class ToldByDalel:
    """Which articles Dalel words itself, by where their captures are from: rows can be edited."""

    def __init__(self, pack: Pack) -> None:
        addresses = [one for source in pack.sources for one in source.addresses]
        self._tables = {host_of(one.url) for one in addresses if one.kind is AddressKind.TABLE}
        self._measured = {host_of(one.url) for one in addresses if one.kind in _MEASURED}

    def tells(self, article: ArticleRow, capture: CaptureRow) -> bool:
        """Whether the words are Dalel's own: a row of a register, or a measurement."""
        if article.canonical.startswith(SIGNALS):
            return True
        return article.is_post and host_of(capture.url) in self._tables

    def is_named(self, article: ArticleRow, capture: CaptureRow) -> bool:
        """Whether it says that it tells of a measurement, on evidence that is none."""
        return article.canonical.startswith(SIGNALS) and host_of(capture.url) not in self._measured


def hold_versions(pack: Pack, found: Found, tick: Callable[[], None]) -> Iterator[ArchiveFault]:
    """Hold each article against its captures: address, numbers and order of its versions."""
    rows = ArticleVersionRow.objects.select_related("capture", "article").defer("title", "text")
    rows = rows.order_by("article", "number")
    dalel = ToldByDalel(pack)
    for _, versions in groupby(rows.iterator(chunk_size=BATCH), lambda row: row.article_id):
        wrong: list[str] = []
        before: ArticleVersionRow | None = None
        for row in versions:
            tick()
            found.held += 1
            wrong += _out_of_order(row, before)
            wrong += _elsewhere(row, pack.addresses, dalel)
            before = row
        if wrong and before is not None:
            what = f"{before.article.canonical}: {'; '.join(wrong[:3])}"
            yield from found.fault(what, capture=before.capture.link)
    yield from found.rest()


def _out_of_order(row: ArticleVersionRow, before: ArticleVersionRow | None) -> Iterator[str]:
    due = before.number + 1 if before else 1
    if row.number != due:
        yield f"version {row.number} stands where version {due} has to"
    if before is not None and row.time < before.time - _SLACK:
        yield f"version {row.number} is older than the one before it"


def _elsewhere(row: ArticleVersionRow, rules: AddressRules, dalel: ToldByDalel) -> Iterator[str]:
    """What tells that an article is not of the address of its capture."""
    article, shown = row.article, row.capture.url
    if article.canonical.startswith(SIGNALS):
        if article.source_id is not None:
            yield "a measurement that Dalel tells is of no source"
        return
    if article.canonical not in _forms(article.url, rules):
        yield f"its address {article.url} is not that by which it is called"
    if dalel.tells(article, row.capture):
        return
    if article.is_post or preview.is_post(article.url):
        if not _is_of_channel(article.url, shown):
            yield f"version {row.number} was read from {shown}, which is not its channel"
    elif article.canonical not in _forms(page_of_part(shown), rules) and not _led_here(row, rules):
        yield f"version {row.number} was read from {shown}"


def _forms(url: str, rules: AddressRules) -> set[str]:
    """What an address is called by the rules of today, and was by those of before them."""
    known = rules.of_what_was_fetched
    fewer = (known, replace(known, keys={}), replace(known, keys={}, aliases={}), AddressRules())
    return {canonical_url(url, one) for one in fewer}


def _is_of_channel(url: str, shown: str) -> bool:
    try:
        wanted = preview.place_of(preview.preview_of(url))
    except ValueError:
        return False
    home, name = preview.place_of(shown)
    return (host_of(home), (name or "").lower()) == (host_of(wanted[0]), (wanted[1] or "").lower())


def _led_here(row: ArticleVersionRow, rules: AddressRules) -> bool:
    """Whether redirects led from the article's address to the capture: they stand before it."""
    earlier = CaptureRow.objects.filter(
        chain=row.capture.chain, number__lt=row.capture.number
    ).order_by("-number")
    for one in earlier[:_REDIRECTS]:
        if not 300 <= one.status < 400:
            return False
        if row.article.canonical in _forms(one.url, rules):
            return True
    return False
