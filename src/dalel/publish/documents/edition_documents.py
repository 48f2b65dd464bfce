"""Makes the documents and pictures of every edition in each language, and the page that has them.

The page tells how large each file is, so that nobody on a slow line takes one unawares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from dalel.domain.edition import Edition
from dalel.language.wording import gettext_noop
from dalel.publish.documents.bulletin import PrintedBulletin, bulletin, in_print
from dalel.publish.documents.carousel import Carousel, carousel, carousel_pictures
from dalel.publish.documents.chapter import read_by
from dalel.publish.documents.leaflet import leaflet, leaflet_paper
from dalel.publish.documents.paper import paper
from dalel.publish.documents.word import word
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.dates import DateWording
from dalel.publish.views.leading_entries import MOST
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell, wordings

#: The files to take, by their endings.
_NAMES: Final[Mapping[str, str]] = {
    "pdf": gettext_noop("The whole edition, PDF"),
    "docx": gettext_noop("The whole edition, Word"),
    "leaflet.pdf": gettext_noop("Leaflet of the edition: A4, black and white, to photocopy (PDF)"),
}


@dataclass(frozen=True, kw_only=True)
class _Offered:
    """A file on the page: what it is, its address from there, and its size in words."""

    name: str
    href: str
    size: str


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Each edition for Word and on paper, as a leaflet and as pictures, in every language."""
    for edition in record.editions:
        printed = [
            incident
            for section in record.codebook.sections
            for incident in in_print(record, edition, section.number)
        ]
        yield Work(
            key=f"documents/{edition.number}",
            late=True,
            inputs=record.inputs(
                printed, edition, record.as_of(edition), _figures(record, edition)
            ),
            render=partial(_documents, record, edition),
        )


def _documents(record: IndexedSnapshot, edition: Edition) -> Iterator[File]:
    for speak in wordings(record):
        made = bulletin(record, edition, speak)
        shown = carousel(record, edition, made, speak)
        documents = _made(record, edition, made, speak)
        pictures = carousel_pictures(shown, speak.language)
        yield from documents.values()
        yield from _slides(edition, shown, pictures, speak)
        yield _page(Shell(record, speak), edition, documents, shown, pictures)


def _made(
    record: IndexedSnapshot, edition: Edition, made: PrintedBulletin, speak: DateWording
) -> dict[str, File]:
    """The documents by their endings; a leaflet only where there is something to lead it."""
    path = document_path(speak.language, edition.number)
    files = {"pdf": (f"{path}.pdf", paper(made)), "docx": (f"{path}.docx", word(made))}
    said = leaflet(record, edition, speak)
    if said.entries:
        path = f"{edition_folder(speak.language, edition.number)}leaflet.pdf"
        files["leaflet.pdf"] = (path, leaflet_paper(said, made))
    return files


def _slides(
    edition: Edition, shown: Carousel, pictures: list[bytes], speak: DateWording
) -> Iterator[File]:
    """The pictures, their words for those who do not see them, and the caption of all."""
    folder = f"{edition_folder(speak.language, edition.number)}share/"
    for place, picture in enumerate(pictures, 1):
        yield f"{folder}{place}.png", picture
    if pictures:
        yield f"{folder}alternatives.txt", f"{shown.alternatives}\n".encode()
        yield f"{folder}caption.txt", f"{shown.caption}\n".encode()


def _page(
    shell: Shell,
    edition: Edition,
    documents: Mapping[str, File],
    shown: Carousel,
    pictures: list[bytes],
) -> File:
    speak = shell.wording
    gettext = speak.words.gettext
    period = speak.period(edition.period_start, edition.period_end)
    title = f"№ {edition.number} · {gettext('Documents and pictures')}"
    return shell.page(
        "edition_share.html",
        f"e/{edition.number}/share/",
        title=title,
        description=f"{title}. {period}",
        indexed=False,
        edition=edition,
        period=period,
        most=MOST,
        caption=shown.caption,
        offered=[
            _Offered(
                name=gettext(_NAMES[ending]),
                href=f"../{path.rpartition('/')[2]}",
                size=size_words(len(content), speak),
            )
            for ending, (path, content) in documents.items()
        ],
        slides=[
            (place, slide.alternative, size_words(len(picture), speak))
            for place, (slide, picture) in enumerate(zip(shown.slides, pictures, strict=True), 1)
        ],
    )


def size_words(size: int, speak: DateWording) -> str:
    """A size in kilobytes of a thousand bytes, rounded up; from a thousand on in megabytes."""
    kilobytes = -(-size // 1000)
    if kilobytes < 1000:
        return speak.words.gettext("%(count)s kB") % {"count": kilobytes}
    tenths = -(-size // 100_000)
    count = f"{tenths // 10},{tenths % 10}"
    return speak.words.gettext("%(count)s MB") % {"count": count}


def _figures(record: IndexedSnapshot, edition: Edition) -> tuple[object, ...]:
    measures = record.snapshot.measures
    return read_by(edition, measures) if measures else ()


def edition_folder(language: str, edition: int) -> str:
    """Where an edition lies below the site's folder, with a slash."""
    return f"{language}/e/{edition}/"


def document_path(language: str, edition: int) -> str:
    """Where an edition's documents lie below the site's folder, without their endings."""
    return f"{edition_folder(language, edition)}bulletin-{edition}-{language}"
