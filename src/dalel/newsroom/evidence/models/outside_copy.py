"""The row of a copy in an outside archive."""

from django.db import models

from dalel.newsroom.frame.base_models import Due, WorkKind


class OutsideCopyRow(Due):
    """An address that an outside archive was asked to copy, and where the copy stands.

    It is due when it is to be asked for, or when the outcome is to be looked up.
    """

    WORK = WorkKind.COPY

    canonical = models.TextField(unique=True)
    url = models.TextField()
    #: When it was last asked for, and the service's name for the job; empty: there is none.
    asked = models.DateTimeField(null=True, blank=True, db_index=True)
    job = models.TextField(blank=True)
    #: Where the copy stands; empty: there is none yet.
    address = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.url
