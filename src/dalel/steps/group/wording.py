"""Wording of the reasons why articles were put together."""

from typing import Final

from dalel.language.wording import gettext_noop

#: By the code of a reason.
WORDING: Final[dict[str, str]] = {
    "same_words": gettext_noop("%(share)s %% of the words are those of the original."),
    "cut": gettext_noop("It has %(share)s %% of the original's length."),
    "near_meaning": gettext_noop("Title and lead mean nearly the same."),
    "same_names": gettext_noop("Both name: %(shared)s."),
    "same_numbers": gettext_noop("Both give the figure: %(shared)s."),
    "same_statutes": gettext_noop("Both cite: %(shared)s."),
    "same_dates": gettext_noop("Both give the date: %(shared)s."),
    "same_places": gettext_noop("Both are about the place: %(shared)s."),
    "same_bodies": gettext_noop("Both are about the body: %(shared)s."),
    "near_days": gettext_noop("Days between them: %(days)s."),
    "by_person": gettext_noop("A person put it into this story."),
}
