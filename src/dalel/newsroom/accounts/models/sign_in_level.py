"""Rows that count wrong tries at the door; they tell neither addresses nor what was typed."""

from django.db import models

from dalel.newsroom.accounts.models.member import Member


class SignInLevelRow(models.Model):
    """How often was tried of late: from an address, at a name, or by a browser that is known."""

    #: Keyed digest of what is counted: whoever reads the table learns no address and no name.
    digest = models.CharField(max_length=64, unique=True)
    #: Whose account is tried, where the row counts all who try it; such rows outlive a flood.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    level = models.FloatField()
    time = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-time", "-pk")

    def __str__(self) -> str:
        return f"{self.level} {self.time}"


class WrongTriesRow(models.Model):
    """How many wrong tries an account saw ``since``; ``told``: when its member first read it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="wrong_tries")
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    told = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.count} {self.since}"
