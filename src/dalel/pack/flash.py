"""Wording approved in advance for flashes, and its checks against the codebook."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dalel.domain.codebook import Codebook, Labels

#: What each sentence has to leave room for.
_ROOM: Final = {"where": "place", "since": "since", "says": "source", "unknown": "unknown"}


@dataclass(frozen=True, kw_only=True)
class FlashForm:
    """The wording of one event type: ``title`` and ``what`` have room for ``%(subject)s``.

    The codes are those under which it goes out, until somebody codes it in full.
    """

    title: Labels
    what: Labels
    direction: str
    severity: int
    case_status: str = "not_applicable"


@dataclass(frozen=True, kw_only=True)
class FlashWords:
    """All that is approved beforehand.

    ``lines`` are the sentences that every flash has, ``unknown`` names what may be said not to be
    known, ``forms`` are the urgent event types by code. ``verification`` is the code of what
    rests on one side's word.
    """

    lines: Mapping[str, Labels] = field(default_factory=dict)
    unknown: Mapping[str, Labels] = field(default_factory=dict)
    forms: Mapping[str, FlashForm] = field(default_factory=dict)
    verification: str = ""


def problems(words: FlashWords, codebook: Codebook) -> Iterator[tuple[str, str]]:
    """What does not agree with the codebook, or leaves no room, as (key, problem)."""
    if not words.forms:
        return
    yield from _coded("verification", words.verification, codebook.term_by_code["verification"])
    for name, room in _ROOM.items():
        yield from _roomy(f"lines.{name}", words.lines.get(name, {}), room)
    if not words.unknown:
        yield "unknown", "a flash says what is not known"
    for code, form in words.forms.items():
        yield from _form(code, form, codebook)


def _form(code: str, form: FlashForm, codebook: Codebook) -> Iterator[tuple[str, str]]:
    terms, key = codebook.term_by_code, f"forms.{code}"
    yield from _coded(key, code, terms["event_type"])
    yield from _coded(f"{key}.direction", form.direction, terms["direction"])
    yield from _coded(f"{key}.case_status", form.case_status, terms["case_status"])
    if form.severity not in {level.level for level in codebook.severity}:
        yield f"{key}.severity", f"there is no level {form.severity}"
    yield from _roomy(f"{key}.title", form.title, "subject")
    yield from _roomy(f"{key}.what", form.what, "subject")


def _coded(key: str, code: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    if code not in known:
        yield key, f"the codebook has no {code!r}"


def _roomy(key: str, labels: Labels, room: str) -> Iterator[tuple[str, str]]:
    if not labels:
        yield key, "this wording is missing or empty"
    for language, sentence in labels.items():
        if f"%({room})s" not in sentence:
            yield f"{key}.{language}", f"it has no room for %({room})s"
