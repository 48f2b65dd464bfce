"""The tables of guests who read and approve exactly what one link shows them."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow


class GuestAnswer(StrEnum):
    """What a guest said of an entry."""

    NONE = ""
    APPROVED = "approved"
    RETURNED = "sent back"


class GuestReadingRow(models.Model):
    """What one guest is asked to read, by a link that is opened once.

    Only digests are kept: of the secret in the link, and of the one that the browser which opened
    it holds since.
    """

    digest = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=64, default="", blank=True, db_index=True)
    guest = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="guest_reading")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.guest_id} {self.expires}"


class GuestEntryRow(models.Model):
    """An entry that a guest reads: the versions and proposals that stood when the link was made.

    ``texts`` holds the number of a version by language, ``proposals`` the keys of what waits.
    """

    reading = models.ForeignKey(GuestReadingRow, on_delete=models.CASCADE, related_name="entries")
    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="+")
    texts = models.JSONField(default=dict)
    codes = models.PositiveIntegerField(default=0)
    frame = models.PositiveIntegerField(default=0)
    proposals = models.JSONField(default=list, blank=True)
    answer = models.CharField(max_length=12, choices=choices(GuestAnswer), default="", blank=True)
    answered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("reading", "pk")
        constraints = (
            models.UniqueConstraint(fields=["reading", "incident"], name="guest_reads_once"),
            one_of("answer", GuestAnswer, "guest_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered=None) | (~Q(answer="") & ~Q(answered=None)),
                name="guest_answer_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reading_id} {self.incident_id}"
