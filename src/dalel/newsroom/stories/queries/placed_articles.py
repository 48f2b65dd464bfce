"""Which articles have their place already: in a story, or as reprints of others."""

from collections.abc import Iterable

from dalel.newsroom.stories.models import MembershipRow, ReprintRow


def placed(names: Iterable[str]) -> frozenset[str]:
    """Which of these articles stand in a story already."""
    rows = MembershipRow.objects.filter(article__canonical__in=list(names))
    return frozenset(rows.values_list("article__canonical", flat=True))


def reprinted(names: Iterable[str]) -> frozenset[str]:
    """Which of these articles are noted as reprints already."""
    rows = ReprintRow.objects.filter(article__canonical__in=list(names))
    return frozenset(rows.values_list("article__canonical", flat=True))
