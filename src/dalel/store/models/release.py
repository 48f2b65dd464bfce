"""When did the public get to see a new state of the site, and when is it still to see one?"""

from django.db import models


class ReleaseRow(models.Model):
    """One built state of the public outputs: from this moment on readers had it."""

    time = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.time}"


class OwedRow(models.Model):
    """Something became public, or was taken back, that no built state shows yet."""

    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.time}"
