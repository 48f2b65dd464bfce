"""Queries on the captures behind an incident or an address, and their evidence class."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet

from dalel.domain.addresses import AddressRules, canonical_url
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.evidence import Capture, EvidenceClass
from dalel.domain.exchange import OWN_LINES
from dalel.domain.identity import is_number
from dalel.newsroom.evidence.models import (
    ArticleLifeRow,
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    FindingRow,
    RenderedPartRow,
)
from dalel.newsroom.evidence.queries import cited_addresses
from dalel.newsroom.evidence.queries.captures import record
from dalel.newsroom.frame.transactions import BATCH

#: So many characters of a capture's link name it, if no other begins so.
SHORT: Final = 12
_HEX: Final = frozenset("0123456789abcdef")


class AmbiguousError(DalelError):
    """Several captures begin so."""


@dataclass(frozen=True, kw_only=True)
class CapturedExhibit:
    """A capture with its headline, the address cited, and, where its body is withheld, why.

    ``is_part``: it came with a page that a browser showed, or was made of it, and is none itself.
    """

    capture: Capture
    cited: str
    title: str | None
    withheld: str = ""
    is_part: bool = False


@dataclass(frozen=True, kw_only=True)
class Behind:
    """Captures by time; ``without``: cited, never captured."""

    exhibits: tuple[CapturedExhibit, ...]
    without: tuple[str, ...]


def behind(number: str) -> Behind:
    """Every capture of what an incident and its developments cite."""
    return _behind(cited_addresses.of_incident(number))


def of_address(canonical: str) -> tuple[CapturedExhibit, ...]:
    """Every capture of a canonical address, by time."""
    return _behind({canonical}).exhibits


def find(what: str, rules: AddressRules) -> Behind:
    """The evidence that is meant: an incident's by its number, an address's, or one capture's.

    A capture is named by its link, or by so much of its beginning that no other begins so.

    :raises NotFoundError: when there is no such thing.
    :raises AmbiguousError: when several captures begin so.
    """
    if is_number(what):
        if cited := cited_addresses.of_incident(what):
            return _behind(cited)
        raise NotFoundError(f"There is no incident {what} that cites anything.")
    if is_link(what):
        return _one(what)
    found = _behind({canonical_url(what, rules)}, {what})
    if not found.exhibits:
        raise NotFoundError(
            f"Nothing is kept of {what}: give an incident's number, an address that was captured, "
            f"or at least {SHORT} characters of a capture's link."
        )
    return found


def is_article(canonical: str) -> bool:
    """Whether an article was read from this address."""
    return ArticleRow.objects.filter(canonical=canonical).exists()


def is_page(canonical: str) -> bool:
    """Whether an article was read from this address, or is to be."""
    return is_article(canonical) or FindingRow.objects.filter(canonical=canonical).exists()


def is_link(what: str) -> bool:
    """Whether this is how a capture's link begins."""
    return len(what) >= SHORT and _HEX.issuperset(what)


def holders(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """Of these captures those that hold a body, and those that hold the bodies of the others."""
    wanted = {capture.body_of or capture.link for capture in captures}
    return by_links(wanted)


def by_links(links: Collection[str]) -> tuple[Capture, ...]:
    """The captures of these links."""
    rows = CaptureRow.objects.filter(link__in=links).order_by("pk")
    return tuple(record(row) for row in rows)


def _one(start: str) -> Behind:
    rows = list(CaptureRow.objects.filter(link__startswith=start)[:2])
    if not rows:
        raise NotFoundError(f"There is no capture {start}.")
    if len(rows) > 1:
        raise AmbiguousError(f"Several captures begin with {start}: give more of the link.")
    versions = ArticleVersionRow.objects.filter(capture=rows[0]).select_related("article")
    version = versions.first()
    exhibit = CapturedExhibit(
        capture=_as_decided(rows[0], version.article if version else None),
        cited=version.article.canonical if version else rows[0].url,
        title=version.title or None if version else None,
        withheld=rows[0].withheld,
    )
    return Behind(exhibits=(exhibit,), without=())


def _behind(canonicals: Collection[str], asked: Collection[str] = ()) -> Behind:
    """All captures of canonical addresses, and of those that were ``asked`` for in this form."""
    found: dict[int, CapturedExhibit] = {}
    without = []
    for canonical in sorted(canonicals):
        exhibits = _exhibits(canonical, asked)
        found |= exhibits
        if not exhibits:
            without.append(canonical)
    ordered = sorted(found.items(), key=lambda pair: (pair[1].capture.time, pair[0]))
    return Behind(exhibits=tuple(one for _, one in ordered), without=tuple(without))


def _exhibits(canonical: str, asked: Collection[str]) -> dict[int, CapturedExhibit]:
    """By row key: what gave a version or a judgement, and all captures of the same addresses."""
    article = ArticleRow.objects.filter(canonical=canonical).first()
    urls = {*FindingRow.objects.filter(canonical=canonical).values_list("url", flat=True), *asked}
    urls |= {article.url} if article else set()
    rows: dict[int, tuple[CaptureRow, str | None]] = {
        row.pk: (row, None) for row in CaptureRow.objects.filter(url__in=urls)
    }
    lives = ArticleLifeRow.objects.filter(article=article).exclude(capture=None)
    for life in lives.select_related("capture"):
        if life.capture is not None:
            rows.setdefault(life.capture.pk, (life.capture, None))
    for version in ArticleVersionRow.objects.filter(article=article).select_related("capture"):
        rows[version.capture.pk] = (version.capture, version.title or None)
    beside = (*_parts_of(canonical, article), *_own_lines(article))
    parts = {row.pk: row for row in beside if row.url not in urls}
    rows = {key: (row, None) for key, row in parts.items()} | rows
    return {
        key: CapturedExhibit(
            capture=_as_decided(row, article),
            cited=canonical,
            title=title,
            withheld=row.withheld,
            is_part=key in parts,
        )
        for key, (row, title) in rows.items()
    }


def _parts_of(canonical: str, article: ArticleRow | None) -> "QuerySet[CaptureRow]":
    """What browsers showed of an address, and what the page had asked for."""
    named = {canonical}
    if article is not None:
        named |= set(article.findings.values_list("canonical", flat=True))
    return CaptureRow.objects.filter(rendered__rendering__asked__canonical__in=named).distinct()


def _own_lines(article: ArticleRow | None) -> Iterable[CaptureRow]:
    """Of a page out of an archive, the own lines of its record there."""
    if article is None or not article.archive:
        return ()
    return CaptureRow.objects.filter(url=f"{OWN_LINES}{article.url}")


def shared_parts(found: Iterable[CapturedExhibit]) -> frozenset[str]:
    """The links of bodies that other pages show, too, such as a site's typeface."""
    # Which of two pages was shown first says nothing: the later one refers to the earlier's body.
    parts = {one.capture.body_of or one.capture.link: one.cited for one in found if one.is_part}
    shared: set[str] = set()
    for start in range(0, len(parts), BATCH):
        some = list(parts)[start : start + BATCH]
        others = RenderedPartRow.objects.filter(kind="").exclude(
            rendering__asked__canonical__in=set(parts.values())
        )
        for column in ("capture__link", "capture__body_of"):
            same = others.filter(**{f"{column}__in": some})
            shared |= set(same.values_list(column, flat=True))
    return frozenset(shared)


def _as_decided(row: CaptureRow, article: ArticleRow | None) -> Capture:
    """A capture in the class that was decided for it alone, else for its article."""
    capture = record(row)
    if article is None or capture.evidence_class is not EvidenceClass.NEWSROOM:
        return capture
    return replace(capture, evidence_class=EvidenceClass(article.evidence_class))
