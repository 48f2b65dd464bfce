"""Tables of decisions on an incident: naming, attribution, comment requests, case status.

Rows that are only added to: the newest about the same person, actor or source counts.
"""

from django.db import models
from django.db.models import Q

from dalel.domain.conduct import Basis
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow, TextVersionRow


class DecidedRow(models.Model):
    """Who decided it, and when."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        abstract = True


class NamingDecision(AppendOnly, DecidedRow):
    """A naming decision; ``names`` holds the person's name by language."""

    names = SealedJSON()
    role = models.CharField(max_length=32)
    stage = models.CharField(max_length=32)
    public = models.BooleanField(default=False)
    consent = models.BooleanField(default=False)
    reason = SealedText(blank=True)
    #: The stage at which the matter itself was; empty where nobody wrote it down.
    matter = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering = ("incident", "time", "pk")

    def __str__(self) -> str:
        return f"{self.incident_id} {self.role}"


class AttributionRow(AppendOnly, DecidedRow):
    """Who is named as an actor, by whom, and on what basis."""

    actor = models.CharField(max_length=64)
    basis = models.CharField(max_length=12, choices=choices(Basis))
    by = models.TextField()
    on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("incident", "time", "pk")
        constraints = (one_of("basis", Basis, "attribution_basis_known"),)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.actor} {self.basis}"


class CommentRow(AppendOnly, DecidedRow):
    """Whom we asked for a comment, and the answer; empty: none came."""

    whom = SealedText()
    asked = models.DateField()
    answer = SealedText(blank=True)

    class Meta:
        ordering = ("incident", "time", "pk")
        constraints = (models.CheckConstraint(condition=~Q(whom=""), name="comment_asks_somebody"),)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.whom}"


class StatusReview(AppendOnly, DecidedRow):
    """Somebody looked how the matter stands: at which case status, where it has one."""

    stage = models.CharField(max_length=32, blank=True)
    note = SealedText(blank=True)

    class Meta:
        ordering = ("incident", "time", "pk")

    def __str__(self) -> str:
        return f"{self.incident_id} {self.time}"


class ConfirmationRow(AppendOnly, models.Model):
    """Somebody read a text beside those of the other languages and found that they agree."""

    version = models.ForeignKey(
        TextVersionRow, on_delete=models.PROTECT, related_name="confirmations"
    )
    member = models.ForeignKey("accounts.Member", on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("version", "time")

    def __str__(self) -> str:
        return f"{self.version_id} {self.time}"
