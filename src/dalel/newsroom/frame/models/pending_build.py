"""What readers do not see yet."""

from django.db import models


class PendingBuild(models.Model):
    """Something became public, or was taken back, that no built state shows yet."""

    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.time}"
