"""Whom and which outlets do incidents speak of?"""

from django.db import models
from django.db.models import Q

from dalel.store.models.columns import Counted
from dalel.store.models.incident import IncidentRow


class PersonRow(Counted):
    """A person, called in each language as ``names`` says; never listed in public by itself."""

    names = models.JSONField()
    #: The usual role by the pack's naming rules; each incident decides its own.
    role = models.CharField(max_length=32, blank=True)
    note = models.TextField(blank=True)
    incidents = models.ManyToManyField(IncidentRow, related_name="persons")

    def __str__(self) -> str:
        return " / ".join(self.names.values())


class OutletRow(Counted):
    """An outlet or organisation that incidents speak of; ``source`` is its id in the pack."""

    names = models.JSONField()
    host = models.CharField(max_length=253, blank=True)
    source = models.CharField(max_length=64, blank=True)
    incidents = models.ManyToManyField(IncidentRow, related_name="outlets")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source"], condition=~Q(source=""), name="outlet_once_a_source"
            ),
        )

    def __str__(self) -> str:
        return " / ".join(self.names.values())
