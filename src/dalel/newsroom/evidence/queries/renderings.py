"""What browsers showed of a page, and what still needs one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from dalel.domain.errors import NotFoundError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.rendering import RenderedKind, RenderWish, ShutKind, StopReason
from dalel.newsroom.evidence.models import (
    ArticleRow,
    AskedRenderingRow,
    RenderedPartRow,
    RenderingRow,
)
from dalel.newsroom.evidence.queries.captures import record
from dalel.steps.archive.capture_reader import read_response
from dalel.steps.archive.vault import Vault

#: So many visits of a page are listed.
LISTED = 10


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A part of a page as it is listed; ``link`` names it in the chain of evidence."""

    kind: RenderedKind
    size: int
    sha256: str
    link: str
    is_withheld: bool


@dataclass(frozen=True, kw_only=True)
class RenderingView:
    """A visit of a page by a browser; ``shut``: it is no capture, for it met a wall."""

    time: datetime
    shut: ShutKind | None
    stopped: StopReason | None
    exchanges: int
    parts: tuple[PartView, ...]


@dataclass(frozen=True, kw_only=True)
class Renderings:
    """What browsers showed of a page; ``needs``: it needs one, and none has shown it yet."""

    visits: tuple[RenderingView, ...] = ()
    needs: bool = False
    waits: bool = False
    error: str = ""


def of_article(key: int) -> Renderings:
    """What browsers showed of an article's page, the newest first."""
    asked = _asked_of(key).order_by("asked").first()
    if asked is None:
        return Renderings()
    visits = asked.renderings.order_by("-time", "-pk").prefetch_related("parts__capture")
    shown = tuple(_visit(row) for row in visits[:LISTED])
    has_shown = any(one.shut is None and one.parts for one in shown)
    return Renderings(
        visits=shown,
        needs=asked.why.needs_browser and not has_shown,
        waits=asked.next_at is not None,
        error=asked.error,
    )


def in_need() -> "QuerySet[AskedRenderingRow]":
    """The pages that need a browser and were shown by none so far."""
    wishes = [wish for wish in RenderWish if wish.needs_browser]
    return AskedRenderingRow.objects.filter(why__in=wishes, renderings=None)


def walled(canonicals: Collection[str]) -> "QuerySet[AskedRenderingRow]":
    """Those of some addresses that showed a browser a wall when it last came."""
    last = RenderingRow.objects.filter(asked=OuterRef("pk")).order_by("-time", "-pk")
    rows = AskedRenderingRow.objects.filter(canonical__in=canonicals)
    met = rows.annotate(wall=Subquery(last.values("shut")[:1]))
    return met.exclude(wall=None).exclude(wall="")


def count_in_need() -> int:
    """How many pages need a browser."""
    return in_need().count()


def picture(key: int, link: str, vault: Vault) -> bytes:
    """The picture of an article's page, as PNG.

    :raises NotFoundError: when it has none of this link, or it is withheld or sealed.
    :raises ArchiveError: when it is not what was kept.
    """
    part = (
        RenderedPartRow.objects.filter(
            kind=RenderedKind.SCREENSHOT, capture__link=link, rendering__asked__in=_asked_of(key)
        )
        .select_related("capture")
        .first()
    )
    article = ArticleRow.objects.filter(pk=key).first()
    if part is None or article is None or part.capture.withheld or article.withheld:
        raise NotFoundError("There is no such picture.")
    if EvidenceClass.SEALED in {part.capture.evidence_class, article.evidence_class}:
        raise NotFoundError("The picture is sealed.")
    return read_response(vault, record(part.capture)).body


def _asked_of(key: int) -> "QuerySet[AskedRenderingRow]":
    article = ArticleRow.objects.filter(pk=key).first()
    named = {article.canonical} if article else set()
    if article is not None:
        named |= set(article.findings.values_list("canonical", flat=True))
    return AskedRenderingRow.objects.filter(canonical__in=named)


def _visit(row: RenderingRow) -> RenderingView:
    parts = list(row.parts.all())
    return RenderingView(
        time=row.time,
        shut=ShutKind(row.shut) if row.shut else None,
        stopped=StopReason(row.stopped) if row.stopped else None,
        exchanges=sum(not part.kind for part in parts),
        parts=tuple(
            PartView(
                kind=RenderedKind(part.kind),
                size=part.size,
                sha256=part.capture.sha256,
                link=part.capture.link,
                is_withheld=bool(part.capture.withheld),
            )
            for part in parts
            if part.kind
        ),
    )
