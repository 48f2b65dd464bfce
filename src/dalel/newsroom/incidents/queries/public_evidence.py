"""The publishable part of the evidence behind cited addresses."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from django.db.models import Q

from dalel.domain.evidence import EvidenceClass, OutsideArchive
from dalel.domain.evidence_disclosure import Evidence, PublicEvidence, public_part
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, OutsideCopyRow
from dalel.newsroom.incidents.models import DevelopmentLinkRow
from dalel.newsroom.incidents.queries.cited import at_cited


def proofs(cited: AbstractSet[str]) -> Mapping[str, PublicEvidence]:
    """The public part of the evidence at each cited address, by canonical address.

    ``cited`` are the addresses that the versions in question cite.

    The article's class and that of the capture it was read from both have to be public, and
    neither is withheld. Excerpts are an incident's own: see ``incidents.actions.excerpts``.
    """
    public = ArticleRow.objects.filter(
        at_cited(cited, "canonical")
        | Q(canonical__in=DevelopmentLinkRow.objects.values("canonical")),
        evidence_class=EvidenceClass.PUBLIC,
        withheld="",
    )
    copies = _copies()
    versions = ArticleVersionRow.objects.filter(article__in=public).select_related(
        "capture", "article", "article__source"
    )
    found: dict[str, PublicEvidence] = {}
    # Ordered by number, so that the newest comes last and stays.
    for row in versions.order_by("number"):
        article, capture = row.article, row.capture
        part = public_part(
            Evidence(
                evidence_class=EvidenceClass(capture.evidence_class)
                if not capture.withheld
                else EvidenceClass.SEALED,
                outlet=article.source.key if article.source else "",
                link=article.url,
                title=row.title or None,
                time=capture.time,
                sha256=capture.sha256,
                life=ArticleState(article.state),
                outside_copy=copies.get((OutsideArchive.WAYBACK, article.canonical)),
                second_copy=copies.get((OutsideArchive.TODAY, article.canonical)),
                language=article.language,
            )
        )
        if part is None:
            found.pop(article.canonical, None)
        else:
            found[article.canonical] = part
    return found


def _copies() -> dict[tuple[str, str], str]:
    """Where the copies in outside archives stand, by archive and address."""
    rows = OutsideCopyRow.objects.exclude(address="")
    told = rows.values_list("archive", "canonical", "address")
    return {(archive, canonical): address for archive, canonical, address in told}
