"""The table of what lawyers were asked about entries, and what they answered."""

from django.db import models
from django.db.models import Q

from dalel.domain.legal_advice import AdviceVerdict, AdviceWay, LegalNoteKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class LegalNoteRow(models.Model):
    """A question, an answer, or a decision against it; the latest of an incident count.

    ``words`` and ``adviser`` are sealed: nothing that leaves the desk reads them. They are empty
    once something in them was withdrawn. ``texts`` (by language), ``codes`` and ``naming`` say
    which versions an answer or a decision is about.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="legal_notes")
    kind = models.CharField(max_length=12, choices=choices(LegalNoteKind))
    words = SealedText(blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    verdict = models.CharField(max_length=16, blank=True, choices=choices(AdviceVerdict))
    texts = models.JSONField(default=dict, blank=True)
    codes = models.PositiveIntegerField(default=0)
    naming = models.PositiveBigIntegerField(default=0)
    #: Who advised without an account, on which day, and by phone or on paper.
    adviser = SealedText(blank=True)
    received = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=8, blank=True, choices=choices(AdviceWay))

    class Meta:
        ordering = ("incident", "pk")
        constraints = (
            one_of("kind", LegalNoteKind, "legal_note_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=str(LegalNoteKind.ADVICE))
                | Q(verdict__in=[str(one) for one in AdviceVerdict]),
                name="legal_advice_has_verdict",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"
