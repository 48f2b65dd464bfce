"""Pictures that members saved and readers see: showing one, and taking it off.

To show one takes two persons; to take one off takes one, at once: somebody in it may be in danger.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from dalel.domain.codebook import Labels
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.picture import PictureRights
from dalel.domain.public_change import ShowPicture, decode, encode
from dalel.domain.saved_file import PICTURES, MaskState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.pending_builds import owe
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import proposals
from dalel.newsroom.incidents.actions.proposal_effects import ProposalEffect, add_effects
from dalel.newsroom.incidents.actions.texts import touch
from dalel.newsroom.incidents.models import SavedFileRow, SavedPageRow, ShownPictureRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.saved_files import file_row, store
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in_text, withdrawn_words
from dalel.publish.web_pictures import WebPicture, web_pictures

#: So many pictures stand beside an entry: readers on slow lines pay for each.
MOST_PICTURES: Final = 4


class UnsafePictureError(DalelError):
    """Nobody confirmed that no minor and no bystander can be recognised."""


class SpeechlessPictureError(DalelError):
    """It does not tell in each language what is to be seen and whose it is."""


class WithdrawnInPictureError(DalelError):
    """Words stand beside it that were withdrawn."""


class TooManyPicturesError(DalelError):
    """As many pictures stand beside the entry as there may."""


@dataclass(frozen=True, kw_only=True)
class PictureWords:
    """What is told with a picture: what is to be seen, whose it is, by which right it is shown."""

    alt: Labels
    credit: Labels
    rights: PictureRights
    is_safe: bool


def propose_picture(number: str, key: int, words: PictureWords, act: Act) -> None:
    """Ask a second person whether readers see a picture.

    :raises NotFoundError: when there is no such picture, or it still hides something.
    :raises UnsafePictureError: when nobody confirmed that it exposes nobody.
    :raises SpeechlessPictureError: when words are missing in a language.
    :raises WithdrawnInPictureError: when withdrawn words stand in these.
    :raises TooManyPicturesError: when there are as many as there may be.
    :raises NothingChangesError: when it stands so already, or the same waits.
    """
    if not words.is_safe:
        raise UnsafePictureError
    if not all(words.alt.values()) or not all(words.credit.values()):
        raise SpeechlessPictureError
    row = file_row(number, key)
    others = ShownPictureRow.objects.filter(file__incident=row.incident).exclude(file=row)
    if others.count() >= MOST_PICTURES:
        raise TooManyPicturesError
    proposals.propose(
        ShowPicture(
            incident=row.incident.number,
            file=row.pk,
            texts=words.alt,
            credits=words.credit,
            rights=words.rights,
            is_safe=True,
            picture=_page(row).shown,
        ),
        act,
    )


def take_off(number: str, key: int, act: Act) -> None:
    """Readers see it no more: its files go now, and pages with the next build, which is owed.

    :raises NotFoundError: when readers do not see it.
    """
    with writing():
        if not forget_picture(file_row(number, key), act):
            raise NotFoundError(f"The picture {key} is not shown.")


def forget_picture(file: SavedFileRow, act: Act) -> bool:
    """The same within a transaction; false where it was not shown."""
    row = ShownPictureRow.objects.filter(file=file).first()
    if row is None:
        return False
    _drop(row)
    touch(incident_row(file.incident.number), act)
    owe(act.time)
    act.note("took a picture off", file.incident.number, file.sha256[:12])
    return True


def forget(words: Collection[str]) -> None:
    """Take off the pictures beside which, or in which, one of these words stands."""
    for row in ShownPictureRow.objects.select_related("file"):
        pages = SavedPageRow.objects.filter(file=row.file).values_list("text", flat=True)
        if any(stand_in_text(one, words) for one in (*_words(row), *pages, row.file.name)):
            _drop(row)


def _words(row: ShownPictureRow) -> tuple[str, ...]:
    return (*row.told["texts"].values(), *row.told["credits"].values())


def _drop(row: ShownPictureRow) -> None:
    names = {row.large, row.small}
    row.delete()

    def drop() -> None:
        large = ShownPictureRow.objects.filter(large__in=names).values_list("large", flat=True)
        small = ShownPictureRow.objects.filter(small__in=names).values_list("small", flat=True)
        store().drop(names - {*large, *small})

    transaction.on_commit(drop)


def _page(file: SavedFileRow) -> SavedPageRow:
    """The one page of a picture under which nothing is hidden any more.

    :raises NotFoundError: when it is a document, or something lies under a box.
    """
    hides = file.pages.filter(masks__state=MaskState.HIDDEN).exists()
    page = file.pages.first()
    if file.kind not in PICTURES or file.burned is None or hides or page is None:
        raise NotFoundError(f"The file {file.pk} is no picture that may be shown.")
    return page


def _standing(change: ShowPicture) -> ShowPicture | None:
    """What readers see of it; a picture that was changed since is another one."""
    file = file_row(change.incident, change.file)
    if _page(file).shown != change.picture:
        raise NotFoundError(f"The picture {change.file} is not what it was.")
    withdrawn, told = withdrawn_words(), (*change.texts.values(), *change.credits.values())
    if any(stand_in_text(one, withdrawn) for one in told):
        raise WithdrawnInPictureError
    row = ShownPictureRow.objects.filter(file=file).first()
    found = decode(ShowPicture.kind, row.told) if row else None
    return found if isinstance(found, ShowPicture) else None


def _show(change: ShowPicture, act: Act) -> None:
    file = file_row(change.incident, change.file)
    files = store()
    large, small = web_pictures(files.open(files.get(_page(file).shown)))
    ShownPictureRow.objects.update_or_create(
        file=file,
        defaults={
            "told": encode(change),
            "time": act.time,
            **_columns("large", large),
            **_columns("small", small),
        },
    )
    touch(file.incident, act)
    act.note("showed a picture", file.incident.number, file.sha256[:12])


def _columns(size: str, made: WebPicture) -> dict[str, object]:
    return {
        size: store().put(made.content),
        f"{size}_width": made.width,
        f"{size}_height": made.height,
    }


add_effects({ShowPicture: ProposalEffect(_standing, _show)})
