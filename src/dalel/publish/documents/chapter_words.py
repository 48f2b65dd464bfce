"""Headings of the chapter of figures in Word and PDF documents."""

from collections.abc import Mapping
from typing import Final

from dalel.language.wording import gettext_noop
from dalel.publish.views.dates import DateWording

#: By the name under which a layout knows them.
_WORDS: Final[Mapping[str, str]] = {
    "appendix": gettext_noop("Appendix: what the figures say"),
    "traced": gettext_noop("All figures, each with its entries:"),
    "rights": gettext_noop("How rights stand"),
    "why": gettext_noop("What each level rests on"),
    "counted": gettext_noop("Entries"),
    "attention": gettext_noop("What needs attention"),
    "rules": gettext_noop("What needs a closer look among the entries of this edition, by a rule."),
    "stand": gettext_noop("As of"),
    "calm": gettext_noop(
        "No rule puts anything on the list now. That is no proof that nothing happened."
    ),
    "pinned": gettext_noop("pinned by an editor"),
    "unknown": gettext_noop("What is not known"),
}


def chapter_words(wording: DateWording) -> dict[str, str]:
    """The words, by name."""
    return {name: wording.words.gettext(sentence) for name, sentence in _WORDS.items()}
