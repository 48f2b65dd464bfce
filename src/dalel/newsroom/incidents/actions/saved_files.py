"""Files that members save as evidence: taking them in, hiding, uncovering, burning in, correcting.

The plain bytes of a file are in memory alone: they go into a child process that draws its pages,
and into the encryption to keys that are not on this machine.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from django.db import transaction

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.public_change import TellFile
from dalel.domain.saved_file import (
    PICTURES,
    Box,
    MachineReading,
    MachineWord,
    MaskKind,
    MaskState,
    ProposedMask,
    SavedKind,
    Sight,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.newsroom_settings import upload_keys
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.frame.sandbox.pictures import Drawn, draw
from dalel.newsroom.frame.state_moves import OvertakenError
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import proposals, shown_pictures
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.actions.texts import touch
from dalel.newsroom.incidents.models import (
    IncidentRow,
    MaskRow,
    SavedFileRow,
    SavedPageRow,
    SavedTextRow,
    ShownPictureRow,
    SightRow,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.saved_files import file_row, saved_file, store
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.pack import Pack
from dalel.steps.archive.sealed_files import encrypted_to
from dalel.steps.check.privacy.masking import HIDDEN, mask_text, status_bar
from dalel.steps.extract.machine_words import text_of
from dalel.steps.extract.picture_head import kind_of

#: The largest file, in bytes.
LARGEST: Final = 20 * 2**20
#: The most boxes that members draw on a page.
MOST_MASKS: Final = 300
_NAME: Final = 120
#: A word is hidden once so much of its area is.
_ENOUGH: Final = 0.15


class NoUploadKeyError(DalelError):
    """The newsroom has no key to which originals are encrypted."""


class UnknownKindError(DalelError):
    """It is neither a PDF nor a picture of a kind that is taken."""


class FileTooLargeError(DalelError):
    """The file is larger than is taken."""


class SavedAlreadyError(DalelError):
    """The entry has this very file already."""


class NotReadYetError(DalelError):
    """The file waits for being read by machine; until then nobody sees it."""


class UncoveringError(DalelError):
    """A box that hides something is only made larger; uncovering takes a reason."""


class TooManyMasksError(DalelError):
    """There are more boxes than a page takes."""


@dataclass(frozen=True, kw_only=True)
class BoxChanges:
    """Boxes of a page that are made larger, by their keys, and new ones."""

    grown: Mapping[int, Box]
    new: Sequence[Box]


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """What is kept of a file; ``original`` is empty where no original is."""

    name: str
    kind: SavedKind
    size: int
    sha256: str
    original: str
    recipients: Sequence[str]
    reading: MachineReading
    sight: Sight | None = None
    removed: Mapping[str, int] = field(default_factory=dict)


def save_file(
    number: str, name: str, content: bytes, pack: Pack, act: Act, sight: Sight | None = None
) -> int:
    """Keep a file of an entry: the original encrypted, and pictures of its pages; gives its key.

    Of what was seen under an account no original is kept, only what is drawn of it.

    :raises NoUploadKeyError: when there is no key to encrypt to.
    :raises UnknownKindError: when it is of no kind that is taken, whatever its name says.
    :raises UnreadableError: when it cannot be drawn within its limits.
    :raises SavedAlreadyError: when the entry has it already.
    :raises NotFoundError: when there is no such incident.
    """
    incident = incident_row(number)
    keys = keys_for(content)
    kind = kind_of(content)
    if kind is None:
        raise UnknownKindError
    has_account = sight is not None and bool(sight.names)
    if not has_account:
        refuse_second(incident, hashlib.sha256(content).hexdigest())
    drawn = draw(content, kind)
    kept = b"".join(one.content for one in drawn) if has_account else content
    digest = hashlib.sha256(kept).hexdigest()
    proposed = [_at_once(one, kind) for one in drawn]
    files = store()
    pages = [
        SavedPageRow(
            number=place,
            width=one.width,
            height=one.height,
            working=files.put(files.seal(one.content)),
            shown=files.put(files.seal(_painted(one.content, [mask.box for mask in masks]))),
        )
        for place, (one, masks) in enumerate(zip(drawn, proposed, strict=True), start=1)
    ]
    waits = tesseract.reads(pack.languages)
    file = KeptFile(
        name=name,
        kind=kind,
        size=len(content),
        sha256=digest,
        original="" if has_account else files.put(encrypted_to(content, keys)),
        recipients=keys,
        reading=MachineReading.WAITS if waits else MachineReading.BY_HAND,
        sight=sight,
    )
    return enter_file(incident, file, list(zip(pages, proposed, strict=True)), act)


def keys_for(content: bytes) -> tuple[str, ...]:
    """The keys to which a file is encrypted that may be taken.

    :raises NoUploadKeyError: when there is none.
    :raises FileTooLargeError: when it is larger than any that is taken.
    """
    keys = upload_keys()
    if not keys:
        raise NoUploadKeyError
    if len(content) > LARGEST:
        raise FileTooLargeError
    return tuple(keys)


def refuse_second(incident: IncidentRow, digest: str) -> None:
    """Refuse what the entry has.

    :raises SavedAlreadyError: when it has a file of this digest.
    """
    if SavedFileRow.objects.filter(incident=incident, sha256=digest).exists():
        raise SavedAlreadyError


def enter_file(
    incident: IncidentRow,
    file: KeptFile,
    pages: Sequence[tuple[SavedPageRow, Sequence[ProposedMask]]],
    act: Act,
) -> int:
    """Write down a file with its pages, chained to the one before; gives its key.

    :raises SavedAlreadyError: when the entry has it already.
    """
    with writing():
        refuse_second(incident, file.sha256)
        row = SavedFileRow.objects.create(
            incident=incident,
            name=_harmless(file.name),
            kind=file.kind,
            size=file.size,
            sha256=file.sha256,
            original=file.original,
            sealed_sha256=file.original,
            chained=_chained(file.sha256, file.original),
            recipients="\n".join(file.recipients),
            member=act.member,
            time=act.time,
            reading=file.reading,
        )
        for page, masks in pages:
            page.file = row
            page.save()
            MaskRow.objects.bulk_create(mask_rows(page, masks))
        if file.sight is not None:
            _enter_sight(row, file, file.sight)
        act.note("saved a file" if file.sight is None else "saved what was seen", *_noted(row))
    return row.pk


def _enter_sight(row: SavedFileRow, file: KeptFile, sight: Sight) -> None:
    is_looked_for = file.reading is MachineReading.WAITS and bool(sight.names)
    SightRow.objects.create(
        file=row,
        address="" if stand_in_text(unquote(sight.address), withdrawn_words()) else sight.address,
        seen=sight.seen,
        had_account=bool(sight.names),
        removed=dict(file.removed),
        names=store().seal(json.dumps(sight.names).encode()) if is_looked_for else b"",
    )


def _noted(row: SavedFileRow) -> tuple[str, str]:
    return row.incident.number, row.sha256[:12]


def account_names(file: int) -> tuple[str, ...]:
    """The names of an account that are to be hidden in a file that waits for being read."""
    row = SightRow.objects.filter(file=file).exclude(names=b"").first()
    return tuple(json.loads(store().open(bytes(row.names)))) if row else ()


def forget_account(file: int) -> None:
    """Empty the names of an account: nobody looks for them any more."""
    SightRow.objects.filter(file=file).update(names=b"")


def hide(number: str, key: int, page: int, changes: BoxChanges, act: Act) -> None:
    """Draw new boxes on a page, and make boxes larger; what they cover is hidden at once.

    :raises NotFoundError: when there is no such page or box.
    :raises UncoveringError: when something would be uncovered by it.
    :raises TooManyMasksError: when the page has more boxes than it takes.
    """
    row = _page(number, key, page)
    masks = list(row.masks.all())
    known = {mask.pk: mask for mask in masks if mask.state == MaskState.HIDDEN}
    boxes = {mask.pk: box_of(mask) for mask in known.values()}
    for place, wanted in changes.grown.items():
        if place not in known:
            raise NotFoundError(f"There is no box {place}.")
        kept = wanted.within(row.width, row.height)
        if kept is None or not kept.holds(boxes[place]):
            raise UncoveringError
        boxes[place] = kept
    new = [box for one in changes.new if (box := one.within(row.width, row.height)) is not None]
    if sum(mask.member_id is not None for mask in masks) + len(new) > MOST_MASKS:
        raise TooManyMasksError
    if not new and all(boxes[mask.pk] == box_of(mask) for mask in known.values()):
        return
    shown = repainted(row, [*boxes.values(), *new])
    with writing():
        _refuse_changed(row, masks)
        for mask in known.values():
            _place(mask, boxes[mask.pk])
        MaskRow.objects.bulk_create(
            MaskRow(page=row, member=act.member, kind=MaskKind.OTHER, **_columns(box))
            for box in new
        )
        _show(row, shown, [*boxes.values(), *new], act)
        act.note("hid parts of a file", number, _called(row.file, str(len(new))))


def uncover(number: str, key: int, mask: int, reason: str, act: Act) -> None:
    """Show what a box hides; the reason is written down.

    :raises NotFoundError: when there is no such box that hides something.
    """
    _turn(number, key, mask, MaskState.HIDDEN, MaskState.SHOWN, reason, act)


def cover_again(number: str, key: int, mask: int, act: Act) -> None:
    """Hide again what somebody uncovered.

    :raises NotFoundError: when there is no such box.
    """
    _turn(number, key, mask, MaskState.SHOWN, MaskState.HIDDEN, "", act)


def burn(number: str, key: int, act: Act) -> None:
    """Burn all boxes in: what they cover is gone from the pictures and texts for good.

    The original stays as it was encrypted.

    :raises NotReadYetError: while it waits for being read.
    """
    file = file_row(number, key)
    if file.reading == MachineReading.WAITS:
        raise NotReadYetError
    files = store()
    pages = list(file.pages.exclude(working="").prefetch_related("masks"))
    made: dict[int, tuple[str, bytes]] = {}
    for page in pages:
        hidden = [box_of(one) for one in page.masks.all() if one.state == MaskState.HIDDEN]
        working = files.put(files.seal(files.open(files.get(page.shown))))
        made[page.pk] = (working, sealed_words(_left(words_of(page), hidden)))
    gone = [page.working for page in pages]
    with writing():
        for page in pages:
            _refuse_changed(page, list(page.masks.all()))
            page.working, page.words = made[page.pk]
            page.save(update_fields=["working", "words"])
            page.masks.filter(state=MaskState.HIDDEN).update(state=MaskState.BURNED)
        SavedFileRow.objects.filter(pk=file.pk).update(burned=act.time)
        act.note("burned in what is hidden", number, _called(file))
        drop_later(gone)


def propose_telling(number: str, key: int, pack: Pack, act: Act, *, is_told: bool) -> None:
    """Ask a second person whether the public learns, or no longer learns, that a file is kept.

    :raises NotFoundError: when there is no such file, or it was not burned.
    :raises NothingChangesError: when it stands so already, or the same waits.
    """
    row = file_row(number, key)
    proposals.propose(
        TellFile(
            incident=row.incident.number,
            file=row.pk,
            day=pack.day_of(row.time),
            is_document=row.kind not in PICTURES,
            is_told=is_told,
        ),
        act,
    )


def correct(number: str, key: int, text: str, seen: int, pack: Pack, act: Act) -> bool:
    """Keep a corrected text of a file as its next version; numbers of persons are hidden in it.

    Gives whether anything had to be hidden.

    :raises OvertakenError: when somebody corrected it since version ``seen``.
    :raises NotReadYetError: while it waits for being read.
    """
    view = saved_file(number, key)
    if view.file.reading is MachineReading.WAITS:
        raise NotReadYetError
    kept = mask_text(text, pack.languages, pack.privacy)
    if stand_in_text(kept, withdrawn_words()):
        kept = ""
    if kept == view.text:
        return kept != text
    with writing():
        file = file_row(number, key)
        newest = SavedTextRow.objects.filter(file=file).last()
        if (newest.number if newest else 0) != seen:
            raise OvertakenError
        SavedTextRow.objects.create(
            file=file, number=seen + 1, text=kept, member=act.member, time=act.time
        )
        act.note("corrected the text of a file", number, _called(file))
    return kept != text


def hide_by_hand(number: str, key: int, act: Act) -> None:
    """Do not wait for the machine: somebody looks for what is to be hidden.

    :raises NotFoundError: when there is no such file.
    """
    with writing():
        file = file_row(number, key)
        if file.reading == MachineReading.WAITS:
            SavedFileRow.objects.filter(pk=file.pk).update(reading=MachineReading.BY_HAND)
            forget_account(file.pk)
            act.note("did not wait for the machine reading", number, _called(file))


def forget(words: Collection[str]) -> None:
    """Empty names and texts of files in which one of these words stands.

    The pictures are not read again: who withdraws looks at them.
    """
    for file in SavedFileRow.objects.exclude(name=""):
        if stand_in_text(file.name, words):
            SavedFileRow.objects.filter(pk=file.pk).update(name="")
    for page in SavedPageRow.objects.exclude(text=""):
        if stand_in_text(page.text, words):
            SavedPageRow.objects.filter(pk=page.pk).update(text="", words=b"")
    _forget_addresses(words)
    for version in SavedTextRow.objects.exclude(text=""):
        if stand_in_text(version.text, words):
            SavedTextRow.objects.filter(pk=version.pk).update(text="")


def _forget_addresses(words: Collection[str]) -> None:
    for sight in SightRow.objects.exclude(address=""):
        if stand_in_text(unquote(sight.address), words):
            SightRow.objects.filter(pk=sight.pk).update(address="")


def box_of(mask: MaskRow) -> Box:
    """The box of a row."""
    return Box(x=mask.x, y=mask.y, width=mask.width, height=mask.height)


def mask_rows(page: SavedPageRow, masks: Sequence[ProposedMask]) -> Iterator[MaskRow]:
    """Rows of what a machine proposes to hide, as far as it lies in the page."""
    for mask in masks:
        box = mask.box.within(page.width, page.height)
        if box is not None:
            yield MaskRow(page=page, kind=mask.kind, **_columns(box))


def repainted(page: SavedPageRow, boxes: Sequence[Box]) -> str:
    """The name of a picture of the page in which these boxes are painted over."""
    files = store()
    return files.put(files.seal(_painted(files.open(files.get(page.working)), boxes)))


def words_of(page: SavedPageRow) -> tuple[MachineWord, ...]:
    """What a machine read on a page."""
    if not page.words:
        return ()
    told = json.loads(store().open(bytes(page.words)))
    return tuple(
        MachineWord(text=text, box=Box(x=x, y=y, width=w, height=h), line=line, opens_block=opens)
        for text, x, y, w, h, line, opens in told
    )


def sealed_words(words: Sequence[MachineWord]) -> bytes:
    """Words as a row keeps them."""
    if not words:
        return b""
    told = [
        (one.text, one.box.x, one.box.y, one.box.width, one.box.height, one.line, one.opens_block)
        for one in words
    ]
    return store().seal(json.dumps(told).encode())


def seen_text(words: Sequence[MachineWord], hidden: Sequence[Box]) -> str:
    """The text of a page without what is hidden."""
    text = text_of(_left(words, hidden))[0]
    while f"{HIDDEN} {HIDDEN}" in text:
        text = text.replace(f"{HIDDEN} {HIDDEN}", HIDDEN)
    return text


def drop_unused(now: float) -> int:
    """Take away pictures that no row names, left by acts that were cut off a day ago or earlier."""
    files = store()
    named = set(SavedFileRow.objects.values_list("original", flat=True))
    pages = SavedPageRow.objects.values_list("working", "shown")
    for pair in (*pages, *ShownPictureRow.objects.values_list("large", "small")):
        named |= set(pair)
    lost = [name for name, time in files.names() if name not in named and time < now - 86_400]
    files.drop(lost)
    return len(lost)


def _at_once(page: Drawn, kind: SavedKind) -> tuple[ProposedMask, ...]:
    """What is hidden without anybody reading: the status bar of a telephone's picture."""
    bar = None if kind is SavedKind.PDF else status_bar(page.width, page.height)
    return (bar,) if bar else ()


def _painted(picture: bytes, boxes: Sequence[Box]) -> bytes:
    return draw(picture, SavedKind.PNG, boxes)[0].content if boxes else picture


def _turn(
    number: str, key: int, mask: int, was: MaskState, now: MaskState, reason: str, act: Act
) -> None:
    found = MaskRow.objects.filter(
        pk=mask, page__file=file_row(number, key), state=was
    ).select_related("page__file")
    one = found.first()
    if one is None:
        raise NotFoundError(f"There is no such box {mask}.")
    page = one.page
    masks = list(page.masks.all())
    hidden = [
        box_of(each)
        for each in masks
        if (each.state if each.pk != mask else now) == MaskState.HIDDEN
    ]
    shown = repainted(page, hidden)
    with writing():
        _refuse_changed(page, masks)
        MaskRow.objects.filter(pk=mask).update(state=now, reason=reason, member=act.member)
        _show(page, shown, hidden, act)
        deed = "uncovered a part of a file" if now is MaskState.SHOWN else "hid parts of a file"
        act.note(deed, number, _called(page.file, one.kind, reason))


def _page(number: str, key: int, page: int) -> SavedPageRow:
    file = file_row(number, key)
    row = file.pages.filter(number=page).select_related("file").first()
    if row is None or not row.working:
        raise NotFoundError(f"There is no page {page}.")
    if file.reading == MachineReading.WAITS:
        raise NotReadYetError
    return row


def _refuse_changed(page: SavedPageRow, masks: Sequence[MaskRow]) -> None:
    """What was painted must be what is written.

    :raises OvertakenError: when boxes or pictures changed in between.
    """
    now = SavedPageRow.objects.get(pk=page.pk)
    pairs = [(one.pk, one.state, box_of(one)) for one in now.masks.order_by("pk")]
    known = sorted(masks, key=lambda one: one.pk)
    same = pairs == [(one.pk, one.state, box_of(one)) for one in known]
    if not same or (now.working, now.shown) != (page.working, page.shown):
        raise OvertakenError


def _show(page: SavedPageRow, shown: str, hidden: Sequence[Box], act: Act) -> None:
    # Readers would still see what is hidden now.
    shown_pictures.forget_picture(page.file, act)
    before, page.shown = page.shown, shown
    if page.words:
        page.text = seen_text(words_of(page), hidden)
    page.save(update_fields=["shown", "text"])
    drop_later([before])


def drop_later(names: Collection[str]) -> None:
    """Take pictures away once it is written that nobody needs them."""

    def drop() -> None:
        still = {
            name
            for name in names
            if SavedPageRow.objects.filter(shown=name).exists()
            or SavedPageRow.objects.filter(working=name).exists()
        }
        store().drop(set(names) - still)

    transaction.on_commit(drop)


def _left(words: Sequence[MachineWord], hidden: Sequence[Box]) -> tuple[MachineWord, ...]:
    """The words with a mark in the place of those that are hidden."""
    return tuple(
        replace(one, text=HIDDEN) if any(_covers(box, one.box) for box in hidden) else one
        for one in words
    )


def _covers(box: Box, word: Box) -> bool:
    if not box.meets(word):
        return False
    width = min(box.right, word.right) - max(box.x, word.x)
    height = min(box.bottom, word.bottom) - max(box.y, word.y)
    return width * height >= _ENOUGH * word.width * word.height


def _place(mask: MaskRow, box: Box) -> None:
    if box != box_of(mask):
        MaskRow.objects.filter(pk=mask.pk).update(**_columns(box))


def _columns(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def _chained(digest: str, sealed: str) -> str:
    last = SavedFileRow.objects.order_by("pk").last()
    before = last.chained if last else ""
    return hashlib.sha256(f"{before}\n{digest}\n{sealed}".encode()).hexdigest()


def _called(file: SavedFileRow, *more: str) -> str:
    return " · ".join(one for one in (file.sha256[:12], *more) if one)


def _harmless(name: str) -> str:
    """The name as it was given, unless withdrawn words stand in it."""
    cut = name.strip()[:_NAME]
    return "" if stand_in_text(cut, withdrawn_words()) else cut


def _burned(change: TellFile) -> SavedFileRow:
    row = file_row(change.incident, change.file)
    if row.burned is None:
        raise NotFoundError(f"The file {change.file} has no burned copy.")
    return row


def _standing(change: TellFile) -> TellFile:
    return replace(change, is_told=_burned(change).is_named)


def _tell(change: TellFile, act: Act) -> None:
    row = _burned(change)
    SavedFileRow.objects.filter(pk=row.pk).update(is_named=change.is_told)
    touch(row.incident, act)
    did = "told of a file" if change.is_told else "told of a file no more"
    act.note(did, row.incident.number, _called(row))


add_effects({TellFile: ProposalEffect(_standing, _tell)})
