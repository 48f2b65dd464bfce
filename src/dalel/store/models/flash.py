"""What went out before anybody could check everything?"""

from django.db import models
from django.db.models import Q

from dalel.domain.states import FlashState
from dalel.store.models.columns import choices, one_of
from dalel.store.models.incident import IncidentRow
from dalel.store.models.member import Member


class FlashRow(models.Model):
    """An incident that one duty editor released in wording approved beforehand.

    ``due`` is the time by which a second person has to approve it.
    """

    incident = models.OneToOneField(IncidentRow, on_delete=models.PROTECT, related_name="flash")
    event_type = models.CharField(max_length=64)
    state = models.CharField(
        max_length=12, choices=choices(FlashState), default=FlashState.RELEASED
    )
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
