"""The tables of marks that the desk sets on stories and entries, and of acts on several at once."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from dalel.domain.several import ItemRemark, Several, SeveralDeed, WhyNot
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow
from dalel.newsroom.stories.models import StoryRow


class MarkKind(StrEnum):
    """What a mark says."""

    ASSIGNED = "assigned"
    LATER = "later"


class DeskMarkRow(models.Model):
    """That a story or an entry is for somebody, or that an entry is put off; a work note only.

    ``member`` is whom it is for, or who put it off.
    """

    kind = models.CharField(max_length=12, choices=choices(MarkKind))
    story = models.ForeignKey(
        StoryRow, null=True, blank=True, on_delete=models.CASCADE, related_name="marks"
    )
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.CASCADE, related_name="marks"
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            one_of("kind", MarkKind, "mark_kind_known"),
            models.UniqueConstraint(fields=["kind", "story"], name="mark_once_a_story"),
            models.UniqueConstraint(fields=["kind", "incident"], name="mark_once_an_entry"),
            models.CheckConstraint(
                condition=Q(story=None, incident__isnull=False)
                | Q(story__isnull=False, incident=None),
                name="mark_on_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.story_id or self.incident_id}"


class SeveralRow(models.Model):
    """One act on several at once; whoever did it may take the whole of it back."""

    of = models.CharField(max_length=8, choices=choices(Several))
    deed = models.CharField(max_length=12, choices=choices(SeveralDeed))
    #: Whom, which section, edition or reason; words of the program, or a username.
    value = models.CharField(max_length=64, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        constraints = (
            one_of("of", Several, "several_of_known"),
            one_of("deed", SeveralDeed, "several_deed_known"),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.of}"


class SeveralItemRow(models.Model):
    """What became of one of several: done, with what it takes to undo it; or why not.

    ``subject`` is the key of a story or the number of an entry. ``who`` is whose act stood in the
    way. ``stuck`` is why it could not be taken back.
    """

    several = models.ForeignKey(SeveralRow, on_delete=models.CASCADE, related_name="items")
    subject = models.CharField(max_length=64)
    why = models.CharField(max_length=24, choices=choices(WhyNot), blank=True)
    who = models.CharField(max_length=128, blank=True)
    remark = models.CharField(max_length=24, choices=choices(ItemRemark), blank=True)
    before = models.JSONField(default=dict, blank=True)
    undone = models.DateTimeField(null=True, blank=True)
    stuck = models.CharField(max_length=24, choices=choices(WhyNot), blank=True)

    class Meta:
        ordering = ("several", "pk")
        constraints = (
            models.UniqueConstraint(fields=["several", "subject"], name="several_item_once"),
        )

    def __str__(self) -> str:
        return f"{self.several_id} {self.subject}"
