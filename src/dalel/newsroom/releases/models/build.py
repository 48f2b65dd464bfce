"""Builds that are wanted, running or over: of what, for whom, how far, and why one failed."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import models
from django.db.models import Q

from dalel.domain.states import BuildState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import enum_column, one_of


class BuildKind(StrEnum):
    """What is built: a preview, the site with all that was approved since, what readers await.

    The last is the whole set of a large record, at night: what is of all its entries.
    """

    PREVIEW = "preview"
    SITE = "site"
    READERS = "readers"
    WHOLE_SET = "whole-set"


#: A builder that gives no sign for so long is dead.
LEASE: Final = timedelta(seconds=30)
#: What the public sees.
PUBLIC: Final = (BuildKind.SITE, BuildKind.READERS)
#: In these states it waits or runs.
ALIVE: Final = (BuildState.WANTED, BuildState.RUNNING)


class BuildRow(models.Model):
    """One build of one home; in each home one runs at a time, and one of each kind waits."""

    #: The home in which it is built: several machines may share a database.
    place = models.CharField(max_length=32)
    kind = enum_column(BuildKind, 12)
    #: It takes something away from readers: it goes first, and nobody cancels it.
    is_urgent = models.BooleanField(default=False)
    #: The edition from whose page it was asked for.
    edition = models.PositiveIntegerField(null=True, blank=True)
    #: None: nobody asked, it follows from what was done.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.DateTimeField()
    state = enum_column(BuildState, 12, default=BuildState.WANTED)
    step = models.CharField(max_length=24, blank=True)
    #: How much of it is done, from 0 to 1.
    share = models.FloatField(default=0)
    started = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    #: Until when its builder is believed to be alive without a sign.
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    #: After something was taken back: how many files were found to hold it still.
    left = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            one_of("kind", BuildKind, "build_kind_known"),
            one_of("state", BuildState, "build_state_known"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(state=BuildState.RUNNING), name="build_runs_alone"
            ),
            models.UniqueConstraint(
                fields=["place", "kind"],
                condition=Q(state=BuildState.WANTED),
                name="build_waits_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def is_alive(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ALIVE

    @property
    def is_public(self) -> bool:
        """Whether it is of what readers see."""
        return self.kind in PUBLIC

    def is_answered(self, now: datetime) -> bool:
        """Whether some builder takes care of it; one that waits for long has none."""
        if self.state is BuildState.RUNNING:
            return self.lease_until is not None and self.lease_until > now
        return self.state is not BuildState.WANTED or now - self.asked < LEASE

    def left_to_do(self, now: datetime) -> timedelta | None:
        """The time it will still take, if it goes on as so far; None where nobody can say."""
        if self.state is not BuildState.RUNNING or self.started is None or self.share < 0.05:
            return None
        return (now - self.started) * ((1 - self.share) / self.share)
