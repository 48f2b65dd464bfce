"""The list of all seals of the evidence, and the newest one as pages and feeds show it.

A seal is shown everywhere in the same words, a day and a link, so that ``renewed`` can put a newer
one into files that stand already, without anything of the record.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dalel.domain.public_seal import SEAL_LIST, PublicSeal, seals_in, written_seals
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.record import IndexedSnapshot

#: What shows the newest seal: the feed of everything and the page of the data, in each language.
_SHOWING: Final = re.compile(r"[a-z]{2,3}/(?:feed\.xml|feed\.json|data/index\.html)")


def works(record: IndexedSnapshot) -> Iterator[Work]:
    """The list, once there is a seal."""
    if record.seals:
        yield Work(
            key=SEAL_LIST,
            inputs=digest(record.seals),
            render=lambda: [(SEAL_LIST, written_seals(record.seals))],
        )


def newest(record: IndexedSnapshot) -> PublicSeal | None:
    """The newest seal; None: there is none yet."""
    return record.seals[-1] if record.seals else None


def is_showing(path: str) -> bool:
    """Whether a file of the site may show the newest seal."""
    return _SHOWING.fullmatch(path) is not None


def renewed(files: Iterable[File], listed: bytes, seals: tuple[PublicSeal, ...]) -> Iterator[File]:
    """The list, and the files that show the newest seal, with newer seals than those ``listed``."""
    yield SEAL_LIST, written_seals(seals)
    before = seals_in(listed.decode())
    if before:
        old, new = (str(one[-1]).encode() for one in (before, seals))
        for path, content in files:
            yield path, content.replace(old, new)
