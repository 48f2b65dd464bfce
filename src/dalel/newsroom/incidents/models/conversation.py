"""The table of conversations of members with sources of an entry."""

from django.db import models
from django.db.models import Q

from dalel.domain.conversation import ConversationWay
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class ConversationRow(AppendOnly, models.Model):
    """A note of a conversation. It is never edited: a corrected one stands in a row of its own.

    ``sealed`` is who the source is and how to reach it, encrypted
    (``dalel.newsroom.frame.sealing``). ``described`` is how the source may be called in public, by
    language; ``words`` are exactly what was said, in ``language``, and ``translation`` the
    newsroom's own. All four are emptied when the source takes its words back. ``stood`` holds keyed
    digests of the sentences of the entry that stood on it then.
    """

    MOVING = frozenset(
        {
            *("sealed", "words", "translation", "described", "stood"),
            *("is_told", "withdrawn", "withdrawn_by_id"),
        }
    )
    ONLY_EMPTIED = frozenset({"sealed", "words", "translation"})

    incident = models.ForeignKey(
        IncidentRow, on_delete=models.PROTECT, related_name="conversations"
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected"
    )
    held = models.DateField()
    way = models.CharField(max_length=8, choices=choices(ConversationWay))
    sealed = models.TextField(blank=True)
    described = SealedJSON(default=dict, blank=True)
    words = SealedText(blank=True)
    language = models.CharField(max_length=8)
    translation = SealedText(blank=True)
    may_quote = models.BooleanField(default=False)
    may_name = models.BooleanField(default=False)
    #: The last day on which what was agreed holds; None: nothing was said of an end.
    until = models.DateField(null=True, blank=True)
    #: Whether a second person agreed that the public learns of it.
    is_told = models.BooleanField(default=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stood = SealedJSON(default=list, blank=True)

    class Meta:
        ordering = ("incident", "held", "pk")
        constraints = (
            one_of("way", ConversationWay, "conversation_way_known"),
            models.CheckConstraint(
                condition=Q(withdrawn=None, withdrawn_by=None)
                | Q(
                    withdrawn__isnull=False,
                    withdrawn_by__isnull=False,
                    words="",
                    translation="",
                    sealed="",
                    is_told=False,
                ),
                name="conversation_withdrawn_is_empty",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.held}"
