"""The table of texts that were sent to language models on somebody else's machine."""

from django.db import models

from dalel.newsroom.frame.sealed_columns import SealedText


class SentTextRow(models.Model):
    """One question to a hosted model, written down before it was sent.

    ``text`` is what went out, empty once something of it was withdrawn or withheld; ``digest``
    tells it from others then. ``versions`` are the keys of the articles' versions it was drawn
    from, ``subject`` what it was for.
    """

    time = models.DateTimeField(db_index=True)
    host = models.CharField(max_length=255)
    model = models.TextField()
    job = models.CharField(max_length=12)
    subject = models.TextField()
    text = SealedText(blank=True)
    digest = models.CharField(max_length=64)
    versions = models.JSONField(default=list)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.host} {self.time:%Y-%m-%d %H:%M}"
