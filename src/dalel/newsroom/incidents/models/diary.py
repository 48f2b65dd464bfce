"""Tables of the diary of upcoming dates and of members' calendar feed addresses."""

from django.db import models
from django.db.models import Q

from dalel.domain.diary import DiaryKind
from dalel.domain.states import DiaryState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class DiaryRow(models.Model):
    """A day to come: proposed by the machine with its basis, or written down by a person.

    ``sentence`` is the basis as the article has it and never changes; ``day`` and ``words`` are
    what people make of it.
    """

    day = models.DateField()
    kind = models.CharField(max_length=12, choices=choices(DiaryKind))
    words = SealedText(blank=True)
    state = models.CharField(
        max_length=12, choices=choices(DiaryState), default=DiaryState.PROPOSED
    )
    #: None: a person wrote it down.
    article = models.ForeignKey(
        ArticleRow, null=True, blank=True, on_delete=models.PROTECT, related_name="diary"
    )
    sentence = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    #: The day and kind as the machine read them: what it does not propose twice.
    read_day = models.DateField(null=True, blank=True)
    read_kind = models.CharField(max_length=12, blank=True)
    incident = models.ForeignKey(
        IncidentRow, null=True, blank=True, on_delete=models.PROTECT, related_name="diary"
    )
    time = models.DateTimeField()
    #: Who decided last; None: nobody yet.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)
    #: The day and kind that the public finds, as two persons agreed; None: none.
    public_day = models.DateField(null=True, blank=True)
    public_kind = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["state", "day"], name="diary_by_day"),)
        constraints = (
            one_of("kind", DiaryKind, "diary_kind_known"),
            one_of("state", DiaryState, "diary_state_known"),
            models.UniqueConstraint(
                fields=["article", "read_day", "read_kind"], name="diary_read_once_an_article"
            ),
            models.CheckConstraint(
                condition=Q(article=None) | ~Q(sentence=""), name="diary_read_has_basis"
            ),
            models.CheckConstraint(
                condition=Q(state=DiaryState.PROPOSED) | Q(member__isnull=False),
                name="diary_decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class DiaryReadRow(models.Model):
    """That the days of an article's version were read already."""

    article = models.OneToOneField(ArticleRow, on_delete=models.CASCADE, related_name="diary_read")
    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.article_id} {self.version}"


class FeedAddressRow(models.Model):
    """The secret address at which a member's calendar asks; only its digest is kept."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed_address")
    digest = models.CharField(max_length=64, unique=True)
    time = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id}"
