"""Which files were imported?"""

from django.db import models

from dalel.store.models.edition import EditionRow


class ImportRow(models.Model):
    """A file that gave an edition its entries; the same bytes are noted once."""

    edition = models.ForeignKey(EditionRow, on_delete=models.PROTECT, related_name="imports")
    language = models.CharField(max_length=8)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveIntegerField()
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language", "sha256"], name="import_noted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.file} ({self.language})"
