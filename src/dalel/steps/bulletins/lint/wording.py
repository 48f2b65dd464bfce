"""Wording of lint concerns for editors."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

_WRITE: Final = gettext_noop("Write: %(suggestion)s.")
_NAME_THE_ISSUE: Final = gettext_noop("Begin with the issue's number and period.")
_STATUS_FROM_BODY: Final = gettext_noop("Let the title tell the step that the text tells.")
_CASE: Final = gettext_noop("Give date, court and article, or say that they are not known.")

#: By rule, or by rule and the value ``of``, where a rule says different things.
WORDING: Final[dict[str, ConcernWording]] = {
    "url_tracking": ConcernWording(
        reason=gettext_noop(
            "The link carries parameters that only watch the reader: %(parameters)s."
        ),
        advice=gettext_noop("Print the address without them: %(suggestion)s"),
    ),
    "url_bracket": ConcernWording(
        reason=gettext_noop("This link has no brackets, other links of the bulletin have them."),
        advice=gettext_noop("Set all links in the same way: %(suggestion)s"),
    ),
    "host_unknown.misspelt": ConcernWording(
        reason=gettext_noop("The host %(host)s looks like a misspelling."),
        advice=gettext_noop("Check the address: the outlet's host is %(suggestion)s."),
    ),
    "host_unknown.unknown": ConcernWording(
        reason=gettext_noop("No known source has the host %(host)s."),
        advice=gettext_noop("Check the address; if it is right, add the source to the list."),
    ),
    "self_source": ConcernWording(
        reason=gettext_noop("The entry rests on a post of the newsroom itself."),
        advice=gettext_noop("Link to the primary source."),
    ),
    "single_source": ConcernWording(
        reason=gettext_noop("Entries that rest on a single source: %(single)s of %(entries)s."),
        advice=gettext_noop("Look for a second, independent source."),
    ),
    "date_missing": ConcernWording(
        reason=gettext_noop("The entry gives no date, not even a year."),
        advice=gettext_noop("Say when it happened, with the year, as the source gives it."),
    ),
    "date_missing.sources": ConcernWording(
        reason=gettext_noop("No entry says when its source was published."),
        advice=gettext_noop("Print the source's date beside each link."),
    ),
    "date_no_year": ConcernWording(
        reason=gettext_noop("The year is missing: %(dates)s."),
        advice=gettext_noop("Add the year."),
    ),
    "date_relative": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” means another day whenever it is read."),
        advice=gettext_noop("Print the date itself, with the year."),
    ),
    "handle_same": ConcernWording(
        reason=gettext_noop("%(handle)s is given both as the lost account and as the reserve one."),
        advice=gettext_noop("Check to which account readers are sent."),
    ),
    "title_missing": ConcernWording(
        reason=gettext_noop("The entry has no title."),
        advice=gettext_noop("Write a title: the program invents none."),
    ),
    "para_broken": ConcernWording(
        reason=gettext_noop(
            "The paragraph breaks off in the middle of a sentence; it goes on at line %(next)s."
        ),
        advice=gettext_noop("Join the two parts."),
    ),
    "issue_period.number": ConcernWording(
        reason=gettext_noop("The issue does not give its number."), advice=_NAME_THE_ISSUE
    ),
    "issue_period.period": ConcernWording(
        reason=gettext_noop("The issue does not give the period it covers."),
        advice=_NAME_THE_ISSUE,
    ),
    "issue_period.both": ConcernWording(
        reason=gettext_noop("The issue gives neither its number nor the period it covers."),
        advice=_NAME_THE_ISSUE,
    ),
    "term": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is a wrong term here."),
        advice=_WRITE,
    ),
    "abbrev": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is a wrong abbreviation."),
        advice=_WRITE,
    ),
    "mixed_script": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” confuses Latin and Cyrillic letters."),
        advice=_WRITE,
    ),
    "mixed_script.retype": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” confuses Latin and Cyrillic letters."),
        advice=gettext_noop("Type the word anew in the letters of one alphabet."),
    ),
    "mixed_script.twin": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” stands elsewhere in Latin letters."),
        advice=gettext_noop("Write it in the same way everywhere."),
    ),
    "section_rule.move": ConcernWording(
        reason=gettext_noop("By the codebook this entry (“%(kind)s”) belongs in another section."),
        advice=gettext_noop("Move it to section %(suggestion)s."),
    ),
    "section_rule.unnamed": ConcernWording(
        reason=gettext_noop(
            "The entry belongs here (“%(kind)s”), but the section's title does not say so."
        ),
        advice=gettext_noop("Keep it here and code it by its event type."),
    ),
    "title_body.outcome": ConcernWording(
        reason=gettext_noop("The title tells a step that the text does not: “%(excerpt)s”."),
        advice=_STATUS_FROM_BODY,
    ),
    "title_body.stage": ConcernWording(
        reason=gettext_noop("The title says that a law was adopted, the text speaks of a bill."),
        advice=_STATUS_FROM_BODY,
    ),
    "title_body.creation": ConcernWording(
        reason=gettext_noop("The text never names what the title says was set up."),
        advice=gettext_noop("Check it against the source, and tell it in the text."),
    ),
    "modality": ConcernWording(
        reason=gettext_noop("The title states as a fact what the text calls possible."),
        advice=gettext_noop("Let the title say as little as the text."),
    ),
    "number_conflict": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” in the title, “%(other)s” in the text."),
        advice=gettext_noop("Print the exact figure in both places."),
    ),
    "number_title_only": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” stands in the title only."),
        advice=gettext_noop("Give the figure in the text, with its source."),
    ),
    "date_conflict": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” and “%(other)s” cannot both be right."),
        advice=gettext_noop("Print the date itself, as the source gives it."),
    ),
    "mrp_year": ConcernWording(
        reason=gettext_noop("%(units)s here and in another entry (%(other)s) are of two years."),
        advice=gettext_noop("Print the number of units and the year beside the sum."),
    ),
    "claim_conflict": ConcernWording(
        reason=gettext_noop("Entry %(other)s is about the same and gives a cause too."),
        advice=gettext_noop("Give both causes, each with whose word it is, or join the entries."),
    ),
    "same_happening": ConcernWording(
        reason=gettext_noop("Entry %(other)s counts the same things: it may be one happening."),
        advice=gettext_noop("Join the entries, or refer from one to the other."),
    ),
    "stale_period": ConcernWording(
        reason=gettext_noop("What the entry tells ended %(months)s months before the issue."),
        advice=gettext_noop("Look for newer figures, or say why the old ones are news."),
    ),
    "source_date_lt_claim": ConcernWording(
        reason=gettext_noop("The linked page is older than what it is cited for: “%(claim)s”."),
        advice=gettext_noop("Add a source for the later step."),
    ),
    "entity_period": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is a former name."),
        advice=_WRITE,
    ),
    "secondary": ConcernWording(
        reason=gettext_noop(
            "The entry tells what %(original)s reported, but links to another outlet."
        ),
        advice=gettext_noop("Link to the original."),
    ),
    "interested": ConcernWording(
        reason=gettext_noop("%(source)s reports about itself."),
        advice=gettext_noop("Say whose word it is, or look for an independent source."),
    ),
    "attribution.conclusion": ConcernWording(
        reason=gettext_noop("“%(excerpt)s”: it is not said whose conclusion this is."),
        advice=gettext_noop("Say whose it is, or leave it out."),
    ),
    "attribution.unnamed": ConcernWording(
        reason=gettext_noop("“%(excerpt)s”: it is not said which experts."),
        advice=gettext_noop("Name them, or say in which publication they spoke."),
    ),
    "attribution.which": ConcernWording(
        reason=gettext_noop("“%(excerpt)s”: several outlets were named before."),
        advice=gettext_noop("Call the outlet by its name."),
    ),
    "case_fields.statute": ConcernWording(
        reason=gettext_noop("The entry about a case does not give the article of the law."),
        advice=_CASE,
    ),
    "case_fields.date": ConcernWording(
        reason=gettext_noop("The entry about a case gives no date."), advice=_CASE
    ),
    "case_fields.both": ConcernWording(
        reason=gettext_noop("The entry about a case gives neither date nor article of the law."),
        advice=_CASE,
    ),
    "bilingual": ConcernWording(
        reason=gettext_noop(
            "The issue promises to come in several languages; this is one of them."
        ),
        advice=gettext_noop("Bring the other one in with it."),
    ),
}
