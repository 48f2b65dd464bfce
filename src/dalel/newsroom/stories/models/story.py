"""Tables of stories: classifications, vectors, memberships, reprints and decisions."""

from typing import Final, Self

from django.db import models
from django.db.models import F, Q

from dalel.domain.states import StoryState
from dalel.domain.story_decision import DecisionKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow
from dalel.newsroom.frame.base_models import Due, WorkKind, choices, one_of


class ClassificationRow(models.Model):
    """What the machine thinks of one version of an article; the newer model's word replaces it."""

    version = models.OneToOneField(
        ArticleVersionRow, on_delete=models.PROTECT, related_name="classification"
    )
    model = models.CharField(max_length=64)
    is_relevant = models.BooleanField()
    score = models.FloatField()
    section = models.PositiveSmallIntegerField(null=True, blank=True)
    event_type = models.CharField(max_length=64, blank=True)
    #: The whole record as ``steps.classify`` writes it: codes with scores and reasons.
    suggested = models.JSONField(default=dict)
    #: Whether its article was compared with others: whose reprint it is, in which story it stands.
    is_placed = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["is_relevant", "version"], name="classified_relevant"),
            models.Index(
                fields=["version"], condition=Q(is_placed=False), name="classified_unplaced"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.score:.2f}"


class JudgingRow(Due):
    """A version that could not be judged or placed, or was in hand at a death; none of others."""

    WORK = WorkKind.JUDGE
    SOURCE = "version__article__source"

    version = models.OneToOneField(
        ArticleVersionRow, on_delete=models.CASCADE, related_name="judging"
    )

    def __str__(self) -> str:
        return f"{self.version_id}"

    @classmethod
    def open_work(cls) -> models.QuerySet[Self]:
        return cls.objects.filter(
            Q(version__classification=None) | Q(version__classification__is_placed=False)
        )

    @property
    def work_name(self) -> str:
        return str(self.version.article.url)


class VectorRow(models.Model):
    """The meaning of one version of an article as one model's vector, float16, little-endian."""

    #: As numpy names such numbers.
    FLOAT: Final = "<f2"

    version = models.ForeignKey(ArticleVersionRow, on_delete=models.PROTECT, related_name="vectors")
    model = models.CharField(max_length=64)
    vector = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "model"], name="vector_once_a_model"),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.model}"


class StoryRow(models.Model):
    """A group of articles about one happening; made by the machine, corrected by people."""

    #: Sixteen hex digits, made from the article that opened it.
    key = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=12, choices=choices(StoryState), default=StoryState.NEW)
    #: Why it was rejected.
    reason = models.TextField(blank=True)
    #: Since when its first and its newest article are known to us.
    opened = models.DateTimeField()
    newest = models.DateTimeField(db_index=True)
    #: A person decided about it: the machine may add articles, and takes none away.
    is_touched = models.BooleanField(default=False)
    #: What it was taken into, or attached to.
    incident = models.ForeignKey(
        "incidents.IncidentRow",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stories",
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    #: What the machine thinks of the story as a whole, and its place (``dalel.domain.ranking``).
    is_relevant = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    section = models.PositiveSmallIntegerField(null=True, blank=True)
    event_type = models.CharField(max_length=64, blank=True)
    severity = models.FloatField(default=0)
    rank = models.FloatField(default=0)
    #: From which articles and classifications these were worked out; empty: not yet.
    weighed = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-newest", "pk")
        indexes = (
            models.Index(fields=["state", "is_relevant", "rank"], name="story_in_its_place"),
            models.Index(fields=["state", "is_relevant", "section"], name="story_by_section"),
            models.Index(fields=["state", "newest"], name="story_by_newest"),
        )
        constraints = (
            one_of("state", StoryState, "story_state_known"),
            models.CheckConstraint(condition=Q(newest__gte=F("opened")), name="story_runs_forward"),
            models.CheckConstraint(
                condition=Q(state=StoryState.MERGED, merged_into__isnull=False)
                | (~Q(state=StoryState.MERGED) & Q(merged_into=None)),
                name="story_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StoryState.TAKEN, StoryState.ATTACHED])
                | Q(incident__isnull=False),
                name="story_taken_has_incident",
            ),
        )

    def __str__(self) -> str:
        return self.key


class MembershipRow(models.Model):
    """An article's place: in which story, and why. Each has one, whoever put it there."""

    article = models.OneToOneField(ArticleRow, on_delete=models.PROTECT, related_name="membership")
    story = models.ForeignKey(StoryRow, on_delete=models.PROTECT, related_name="memberships")
    reasons = models.JSONField(default=list)
    #: What placed it; empty: a person did.
    model = models.CharField(max_length=64, blank=True)
    time = models.DateTimeField()

    class Meta:
        ordering = ("story", "time", "pk")

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"


class ReprintRow(models.Model):
    """An article that repeats another one; it stays, folded under its original."""

    article = models.OneToOneField(ArticleRow, on_delete=models.PROTECT, related_name="reprint_of")
    original = models.ForeignKey(ArticleRow, on_delete=models.PROTECT, related_name="reprints")
    reasons = models.JSONField(default=list)
    time = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(article=F("original")), name="reprint_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.article_id} repeats {self.original_id}"


class DuplicateSuggestion(models.Model):
    """Two stories that seem to tell of one happening; a person merges them or says that not."""

    one = models.ForeignKey(StoryRow, on_delete=models.PROTECT, related_name="doubles")
    other = models.ForeignKey(StoryRow, on_delete=models.PROTECT, related_name="double_of")
    reasons = models.JSONField(default=list)
    time = models.DateTimeField()
    dismissed = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["one", "other"], name="double_noted_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="double_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.one_id} like {self.other_id}"


class DecisionRow(models.Model):
    """What a person decided about a story; only added. An undone one names who undid it, and when.

    ``articles`` are those that a split took out; ``other`` is the story that was merged into this
    one, or that a split opened; ``before`` is what an undoing needs: the states as they were.
    """

    story = models.ForeignKey(StoryRow, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=choices(DecisionKind))
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    reason = models.TextField(blank=True)
    other = models.ForeignKey(
        StoryRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    incident = models.ForeignKey(
        "incidents.IncidentRow", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    articles = models.ManyToManyField(ArticleRow, related_name="decisions")
    before = models.CharField(max_length=12, choices=choices(StoryState))
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("time", "pk")
        indexes = (models.Index(fields=["time"], name="decision_by_time"),)
        constraints = (
            one_of("kind", DecisionKind, "decision_kind_known"),
            models.CheckConstraint(
                condition=Q(undone=None, undone_by=None)
                | Q(undone__isnull=False, undone_by__isnull=False),
                name="decision_undone_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.story_id}"


class ConstraintRow(models.Model):
    """Two articles that a person wants together, or apart; the machine obeys.

    It stands as long as the decision that it came from is not undone.
    """

    one = models.ForeignKey(ArticleRow, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(ArticleRow, on_delete=models.PROTECT, related_name="+")
    is_together = models.BooleanField()
    decision = models.ForeignKey(DecisionRow, on_delete=models.PROTECT, related_name="constraints")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["one", "other", "decision"], name="constraint_once_a_decision"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="constraint_of_two"),
        )

    def __str__(self) -> str:
        return f"{self.one_id} {'with' if self.is_together else 'without'} {self.other_id}"


class JobLock(Due):
    """Work of which only one worker does a piece at a time, by its name."""

    name = models.CharField(max_length=32, unique=True)
    #: The keys of the article versions that its worker has in hand; a death leaves them standing.
    in_hand = models.JSONField(default=list, blank=True)
    #: The keys of the stories that were opened since it was last brought to its end.
    opened = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name
