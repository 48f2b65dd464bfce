"""The table of releases: when each state of the public site went out."""

from django.db import models

from dalel.newsroom.frame.base_models import AppendOnly


class ReleaseRow(AppendOnly, models.Model):
    """One built state of the public outputs: from this moment on readers had it."""

    time = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.time}"
