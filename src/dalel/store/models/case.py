"""Which incidents belong to one legal matter?"""

from django.db import models

from dalel.store.models.columns import Counted
from dalel.store.models.incident import IncidentRow


class CaseRow(Counted):
    """A chain of incidents of one legal matter, called in each language as ``names`` says."""

    names = models.JSONField()
    incidents = models.ManyToManyField(IncidentRow, related_name="cases")

    def __str__(self) -> str:
        return " / ".join(self.names.values())
