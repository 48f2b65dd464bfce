"""The table of source excerpts that may be published as evidence for a text."""

from django.db import models


class ExcerptRow(models.Model):
    """An excerpt of an article's version that bears out a version of a text.

    ``is_cleared``: it passed the checks of privacy and naming; ``mark`` tells what they knew then.
    """

    text = models.ForeignKey(
        "incidents.TextVersionRow", on_delete=models.CASCADE, related_name="excerpts"
    )
    source = models.ForeignKey(
        "evidence.ArticleVersionRow", on_delete=models.CASCADE, related_name="excerpts"
    )
    words = models.TextField()
    is_cleared = models.BooleanField(default=False)
    mark = models.CharField(max_length=64)

    class Meta:
        ordering = ("text", "pk")
        constraints = (
            models.UniqueConstraint(fields=["text", "source"], name="excerpt_once_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.text_id} {self.source_id}"
