"""The table of delivery targets and of the state of the site at each."""

from django.db import models


class DeliveryRow(models.Model):
    """A place elsewhere, named as it may be shown, and which state of the site stands there.

    ``manifest`` is the digest of that state, ``without`` what had been taken back and stands there
    no more. ``tried`` is the state that was sent last, arrived or not; ``failing`` since when none
    arrives, ``next_at`` when that one is tried again.
    """

    place = models.CharField(max_length=500, unique=True)
    manifest = models.CharField(max_length=64, blank=True)
    without = models.JSONField(default=list)
    delivered = models.DateTimeField(null=True, blank=True)
    tried = models.CharField(max_length=64, blank=True)
    failing = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("place",)

    def __str__(self) -> str:
        return self.place
