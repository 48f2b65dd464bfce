"""Checks that the advice for people affected is complete and agrees with the codebook."""

from collections.abc import Iterator

from dalel.domain.advice import PARTS, Advice, AdviceBox, Steps
from dalel.domain.codebook import Codebook


def problems(
    advice: Advice, codebook: Codebook, languages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What is missing or stands twice, as (key, problem)."""
    if advice.boxes and advice.prepared is None:
        yield "prepared", "advice has a date"
    known = codebook.term_by_code["event_type"]
    seen: set[str] = set()
    for place, box in enumerate(advice.boxes):
        for code in box.types:
            if code not in known:
                yield f"boxes[{place}].types", f"the codebook has no {code!r}"
            if code in seen:
                yield f"boxes[{place}].types", f"{code!r} has advice twice"
            seen.add(code)
        for key, problem in _wordings(box, languages):
            yield f"boxes[{place}].{key}", problem


def _wordings(box: AdviceBox, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if box.situation and not all(box.situation.get(language) for language in languages):
        yield "situation", "this wording is missing or empty"
    for part in PARTS:
        for key, problem in _steps(getattr(box, part), languages):
            yield f"{part}{key}", problem


def _steps(steps: Steps, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for language in languages:
        if not all(steps.get(language, ("",))):
            yield f".{language}", "this wording is missing or empty"
    if len({len(sentences) for sentences in steps.values()}) > 1:
        yield "", "the languages have different numbers of sentences"
