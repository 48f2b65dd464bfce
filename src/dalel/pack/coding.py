"""Coding hints (``coding.toml``): which codes the marks of a text suggest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dalel.domain.codebook import Codebook
from dalel.domain.errors import PackError
from dalel.pack.files import read

_FILE: Final = "coding.toml"

#: Marks, or words for actors, targets and platforms, by the code that they suggest.
Hints = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class TypeHints:
    """What an event type brings with it by its rule.

    Its ``severity`` is that of every event of the type where it ``holds``, else of most; what the
    text tells changes it up to ``at_most``. ``deeds`` are further deeds of such an event.
    """

    rights: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    severity: int = 1
    holds: bool = False
    at_most: int = 0
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Coding:
    """``coding.toml``; verification names kinds of sources, the firmest first, reports last."""

    by_event_type: Mapping[str, TypeHints] = field(default_factory=dict)
    rights: Hints = field(default_factory=dict)
    actors: Hints = field(default_factory=dict)
    targets: Hints = field(default_factory=dict)
    means: Hints = field(default_factory=dict)
    platforms: Hints = field(default_factory=dict)
    severity: Hints = field(default_factory=dict)
    verification: Hints = field(default_factory=dict)


def coding(folder: Path, codebook: Codebook) -> Coding:
    """The hints of a pack; one without ``coding.toml`` has none.

    :raises PackError: when the file is of another shape or names a code the codebook lacks.
    """
    if not (folder / _FILE).exists():
        return Coding()
    found = read(folder, _FILE, Coding)
    for key, problem in _problems(found, codebook):
        raise PackError(_FILE, key, problem)
    return found


def _problems(found: Coding, codebook: Codebook) -> Iterator[tuple[str, str]]:
    terms = codebook.term_by_code
    named = [
        ("by_event_type", "event_type", tuple(found.by_event_type)),
        *(
            (f"by_event_type.{code}.{part}", variable, codes)
            for code, hints in found.by_event_type.items()
            for part, variable, codes in (
                ("rights", "right", hints.rights),
                ("means", "means", hints.means),
            )
        ),
        ("rights", "right", tuple(found.rights)),
        ("actors", "actor", tuple(found.actors)),
        ("targets", "target", tuple(found.targets)),
        ("means", "means", tuple(found.means)),
        ("platforms", "platform", tuple(found.platforms)),
        ("verification", "verification", tuple(found.verification)),
    ]
    for key, variable, codes in named:
        for code in codes:
            if code not in terms[variable]:
                yield key, f"the codebook has no {variable} {code!r}"
    levels = {str(level.level) for level in codebook.severity}
    for level in found.severity:
        if level not in levels:
            yield "severity", f"the codebook has no level {level!r}"
