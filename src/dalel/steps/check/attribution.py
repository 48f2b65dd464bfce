"""Checks of attribution: guilt, causes, claims and actors stated beyond what is established."""

from collections.abc import Iterator
from functools import lru_cache

from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import RecordedConduct, established
from dalel.domain.evidence import TextSpan
from dalel.domain.incident import Codes, IncidentText
from dalel.language.terms import Phrases
from dalel.pack.conduct import Conduct
from dalel.steps.check.passages import TITLE, Passage, passages_of


def check_attribution(
    text: IncidentText, codes: Codes | None, conduct: Conduct
) -> Iterator[Concern]:
    """Guilt before a final verdict, causes as if they were known, claims as if confirmed."""
    is_judged = codes is not None and codes.case_status in conduct.guilt_established
    for passage in passages_of(text):
        if not is_judged:
            yield from _guilt(passage, conduct)
        yield from _causes(passage, conduct)
        yield from _confirmed(passage, conduct)


def check_actors(
    codes: Codes | None, known: RecordedConduct, conduct: Conduct
) -> Iterator[Concern]:
    """Actors that rest on a weak record although nobody asked them, and those not established."""
    named = [a for a in codes.actors if a not in conduct.unasked_actors] if codes else []
    if codes is None or not named:
        return
    found = established(named, known.attributions)
    is_weak = codes.verification in conduct.low_verification and codes.direction == "negative"
    if is_weak and found.alleged and not known.comments:
        yield _about_codes("comment_not_sought", Weight.ERROR, found.alleged, codes.verification)
    if found.alleged:
        yield _about_codes("actor_alleged", Weight.NOTE, found.alleged, codes.verification)


def _about_codes(rule: str, weight: Weight, actors: tuple[str, ...], verification: str) -> Concern:
    return Concern(
        rule=rule,
        weight=weight,
        excerpt=", ".join(actors),
        field="actors",
        values={"actors": ", ".join(actors), "verification": verification},
    )


def _guilt(passage: Passage, conduct: Conduct) -> Iterator[Concern]:
    """A word of guilt; in a title a claim beside it does not help, in the summary it does."""
    in_title = passage.field == TITLE
    for span in _phrases(conduct, "guilt", passage.language).find(passage.text):
        if passage.is_quoted(span) or (not in_title and _is_claim(passage, span, conduct)):
            continue
        weight = Weight.ERROR if in_title else Weight.WARNING
        yield passage.concern("guilt", weight, span, of="title" if in_title else "text")
        return


def _causes(passage: Passage, conduct: Conduct) -> Iterator[Concern]:
    for span in _phrases(conduct, "causes", passage.language).find(passage.text):
        if not passage.is_quoted(span) and not _is_claim(passage, span, conduct):
            yield passage.concern("cause_unconfirmed", Weight.WARNING, span)


def _confirmed(passage: Passage, conduct: Conduct) -> Iterator[Concern]:
    confirmers = _phrases(conduct, "confirmers", passage.language)
    for span in _phrases(conduct, "confirms", passage.language).find(passage.text):
        bounds = passage.sentence_at(span.start)
        is_founded = confirmers.stand_in(passage.text, bounds.start, bounds.end)
        if not passage.is_quoted(span) and not is_founded:
            yield passage.concern("claim_confirmed", Weight.WARNING, span)


def _is_claim(passage: Passage, span: TextSpan, conduct: Conduct) -> bool:
    """Whether the sentence says whose statement it is, or that it is none."""
    bounds = passage.sentence_at(span.start)
    claims = _phrases(conduct, "claims", passage.language)
    return claims.stand_in(passage.text, bounds.start, bounds.end)


@lru_cache(64)
def _phrases(conduct: Conduct, words: str, language: str) -> Phrases:
    return Phrases(getattr(conduct, words).get(language, ()))
