"""Rows of an edition and of the versions of its introduction."""

from django.db import models
from django.db.models import F, Q

from dalel.domain.states import EditionState, VersionState
from dalel.newsroom.frame.base_models import AddedVersion, AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedText


class EditionRow(models.Model):
    """One issue."""

    number = models.PositiveIntegerField(unique=True)
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(
        max_length=12, choices=choices(EditionState), default=EditionState.OPEN
    )
    released = models.DateTimeField(null=True, blank=True)
    #: When it is to be released by itself.
    scheduled = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey(
        "accounts.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="scheduled"
    )
    #: Until when those who got it beforehand keep it to themselves; no release comes before.
    embargo = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            one_of("state", EditionState, "edition_state_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_counts"),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="edition_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.RELEASED) | Q(released__isnull=False),
                name="edition_released_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.SCHEDULED)
                | Q(scheduled__isnull=False, scheduled_by__isnull=False),
                name="edition_scheduled_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class IntroductionRow(AppendOnly, AddedVersion):
    """One version of an issue's opening text in one language."""

    MOVING = frozenset({"state"})

    edition = models.ForeignKey(EditionRow, on_delete=models.PROTECT, related_name="introductions")
    language = models.CharField(max_length=8)
    text = SealedText()

    class Meta:
        ordering = ("edition", "language", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language", "number"], name="introduction_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "language"],
                condition=Q(state=VersionState.APPROVED),
                name="introduction_approved_once",
            ),
            one_of("state", VersionState, "introduction_state_known"),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language} {self.number}"
