"""The row of a copy in an outside archive."""

from django.db import models

from dalel.domain.evidence import OutsideArchive
from dalel.newsroom.frame.base_models import Due, WorkKind, choices, one_of


class OutsideCopyRow(Due):
    """An address that an outside archive was asked to copy, and where the copy stands.

    It is due when it is to be asked for, or when the outcome is to be looked up.
    """

    WORK = WorkKind.COPY

    archive = models.CharField(
        max_length=16, choices=choices(OutsideArchive), default=OutsideArchive.WAYBACK
    )
    canonical = models.TextField()
    url = models.TextField()
    #: When it was last asked for, and the service's name for the job; empty: there is none.
    asked = models.DateTimeField(null=True, blank=True, db_index=True)
    job = models.TextField(blank=True)
    #: Where the copy stands; empty: there is none yet.
    address = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["canonical", "archive"], name="copied_once_an_archive"),
            one_of("archive", OutsideArchive, "outside_archive_known"),
        )

    def __str__(self) -> str:
        return self.url
