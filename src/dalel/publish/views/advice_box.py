"""The advice box for readers to whom such a thing happened, by event type."""

from dataclasses import dataclass

from dalel.domain.advice import Advice
from dalel.publish.views.dates import DateWording


@dataclass(frozen=True, kw_only=True)
class BoxView:
    """The parts of a box with their heads, and the sentence that dates it."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    dated: str


def box(advice: Advice, event_type: str, wording: DateWording) -> BoxView | None:
    """The advice for an event type in a language; None where there is none."""
    found = advice.of(event_type)
    if found is None or advice.prepared is None:
        return None
    gettext, language = wording.words.gettext, wording.language
    parts = (
        (gettext("Check"), found.check),
        (gettext("Secure"), found.secure),
        (gettext("Complain"), found.complain),
        (gettext("Legal aid"), found.aid),
    )
    dated = (
        gettext("As of %(day)s; read by a lawyer.") % {"day": wording.day(advice.checked)}
        if advice.checked
        else gettext("As of %(day)s; not yet read by a lawyer.")
        % {"day": wording.day(advice.prepared)}
    )
    return BoxView(
        parts=tuple((head, steps[language]) for head, steps in parts if steps.get(language)),
        dated=dated,
    )
