"""Which words may stand in nothing that the public gets?"""

from django.db import models

from dalel.store.models.member import Member


class WithdrawnWordsRow(models.Model):
    """A name, passage or address that was withdrawn everywhere, who did it, and why."""

    words = models.TextField(unique=True)
    reason = models.TextField()
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
