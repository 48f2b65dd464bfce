"""The rows of editions."""

from dalel.newsroom.editions.models.edition import EditionRow, IntroductionRow

__all__ = [
    "EditionRow",
    "IntroductionRow",
]
