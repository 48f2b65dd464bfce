"""Makes the Word and PDF documents of every edition in each language."""

from collections.abc import Iterator
from functools import partial

from dalel.domain.edition import Edition
from dalel.publish.documents.bulletin import bulletin, in_print
from dalel.publish.documents.chapter import read_by
from dalel.publish.documents.paper import paper
from dalel.publish.documents.word import word
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import wordings


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Each edition for Word and on paper, in every language."""
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
    for wording in wordings(record):
        made = bulletin(record, edition, wording)
        path = document_path(wording.language, edition.number)
        yield f"{path}.docx", word(made)
        yield f"{path}.pdf", paper(made)


def _figures(record: IndexedSnapshot, edition: Edition) -> tuple[object, ...]:
    measures = record.snapshot.measures
    return read_by(edition, measures) if measures else ()


def document_path(language: str, edition: int) -> str:
    """Where an edition's documents lie below the site's folder, without their endings."""
    return f"{language}/e/{edition}/bulletin-{edition}-{language}"
