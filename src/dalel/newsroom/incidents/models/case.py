"""The table of cases: incidents that belong to one legal matter."""

from django.db import models

from dalel.newsroom.frame.base_models import Numbered
from dalel.newsroom.incidents.models.incident import IncidentRow


class CaseRow(Numbered):
    """A chain of incidents of one legal matter, called in each language as ``names`` says."""

    names = models.JSONField()
    incidents = models.ManyToManyField(IncidentRow, related_name="cases")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its incidents by date."""
        rows = sorted(self.incidents.all(), key=lambda row: (row.date_iso, row.number))
        return tuple(row.number for row in rows)

    def __str__(self) -> str:
        return " / ".join(self.names.values())
