"""The tables of files that members save as evidence: originals, pages, what is hidden, texts."""

from django.db import models
from django.db.models import Q

from dalel.domain.saved_file import MachineReading, MaskKind, MaskState, SavedKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.base_models import AppendOnly, choices, one_of
from dalel.newsroom.frame.sealed_columns import SealedText
from dalel.newsroom.incidents.models.incident import IncidentRow


class SavedFileRow(models.Model):
    """A file that a member added to an entry.

    The original lies encrypted beside the database, under ``original``; whoever runs the server
    cannot open it. Of a saved page it is the scrubbed one, and of a picture taken under an account
    there is none. ``sha256`` is of the plain bytes, ``sealed_sha256`` of those that are kept.
    ``chained`` goes on from the file before: it is the SHA-256 of that one's and of these two, so
    that none can be taken out or exchanged without all later ones being other.
    """

    incident = models.ForeignKey(IncidentRow, on_delete=models.PROTECT, related_name="files")
    #: As it was called by whoever saved it; empty once words in it were withdrawn.
    name = SealedText(blank=True)
    kind = models.CharField(max_length=8, choices=choices(SavedKind))
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    original = models.CharField(max_length=64, blank=True)
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    chained = models.CharField(max_length=64, unique=True)
    #: The keys to which it was encrypted, their public halves.
    recipients = models.TextField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    reading = models.CharField(
        max_length=8, choices=choices(MachineReading), default=MachineReading.WAITS
    )
    failure = models.TextField(blank=True)
    burned = models.DateTimeField(null=True, blank=True)
    #: Whether readers are told that this stands behind the entry; only of what is burned.
    is_named = models.BooleanField(default=False)

    class Meta:
        ordering = ("incident", "time", "pk")
        indexes = (models.Index(fields=["reading", "time"], name="saved_file_by_reading"),)
        constraints = (
            models.UniqueConstraint(fields=["incident", "sha256"], name="saved_once_an_entry"),
            one_of("kind", SavedKind, "saved_kind_known"),
            one_of("reading", MachineReading, "saved_reading_known"),
            models.CheckConstraint(
                condition=Q(is_named=False) | Q(burned__isnull=False), name="saved_named_if_burned"
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident_id} {self.sha256[:12]}"


class SightRow(models.Model):
    """Where and when a member saw what a file shows, as that member says.

    ``removed`` counts what was taken out of a page by the kinds of ``Scrubbed``. ``names`` are
    those of an account, sealed, until a machine has looked for them; then they are emptied.
    """

    file = models.OneToOneField(SavedFileRow, on_delete=models.CASCADE, related_name="sight")
    #: Without keys; empty once words in it were withdrawn.
    address = SealedText(blank=True)
    seen = models.DateTimeField()
    had_account = models.BooleanField(default=False)
    removed = models.JSONField(default=dict, blank=True)
    names = models.BinaryField(default=b"", blank=True)

    class Meta:
        ordering = ("file",)

    def __str__(self) -> str:
        return f"{self.file_id} seen"


class ShownPictureRow(models.Model):
    """That readers see a saved picture: what two persons approved, and its two sizes.

    ``large`` and ``small`` name the JPEG files beside the originals.
    """

    file = models.OneToOneField(SavedFileRow, on_delete=models.CASCADE, related_name="shown")
    told = models.JSONField()
    large = models.CharField(max_length=64)
    large_width = models.PositiveIntegerField()
    large_height = models.PositiveIntegerField()
    small = models.CharField(max_length=64)
    small_width = models.PositiveIntegerField()
    small_height = models.PositiveIntegerField()
    time = models.DateTimeField()

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return f"{self.file_id} shown"


class SavedPageRow(models.Model):
    """A page of a file as a picture, made anew from the original.

    ``working`` names the picture with all its pixels, sealed with the key of this newsroom;
    ``shown`` the one in which what is hidden is painted over. ``words`` are what a machine read,
    sealed likewise; ``text`` is what is left of them when what is hidden is taken out. Burning
    leaves nothing in ``working`` and ``words`` that is not in ``shown`` and ``text``. Of a saved
    page there is no picture: both names are empty, and so is its size.
    """

    file = models.ForeignKey(SavedFileRow, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    working = models.CharField(max_length=64, blank=True)
    shown = models.CharField(max_length=64, blank=True)
    words = models.BinaryField(default=b"", blank=True)
    text = SealedText(blank=True)

    class Meta:
        ordering = ("file", "number")
        constraints = (
            models.UniqueConstraint(fields=["file", "number"], name="saved_page_once_a_file"),
        )

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class MaskRow(models.Model):
    """A box of a page and whether it hides what lies under it; who uncovered it says why."""

    page = models.ForeignKey(SavedPageRow, on_delete=models.CASCADE, related_name="masks")
    x = models.PositiveIntegerField()
    y = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=choices(MaskKind), default=MaskKind.OTHER)
    state = models.CharField(max_length=8, choices=choices(MaskState), default=MaskState.HIDDEN)
    #: None: a machine proposed it.
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = SealedText(blank=True)

    class Meta:
        ordering = ("page", "y", "x", "pk")
        constraints = (
            one_of("kind", MaskKind, "mask_kind_known"),
            one_of("state", MaskState, "mask_state_known"),
            models.CheckConstraint(
                condition=~Q(state="shown") | ~Q(reason=""), name="mask_shown_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id} {self.x},{self.y} {self.kind}"


class SavedTextRow(AppendOnly, models.Model):
    """A version of a file's text as a member corrected it; ``text`` is emptied at a withdrawal."""

    MOVING = frozenset({"text"})
    ONLY_EMPTIED = frozenset({"text"})

    file = models.ForeignKey(SavedFileRow, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    text = SealedText(blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()

    class Meta:
        ordering = ("file", "number")
        constraints = (
            models.UniqueConstraint(fields=["file", "number"], name="saved_text_once_a_file"),
        )

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
