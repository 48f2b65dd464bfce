"""In which words are levels, changes and the attention list explained?"""

from typing import Final

from dalel.language.wording import gettext_noop

#: By the code of a reason.
WORDING: Final[dict[str, str]] = {
    "level_without_entries": gettext_noop(
        "No entries in this period. Silence does not show that the right is observed."
    ),
    "level_too_few": gettext_noop(
        "Coded entries: %(coded)s, of them verified: %(verified)s. "
        "A level needs at least %(least)s and %(least_verified)s."
    ),
    "level_by_verified": gettext_noop(
        "Verified entries that narrow the right, of severity %(severity)s or above: %(count)s; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_by_entries": gettext_noop(
        "Entries that narrow the right, of severity %(severity)s or above: %(count)s; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_by_widening": gettext_noop(
        "Verified entries that widen the right: %(count)s, and none that narrows it noticeably; "
        "the rule asks for %(needed)s. Coded entries in all: %(of)s."
    ),
    "level_undecided": gettext_noop(
        "Coded entries: %(coded)s; they fulfil the rule of no other level."
    ),
    "level_by_editor": gettext_noop("An editor set this level: %(why)s"),
    "change_too_short": gettext_noop(
        "The same sources were watched for %(months)s whole months; "
        "a comparison needs at least %(least)s."
    ),
    "attention_growth": gettext_noop(
        "Entries in the last %(months)s whole months: %(recent)s. That is %(low)s to %(high)s "
        "times the rate of the months before."
    ),
    "attention_severity": gettext_noop("Severity %(severity)s of 5."),
    "attention_reach": gettext_noop("People affected: %(people)s."),
    "attention_new": gettext_noop(
        "It stands in the record for the first time: there was none among the %(entries)s entries "
        "of the %(months)s months before."
    ),
    "attention_unresolved": gettext_noop("The matter has had no new step for %(days)s days."),
    "attention_silence": gettext_noop(
        "The source has been silent since %(since)s; about %(expected)s reports were to be "
        "expected meanwhile."
    ),
}
