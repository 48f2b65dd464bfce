"""Tables of concerns raised by checks, of decisions about them and of waivers."""

from django.db import models
from django.db.models import Q

from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class ConcernRow(models.Model):
    """A concern about an incident, or, without one, about an edition as a whole.

    An incident that stands in no edition yet has concerns without one. ``key`` is the hash of
    ``dalel.domain.concern.concern_id``: a waiver survives later edits.
    """

    key = models.CharField(max_length=16)
    edition = models.ForeignKey(
        EditionRow, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    rule = models.CharField(max_length=64)
    weight = models.CharField(max_length=8, choices=choices(Weight))
    field = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    excerpt = SealedText(blank=True)
    values = SealedJSON(default=dict)
    suggestion = SealedText(blank=True)
    state = models.CharField(max_length=8, choices=choices(ConcernState), default=ConcernState.OPEN)

    class Meta:
        ordering = ("edition", "incident", "line", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "incident", "key"],
                condition=Q(incident__isnull=False),
                name="concern_once_an_incident",
            ),
            models.UniqueConstraint(
                fields=["incident", "key"],
                condition=Q(edition__isnull=True),
                name="concern_once_without_edition",
            ),
            models.CheckConstraint(
                condition=Q(incident__isnull=False) | Q(edition__isnull=False),
                name="concern_is_about_something",
            ),
            models.UniqueConstraint(
                fields=["edition", "key"],
                condition=Q(incident__isnull=True),
                name="concern_once_an_edition",
            ),
            one_of("state", ConcernState, "concern_state_known"),
            one_of("weight", Weight, "concern_weight_known"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.key}"


class ConcernDecisionRow(AppendOnly, models.Model):
    """What a person decided about a concern; only added to, the latest counts."""

    concern = models.ForeignKey(ConcernRow, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=8, choices=choices(ConcernState))
    member = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    reason = SealedText()

    class Meta:
        ordering = ("concern", "time", "pk")
        constraints = (
            one_of("state", ConcernState, "concern_decision_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="concern_decision_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.concern_id} {self.state}"


class EditionWaiverRow(AppendOnly, models.Model):
    """A waiver of one rule for all that was imported into an edition."""

    edition = models.ForeignKey(EditionRow, on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=64)
    member = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ("edition", "rule")
        constraints = (
            models.UniqueConstraint(fields=["edition", "rule"], name="edition_waiver_once_a_rule"),
            models.CheckConstraint(condition=~Q(reason=""), name="edition_waiver_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.rule}"
