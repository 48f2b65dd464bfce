"""What do the pages in a folder say? The step alone, files in, records out, no database."""

import gzip
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import tzinfo
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypedDict

from dalel.domain.extraction import PageKind
from dalel.steps.extract.article import extract

_ENDINGS: Final = (".html.gz", ".html")
#: What a page unpacks to at most; more is a bomb.
_LARGEST: Final = 50_000_000
#: Starting a second process takes as long as this many pages.
_WORTH_A_PROCESS: Final = 200


class Prediction(TypedDict):
    """One output line of ``dalel predict extract``; ``text`` is empty for what is no article."""

    id: str
    title: str
    text: str
    published: str | None
    language: str | None


def read_folder(folder: Path, *, zone: tzinfo, processes: int = 2) -> Iterator[Prediction]:
    """A record for each ``.html`` or ``.html.gz`` file, in the order of their names.

    :param processes: how many at most; a small folder is read in this one.
    :raises NotADirectoryError: when there is no such folder.
    """
    pages = sorted(path for path in folder.iterdir() if path.name.endswith(_ENDINGS))
    read = partial(_read, zone=zone)
    workers = min(processes, os.cpu_count() or 1)
    if workers < 2 or len(pages) < _WORTH_A_PROCESS:
        yield from map(read, pages)
        return
    # Started afresh, not forked: a fork of a process with threads can stand still.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, pages, chunksize=8)


def _read(path: Path, zone: tzinfo) -> Prediction:
    page = extract(_content(path), zone=zone)
    return Prediction(
        id=path.name.removesuffix(".gz").removesuffix(".html"),
        title=page.title,
        text=page.text if page.kind is PageKind.ARTICLE else "",
        published=page.published.iso if page.published else None,
        language=page.language,
    )


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        if path.suffix == ".gz":
            with gzip.open(file) as unpacked:
                return unpacked.read(_LARGEST)
        return file.read(_LARGEST)
