"""Rows for visits, saved searches and handover notes."""

from django.db import models

from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.frame.sealed_columns import SealedText


class DeskSession(models.Model):
    """When a member was last at the desk; ``left`` ended the visit before this one."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="visit")
    here = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member_id} {self.here:%Y-%m-%d %H:%M}"


class SavedSearchRow(models.Model):
    """A question that a member asks often: the query of an address of the desk."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=80)
    #: Which list is asked: the name of its address.
    room = models.CharField(max_length=16)
    query = models.CharField(max_length=500)
    time = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=["member", "name"], name="search_named_once_a_member"),
        )

    def __str__(self) -> str:
        return self.name


class HandoverRow(models.Model):
    """One version of the note that one shift leaves to the next; only added."""

    number = models.PositiveIntegerField(unique=True)
    text = SealedText(blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}"
