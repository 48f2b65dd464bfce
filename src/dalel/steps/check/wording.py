"""Wording of concerns about people, sources and style for editors."""

from typing import Final

from dalel.language.wording import ConcernWording, gettext_noop

_TAKE_OUT: Final = gettext_noop("Take it out, or say why it may be printed.")
_CHILD: Final = gettext_noop("Take out name, school, class and family: nobody may find the child.")
_NAMED_SO: Final = gettext_noop("Write: %(suggestion)s. %(why)s")
_LOOK_AGAIN: Final = gettext_noop(
    "Look how the matter stands today, and mend the text if something has changed. Then press "
    "“I looked today” on the incident's page “People”, under “How the matter stands”."
)
_NO_WAY: Final = gettext_noop("Take it out: an entry never tells where leaked data are to be had.")
_TELL: Final = gettext_noop("Add it, or say that it is not known.")
_WRITE: Final = gettext_noop("Write: %(suggestion)s.")
_EXPLAIN: Final = gettext_noop("Write it out where it first stands.")

#: By rule, or by rule and the value ``of``, where a rule says different things.
WORDING: Final[dict[str, ConcernWording]] = {
    "private_detail.identity": ConcernWording(
        reason=gettext_noop("A number that identifies a person: %(number)s."), advice=_TAKE_OUT
    ),
    "private_detail.phone": ConcernWording(
        reason=gettext_noop("A telephone number that is no institution's."), advice=_TAKE_OUT
    ),
    "private_detail.email": ConcernWording(
        reason=gettext_noop("A person's e-mail address."), advice=_TAKE_OUT
    ),
    "private_detail.card": ConcernWording(
        reason=gettext_noop("The number of a payment card."), advice=_TAKE_OUT
    ),
    "private_detail.account": ConcernWording(
        reason=gettext_noop("The number of a bank account."), advice=_TAKE_OUT
    ),
    "private_detail.address": ConcernWording(
        reason=gettext_noop("It tells where somebody lives."), advice=_TAKE_OUT
    ),
    "private_detail.plate": ConcernWording(
        reason=gettext_noop("The registration plate of a vehicle."), advice=_TAKE_OUT
    ),
    "minor_exposed.name": ConcernWording(
        reason=gettext_noop("A name stands beside words about a minor."), advice=_CHILD
    ),
    "minor_exposed.school": ConcernWording(
        reason=gettext_noop("A school or class stands beside words about a minor."), advice=_CHILD
    ),
    "minor_exposed.family": ConcernWording(
        reason=gettext_noop("A minor can be found by the family that is named."), advice=_CHILD
    ),
    "name_undecided": ConcernWording(
        reason=gettext_noop("Nobody has decided yet whether %(name)s may be named."),
        advice=gettext_noop("Say who this is in the matter; the naming rule gives the form."),
    ),
    "name_again": ConcernWording(
        reason=gettext_noop(
            "Whether %(name)s may be named was decided at another stage: then “%(was)s”, "
            "now “%(now)s”."
        ),
        advice=gettext_noop("Say again who this is in the matter, as it stands now."),
    ),
    "name_form.initials": ConcernWording(
        reason=gettext_noop("By the naming rule only the initials may be printed."),
        advice=_NAMED_SO,
    ),
    "name_form.role_only": ConcernWording(
        reason=gettext_noop("By the naming rule the person is not named, only the role is."),
        advice=_NAMED_SO,
    ),
    "guilt.title": ConcernWording(
        reason=gettext_noop("The title speaks of guilt before a final verdict."),
        advice=gettext_noop("Say what was done in the case: suspected, charged, detained."),
    ),
    "guilt.text": ConcernWording(
        reason=gettext_noop("The text speaks of guilt before a final verdict."),
        advice=gettext_noop("Say who says so, or what was done in the case."),
    ),
    "cause_unconfirmed": ConcernWording(
        reason=gettext_noop("A cause or an author is given as if it were established."),
        advice=gettext_noop("Say who says so: “according to ...”."),
    ),
    "claim_confirmed": ConcernWording(
        reason=gettext_noop("One side's word is called a confirmation."),
        advice=gettext_noop(
            "Write that it stated so; only a court, an examination or a document confirms."
        ),
    ),
    "comment_not_sought": ConcernWording(
        reason=gettext_noop(
            "The entry rests on a weak record (%(verification)s) and names an actor: %(actors)s."
        ),
        advice=gettext_noop("Ask for a comment, and enter whom, when, and the answer."),
    ),
    "actor_alleged": ConcernWording(
        reason=gettext_noop("Not established as the author of the act: %(actors)s."),
        advice=gettext_noop("It counts as alleged until it is signed, admitted or found."),
    ),
    "denied_link": ConcernWording(
        reason=gettext_noop("The link is on the deny-list: %(kind)s."),
        advice=gettext_noop("Take the link out: such addresses are never linked."),
    ),
    "denied_address": ConcernWording(
        reason=gettext_noop("The address is on the deny-list: %(kind)s."),
        advice=gettext_noop("Take the address out of the text."),
    ),
    "unlawful_linked": ConcernWording(
        reason=gettext_noop("The entry links to the very site that it calls unlawful: %(kind)s."),
        advice=gettext_noop("Print the host without a link."),
    ),
    "leak_where": ConcernWording(
        reason=gettext_noop("This tells where the leaked data are to be had."), advice=_NO_WAY
    ),
    "leak_sample": ConcernWording(
        reason=gettext_noop("This looks like a row of the leaked data."), advice=_NO_WAY
    ),
    "leak_gap.holder": ConcernWording(
        reason=gettext_noop("The entry does not say who held the leaked data."), advice=_TELL
    ),
    "leak_gap.kinds": ConcernWording(
        reason=gettext_noop("The entry does not say which kinds of data leaked."), advice=_TELL
    ),
    "leak_gap.number": ConcernWording(
        reason=gettext_noop("The entry does not say how many people or records are concerned."),
        advice=_TELL,
    ),
    "leak_gap.period": ConcernWording(
        reason=gettext_noop("The entry does not say of which time the leaked data are."),
        advice=_TELL,
    ),
    "leak_gap.position": ConcernWording(
        reason=gettext_noop("The entry does not give the official position on the leak."),
        advice=_TELL,
    ),
    "planned_past": ConcernWording(
        reason=gettext_noop("What was planned for this day lies in the past: %(day)s."),
        advice=_LOOK_AGAIN,
    ),
    "status_pending": ConcernWording(
        reason=gettext_noop("The text says that the matter is under way; nobody has looked since."),
        advice=_LOOK_AGAIN,
    ),
    "status_old": ConcernWording(
        reason=gettext_noop("The legal status is %(days)s days old."), advice=_LOOK_AGAIN
    ),
    "status_undated": ConcernWording(
        reason=gettext_noop("Nothing says of which day the legal status is."), advice=_LOOK_AGAIN
    ),
    "stage_superseded": ConcernWording(
        reason=gettext_noop("The matter has reached a later stage: %(latest)s."),
        advice=_LOOK_AGAIN,
    ),
    "newer_articles": ConcernWording(
        reason=gettext_noop("Newer articles about the same matter: %(count)s."),
        advice=gettext_noop(
            "Read them, and mend the text if they say something new. Then press “I looked today” "
            "on the incident's page “People”, under “How the matter stands”."
        ),
    ),
    "source_since.changed": ConcernWording(
        reason=gettext_noop("The source has changed since the text was written: %(since)s."),
        advice=gettext_noop(
            "Compare the versions, and mend the text if need be. Then press “I looked today” on "
            "the incident's page “People”, under “How the matter stands”."
        ),
    ),
    "source_since.removed": ConcernWording(
        reason=gettext_noop("The source has been removed since the text was written: %(since)s."),
        advice=gettext_noop("Say so in the entry, or cite another source."),
    ),
    "term_wrong": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is a wrong term here."), advice=_WRITE
    ),
    "date_style": ConcernWording(
        reason=gettext_noop("The date is not written in the house's style."), advice=_WRITE
    ),
    "letters_mixed": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” confuses Latin and Cyrillic letters."),
        advice=gettext_noop("Type the word anew in the letters of one alphabet."),
    ),
    "letters_hidden": ConcernWording(
        reason=gettext_noop("Characters that nobody sees stand in the text."),
        advice=gettext_noop("Type the passage anew."),
    ),
    "marks": ConcernWording(
        reason=gettext_noop("Quotation marks of another kind than the house's."),
        advice=gettext_noop("Write «», and „“ within them."),
    ),
    "length": ConcernWording(
        reason=gettext_noop("%(length)s characters; the house's limit is %(limit)s."),
        advice=gettext_noop("Shorten it."),
    ),
    "abbreviation.known": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is not explained."), advice=_WRITE
    ),
    "abbreviation.unknown": ConcernWording(
        reason=gettext_noop("“%(excerpt)s” is not explained."), advice=_EXPLAIN
    ),
    "one_link": ConcernWording(
        reason=gettext_noop("Coded %(verification)s, but only one source is cited."),
        advice=gettext_noop("Cite a second, independent source, or code it lower."),
    ),
    "find_original": ConcernWording(
        reason=gettext_noop(
            "Find the original: only the newsroom's own post of %(day)s (%(post)s) speaks for this."
        ),
        advice=gettext_noop("Add a link to where it was told first, or to a document."),
    ),
    "day_of_post": ConcernWording(
        reason=gettext_noop("%(day)s is the day of the post (%(post)s)."),
        advice=gettext_noop("Look on which day it happened, and enter that."),
    ),
}
