"""What verbs say of the deeds that depend on them: planned, asked for, refused, denied, said."""

from collections.abc import Iterator, Sequence
from typing import Final

from dalel.domain.claim import OTHER, ClaimRole, Mode
from dalel.language.kk.attachment import SAY, Clause, is_actor
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk
from dalel.language.kk.drafts import ClaimDraft, of_clause
from dalel.language.kk.predicates import Build
from dalel.language.kk.roles import is_paired, is_verbal_noun
from dalel.language.kk.verbs import Tense
from dalel.language.kk.vocabulary import ASKING, ORDERING, PROPOSING, PUNISHMENTS, TOPIC
from dalel.language.wordlist import words as listed

_ASK: Final = frozenset({"ask", "demand", "call", "complain", "file", "sue", "write_open_letter"})
_PROPOSE: Final = frozenset({"propose", "draft_law", "submit"})
_ORDER: Final = frozenset({"order", "oblige"})
_PLAN: Final = frozenset({"plan", "prepare"})
_PLAN_STEMS: Final = frozenset(
    listed("шеш уағдалас келіс бекін ұйғар күт дайындал ниетте көзде тырыс талпын ұмтыл")
)
_AWAIT_STEMS: Final = frozenset(listed("күт төндір төн"))
_CONSIDER: Final = frozenset({"consider", "plan"})
#: Deeds that make what they decide: шешім қабылданған жоқ.
_DECIDING: Final = frozenset({"adopt", "approve", "rule", "order", "sign"})
_OBJECTS: Final = frozenset({Case.ACC, Case.DAT})
#: They begin, end or go on with the deed that depends on them.
ASPECT: Final = frozenset(listed("баста аяқта жалғас жалғастыр бол өт бастал аяқтал"))
#: Deeds of speech; what they say is claimed in the voice of who does them.
SPEECH: Final = frozenset(
    listed("say explain criticise accuse state_denial confirm answer detect call_names admit_guilt")
)
#: Deeds after which -са only sets one clause against another: десе, ұсынса.
CONTRASTING: Final = SPEECH | _ASK | _PROPOSE
PENALTIES: Final = frozenset(
    listed("fine arrest sentence community_work confiscate suspend_work strip bar deport")
)
_LAWGIVING: Final = frozenset(listed("ban restrict block fine register tighten amend repeal adopt"))
_LAW_HEADS: Final = frozenset(listed("бап заң кодекс конституция тармақ жоба бөлік"))
_AGAINST: Final = frozenset(listed("beat detain threaten search arrest pressure insult"))


def group(drafts: Sequence[ClaimDraft], clause: Clause) -> Iterator[ClaimDraft]:
    """The drafts of a clause and of the converbs that go on with it."""
    yield from of_clause(drafts, clause)
    for draft in drafts:
        if draft.clause.following is clause and draft.clause.build is not Build.CONDITION:
            yield from group(drafts, draft.clause)


def govern(drafts: Sequence[ClaimDraft]) -> None:
    """Apply what each verb says of the clauses that depend on it."""
    for draft in drafts:
        for inner in draft.clause.inner:
            governed = list(group(drafts, inner))
            if governed:
                _apply(draft, inner, governed)
        _of_noun(draft)


def _apply(draft: ClaimDraft, inner: Clause, governed: list[ClaimDraft]) -> None:
    predicate = inner.predicate
    if is_paired(inner, draft.clause):
        _pair(draft, governed)
    elif predicate.postposition in TOPIC:
        _topic(draft, inner, governed)
    elif predicate.postposition or predicate.case is Case.AS_SAID:
        return
    elif not (_is_complement(inner) and _modal(draft, inner, governed)):
        _told(draft, inner, governed)


def _is_complement(inner: Clause) -> bool:
    predicate = inner.predicate
    if not predicate.stem:
        return predicate.case in {Case.ACC, Case.NOM}
    return is_verbal_noun(inner) or predicate.tense is Tense.WISH


def _told(draft: ClaimDraft, inner: Clause, governed: list[ClaimDraft]) -> None:
    """Apply a verb that says, hides, begins or ends the deed."""
    predicate = draft.clause.predicate
    quoted = inner.build is Build.FINITE
    told = quoted or inner.predicate.case in {Case.ACC, Case.NOM}
    speech = draft.deed in SPEECH or (draft.deed == "hide" and draft.negated)
    if told and (speech or quoted or predicate.stem == SAY):
        _spoken(draft, governed)
        draft.dropped = speech or draft.deed == OTHER or predicate.stem == SAY
    elif predicate.stem in ASPECT and inner.predicate.case is not Case.ABL:
        _aspect(draft, governed)


def _topic(draft: ClaimDraft, inner: Clause, governed: list[ClaimDraft]) -> None:
    """A deed told with туралы, of which the verb gives an order, asks or denies."""
    if draft.deed in {"state_denial", "confirm"}:
        _spoken(draft, governed)
    elif inner.head is not None or not is_verbal_noun(inner):
        draft.below += governed
        if draft.negated and draft.deed in _DECIDING:
            for each in governed:
                each.negated = not each.negated
    elif draft.deed in _ORDER | _ASK and _removal(draft, governed):
        draft.dropped = True
    elif draft.deed in _ORDER:
        _set(draft, governed, Mode.ORDERED, ClaimRole.ORDERER)
        draft.dropped = True
    elif draft.deed in {"ask", "demand"}:
        _set(draft, governed, Mode.ASKED, ClaimRole.ASKER)
        draft.dropped = True


def _pair(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> None:
    for each in governed:
        each.mode = draft.mode
        each.cues += draft.cues
        draft.slots.law = draft.slots.law or each.slots.law
        each.slots.law = each.slots.law or draft.slots.law
        _share_time(each, draft)


def _modal(draft: ClaimDraft, inner: Clause, governed: list[ClaimDraft]) -> bool:
    """Apply a verb that wants, refuses or allows the deed; whether it is one."""
    deed = draft.deed
    if deed == "refuse":
        _refused(draft, governed)
        return True
    if deed in {"ban", "allow"}:
        _about(draft, governed)
        return True
    if deed in _ASK and inner.predicate.case in _OBJECTS and _removal(draft, governed):
        draft.dropped = True
        return True
    wanted = _wanted(draft, inner, governed)
    if wanted is None:
        return False
    mode, role = wanted
    _set(draft, governed, mode, role)
    if mode is Mode.POSSIBLE:
        for each in governed:
            each.slots.patient = each.slots.patient or draft.slots.patient
    draft.dropped = True
    return True


def _wanted(
    draft: ClaimDraft, inner: Clause, governed: Sequence[ClaimDraft]
) -> tuple[Mode, ClaimRole | None] | None:
    """The mode that a verb gives its complement, and the role of who wants it."""
    deed, predicate = draft.deed, draft.clause.predicate
    case = inner.predicate.case
    rules: tuple[tuple[bool, Mode, ClaimRole | None], ...] = (
        (inner.predicate.tense is Tense.WISH, _wish(governed), ClaimRole.PROPOSER),
        (deed in _ASK and case in _OBJECTS, Mode.ASKED, ClaimRole.ASKER),
        (deed in _PROPOSE and case in {Case.ACC, Case.NOM}, Mode.PROPOSED, ClaimRole.PROPOSER),
        (deed == "rule", Mode.DONE, None),
        # A penalty that somebody faces: оны он жыл күтіп тұр.
        (predicate.stem in _AWAIT_STEMS and not inner.predicate.stem, Mode.POSSIBLE, None),
        (deed in _ORDER, Mode.ORDERED, ClaimRole.ORDERER),
        (deed in _CONSIDER and predicate.passive, _provided(draft, governed), None),
        (deed in _PLAN or predicate.stem in _PLAN_STEMS, Mode.PLANNED, None),
    )
    return next(((mode, role) for applies, mode, role in rules if applies), None)


def _about(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> None:
    """What is banned or allowed is no claim of its own; to whom stands with it."""
    for each in governed:
        each.dropped = True
        recipient = each.slots.others.get(ClaimRole.RECIPIENT)
        if recipient is not None and (recipient.plural or recipient.named or is_actor(recipient)):
            draft.slots.others.setdefault(ClaimRole.RECIPIENT, recipient)
        draft.slots.where = draft.slots.where or each.slots.where
        _share_time(each, draft)


def _wish(governed: Sequence[ClaimDraft]) -> Mode:
    return Mode.PROPOSED if any(each.deed in _LAWGIVING for each in governed) else Mode.PLANNED


def _provided(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> Mode:
    """Whether a law provides for it, or it is only planned."""
    heads = {chunk.head for each in (draft, *governed) for chunk in each.clause.chunks}
    if heads & _LAW_HEADS or any(each.deed in PENALTIES for each in governed):
        return Mode.LIMIT
    return Mode.PLANNED


def _set(
    draft: ClaimDraft, governed: Sequence[ClaimDraft], mode: Mode, role: ClaimRole | None
) -> None:
    wanting = _own(draft.slots.agent, governed)
    told = _own(draft.slots.others.get(ClaimRole.RECIPIENT), governed)
    of_nouns = all(not each.clause.predicate.stem for each in governed)
    doer = _doer(draft, told, role, of_nouns=of_nouns)
    own = draft.clause.predicate
    for each in governed:
        if told is not None and told is not doer and each.slots.patient is None:
            each.slots.patient = told if _takes_dative(each) else None
        each.mode, each.settled = mode, True
        each.cues += range(own.first, own.last + 1)
        each.negated = each.negated != draft.negated
        if role is None:
            each.slots.agent = each.slots.agent or _active_agent(each, wanting)
        else:
            _set_wanting(each, role, wanting, doer)
        _share_time(draft, each)
    draft.below += governed
    if mode is Mode.ASKED and wanting is None:
        _asker_from(governed)


def _set_wanting(
    each: ClaimDraft, role: ClaimRole, wanting: Chunk | None, doer: Chunk | None
) -> None:
    """Who wants it is not who would do it."""
    if each.slots.agent is wanting:
        each.slots.agent = None
    if wanting is not None:
        each.slots.others.setdefault(role, wanting)
    each.slots.agent = each.slots.agent or doer


def _own(chunk: Chunk | None, governed: Sequence[ClaimDraft]) -> Chunk | None:
    """The chunk, unless it is the complement itself."""
    if chunk is None or any(chunk.last == each.clause.predicate.last for each in governed):
        return None
    return chunk


def _doer(
    draft: ClaimDraft, told: Chunk | None, role: ClaimRole | None, *, of_nouns: bool
) -> Chunk | None:
    """Who is to do what is asked or ordered: соттан сұрады, провайдерлерге тапсырды."""
    if role is ClaimRole.ORDERER and _is_person_slot(draft):
        return draft.slots.patient
    if told is not None and told.case is Case.ABL:
        return told
    if told is not None and role is ClaimRole.ORDERER and not of_nouns:
        return told
    return draft.slots.others.get(ClaimRole.SOURCE)


def _takes_dative(draft: ClaimDraft) -> bool:
    predicate = draft.clause.predicate
    return predicate.stem == "" or "dat" in predicate.words.roles.get("patient", ())


def _asker_from(governed: Sequence[ClaimDraft]) -> None:
    """The asker that a converb before took for its own subject: прокурор қамамай, ... сұрады."""
    asker = next((each.slots.agent for each in governed if each.slots.agent is not None), None)
    if asker is None or asker.case is not Case.NOM:
        return
    for each in governed:
        each.slots.agent = None if each.slots.agent is asker else each.slots.agent
        each.slots.others.setdefault(ClaimRole.ASKER, asker)


def _is_person_slot(draft: ClaimDraft) -> bool:
    patient = draft.slots.patient
    return patient is not None and patient.case is Case.ACC and patient in draft.clause.chunks


def _active_agent(draft: ClaimDraft, agent: Chunk | None) -> Chunk | None:
    predicate = draft.clause.predicate
    if predicate.passive or "nom" in predicate.words.roles.get("patient", ()):
        return None
    return agent


def _share_time(draft: ClaimDraft, inner: ClaimDraft) -> None:
    if not inner.slots.times:
        inner.slots.times = list(draft.slots.times)


def _refused(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> None:
    own = draft.clause.predicate
    for each in governed:
        each.negated = each.negated != (not draft.negated)
        each.cues += range(own.first, own.last + 1)
        each.slots.agent = each.slots.agent or _active_agent(each, draft.slots.agent)
        if each.slots.patient is None:
            _refused_patient(draft, each)
    draft.below += governed


def _refused_patient(draft: ClaimDraft, inner: ClaimDraft) -> None:
    """What the refused deed would be done to stands with the refusal: арызды тіркеуден."""
    ways = inner.clause.predicate.words.roles.get("patient", ("acc",))
    for chunk in draft.clause.chunks:
        if chunk.case in ways and not chunk.postposition:
            inner.slots.patient = chunk
            if draft.slots.patient is chunk:
                draft.slots.patient = None
            return


def _removal(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> bool:
    """A demand to delete is a deed of its own."""
    removals = [each for each in governed if each.deed == "delete" and not _of_punishment(each)]
    for each in removals:
        each.deed = "demand_removal"
        each.negated = draft.negated
        recipient = draft.slots.others.get(ClaimRole.SOURCE) or draft.slots.others.get(
            ClaimRole.RECIPIENT
        )
        if recipient is not None:
            each.slots.others.setdefault(ClaimRole.RECIPIENT, recipient)
        each.slots.agent = draft.slots.agent
        each.slots.amounts += draft.slots.amounts
        own = draft.clause.predicate
        each.shown += range(own.first, own.last + 1)
        _share_time(draft, each)
    draft.below += removals
    return bool(removals)


def _of_punishment(draft: ClaimDraft) -> bool:
    return draft.slots.patient is not None and draft.slots.patient.head in PUNISHMENTS


def _spoken(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> None:
    speaker = draft.slots.agent
    own = draft.clause.predicate
    for each in governed:
        _share_time(draft, each)
        if draft.deed == "state_denial" and not draft.negated:
            for told in (each, *each.below):
                told.negated = not told.negated
        elif draft.deed == "confirm" and draft.negated:
            each.mode = Mode.POSSIBLE
        _give_voice(draft, each, speaker)
        if draft.deed in {"state_denial", "confirm"}:
            each.cues += range(own.first, own.last + 1)
        if each.clause.predicate.possessed and each.slots.agent is None:
            _give_subject(each, speaker)
    draft.dropped = True


def _give_subject(draft: ClaimDraft, speaker: Chunk | None) -> None:
    """What is said without a subject is said of the speaker: ұсталғанын айтты."""
    if draft.slots.patient is None and _active_agent(draft, speaker) is None:
        draft.slots.patient = speaker
        draft.unsure.add("patient")
    if _speaks_of_himself(draft):
        draft.slots.agent = _active_agent(draft, speaker)
        draft.unsure.add("agent")


def _give_voice(draft: ClaimDraft, each: ClaimDraft, speaker: Chunk | None) -> None:
    """The voice of what is said, and of what depends on it and has none."""
    each.voice = speaker or each.voice
    for nested in each.below:
        nested.voice = nested.voice or speaker
        if nested.deed == "demand_removal" and nested.slots.agent is None:
            nested.slots.agent = speaker
    draft.below += [each, *each.below]


def _speaks_of_himself(draft: ClaimDraft) -> bool:
    """Whether a verb without subject is the speaker's own: бұғаттамағанын айтты."""
    patient = draft.slots.patient
    kin = patient is not None and patient.possessed and patient.first == patient.last
    return not (kin and draft.deed in _AGAINST) and draft.clause.build is Build.NOMINAL


def _aspect(draft: ClaimDraft, governed: Sequence[ClaimDraft]) -> None:
    for each in governed:
        each.negated = each.negated != draft.negated
        _share_time(draft, each)
        each.slots.where = each.slots.where or draft.slots.where
        each.slots.agent = each.slots.agent or _active_agent(each, draft.slots.agent)
        if draft.mode is not Mode.DONE:
            each.mode = draft.mode
    draft.dropped = True


def _of_noun(draft: ClaimDraft) -> None:
    """What a noun says of the deed that stands before it with туралы: өшіру туралы талап."""
    head = draft.clause.head
    if head is None or draft.clause.build is not Build.NOMINAL:
        return
    if draft.deed == "delete" and head.stems & (ASKING | ORDERING):
        draft.deed = "demand_removal"
        draft.shown += range(head.core or head.last, head.last + 1)
    elif head.head in ASKING:
        draft.mode = Mode.ASKED
    elif head.head in PROPOSING:
        draft.mode = Mode.PROPOSED
    elif head.head in ORDERING:
        draft.mode = Mode.ORDERED
    else:
        return
    draft.unsure.add("mode")
