"""Tables of drafting jobs, machine drafts and language model usage."""

from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q

from dalel.domain.states import DraftState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import Due, WorkKind, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedJSON, SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow
from dalel.newsroom.stories.models import StoryRow


class DraftJob(StrEnum):
    """What a machine is asked to do."""

    DRAFT = "draft"
    TRANSLATE = "translate"


class DraftRow(Due):
    """Texts that a machine proposes; no version comes of them until a person takes sentences.

    It is of an incident, or of a story that nobody has taken yet.
    """

    WORK = WorkKind.DRAFT

    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    story = models.ForeignKey(
        StoryRow, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    job = models.CharField(max_length=12, choices=choices(DraftJob))
    #: Of a translation: from which language into which.
    source = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=8, blank=True)
    #: Whether a language model is asked.
    with_model = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=choices(DraftState), default=DraftState.WAITING)
    #: None: nobody asked, it was prepared.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked = models.DateTimeField()
    made = models.DateTimeField(null=True, blank=True)
    #: How many characters a model has written so far.
    letters = models.PositiveIntegerField(default=0)
    #: What went wrong, or what was left out.
    message = SealedText(blank=True)
    #: By language: title, by, model, and sentences with text, article version, start, end, doubted.
    texts = SealedJSON(default=dict)
    #: Languages whose draft a person has taken or put away.
    answered = models.JSONField(default=list)

    class Meta:
        ordering = ("-asked", "-pk")
        constraints = (
            one_of("job", DraftJob, "draft_job_known"),
            one_of("state", DraftState, "draft_state_known"),
            models.CheckConstraint(
                condition=Q(incident__isnull=False) | Q(story__isnull=False),
                name="draft_of_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.job} {self.pk} {self.state}"

    @classmethod
    def open_work(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(state=DraftState.WAITING).select_related("incident", "story")

    @property
    def work_name(self) -> str:
        return str(self.incident or self.story)


class ModelUseRow(models.Model):
    """One answer of a language model: when, by which model, and what it took."""

    time = models.DateTimeField(db_index=True)
    model = models.TextField()
    job = models.CharField(max_length=12)
    tokens_in = models.PositiveIntegerField()
    tokens_out = models.PositiveIntegerField()
    seconds = models.FloatField()
    cost = models.FloatField()

    def __str__(self) -> str:
        return f"{self.model} {self.time:%Y-%m-%d}"
