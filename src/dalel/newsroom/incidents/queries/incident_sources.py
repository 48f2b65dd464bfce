"""What stands behind an incident: the addresses that it cites, and the articles of its story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dalel.domain.incident import Link
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.incidents.models import LinkRow
from dalel.newsroom.incidents.queries.records import link_record
from dalel.newsroom.stories.models import MembershipRow


@dataclass(frozen=True, kw_only=True)
class IncidentSource:
    """Something that stands behind an incident: a cited address, an article of its story, or both.

    ``order`` is that of the citation, None where it is not cited; ``article`` and ``version`` are
    keys for addresses of the desk, None where nothing was kept.
    """

    url: str
    canonical: str
    host: str
    outlet: str
    order: int | None
    #: The id of the outlet in the pack; empty: it is not one of ours.
    source: str = ""
    article: int | None = None
    version: int | None = None
    versions: int = 0
    language: str = ""
    title: str = ""
    text: str = ""
    state: ArticleState | None = None
    published: str = ""
    kept: datetime | None = None
    sha256: str = ""
    of_story: bool = False


def incident_sources(
    number: str, cited_now: Sequence[Link] | None = None
) -> tuple[IncidentSource, ...]:
    """All that stands behind an incident: what it cites, in order, then the rest of its stories.

    Whoever knows already what it cites now gives it.
    """
    if cited_now is None:
        rows_of_links = LinkRow.objects.filter(incident__number=number).order_by("order")
        cited_now = [link_record(row) for row in rows_of_links]
    links = list(enumerate(cited_now, start=1))
    members = MembershipRow.objects.filter(story__incident__number=number).values("article")
    rows = ArticleRow.objects.filter(
        Q(pk__in=members) | Q(canonical__in=[link.canonical for _, link in links])
    )
    articles = {row.canonical: row for row in rows.select_related("source")}
    newest = _newest([row.pk for row in articles.values()])
    cited = {link.canonical for _, link in links}
    found = [_cited(order, link, articles.get(link.canonical), newest) for order, link in links]
    rest = sorted(
        (row for row in articles.values() if row.canonical not in cited),
        key=lambda row: (row.first_kept, row.canonical),
    )
    return (*found, *(_kept(row, newest, None, in_story=True) for row in rest))


def _newest(keys: list[int]) -> dict[int, ArticleVersionRow]:
    versions = ArticleVersionRow.objects.filter(article__in=keys).select_related("capture")
    # Ordered by number, so that the newest comes last and stays.
    return {row.article_id: row for row in versions.order_by("number")}


def _cited(
    order: int, link: Link, row: ArticleRow | None, newest: dict[int, ArticleVersionRow]
) -> IncidentSource:
    if row is None or row.pk not in newest:
        return IncidentSource(
            url=link.url,
            canonical=link.canonical,
            host=link.host,
            outlet=link.source or "",
            order=order,
            source=link.source or "",
        )
    return _kept(row, newest, order, in_story=False)


def _kept(
    row: ArticleRow, newest: dict[int, ArticleVersionRow], order: int | None, *, in_story: bool
) -> IncidentSource:
    version = newest.get(row.pk)
    return IncidentSource(
        url=row.url,
        canonical=row.canonical,
        host=row.canonical.split("/")[2] if "//" in row.canonical else row.canonical,
        outlet=row.source.name if row.source else "",
        order=order,
        source=row.source.key if row.source else "",
        article=row.pk,
        version=version.pk if version else None,
        versions=version.number if version else 0,
        language=row.language,
        title=version.title if version else "",
        text=version.text if version else "",
        state=ArticleState(row.state),
        published=row.published_iso,
        kept=row.first_kept,
        sha256=version.capture.sha256 if version else "",
        of_story=in_story,
    )
