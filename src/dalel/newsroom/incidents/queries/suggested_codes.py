"""Codes suggested for an incident from the articles behind it."""

from collections.abc import Collection

from django.db.models import OuterRef, Q, Subquery

from dalel.domain.classification import Classification, merged
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.incidents.models import LinkRow
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow
from dalel.newsroom.stories.queries.classifications import classification_of


def suggested(number: str, articles: Collection[int] | None = None) -> Classification | None:
    """One suggestion for an incident, from what it cites and from its stories.

    Whoever knows the keys of the articles behind it gives them.
    """
    if articles is None:
        cited = LinkRow.objects.filter(incident__number=number).values_list("canonical", flat=True)
        members = MembershipRow.objects.filter(story__incident__number=number).values("article")
        behind = ArticleRow.objects.filter(Q(pk__in=members) | Q(canonical__in=list(cited)))
        articles = list(behind.values_list("pk", flat=True))
    newest = ArticleVersionRow.objects.filter(article=OuterRef("version__article"))
    rows = ClassificationRow.objects.filter(
        version__article__in=articles,
        version=Subquery(newest.order_by("-number").values("pk")[:1]),
    )
    return merged(classification_of(row) for row in rows)
