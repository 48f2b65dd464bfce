"""What is said of a release to those who do not visit the site: in channels and by letter."""

from dalel.publish.messages.channel import NOTICE_MARK, MeasuredPost, in_channel, measured
from dalel.publish.messages.letters import (
    as_mail,
    confirmation,
    edition_letter,
    notice_letter,
    step_letter,
)
from dalel.publish.views.topics import STEP_MARK, case_steps, told_of

__all__ = [
    "NOTICE_MARK",
    "STEP_MARK",
    "MeasuredPost",
    "as_mail",
    "case_steps",
    "confirmation",
    "edition_letter",
    "in_channel",
    "measured",
    "notice_letter",
    "step_letter",
    "told_of",
]
