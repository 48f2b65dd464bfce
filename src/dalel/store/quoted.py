"""What do the articles say that entries cite?"""

from dataclasses import dataclass
from datetime import date, tzinfo

from dalel.domain.evidence import EvidenceClass
from dalel.store.models import ArticleVersionRow, LinkRow


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """The newest text of a cited article, and on which day it was published or first kept."""

    language: str
    text: str
    day: date


def cited_texts(zone: tzinfo) -> dict[str, Quoted]:
    """By identity of its address each cited article that we hold and may read."""
    rows = (
        ArticleVersionRow.objects.filter(
            article__canonical__in=LinkRow.objects.values("canonical"), article__withheld=""
        )
        .exclude(article__evidence_class=EvidenceClass.SEALED)
        .exclude(article__language="")
        .exclude(text="")
        .order_by("number")
    )
    # The newest comes last and stays.
    return {
        canonical: Quoted(
            language=language, text=text, day=min(published or kept, kept).astimezone(zone).date()
        )
        for canonical, language, text, published, kept in rows.values_list(
            "article__canonical",
            "article__language",
            "text",
            "article__published",
            "article__first_kept",
        ).iterator()
    }
