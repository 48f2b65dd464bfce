"""The files of pictures beside entries; they belong to no language."""

from collections.abc import Iterator
from functools import partial

from dalel.domain.incident import Incident
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.pictures import picture_path
from dalel.publish.views.record import IndexedSnapshot


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """Both sizes of each picture."""
    for incident in record.listed:
        if incident.pictures:
            yield Work(
                key=f"pictures/{incident.number}",
                inputs=digest([(one.large, one.small) for one in incident.pictures]),
                render=partial(_files, record, incident),
            )


def _files(record: IndexedSnapshot, incident: Incident) -> Iterator[File]:
    for picture in incident.pictures:
        for size in {picture.large, picture.small}:
            content = record.pictures.read(size)
            if content is not None:
                yield picture_path(size), content
