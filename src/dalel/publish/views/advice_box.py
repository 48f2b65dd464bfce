"""The advice box for readers to whom such a thing happened, by event type."""

from dataclasses import dataclass

from dalel.domain.advice import Advice, AdviceBox
from dalel.domain.snapshot import Snapshot
from dalel.publish.views.dates import DateWording


@dataclass(frozen=True, kw_only=True)
class BoxView:
    """The parts of a box with their heads, and the sentence that dates it."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    dated: str


def box(advice: Advice, event_type: str, wording: DateWording) -> BoxView | None:
    """The advice for an event type in a language; None where there is none.

    What no lawyer has read is not shown: who follows it may harm himself.
    """
    found = advice.of(event_type)
    return box_view(found, advice, wording) if found else None


def box_view(found: AdviceBox, advice: Advice, wording: DateWording) -> BoxView | None:
    """A box of advice in a language; None while no lawyer has read it."""
    if advice.checked is None:
        return None
    gettext, language = wording.words.gettext, wording.language
    parts = (
        (gettext("Check"), found.check),
        (gettext("Secure"), found.secure),
        (gettext("Complain"), found.complain),
        (gettext("Legal aid"), found.aid),
    )
    return BoxView(
        parts=tuple((head, steps[language]) for head, steps in parts if steps.get(language)),
        dated=gettext("As of %(day)s; read by a lawyer.") % {"day": wording.day(advice.checked)},
    )


def legal_aid(snapshot: Snapshot, language: str) -> str:
    """Whom to turn to: who gives legal aid; where nobody is named, the newsroom itself."""
    return snapshot.profile.imprint.stated(language, "legal_aid", "contact")


def has_help(snapshot: Snapshot) -> bool:
    """Whether there is anything to tell: somebody to turn to, or advice that a lawyer has read."""
    is_checked = snapshot.advice.checked is not None and bool(snapshot.advice.boxes)
    return is_checked or any(legal_aid(snapshot, one) for one in snapshot.profile.languages)
