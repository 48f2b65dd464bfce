"""What was drawn from a text goes when the text is withheld."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, ReprintRow, VectorRow


@receiver(texts_withheld)
def forget(versions: Collection[int], **_: Any) -> None:
    """Forget vectors, and the words of withheld texts that spoke for a decision."""
    articles = ArticleRow.objects.filter(versions__in=versions)
    VectorRow.objects.filter(version__in=versions).delete()
    for row in ClassificationRow.objects.filter(version__in=versions):
        row.suggested = _without_reasons(row.suggested)
        row.save(update_fields=["suggested"])
    MembershipRow.objects.filter(article__in=articles).update(reasons=[])
    ReprintRow.objects.filter(Q(article__in=articles) | Q(original__in=articles)).update(reasons=[])


def _without_reasons(suggested: Any) -> Any:
    """What was suggested, without the words of the text that spoke for it."""
    match suggested:
        case dict():
            return {
                name: [] if name == "reasons" else _without_reasons(value)
                for name, value in suggested.items()
            }
        case list():
            return [_without_reasons(one) for one in suggested]
        case _:
            return suggested
