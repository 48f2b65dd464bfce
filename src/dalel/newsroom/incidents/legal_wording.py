"""Wording of the concern that a lawyer was asked about an entry."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

_WAIT: Final = gettext_noop("Nothing of the entry is approved or released before the answer.")

#: By how the entry stands with the lawyer; nothing here tells what was asked or answered.
WORDING: Final[dict[str, ConcernWording]] = {
    "legal_advice.waiting": ConcernWording(
        reason=gettext_noop("A lawyer is asked since %(day)s."), advice=_WAIT
    ),
    "legal_advice.outdated": ConcernWording(
        reason=gettext_noop(
            "Legal advice stands for an older version: the lawyer is asked again since %(day)s."
        ),
        advice=_WAIT,
    ),
    "legal_advice.being changed": ConcernWording(
        reason=gettext_noop("Legal advice stands for an older version."),
        advice=gettext_noop("Once the entry is sent to review, the lawyer is asked again."),
    ),
    "legal_advice.change": ConcernWording(
        reason=gettext_noop("The lawyer wants the entry changed, since %(day)s."),
        advice=gettext_noop("Change it as the advice says, and send it to review."),
    ),
    "legal_advice.against": ConcernWording(
        reason=gettext_noop("The lawyer advises against publishing, since %(day)s."),
        advice=gettext_noop(
            "Change the entry. To release it as it stands, a publisher or administrator gives a "
            "reason, and a second person agrees."
        ),
    ),
}
