"""Tables of watched sources, their addresses, outages and rows, and of what measurers tell."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from dalel.domain.network_event import Measurer, SubjectKind
from dalel.domain.source import AddressKind
from dalel.domain.states import SourceState
from dalel.newsroom.frame.base_models import Due, WorkKind, choices, one_of


class SourceRow(models.Model):
    """A source as its visits went; what it is stands in the pack, under the same ``key``."""

    key = models.CharField(max_length=64, unique=True)
    name = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=choices(SourceState), default=SourceState.ACTIVE
    )
    first_look = models.DateTimeField(null=True, blank=True)
    last_look = models.DateTimeField(null=True, blank=True)
    #: When it last answered anything at all.
    last_success = models.DateTimeField(null=True, blank=True)
    #: When its first request of an unbroken row of absences failed.
    failing_since = models.DateTimeField(null=True, blank=True)
    absent_in_a_row = models.PositiveIntegerField(default=0)
    #: The last failure, whatever it was.
    error_kind = models.CharField(max_length=32, blank=True)
    error = models.TextField(blank=True)
    error_at = models.DateTimeField(null=True, blank=True)
    #: How often each kind of failure was met.
    errors = models.JSONField(default=dict)

    class Meta:
        ordering = ("key",)
        constraints = (one_of("state", SourceState, "source_state_known"),)

    def __str__(self) -> str:
        return self.key


class AddressRow(Due):
    """An address at which a source is read, and when it is looked at next."""

    WORK = WorkKind.LOOK
    SOURCE = "source"

    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="addresses")
    url = models.TextField()
    kind = models.CharField(max_length=12, choices=choices(AddressKind))
    #: False: the pack no longer has it among those that are read.
    is_read = models.BooleanField(default=True)
    #: By page asked: what to ask "has it changed since?" with, as [etag, last modified].
    validators = models.JSONField(default=dict)
    looks = models.PositiveIntegerField(default=0)
    last_success = models.DateTimeField(null=True, blank=True)
    #: What the last look did not take, by reason.
    skips = models.JSONField(default=dict)

    class Meta:
        ordering = ("source", "pk")
        constraints = (
            models.UniqueConstraint(fields=["source", "url"], name="address_once_a_source"),
        )

    def __str__(self) -> str:
        return self.url

    @classmethod
    def open_work(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(is_read=True, source__state=SourceState.ACTIVE)


class OutageRow(models.Model):
    """A time in which an outlet gave us nothing while we and others could be reached."""

    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="outages")
    started = models.DateTimeField()
    #: None: it lasts.
    ended = models.DateTimeField(null=True, blank=True)
    error_kind = models.CharField(max_length=32)
    error = models.TextField()
    vantage = models.CharField(max_length=64)
    #: Another vantage point, from which it did answer: it is not down, it is closed to us.
    answers_from = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-started", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["source"], condition=Q(ended=None), name="outage_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(ended__gte=F("started")), name="outage_runs_forward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} from {self.started:%Y-%m-%d %H:%M}"


class NetworkCountRow(models.Model):
    """How often something was tested on a day and how often it looked blocked (OONI)."""

    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="counts")
    day = models.DateField()
    country = models.CharField(max_length=8, blank=True)
    subject = models.TextField(blank=True)
    network = models.CharField(max_length=32, blank=True)
    measured = models.PositiveIntegerField()
    anomalies = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField()
    failures = models.PositiveIntegerField()

    class Meta:
        ordering = ("source", "day", "subject", "network")
        constraints = (
            models.UniqueConstraint(
                fields=["source", "day", "country", "subject", "network"],
                name="network_counted_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.subject} {self.network}"


class RegisterEntryRow(models.Model):
    """A row of a register as it was seen last; what it said before stands in articles."""

    address = models.ForeignKey(AddressRow, on_delete=models.PROTECT, related_name="entries")
    key = models.TextField()
    url = models.TextField()
    title = models.TextField()
    #: What it says, as pairs of a label and a value.
    says = models.JSONField(default=list)
    published = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField()
    #: Since when it stands there no more; None: it stands there.
    gone = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("address", "pk")
        constraints = (
            models.UniqueConstraint(fields=["address", "key"], name="register_entry_once"),
        )

    def __str__(self) -> str:
        return self.key


class NetworkEventRow(models.Model):
    """What a measurer saw happen to a network or a place; one row, however it grows.

    ``state`` is how it stood at the last look, in one word; ``history`` lists how it stood before.
    """

    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="network_events")
    key = models.CharField(max_length=200)
    measurer = models.CharField(max_length=8, choices=choices(Measurer))
    method = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=8, choices=choices(SubjectKind))
    subject = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    started = models.DateTimeField()
    ended = models.DateTimeField()
    lasts = models.BooleanField(default=False)
    score = models.FloatField(null=True, blank=True)
    is_verified = models.BooleanField(default=False)
    cause = models.CharField(max_length=64, blank=True)
    #: The address that gave it as it is now, and one that shows it to people.
    page = models.TextField(blank=True)
    link = models.TextField(blank=True)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=300)
    history = models.JSONField(default=list)

    class Meta:
        ordering = ("-started", "pk")
        constraints = (
            models.UniqueConstraint(fields=["source", "key"], name="network_event_once_a_source"),
            models.CheckConstraint(
                condition=Q(ended__gte=F("started")), name="network_event_runs_forward"
            ),
        )

    def __str__(self) -> str:
        return self.key
