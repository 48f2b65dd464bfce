"""Queries for the text of articles that incidents cite and of those in their stories."""

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, tzinfo

from django.db.models import Q

from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.incidents.queries.cited import at_cited
from dalel.newsroom.stories.models import MembershipRow


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """The newest text of an article, and on which day it was published or first kept."""

    language: str
    text: str
    day: date


def cited_texts(cited: AbstractSet[str], zone: tzinfo) -> dict[str, Quoted]:
    """By identity of its address each article cited there or now that we hold and may read."""
    return _texts(at_cited(cited, "article__canonical"), zone)


def story_texts(zone: tzinfo) -> dict[str, tuple[tuple[str, Quoted], ...]]:
    """By incident the articles of its stories that we may read, each with its address."""
    members = MembershipRow.objects.exclude(story__incident=None)
    texts = _texts(Q(article__canonical__in=members.values("article__canonical")), zone)
    found: dict[str, dict[str, Quoted]] = defaultdict(dict)
    for number, canonical, url in members.order_by("article__first_kept", "pk").values_list(
        "story__incident__number", "article__canonical", "article__url"
    ):
        if canonical in texts:
            found[number][url] = texts[canonical]
    return {number: tuple(texts_of.items()) for number, texts_of in found.items()}


def _texts(of: Q, zone: tzinfo) -> dict[str, Quoted]:
    rows = (
        ArticleVersionRow.objects.filter(of, article__withheld="")
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
