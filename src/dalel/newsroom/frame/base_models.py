"""Abstract models and column helpers that several rows share."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.states import VersionState

if TYPE_CHECKING:
    _Chars = models.CharField[Any, Any]
else:
    _Chars = models.CharField

_Member = TypeVar("_Member", bound=StrEnum)


def choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration as Django wants them."""
    return [(str(value), str(value)) for value in values]


class _EnumColumn(_Chars):
    """A column of characters to a migration; a row that was read has members of an enumeration."""

    values: Callable[[str], str] = str

    def from_db_value(self, value: str | None, *_where: object) -> str | None:
        """The member; nothing stays nothing."""
        return self.values(value) if value else value

    def deconstruct(self) -> Any:
        """What a migration writes down."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def enum_column(
    values: type[_Member], max_length: int, **options: Any
) -> "models.CharField[_Member, _Member]":
    """A column that holds members of an enumeration."""
    column = _EnumColumn(max_length=max_length, choices=choices(values), **options)
    column.values = values
    return column


def one_of(field: str, values: type[StrEnum], name: str) -> models.CheckConstraint:
    """The database itself refuses a value that is not in the enumeration."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


class AppendOnly:
    """A row that is only added to: triggers of the database refuse every other change.

    ``MOVING``: the columns that move all the same; ``ONLY_EMPTIED``: those of them that move to
    nothing only, where they were drawn from a body that is withheld now.
    """

    MOVING: ClassVar[frozenset[str]] = frozenset()
    ONLY_EMPTIED: ClassVar[frozenset[str]] = frozenset()


class AddedVersion(models.Model):
    """A row that is only ever added to: what it says stays, only its state moves."""

    number = models.PositiveIntegerField()
    #: None for what was imported: its writer is not one of our members.
    author = models.ForeignKey(
        "accounts.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
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


class WorkKind(StrEnum):
    """What is done to a row that waits for its turn."""

    LOOK = "look"
    FETCH = "fetch"
    RECAPTURE = "recapture"
    JUDGE = "judge"
    READ = "read"
    DRAFT = "draft"
    COPY = "copy"
    RENDER = "render"
    VIDEO = "video"


class Due(models.Model):
    """A row that waits for its turn; ``newsroom.frame.row_claims`` moves these columns.

    ``next_at`` None: there is nothing to do, or, with an ``error``, it rests as stuck.
    An item says what its ``WORK`` is: it is worked on by itself, so that a worker may die of it; a
    turn has none.
    """

    WORK: ClassVar[WorkKind | None] = None
    #: The path of columns from a row to the source that it is of; empty where there is none.
    SOURCE: ClassVar[str] = ""

    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    #: The worker that claimed it.
    lease_by = models.CharField(max_length=128, blank=True)
    #: Whether it was claimed with nothing else in work beside it.
    alone = models.BooleanField(default=False)
    #: Tries since the last success that ended in a failure of its own.
    attempts = models.PositiveIntegerField(default=0)
    #: Deaths of workers in a row at which it was in work; among others it counts one at most.
    deaths = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    #: When the first of these failures or deaths was.
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def open_work(cls) -> "models.QuerySet[Self]":
        """The rows on which there is work at all, due now, later or at rest."""
        return cls.objects.all()  # type: ignore[attr-defined, no-any-return]

    @property
    def work_name(self) -> str:
        """What it is called where work is listed: its address, or another name."""
        return str(getattr(self, "url", self))

    @property
    def work_source(self) -> str:
        """The id of the source that it is of; empty where there is none."""
        row: Any = self
        for column in filter(None, self.SOURCE.split("__")):
            row = row and getattr(row, column)
        return row.key if self.SOURCE and row else ""


def failing_index(name: str) -> models.Index:
    """By it the few rows that fail are found among millions, of a kind that becomes so many."""
    is_failing = models.Q(failing_since__isnull=False)
    return models.Index(fields=["next_at", "failing_since"], condition=is_failing, name=name)


class Numbered(models.Model):
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

    @classmethod
    def of_incident(cls, number: str) -> "models.QuerySet[Self]":
        """The rows of the incident of a number."""
        raise NotImplementedError

    @classmethod
    def published(cls) -> "models.QuerySet[Self]":
        """The rows of incidents that readers see."""
        raise NotImplementedError
