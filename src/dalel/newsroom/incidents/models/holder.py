"""The table of incidents that somebody outside the desk has in hand."""

from django.db import models

from dalel.domain.holder import Holder
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class HolderRow(models.Model):
    """To whom an incident was handed, by whom and when; it goes when it comes back."""

    incident = models.OneToOneField(IncidentRow, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=24, choices=choices(Holder))
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (one_of("holder", Holder, "holder_known"),)

    def __str__(self) -> str:
        return f"{self.incident_id} {self.holder}"
