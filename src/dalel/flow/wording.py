"""In which words is any concern that is kept put before a person?"""

from typing import Final

from dalel.domain.concern import Concern
from dalel.flow.proof_wording import WORDING as PROOF
from dalel.language.wording import Gettext, Wording, advice_on, reason_of
from dalel.steps.bulletins.lint.wording import WORDING as LINT
from dalel.steps.check.wording import WORDING as CHECK

#: A room with concerns of its own is a line here.
WORDINGS: Final[dict[str, Wording]] = {**LINT, **CHECK, **PROOF}
_RULES: Final = frozenset(name.partition(".")[0] for name in WORDINGS)


def reason(concern: Concern, say: Gettext) -> str:
    """Why it is a concern; one of a rule that is gone is called by the rule's name."""
    return reason_of(concern, WORDINGS, say) if concern.rule in _RULES else concern.rule


def advice(concern: Concern, say: Gettext) -> str:
    """What to do about it; nothing for a rule that is gone."""
    return advice_on(concern, WORDINGS, say) if concern.rule in _RULES else ""
