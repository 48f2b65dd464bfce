"""Tables of incidents, their text versions, cited links and later developments."""

from typing import Self

from django.db import models
from django.db.models import Q

from dalel.domain.dates import Precision
from dalel.domain.incident import Provenance
from dalel.domain.states import SHOWN, IncidentState, VersionState
from dalel.newsroom.frame.base_models import (
    AddedVersion,
    AppendOnly,
    CitedLink,
    Dated,
    choices,
    one_of,
)
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText

_DATE_IS_WHOLE_OR_ABSENT = Q(date_iso="", date_precision="", year_inferred=False) | (
    ~Q(date_iso="") & Q(date_precision__in=[str(value) for value in Precision])
)


class IncidentRow(Dated):
    """A happening; its number is given once and never again."""

    #: Until the first approval the provisional one, which then stays known.
    number = models.CharField(max_length=32, unique=True)
    #: Its name before it had a number; empty for what was imported.
    provisional = models.CharField(max_length=32, blank=True)
    section = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=choices(IncidentState), default=IncidentState.UNPUBLISHED
    )
    provenance = models.CharField(
        max_length=8, choices=choices(Provenance), default=Provenance.WRITTEN
    )
    updated = models.DateTimeField()
    related = models.ManyToManyField("self", symmetrical=False, related_name="+")

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=["section", "number"], name="incident_by_section"),
            models.Index(fields=["state", "-updated", "-id"], name="incident_latest_by_state"),
        )
        constraints = (
            one_of("state", IncidentState, "incident_state_known"),
            one_of("provenance", Provenance, "incident_provenance_known"),
            models.CheckConstraint(condition=Q(section__gte=1), name="incident_section_counts"),
            models.CheckConstraint(condition=~Q(number=""), name="incident_has_number"),
            models.UniqueConstraint(
                fields=["provisional"], condition=~Q(provisional=""), name="incident_named_once"
            ),
            models.CheckConstraint(condition=_DATE_IS_WHOLE_OR_ABSENT, name="incident_date_whole"),
        )

    def __str__(self) -> str:
        return self.number


class TextVersionRow(AppendOnly, AddedVersion):
    """One version of one language's text of an incident."""

    MOVING = frozenset({"state"})

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(max_length=8)
    #: None: nobody wrote one. An empty title does not exist.
    title = SealedText(null=True, blank=True)
    paragraphs = SealedJSON()
    model = models.TextField(blank=True)

    class Meta:
        ordering = ("incident", "language", "number")
        indexes = (
            models.Index(fields=["state", "language"], name="text_by_state"),
            models.Index(fields=["state", "-time", "-id"], name="text_newest_by_state"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["incident", "language", "number"], name="text_version_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["incident", "language"],
                condition=Q(state=VersionState.APPROVED),
                name="text_approved_once",
            ),
            one_of("state", VersionState, "text_version_state_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_version_counts"),
            models.CheckConstraint(
                condition=Q(title__isnull=True) | ~Q(title=""), name="text_title_absent_or_written"
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.language} {self.number}"


class LinkRow(CitedLink):
    """An address that an incident cites."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ("incident", "order")
        constraints = (
            models.UniqueConstraint(fields=["incident", "order"], name="link_ordered_once"),
        )

    def __str__(self) -> str:
        return self.url

    @classmethod
    def of_incident(cls, number: str) -> models.QuerySet[Self]:
        return cls.objects.filter(incident__number=number)

    @classmethod
    def published(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(incident__state__in=SHOWN)


class DevelopmentRow(Dated):
    """A dated later step of an incident; ``texts`` holds its wording by language.

    It goes out once somebody who did not write it has approved it.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="developments")
    order = models.PositiveIntegerField()
    texts = SealedJSON()
    author = models.ForeignKey(
        "accounts.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("incident", "order")
        constraints = (
            models.UniqueConstraint(fields=["incident", "order"], name="development_ordered_once"),
            models.CheckConstraint(
                condition=~Q(date_iso="") & ~Q(date_precision=""), name="development_has_date"
            ),
        )

    @property
    def state(self) -> VersionState:
        """Whether it may go out; what came with an import has no author and goes with it."""
        is_out = self.approved_by_id or not self.author_id
        return VersionState.APPROVED if is_out else VersionState.IN_REVIEW

    def __str__(self) -> str:
        return f"{self.incident_id} {self.date_iso}"


class DevelopmentLinkRow(CitedLink):
    """An address that a development cites."""

    development = models.ForeignKey(DevelopmentRow, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ("development", "order")
        constraints = (
            models.UniqueConstraint(
                fields=["development", "order"], name="development_link_ordered_once"
            ),
        )

    def __str__(self) -> str:
        return self.url

    @classmethod
    def of_incident(cls, number: str) -> models.QuerySet[Self]:
        return cls.objects.filter(development__incident__number=number)

    @classmethod
    def published(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(development__incident__state__in=SHOWN)
