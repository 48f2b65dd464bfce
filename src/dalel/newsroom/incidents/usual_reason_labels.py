"""Labels of the usual reasons for which a concern stands; a decision keeps the label."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dalel.domain.concern import Concern
from dalel.newsroom.incidents.queries.usual_reasons import usual_reasons

#: By code; all of them are in ``queries/usual_reasons.py`` beside the concerns that they fit.
WORDS: Final[dict[str, Promise | str]] = {
    "worded_so": _("The outlet words it so"),
    "other_words": _("The source says the same in other words"),
    "both_same": _("Both say the same, in other words"),
    "same_figure": _("The same figure, written otherwise"),
    "worked_out": _("Worked out from figures of the source"),
    "same_day": _("The same day, written otherwise"),
    "same_name": _("The same name, written otherwise"),
    "same_place": _("The same place, named otherwise"),
    "same_provision": _("The same provision, cited otherwise"),
    "same_outcome": _("The same outcome, told otherwise"),
    "translated": _("The same quotation, translated"),
    "well_known": _("Generally known, and nobody disputes it"),
    "firmer": _("The firmer source has it so"),
    "needless": _("Readers of the other language need no explanation"),
    "page_of_one": _("This page exists in one language only"),
    "no_person": _("This is not the name of a person"),
    "on_duty": _("An office-holder on duty"),
    "in_force": _("The verdict is in force"),
    "others_words": _("These are somebody's words, and it says whose"),
    "established": _("A court or an examination established it"),
    "institution": _("It is an institution's, and public"),
    "untold": _("The source does not tell it"),
    "quoted_so": _("It stands so in a quotation or a name"),
    "familiar": _("Our readers know it"),
    "no_shorter": _("Shorter, something would be lost"),
    "first_hand": _("The source is a document, or the body itself"),
    "by_mistake": _("Let stand by mistake"),
}


def usual_words(concern: Concern) -> list[tuple[str, str]]:
    """The usual reasons for a concern, code and words."""
    return [(code, str(WORDS[code])) for code in usual_reasons(concern)]
