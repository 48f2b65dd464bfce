"""The mode that the tense of a clause and the conditions around it give."""

from collections.abc import Sequence
from typing import Final

from dalel.domain.claim import AmountBound, ClaimRole, Mode
from dalel.language.kk.cases import Case
from dalel.language.kk.complements import CONTRASTING, PENALTIES
from dalel.language.kk.drafts import ClaimDraft, of_clause
from dalel.language.kk.predicates import Build
from dalel.language.kk.verbs import Tense
from dalel.language.wordlist import words as listed

#: Deeds whose present tense tells what is so, not what will be.
_STATES: Final = frozenset(
    listed(
        "recognise say explain answer confirm oblige count rank support criticise agree allow ban "
        "admit_guilt deny_guilt store state_denial accuse other"
    )
)
_AIMS: Final = frozenset(listed("үшін мақсатында мақсатымен"))
_BY_TENSE: Final = {Tense.AORIST: Mode.POSSIBLE, Tense.OPTATIVE: Mode.ORDERED}


def set_by_tense(drafts: Sequence[ClaimDraft]) -> None:
    """The mode of clauses that no verb governs, by their tense."""
    law = any(_names_law(draft) for draft in drafts)
    for draft in drafts:
        _by_tense(draft)
        if draft.mode is Mode.POSSIBLE and law and draft.deed in PENALTIES:
            draft.mode = Mode.LIMIT
    for draft in drafts:
        _by_condition(draft, drafts)
        _limit(draft)
    for draft in reversed(drafts):
        _inherit(draft, drafts)


def _names_law(draft: ClaimDraft) -> bool:
    return draft.slots.law is not None


def _by_tense(draft: ClaimDraft) -> None:
    predicate = draft.clause.predicate
    without = ClaimRole.MANNER in draft.slots.others
    if draft.mode is Mode.ORDERED and draft.negated and without:
        # Сот шешімінсіз бұғаттауға болмайды: it may, with a decision.
        draft.mode = Mode.CONDITIONAL
    elif draft.mode is not Mode.DONE:
        return
    elif predicate.build is Build.NOMINAL:
        _nominal_by_tense(draft)
    elif predicate.tense is Tense.INTENTION:
        draft.mode = Mode.PLANNED
    elif predicate.build is Build.FINITE:
        _finite_by_tense(draft)


def _finite_by_tense(draft: ClaimDraft) -> None:
    tense = draft.clause.predicate.tense
    if tense in _BY_TENSE:
        draft.mode = _BY_TENSE[tense]
    elif tense is Tense.PRESENT and draft.deed not in _STATES:
        draft.mode = Mode.PLANNED
        draft.unsure.add("mode")


def _nominal_by_tense(draft: ClaimDraft) -> None:
    """What is aimed at, or said that it will be, is not told as done: өшіру үшін, беретінін."""
    predicate = draft.clause.predicate
    aim = predicate.case is Case.DAT or predicate.postposition in _AIMS
    aimed = aim and predicate.tense is Tense.NOUN and not predicate.possessed
    future = predicate.tense is Tense.HABITUAL and not draft.negated
    if predicate.stem and not draft.settled and (aimed or (future and draft.deed not in _STATES)):
        draft.mode = Mode.PLANNED
        draft.unsure.add("mode")


def _limit(draft: ClaimDraft) -> None:
    """A penalty "up to" in the present is what a law provides."""
    bounds = [a.bound for c in draft.slots.chunks() for a in c.amounts]
    up_to = AmountBound.UP_TO in bounds
    present = draft.clause.predicate.tense is Tense.PRESENT
    if present and up_to and draft.mode is Mode.PLANNED and draft.deed in PENALTIES:
        draft.mode = Mode.LIMIT


def _by_condition(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> None:
    if draft.clause.build is not Build.CONDITION:
        return
    following = draft.clause.following
    main = of_clause(drafts, following) if following is not None else []
    contrasted = draft.deed in CONTRASTING or not main
    if contrasted or all(_is_told(each) for each in main):
        return
    draft.mode = Mode.CONDITIONAL
    for each in main:
        present = each.clause.predicate.tense is Tense.PRESENT
        told = each.mode in {Mode.ONGOING, Mode.POSSIBLE}
        if not told and (present or each.mode is Mode.PLANNED):
            each.mode = Mode.CONDITIONAL


def _is_told(draft: ClaimDraft) -> bool:
    """Whether a main clause is told as a fact, so that -са before it only contrasts."""
    tense = draft.clause.predicate.tense
    told = tense in {Tense.PAST, Tense.PERFECT} and draft.mode is Mode.DONE
    return told or draft.mode is Mode.ONGOING


def _inherit(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> None:
    """A converb has the mode of the verb that it goes on with."""
    following = draft.clause.following
    if following is None or draft.clause.build is not Build.CONVERB or draft.mode is not Mode.DONE:
        return
    for each in of_clause(drafts, following):
        if each.mode is not Mode.ONGOING and not each.dropped:
            draft.mode = each.mode
