"""Concerns raised by private details and exposed minors."""

from collections.abc import Iterator, Sequence

from dalel.domain.concern import Concern, Weight
from dalel.domain.facts import FactKind
from dalel.domain.incident import IncidentText
from dalel.domain.privacy import PrivateDetail
from dalel.pack.privacy import Privacy
from dalel.steps.check.passages import Facts, Passage, passages_of
from dalel.steps.check.privacy.finder import find_private
from dalel.steps.check.privacy.minors import find_exposures


def check_privacy(
    text: IncidentText,
    privacy: Privacy,
    counted: Sequence[str],
    facts: Facts,
) -> Iterator[Concern]:
    """Everything in a text that belongs to a private person alone; each holds the text back.

    ``counted`` are words after which a number is a count or a sum.
    """
    for passage in passages_of(text):
        for detail in find_private(passage.text, text.language, privacy, counted):
            yield _private(passage, detail, privacy)
        named = [f.span for f in facts.get(passage.field, ()) if f.kind is FactKind.PERSON]
        for exposure in find_exposures(passage.text, text.language, privacy, named):
            yield passage.concern("minor_exposed", Weight.ERROR, exposure.span, of=exposure.by)


def _private(passage: Passage, detail: PrivateDetail, privacy: Privacy) -> Concern:
    labels = {scheme.code: scheme.labels for scheme in privacy.identity}
    named = labels.get(detail.scheme, {}).get(passage.language)
    values = {"scheme": detail.scheme, "number": named} if named else {}
    return passage.concern(
        "private_detail", Weight.ERROR, detail.span, of=str(detail.kind), **values
    )
