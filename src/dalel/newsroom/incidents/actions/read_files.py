"""Reading the text of saved files by machine, and hiding what is nobody's business; in workers."""

import time
from collections.abc import Callable
from typing import Final

from dalel.domain.errors import ArchiveError, UnreadableError
from dalel.domain.saved_file import (
    MachineReading,
    MachineWord,
    MaskKind,
    MaskState,
    ProposedMask,
)
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.saved_files import (
    account_names,
    box_of,
    drop_later,
    drop_unused,
    forget_account,
    mask_rows,
    repainted,
    sealed_words,
    seen_text,
)
from dalel.newsroom.incidents.models import MaskRow, SavedFileRow, SavedPageRow
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.pack import Pack
from dalel.steps.archive.account_names import hidden_places
from dalel.steps.check.privacy.masking import masks_of
from dalel.steps.extract.machine_words import read_words, text_of

_DAY: Final = 86_400.0


class FileReader:
    """Reads what waits, and once a day takes pictures away that nobody needs."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._swept = 0.0

    def read_what_waits(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Read the files that wait; tells how many were read or could not be."""
        count = 0
        waiting = SavedFileRow.objects.filter(reading=MachineReading.WAITS)
        for key in list(waiting.order_by("time", "pk").values_list("pk", flat=True)):
            if stopped():
                break
            with ItemWork(f"Reading the saved file {key}") as item:
                read_file(key, self._pack)
            if item.failed:
                _end(key, MachineReading.FAILED, "it broke")
            count += 1
        if time.time() - self._swept > _DAY:
            self._swept = time.time()
            with ItemWork("Taking unneeded pictures away"):
                drop_unused(self._swept)
        return count


def read_file(key: int, pack: Pack) -> None:
    """Read one file: its words, what of it is hidden, and pictures in which that is painted over.

    Each page is written as it is read, so that it is seen how far it is, and a worker that ended
    goes on from there. What cannot be read says why. Somebody who hides by hand meanwhile goes
    before.
    """
    waits = SavedFileRow.objects.filter(pk=key, reading=MachineReading.WAITS)
    try:
        for page in SavedPageRow.objects.filter(file=key, words=b""):
            before = page.shown
            read, masks = _read(page, pack)
            with writing():
                # Another worker, or somebody by hand, may have been quicker.
                if not waits.exists() or not _is_unread(page):
                    return
                MaskRow.objects.bulk_create(mask_rows(read, masks))
                read.save(update_fields=["words", "shown", "text"])
                drop_later([before])
    except (UnreadableError, ArchiveError) as error:
        _end(key, MachineReading.FAILED, str(error))
        return
    _end(key, MachineReading.READ, "")


def _is_unread(page: SavedPageRow) -> bool:
    return SavedPageRow.objects.filter(pk=page.pk, words=b"").exists()


def _read(page: SavedPageRow, pack: Pack) -> tuple[SavedPageRow, tuple[ProposedMask, ...]]:
    files = store()
    picture = files.open(files.get(page.working))
    words = read_words(tesseract.read_picture(picture, pack.languages))
    masks = (*_masks(words, pack), *_of_account(words, account_names(page.file_id)))
    at_once = page.masks.filter(state=MaskState.HIDDEN)
    hidden = [*(box_of(one) for one in at_once), *(mask.box for mask in masks)]
    page.words = sealed_words(words)
    page.text = seen_text(words, hidden)
    if masks:
        page.shown = repainted(page, hidden)
    return page, masks


def _masks(words: tuple[MachineWord, ...], pack: Pack) -> tuple[ProposedMask, ...]:
    return masks_of(words, text_of(words), pack.languages, pack.privacy)


def _of_account(words: tuple[MachineWord, ...], names: tuple[str, ...]) -> tuple[ProposedMask, ...]:
    """Boxes over the words that belong to a name under which the member was logged in."""
    hidden = hidden_places([word.text for word in words], names)
    return tuple(
        ProposedMask(box=word.box, kind=MaskKind.ACCOUNT)
        for word, places in zip(words, hidden, strict=True)
        if places
    )


def _end(key: int, reading: MachineReading, failure: str) -> None:
    with writing():
        waits = SavedFileRow.objects.filter(pk=key, reading=MachineReading.WAITS)
        if waits.update(reading=reading, failure=failure[:300]):
            forget_account(key)
