"""Tables of newsletter subscribers and of outgoing messages."""

from django.db import models
from django.db.models import Q

from dalel.domain.message import Lane, MessageDeed, MessageKind
from dalel.domain.states import MessageState
from dalel.domain.topic import LONGEST_TOPIC
from dalel.newsroom.frame.base_models import enum_column, one_of
from dalel.newsroom.frame.sealed_columns import LookedUpText


class SubscriberRow(models.Model):
    """A reader who asked for letters in a language. Whoever leaves leaves no row behind.

    ``topic`` is what they are about, as ``domain.topic`` writes it; empty: everything. One address
    has a row, with a secret of its own, for each. ``secret`` stands in the links of the letters;
    ``confirmed`` None: nobody has pressed the button in the first letter yet. ``seen`` names the
    steps of a followed case that are no news to this reader.
    """

    address = LookedUpText()
    language = models.CharField(max_length=8)
    topic = models.CharField(max_length=LONGEST_TOPIC, blank=True, default="")
    secret = models.CharField(max_length=64, unique=True)
    asked = models.DateTimeField(db_index=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    seen = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["address", "language", "topic"], name="subscribed_once_a_topic"
            ),
        )

    def __str__(self) -> str:
        return f"reader {self.pk}"


class MessageRow(models.Model):
    """A message to the outside. It holds no words: these are made of the release when it goes.

    ``key`` names what it tells, so that nothing is queued twice. ``of`` is the message that it
    changes or takes back. ``told`` is a digest of what was said, ``place`` its name on the other
    side. ``error`` tells why it waits, failed or is uncertain. ``entries`` are the numbers of those
    that a letter about a topic held, parted by spaces; empty: all of its subject.
    """

    key = models.CharField(max_length=160, unique=True)
    lane = enum_column(Lane, 8)
    deed = enum_column(MessageDeed, 8)
    kind = enum_column(MessageKind, 12)
    subject = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    recipient = models.ForeignKey(
        SubscriberRow, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    state = enum_column(MessageState, 12, default=MessageState.QUEUED)
    queued = models.DateTimeField()
    not_before = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    told = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=200, blank=True)
    entries = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["state", "lane", "language"], name="message_by_state"),
            models.Index(fields=["kind", "subject"], name="message_by_subject"),
        )
        constraints = (
            one_of("lane", Lane, "message_lane_known"),
            one_of("deed", MessageDeed, "message_deed_known"),
            one_of("kind", MessageKind, "message_kind_known"),
            one_of("state", MessageState, "message_state_known"),
            models.CheckConstraint(
                condition=Q(deed=MessageDeed.POST, of=None)
                | Q(deed__in=[MessageDeed.EDIT, MessageDeed.REMOVE], of__isnull=False),
                name="message_changes_another",
            ),
        )

    def __str__(self) -> str:
        return self.key
