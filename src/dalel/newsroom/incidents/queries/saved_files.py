"""Files that members saved as evidence: what the desk shows of them, and what checks read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from dalel.domain.errors import NotFoundError
from dalel.domain.picture import PictureFile, PictureRights, PublicPicture
from dalel.domain.saved_file import (
    PAGES,
    PICTURES,
    Box,
    MachineReading,
    MaskKind,
    MaskState,
    PublicFile,
    SavedKind,
    Scrubbed,
)
from dalel.language.identify import identify
from dalel.newsroom.frame.sealing import derived
from dalel.newsroom.incidents.models import (
    SavedFileRow,
    SavedPageRow,
    SavedTextRow,
    ShownPictureRow,
    SightRow,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.pack import Pack
from dalel.steps.archive.sealed_files import SealedFiles

#: The folder of the home in which originals and pictures lie.
FOLDER: Final = "saved"


@dataclass(frozen=True, kw_only=True)
class MaskRecord:
    """A box and what became of it; ``member`` is empty where a machine proposed it."""

    key: int
    box: Box
    kind: MaskKind
    state: MaskState
    member: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SavedPageRecord:
    """A page as it may be seen, with its boxes."""

    number: int
    width: int
    height: int
    shown: str
    text: str
    masks: tuple[MaskRecord, ...]


@dataclass(frozen=True, kw_only=True)
class SightRecord:
    """Where and when a member saw what a file shows, and what was taken out of it, how often."""

    address: str
    seen: datetime
    had_account: bool
    removed: tuple[tuple[Scrubbed, int], ...]


@dataclass(frozen=True, kw_only=True)
class SavedFileRecord:
    """A saved file in a list; ``open_masks`` counts boxes that are not burned in."""

    key: int
    name: str
    kind: SavedKind
    size: int
    sha256: str
    member: str
    time: datetime
    reading: MachineReading
    failure: str
    burned: datetime | None
    is_named: bool
    count: int
    open_masks: int
    #: How many of its pages a machine has read so far.
    read_pages: int = 0
    #: Whether what was saved lies here encrypted.
    has_original: bool = True
    sight: SightRecord | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page that a browser saved: its text alone is shown."""
        return self.kind in PAGES

    @property
    def is_clean(self) -> bool:
        """Whether what is shown is all that is left: nothing lies hidden under it any more."""
        return self.burned is not None and not self.open_masks


@dataclass(frozen=True, kw_only=True)
class SavedFileView:
    """A file with its pages and its text: as a machine read it, or as somebody corrected it."""

    file: SavedFileRecord
    pages: tuple[SavedPageRecord, ...]
    machine_text: str
    corrected: str | None
    corrected_by: str
    versions: int

    @property
    def text(self) -> str:
        """The text that counts."""
        return self.machine_text if self.corrected is None else self.corrected

    @property
    def has_boxes(self) -> bool:
        """Whether anything in it is hidden, or was burned in."""
        masks = (mask for page in self.pages for mask in page.masks)
        return any(mask.state != MaskState.SHOWN for mask in masks)


def store() -> SealedFiles:
    """Where originals and pictures of this newsroom lie."""
    return SealedFiles(settings.DALEL.home / FOLDER, derived("saved-files"))


def file_row(number: str, key: int) -> SavedFileRow:
    """The row of a file of an entry.

    :raises NotFoundError: when the entry has no such file.
    """
    rows = SavedFileRow.objects.select_related("incident", "member")
    row = rows.filter(pk=key, incident=incident_row(number)).first()
    if row is None:
        raise NotFoundError(f"There is no file {key}.")
    return row


def saved_files(number: str) -> tuple[SavedFileRecord, ...]:
    """The files of an entry, in the order in which they were saved."""
    rows = SavedFileRow.objects.filter(incident=incident_row(number)).select_related("member")
    return tuple(_record(row) for row in _counted(rows))


def saved_file(number: str, key: int) -> SavedFileView:
    """A file of an entry with all that is shown of it.

    :raises NotFoundError: when the entry has no such file.
    """
    row = _counted(SavedFileRow.objects.filter(pk=file_row(number, key).pk)).get()
    pages = tuple(_page(page) for page in _pages(row))
    newest = SavedTextRow.objects.filter(file=row).select_related("member").last()
    return SavedFileView(
        file=_record(row),
        pages=pages,
        machine_text=together(page.text for page in pages),
        corrected=newest.text if newest else None,
        corrected_by=str(newest.member) if newest else "",
        versions=newest.number if newest else 0,
    )


def files_before(key: int) -> int:
    """How many files a machine reads before this one that waits."""
    waiting = SavedFileRow.objects.filter(reading=MachineReading.WAITS)
    keys = list(waiting.order_by("time", "pk").values_list("pk", flat=True))
    return keys.index(key) if key in keys else 0


def shown_picture(number: str, key: int, page: int) -> bytes:
    """The picture of a page in which what is hidden is painted over.

    :raises NotFoundError: when there is none, or it may not be seen before it was read.
    """
    row = file_row(number, key)
    found = row.pages.filter(number=page).first()
    if found is None or not found.shown or row.reading == MachineReading.WAITS:
        raise NotFoundError(f"There is no page {page}.")
    files = store()
    return files.open(files.get(found.shown))


def sealed_original(number: str, key: int) -> tuple[str, bytes]:
    """The digest of the plain bytes, and the original as it was encrypted.

    :raises NotFoundError: when there is no such file, or no original of it.
    """
    row = file_row(number, key)
    if not row.original:
        raise NotFoundError(f"There is no original of the file {key}.")
    return row.sha256, store().get(row.original)


def public_files(pack: Pack) -> Mapping[str, tuple[PublicFile, ...]]:
    """What the public may learn of files, by incident: that they are kept, and since when."""
    found: dict[str, list[PublicFile]] = defaultdict(list)
    rows = SavedFileRow.objects.filter(is_named=True, burned__isnull=False).order_by("time", "pk")
    for number, time, kind in rows.values_list("incident__number", "time", "kind"):
        told = PublicFile(saved=pack.day_of(time), is_document=kind not in PICTURES)
        found[number].append(told)
    return {number: tuple(told) for number, told in found.items()}


def shown_picture_of(number: str, key: int) -> PublicPicture | None:
    """What readers see of a file; None: they do not see it."""
    row = ShownPictureRow.objects.filter(file=file_row(number, key)).first()
    return _public(row) if row else None


def public_pictures() -> Mapping[str, tuple[PublicPicture, ...]]:
    """The pictures that readers see, by incident, in the order in which they were let out."""
    found: dict[str, list[PublicPicture]] = defaultdict(list)
    for row in ShownPictureRow.objects.select_related("file__incident"):
        found[row.file.incident.number].append(_public(row))
    return {number: tuple(shown) for number, shown in found.items()}


def as_sources(number: str) -> tuple[IncidentSource, ...]:
    """The texts of an entry's files as evidence that checks hold its texts against.

    They count like the text of an article. Their ``version`` is below zero: it is no article's.
    """
    rows = SavedFileRow.objects.filter(incident=incident_row(number)).select_related("sight")
    texts = _texts([row.pk for row in rows])
    return tuple(
        IncidentSource(
            url=row.sight.address if hasattr(row, "sight") else "",
            canonical=f"saved:{row.sha256}",
            host="",
            outlet="",
            order=None,
            version=-row.pk,
            language=identify(texts[row.pk]) or "",
            text=texts[row.pk],
            published="",
            kept=row.time,
            sha256=row.sha256,
        )
        for row in rows
        if texts.get(row.pk, "").strip()
    )


def _public(row: ShownPictureRow) -> PublicPicture:
    return PublicPicture(
        large=PictureFile(name=row.large, width=row.large_width, height=row.large_height),
        small=PictureFile(name=row.small, width=row.small_width, height=row.small_height),
        alt=row.told["texts"],
        credit=row.told["credits"],
        rights=PictureRights(row.told["rights"]),
    )


def together(texts: Iterable[str]) -> str:
    """The texts of pages as one."""
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _texts(keys: list[int]) -> dict[int, str]:
    pages: dict[int, list[str]] = {}
    if not keys:
        return {}
    for file, text in SavedPageRow.objects.filter(file__in=keys).values_list("file", "text"):
        pages.setdefault(file, []).append(text)
    found = {file: together(texts) for file, texts in pages.items()}
    corrected = SavedTextRow.objects.filter(file__in=keys).order_by("number")
    return found | dict(corrected.values_list("file", "text"))


def _counted(rows: "QuerySet[SavedFileRow]") -> Any:
    """The rows with how many pages they have, and boxes that hide and are not burned in."""
    open_masks = Count(
        "pages__masks", filter=Q(pages__masks__state=MaskState.HIDDEN), distinct=True
    )
    read_pages = Count("pages", filter=~Q(pages__words=b""), distinct=True)
    counted = rows.annotate(
        count=Count("pages", distinct=True), open_masks=open_masks, read_pages=read_pages
    )
    return counted.select_related("member", "sight")


def _record(row: Any) -> SavedFileRecord:
    return SavedFileRecord(
        key=row.pk,
        name=row.name,
        kind=SavedKind(row.kind),
        size=row.size,
        sha256=row.sha256,
        member=str(row.member),
        time=row.time,
        reading=MachineReading(row.reading),
        failure=row.failure,
        burned=row.burned,
        is_named=row.is_named,
        count=row.count,
        open_masks=row.open_masks,
        read_pages=row.read_pages,
        has_original=bool(row.original),
        sight=_sight(getattr(row, "sight", None)),
    )


def _sight(row: SightRow | None) -> SightRecord | None:
    if row is None:
        return None
    return SightRecord(
        address=row.address,
        seen=row.seen,
        had_account=row.had_account,
        removed=tuple((kind, row.removed[kind]) for kind in Scrubbed if kind in row.removed),
    )


def _pages(row: SavedFileRow) -> "list[SavedPageRow]":
    return list(row.pages.prefetch_related("masks__member"))


def _page(row: SavedPageRow) -> SavedPageRecord:
    return SavedPageRecord(
        number=row.number,
        width=row.width,
        height=row.height,
        shown=row.shown,
        text=row.text,
        masks=tuple(
            MaskRecord(
                key=mask.pk,
                box=Box(x=mask.x, y=mask.y, width=mask.width, height=mask.height),
                kind=MaskKind(mask.kind),
                state=MaskState(mask.state),
                member=str(mask.member) if mask.member else "",
                reason=mask.reason,
            )
            for mask in row.masks.all()
        ),
    )
