"""What legal advice, and what is asked of a lawyer, is called on the screens."""

from django.utils.translation import gettext_lazy as _

from dalel.domain.legal_advice import AdviceState, AdviceVerdict, AdviceWay, LegalNoteKind
from dalel.newsroom.frame import labels
from dalel.newsroom.incidents.actions.concern_decisions import LawyerAskedError
from dalel.newsroom.incidents.actions.legal_advice import (
    NothingAskedError,
    OneOfTwoError,
    OwnTextAdvisedError,
    WithdrawnInAdviceError,
    WordsLackingError,
)
from dalel.newsroom.incidents.queries.legal_advice import ASKED
from dalel.newsroom.incidents.queries.legal_grounds import LegalGround

labels.add(
    {
        AdviceState: {
            AdviceState.WAITING: _("the lawyer is asked"),
            AdviceState.OUTDATED: _("changed since the advice: the lawyer is asked again"),
            AdviceState.BEING_CHANGED: _("changed since the advice, not in review yet"),
            AdviceState.CHANGE: _("the lawyer wants a change"),
            AdviceState.AGAINST: _("the lawyer advises against publishing"),
            AdviceState.CLEARED: _("the lawyer has no objection"),
            AdviceState.OVERRULED: _("goes against the advice, by two"),
        },
        AdviceVerdict: {
            AdviceVerdict.NO_OBJECTION: _("No objection"),
            AdviceVerdict.CHANGE: _("Change this"),
            AdviceVerdict.DO_NOT_PUBLISH: _("Do not publish"),
        },
        AdviceWay: {
            AdviceWay.PHONE: _("by phone"),
            AdviceWay.PAPER: _("on paper"),
        },
        LegalNoteKind: {
            LegalNoteKind.QUESTION: _("question"),
            LegalNoteKind.TAKEN_BACK: _("the question was taken back"),
            LegalNoteKind.ADVICE: _("advice"),
            LegalNoteKind.OVERRULED: _("decision against the advice"),
            LegalNoteKind.SECONDED: _("a second person agreed"),
        },
        LegalGround: {
            LegalGround.ACCUSED: _("somebody is named in a legal matter"),
            LegalGround.MINOR: _("it is about a minor"),
            LegalGround.PRIVATE: _("a private person is named"),
            LegalGround.NO_POSITION: _("it accuses without the other side's word"),
        },
    }
)
labels.explain(
    LawyerAskedError,
    _(
        "A lawyer was asked: the answer lets the entry go, or a publisher or administrator and a "
        "second person decide against it."
    ),
)
labels.explain(NothingAskedError, _("That is not asked, or not any more; nothing was saved."))
labels.explain(WordsLackingError, _("Say it in words; nothing was saved."))
labels.explain(
    OwnTextAdvisedError, _("You wrote some of this text: another lawyer says what he thinks of it.")
)
labels.explain(OneOfTwoError, _("Another person agrees: not who decided it."))
labels.explain(
    WithdrawnInAdviceError, _("Words in it were withdrawn: they are kept nowhere any more.")
)
labels.offer(template_globals={"legal_rule": ASKED})
