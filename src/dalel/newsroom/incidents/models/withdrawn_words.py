"""The table of withdrawn words: names, passages and addresses barred from all public output."""

from django.db import models

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.sealed_columns import SealedText


class WithdrawnWordsRow(models.Model):
    """A name, passage or address that was withdrawn everywhere, who did it, and why."""

    words = models.TextField(unique=True)
    reason = SealedText()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(words="") & ~models.Q(reason=""), name="withdrawn_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.time} {self.pk}"
