"""The table of flashes: incidents released before full review."""

from django.db import models
from django.db.models import Q

from dalel.domain.states import FlashState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import enum_column, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class FlashRow(models.Model):
    """An incident that one duty editor released in wording approved beforehand.

    ``due`` is the time by which a second person has to approve it.
    """

    incident = models.OneToOneField(IncidentRow, on_delete=models.PROTECT, related_name="flash")
    event_type = models.CharField(max_length=64)
    state = enum_column(FlashState, 12, default=FlashState.RELEASED)
    released = models.DateTimeField()
    released_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    due = models.DateTimeField(db_index=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-released", "pk")
        constraints = (
            one_of("state", FlashState, "flash_state_known"),
            models.CheckConstraint(
                condition=Q(state=FlashState.CONFIRMED, confirmed_by__isnull=False)
                | (~Q(state=FlashState.CONFIRMED) & Q(confirmed_by=None)),
                name="flash_confirmed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.state}"

    @property
    def titles(self) -> dict[str, str]:
        """What it is headed by language, as far as a text is approved."""
        return {
            text.language: text.title or ""
            for text in self.incident.versions.all()
            if text.state == VersionState.APPROVED
        }
