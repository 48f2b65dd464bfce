"""The table of versions of an incident's section, date and links."""

from django.db import models
from django.db.models import Q

from dalel.domain.states import VersionState
from dalel.newsroom.frame.base_models import AddedVersion, Dated, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class MetadataRow(AddedVersion, Dated):
    """One version of all that is said of an incident beside its texts and codes.

    ``links`` are records of ``dalel.domain.incident.Link`` in the order in which they are cited.
    The newest version says what the columns of the incident and its links say: those are there to
    be searched.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="frames")
    section = models.PositiveSmallIntegerField()
    links = models.JSONField(default=list)

    class Meta:
        ordering = ("incident", "number")
        constraints = (
            models.UniqueConstraint(fields=["incident", "number"], name="frame_numbered_once"),
            models.UniqueConstraint(
                fields=["incident"],
                condition=Q(state=VersionState.APPROVED),
                name="frame_approved_once",
            ),
            one_of("state", VersionState, "frame_state_known"),
            models.CheckConstraint(condition=Q(section__gte=1), name="frame_section_counts"),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.number}: {self.section} {self.date_iso}"
