"""Rows of what editors add to the figures: effects, levels, sentences, attention choices.

Rows that are only added to: the newest about the same thing counts.
"""

from django.db import models
from django.db.models import Q

from dalel.domain.attention import Choice
from dalel.domain.count_board import Kind, Level
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.conduct import DecidedRow


class EffectRow(DecidedRow):
    """How many people an entry affected, and when it was put right, as somebody found out."""

    people = models.PositiveBigIntegerField(null=True, blank=True)
    remedied = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("incident", "time", "pk")

    def __str__(self) -> str:
        return f"{self.incident_id} {self.people}"


class BoardOverride(models.Model):
    """Who judged a row of the board in a period (``2025-Q4``), and when."""

    kind = models.CharField(max_length=8, choices=choices(Kind))
    code = models.CharField(max_length=64, blank=True)
    period = models.CharField(max_length=7)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        abstract = True


class LevelRow(BoardOverride):
    """A level in the place of the rule's; an empty one gives it back to the rule."""

    level = models.CharField(max_length=16, blank=True, choices=choices(Level))
    reason = models.TextField()

    class Meta:
        ordering = ("time", "pk")
        constraints = (
            one_of("kind", Kind, "level_kind_known"),
            models.CheckConstraint(
                condition=Q(level__in=["", *(str(level) for level in Level)]), name="level_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="level_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.period} {self.level}"


class SentencesRow(BoardOverride):
    """An editor's two sentences on a right in a quarter, by language."""

    texts = models.JSONField()

    class Meta:
        ordering = ("time", "pk")
        constraints = (one_of("kind", Kind, "sentences_kind_known"),)

    def __str__(self) -> str:
        return f"{self.code} {self.period}"


class AttentionRow(models.Model):
    """What an editor did with a line of the attention list; an empty choice takes it back."""

    key = models.CharField(max_length=128, db_index=True)
    choice = models.CharField(max_length=12, blank=True, choices=choices(Choice))
    reason = models.TextField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(choice__in=["", *(str(choice) for choice in Choice)]),
                name="attention_choice_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="attention_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.choice}"
