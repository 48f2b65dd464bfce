"""In which words does a person read why articles were put together?"""

from typing import Final

from dalel.language.wording import gettext_noop

#: By the code of a reason.
WORDING: Final[dict[str, str]] = {
    "same_words": gettext_noop("%(share)s %% of the words are those of the original."),
    "cut": gettext_noop("It has %(share)s %% of the original's length."),
    "near_meaning": gettext_noop("Titles and leads mean nearly the same."),
    "same_words_story": gettext_noop("Both use rare words: %(words)s."),
    "same_names": gettext_noop("Both name %(names)s."),
    "same_numbers": gettext_noop("Both give %(numbers)s."),
    "same_statutes": gettext_noop("Both cite %(statutes)s."),
    "same_dates": gettext_noop("Both give the date %(dates)s."),
    "same_places": gettext_noop("Both are about %(places)s."),
    "same_step": gettext_noop("Both report the same step: %(steps)s."),
    "near_days": gettext_noop("They appeared within %(days)s days."),
    "by_person": gettext_noop("A person put them together."),
    "alone": gettext_noop("No other article of the window reports this."),
}
