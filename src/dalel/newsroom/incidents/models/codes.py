"""The table of incident codings, one row for each version."""

from django.db import models
from django.db.models import Q

from dalel.domain.states import VersionState
from dalel.newsroom.frame.base_models import AddedVersion, AppendOnly, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class CodesRow(AppendOnly, AddedVersion):
    """One version of an incident's codes.

    ``decided`` names the fields that a person decided (``domain.decided_codes``), the section among
    them. A machine's draft has none; without all that an entry needs no version is put in force.
    """

    MOVING = frozenset({"state"})

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="codes")
    codebook_version = models.CharField(max_length=32)
    event_type = models.CharField(max_length=64)
    direction = models.CharField(max_length=32)
    severity = models.PositiveSmallIntegerField()
    severity_reason = models.TextField(blank=True)
    case_status = models.CharField(max_length=64)
    verification = models.CharField(max_length=8)
    secondary_event_types = models.JSONField(default=list)
    rights = models.JSONField(default=list)
    actors = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    means = models.JSONField(default=list)
    platforms = models.JSONField(default=list)
    places = models.JSONField(default=list)
    statutes = models.JSONField(default=list)
    decided = models.JSONField(default=list)

    class Meta:
        ordering = ("incident", "number")
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="codes_numbered_once"),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(state=VersionState.APPROVED),
                name="codes_approved_once",
            ),
            one_of("state", VersionState, "codes_state_known"),
            models.CheckConstraint(
                condition=Q(severity__gte=0, severity__lte=5), name="codes_severity_0_to_5"
            ),
            models.CheckConstraint(
                condition=~Q(codebook_version=""), name="codes_name_their_codebook"
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.number}: {self.event_type}"
