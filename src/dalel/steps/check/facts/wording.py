"""Wording of findings about facts for editors."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

_LOOK: Final = gettext_noop("Correct it, add an article that says it, or waive it with a reason.")
_COMPARE: Final = gettext_noop("Compare with the article and correct it, or waive it.")

#: Why a claim is borne out or not, by the code of its reason.
REASONS: Final[dict[str, str]] = {
    "same_value": gettext_noop("The article has the same value: “%(evidence)s”."),
    "worked_out": gettext_noop("By the legal unit it is the article's sum: “%(evidence)s”."),
    "rounded": gettext_noop("It is the article's value rounded: “%(evidence)s”."),
    "part_of_date": gettext_noop("The article gives the date more exactly: “%(evidence)s”."),
    "year_left_out": gettext_noop("Day and month are the article's: “%(evidence)s”."),
    "same_months": gettext_noop("It is the same span of months: “%(evidence)s”."),
    "published_then": gettext_noop("Only the day on which the article was published is the same."),
    "same_name": gettext_noop("The article has the name."),
    "same_place": gettext_noop("The article names the place."),
    "home": gettext_noop("The article does not name the country, but is about it."),
    "same_outcome": gettext_noop("The article tells the same outcome: “%(evidence)s”."),
    "implied": gettext_noop("It follows from what the article tells: “%(evidence)s”."),
    "worded": gettext_noop("The article has these words."),
    "quoted": gettext_noop("The article has these words."),
    "translated": gettext_noop("The article has these words in another language."),
    "unread": gettext_noop("Whether the article has these words could not be compared."),
    "moving_day": gettext_noop(
        "“%(claim)s” says another day to whoever reads it later: write the date."
    ),
    "no_evidence": gettext_noop("There is no article to prove it."),
    "nowhere": gettext_noop("“%(claim)s” stands in no article."),
    "no_such_day": gettext_noop("No calendar has this day: “%(claim)s”."),
    "another_thing": gettext_noop(
        "The article has “%(evidence)s”, but counts something else with it."
    ),
    "another_owner": gettext_noop("The article gives “%(evidence)s” for another place."),
    "another_step": gettext_noop("On “%(evidence)s” another step was taken, by the article."),
    "another_value": gettext_noop("Of this the article says “%(other)s”."),
    "of_other_act": gettext_noop(
        "The article names no act with “%(evidence)s”, and elsewhere only other acts."
    ),
    "no_name": gettext_noop("The name “%(claim)s” stands in no article."),
    "other_first_name": gettext_noop(
        "The article has this surname only with another first name: “%(evidence)s”."
    ),
    "no_office": gettext_noop("No article names this office: “%(claim)s”."),
    "apart": gettext_noop("In the articles first name and surname belong to different persons."),
    "exchanged": gettext_noop("In the articles it is the other way round: to whom, and by whom."),
    "another_role": gettext_noop("In the articles another person is called this."),
    "denied": gettext_noop("The text says what the article denies, or the other way round."),
    "only_wanted": gettext_noop("The article only says that it is wanted: “%(evidence)s”."),
    "other_outcome": gettext_noop("The article tells another outcome: “%(evidence)s”."),
    "no_outcome": gettext_noop("No article tells this outcome: “%(claim)s”."),
    "unlike": gettext_noop("No article has this quotation."),
    "not_called": gettext_noop("No article has this judgement: “%(claim)s”."),
    "of_another": gettext_noop(
        "The article has “%(claim)s” of something else, it seems: “%(evidence)s”."
    ),
    "rather": gettext_noop("Here the article has “%(other)s”, not “%(claim)s”: “%(evidence)s”."),
    "agent_against": gettext_noop(
        "By the article “%(other)s” did it, not “%(claim)s”: “%(evidence)s”."
    ),
    "agent_silent": gettext_noop("No article says that “%(claim)s” did it: “%(evidence)s”."),
    "patient_against": gettext_noop(
        "By the article it was done to “%(other)s”, not to “%(claim)s”: “%(evidence)s”."
    ),
    "voice_against": gettext_noop(
        "By the article “%(other)s” says so, not “%(claim)s”: “%(evidence)s”."
    ),
    "voice_silent": gettext_noop("No article has this from “%(claim)s”: “%(evidence)s”."),
    "polarity_against": gettext_noop("The article says the opposite: “%(evidence)s”."),
    "mode_against": gettext_noop(
        "What is done and what is planned, asked for or possible differ here: “%(evidence)s”."
    ),
    "deed_against": gettext_noop("The article tells something else of this: “%(evidence)s”."),
    "deed_silent": gettext_noop("No article tells this: “%(claim)s”."),
    "disputed": gettext_noop("The articles disagree: “%(evidence)s” and “%(other)s”."),
    "look_alike": gettext_noop("“%(claim)s” is written with letters of two alphabets."),
    "model": gettext_noop("A language model doubts that the articles say this: “%(claim)s”."),
}

_COMPARED: Final = (
    *("another", "other", "denied", "only_wanted", "apart", "exchanged", "of_another", "rather"),
    *("agent", "patient", "voice", "polarity", "mode", "deed"),
)
#: The same as concerns: every code that holds a text back, or asks for a look.
WORDING: Final[dict[str, ConcernWording]] = {
    f"fact.{code}": ConcernWording(
        reason=REASONS[code],
        advice=_COMPARE if code.startswith(_COMPARED) else _LOOK,
    )
    for code in (
        "no_evidence", "nowhere", "no_such_day", "another_thing", "another_owner", "another_step",
        "another_value", "of_other_act", "no_name",
        "other_first_name", "no_office", "apart", "exchanged", "another_role", "denied",
        "only_wanted", "other_outcome", "no_outcome", "unlike", "unread", "not_called",
        "of_another", "rather", "agent_against", "agent_silent", "patient_against",
        "voice_against", "voice_silent", "polarity_against", "mode_against", "deed_against",
        "deed_silent",
    )
} | {
    "fact.moving_day": ConcernWording(
        reason=REASONS["moving_day"],
        advice=gettext_noop("Write day, month and year in the place of the word."),
    ),
    "fact.disputed": ConcernWording(
        reason=REASONS["disputed"],
        advice=gettext_noop("Tell both and who says so, find out which is right, or waive it."),
    ),
    "fact.look_alike": ConcernWording(
        reason=REASONS["look_alike"],
        advice=gettext_noop("Type the word anew in the letters of one alphabet."),
    ),
    "opinion.model": ConcernWording(
        reason=REASONS["model"],
        advice=gettext_noop("Read the article once more; the model may be wrong."),
    ),
}  # fmt: skip
