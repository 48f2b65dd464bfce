"""Tables of names: what an editor chose, and what texts of two languages have shown."""

from django.db import models
from django.db.models import Q

from dalel.domain.names import NameKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.incidents.models.incident import IncidentRow
from dalel.newsroom.incidents.models.party import PersonRow


class NameChoiceRow(models.Model):
    """A name as an editor chose it, by language; ``person`` tells namesakes apart.

    ``office`` is what the person is, by language, from ``since`` to ``until``; of a body or
    an outlet these are the days on which it is called so.
    """

    kind = models.CharField(max_length=8, choices=choices(NameKind))
    names = models.JSONField()
    person = models.ForeignKey(
        PersonRow, null=True, blank=True, on_delete=models.CASCADE, related_name="choices"
    )
    office = models.JSONField(default=dict)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            one_of("kind", NameKind, "name_choice_kind_known"),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(since__lte=models.F("until")),
                name="name_choice_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return " / ".join(self.names.values())


class ShownNameRow(models.Model):
    """A name as two articles of one story tell it, or the approved texts of an incident."""

    kind = models.CharField(max_length=8, choices=choices(NameKind))
    names = models.JSONField()
    one = models.ForeignKey(
        ArticleVersionRow, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        ArticleVersionRow, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            one_of("kind", NameKind, "shown_name_kind_known"),
            models.CheckConstraint(
                condition=Q(incident__isnull=False) | Q(one__isnull=False, other__isnull=False),
                name="shown_name_by_something",
            ),
        )

    def __str__(self) -> str:
        return " / ".join(self.names.values())
