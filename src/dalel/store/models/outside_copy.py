"""What is kept of a copy that an outside archive made?"""

from django.db import models

from dalel.store.models.columns import Due


class OutsideCopyRow(Due):
    """An address that an outside archive was asked to copy, and where the copy stands.

    It is due when it is to be asked for, or when the outcome is to be looked up.
    """

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
