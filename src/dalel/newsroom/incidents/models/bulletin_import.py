"""The table of imported bulletin files."""

from django.db import models

from dalel.newsroom.editions.models import EditionRow


class ImportRow(models.Model):
    """A file that gave an edition its entries; its ``language`` is empty for the pack's notes."""

    edition = models.ForeignKey(EditionRow, on_delete=models.PROTECT, related_name="imports")
    language = models.CharField(max_length=8, blank=True)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveIntegerField()
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "id")

    def __str__(self) -> str:
        return f"{self.file} ({self.language})"
