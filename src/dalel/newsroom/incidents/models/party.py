"""Tables of the people and outlets that incidents mention."""

from django.db import models
from django.db.models import Q

from dalel.newsroom.frame.base_models import Numbered
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class PersonRow(Numbered):
    """A person, called in each language as ``names`` says; never listed in public by itself."""

    names = SealedJSON()
    #: The usual role by the pack's naming rules; each incident decides its own.
    role = models.CharField(max_length=32, blank=True)
    note = SealedText(blank=True)
    incidents = models.ManyToManyField(IncidentRow, related_name="persons")

    def __str__(self) -> str:
        return " / ".join(self.names.values())


class OutletRow(Numbered):
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
