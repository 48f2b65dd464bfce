"""Excerpts of evidence for the public: keeping, judging and forgetting them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.dispatch import receiver

from dalel.language.name_forms import forms
from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import ExcerptRow, TextVersionRow
from dalel.newsroom.incidents.queries.excerpts import Excerpt


def write(text: TextVersionRow, found: Iterable[Excerpt]) -> None:
    """Keep the excerpts that bear a text out, instead of earlier ones."""
    with writing():
        ExcerptRow.objects.filter(text=text).delete()
        ExcerptRow.objects.bulk_create(
            ExcerptRow(
                text=text,
                source_id=one.source,
                words=one.words,
                is_cleared=one.is_cleared,
                mark=one.mark,
            )
            for one in found
        )


def judge(changed: Iterable[Excerpt]) -> None:
    """Note what the checks say of excerpts that are kept already."""
    for one in changed:
        rows = ExcerptRow.objects.filter(pk=one.key, words=one.words)
        rows.update(is_cleared=one.is_cleared, mark=one.mark)


def forget(words: Collection[str]) -> None:
    """Forget every excerpt in which a name that was withdrawn stands in whatever form."""
    for row in ExcerptRow.objects.select_related("source__article"):
        if any(True for _ in forms(row.words, row.source.article.language, words)):
            row.delete()


@receiver(texts_withheld)
def forget_withheld(versions: Collection[int], **_: Any) -> None:
    """Forget the excerpts of withheld texts."""
    ExcerptRow.objects.filter(source__in=versions).delete()
