"""Typesetting of documents and pictures with Typst.

What is said goes in as JSON, so that no letter of a text is ever a command of the typesetter.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from itertools import chain
from threading import local
from typing import Final, Literal, cast

import typst

from dalel.publish.letters import strange
from dalel.publish.typefaces import READ, TYPESETTER, WORK, families

#: One point of a picture's layout is one pixel.
_PIXELS_AN_INCH: Final = 72
#: What each thread has of its own.
_OWN: Final = local()


def as_document(
    layout: str,
    values: Mapping[str, object],
    language: str,
    *,
    time: int,
    standards: Sequence[Literal["ua-1"]] = (),
) -> bytes:
    """A PDF, tagged; ``time`` is the only moment in it, in seconds since 1970.

    :raises typst.TypstError: when the standards do not allow what is said.
    """
    made = _compiler().compile(
        input=_layout(layout),
        format="pdf",
        sys_inputs=_inputs(values, language),
        timestamp=time,
        pdf_standards=list(standards),
    )
    return cast("bytes", made)


def as_accessible_document(
    layout: str, values: Mapping[str, object], language: str, *, time: int
) -> bytes:
    """A PDF by PDF/UA-1, which screen readers can walk through.

    Where the standard refuses what is said, a letter of which no typeface has a shape for one, it
    is a tagged PDF without the promise, since a letter must not cost the document.
    """
    try:
        return as_document(layout, values, language, time=time, standards=("ua-1",))
    except typst.TypstError:
        return as_document(layout, values, language, time=time)


def as_pictures(layout: str, values: Mapping[str, object], language: str) -> list[bytes]:
    """A PNG of each page, without time or author."""
    made = _compiler().compile(
        input=_layout(layout),
        format="png",
        ppi=_PIXELS_AN_INCH,
        sys_inputs=_inputs(values, language),
    )
    # Of a single page the library gives no list.
    return made if isinstance(made, list) else [cast("bytes", made)]


def _inputs(values: Mapping[str, object], language: str) -> dict[str, str]:
    """Every value as JSON, beside the families of our typefaces and what none of them has."""
    told = {**values, "language": language, "work": families(WORK), "read": families(READ)}
    told["strange"] = asdict(strange(_texts(values)))
    return {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}


def _texts(value: object) -> Iterator[str]:
    """Every text in a value."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from chain.from_iterable(map(_texts, value.values()))
        case list() | tuple():
            yield from chain.from_iterable(map(_texts, value))
        case _:
            return


@cache
def _layout(name: str) -> bytes:
    return (files("dalel.publish") / "templates" / name).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others: neither the machine's, nor those that the typesetter brings along."""
    return typst.Fonts(
        font_paths=[str(TYPESETTER)], include_system_fonts=False, include_embedded_fonts=False
    )


def _compiler() -> typst.Compiler:
    """The compiler of this thread: one serves one thread at a time."""
    if not hasattr(_OWN, "compiler"):
        _OWN.compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    made: typst.Compiler = _OWN.compiler
    return made
