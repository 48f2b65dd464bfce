"""Where an incident stands in an edition."""

from django.db import models
from django.db.models import Q

from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.models.incident import IncidentRow


class EditionEntryRow(models.Model):
    """Where an incident stands in an issue."""

    edition = models.ForeignKey(EditionRow, on_delete=models.PROTECT, related_name="entries")
    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="entries")
    section = models.PositiveSmallIntegerField()
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("edition", "section", "order")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "section", "order"], name="entry_place_taken_once"
            ),
            models.UniqueConstraint(fields=["edition", "incident"], name="entry_incident_once"),
            models.CheckConstraint(
                condition=Q(section__gte=1, order__gte=1), name="entry_place_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.section}.{self.order}"
