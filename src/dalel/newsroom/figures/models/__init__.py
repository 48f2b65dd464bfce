"""The rows of figures."""

from dalel.newsroom.figures.models.measure import AttentionRow, EffectRow, LevelRow, SentencesRow

__all__ = [
    "AttentionRow",
    "EffectRow",
    "LevelRow",
    "SentencesRow",
]
