"""Which columns do several rows share?"""

from enum import StrEnum
from typing import Any, ClassVar, Self

from django.db import models

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.states import VersionState


def choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration as Django wants them."""
    return [(str(value), str(value)) for value in values]


def one_of(field: str, values: type[StrEnum], name: str) -> models.CheckConstraint:
    """The database itself refuses a value that is not in the enumeration."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


class Version(models.Model):
    """A row that is only ever added to: what it says stays, only its state moves."""

    number = models.PositiveIntegerField()
    #: None for what was imported: its writer is not one of our members.
    author = models.ForeignKey(
        "store.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    time = models.DateTimeField()
    note = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=choices(VersionState), default=VersionState.DRAFT
    )

    class Meta:
        abstract = True


class Dated(models.Model):
    """A row with a date as far as it is known; an empty ``date_iso`` is no date at all."""

    date_iso = models.CharField(max_length=21, blank=True)
    date_precision = models.CharField(max_length=8, blank=True, choices=choices(Precision))
    year_inferred = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def date(self) -> PartialDate | None:
        """The date, or None where there is none."""
        if not self.date_iso:
            return None
        return PartialDate(
            iso=self.date_iso,
            precision=Precision(self.date_precision),
            year_inferred=self.year_inferred,
        )

    @date.setter
    def date(self, date: PartialDate | None) -> None:
        self.date_iso = date.iso if date else ""
        self.date_precision = str(date.precision) if date else ""
        self.year_inferred = bool(date and date.year_inferred)


class Due(models.Model):
    """A row that waits for its turn; ``dalel.store.watch.due`` moves these columns.

    ``next_at`` None: there is nothing to do, or, with an ``error``, it rests as stuck.
    """

    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    #: The worker that claimed it.
    lease_by = models.CharField(max_length=128, blank=True)
    #: Claims since the last success.
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True


class Counted(models.Model):
    """A row with a public page, whose address needs a number of its own: keys stay in the house.

    Given once and never again; two members who enter one at the same moment meet at the constraint.
    """

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    number = models.PositiveIntegerField(unique=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the next number to a new row."""
        if not self.number:
            rows = type(self).objects.aggregate(last=models.Max("number"))
            self.number = (rows["last"] or 0) + 1
        super().save(*args, **kwargs)


class CitedLink(models.Model):
    """A cited address in its three forms; ``order`` counts from 1."""

    order = models.PositiveIntegerField()
    printed = models.TextField()
    url = models.TextField()
    canonical = models.TextField(db_index=True)
    host = models.CharField(max_length=253)
    source = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, blank=True)

    class Meta:
        abstract = True
