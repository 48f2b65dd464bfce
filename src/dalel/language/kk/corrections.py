"""The deed that a verb tells with this object or amount: шағымды қабылдамады, жеті жыл берді."""

from collections.abc import Callable
from typing import Final

from dalel.domain.claim import OTHER, ClaimRole, Mode
from dalel.language.kk.cases import Case
from dalel.language.kk.drafts import ClaimDraft
from dalel.language.kk.vocabulary import PUNISHMENTS
from dalel.language.wordlist import words as listed

_REQUESTS: Final = frozenset(
    listed("өтініш шағым арыз талап өтінім сұраныс талап-арыз ұсыныс хат петиция апелляция")
)
_ROOMS: Final = frozenset(listed("зал ғимарат учаске отырыс жиналыс кеңсе бөлме"))
_ACTS: Final = frozenset(listed("заң бап бұйрық ереже қағида"))
_NETWORKS: Final = frozenset(
    listed("сайт портал интернет желі байланыс сервис сервер арна телеарна радио трафик жүйе")
)
_RULES: Final = frozenset(
    listed("ереже заң құқық талап тәртіп шарт норма конституция тыныштық режим келісім ант")
)
_DATA: Final = frozenset(listed("дерек мәлімет база құжат хат-хабар нөмір сурет"))
_DECISIONS: Final = frozenset(listed("үкім шешім қаулы айыппұл жаза ұйғарым қамау бұғаттау"))
_NUMBERS: Final = frozenset(listed("сан көрсеткіш үлес деңгей көлем"))
_TERMS: Final = frozenset({"year", "month"})
_GIVING: Final = frozenset(listed("бер кес тағайында арқала ал"))
_GIVEN: Final = frozenset({"send", "receive", "appoint", OTHER})
_SPREAD: Final = "тарат"
_BRING_OUT: Final = "шығар"


def correct_deed(draft: ClaimDraft) -> None:
    """Change the deed where its object or amount shows that the verb tells another one."""
    for applies, deed in _CORRECTIONS:
        if applies(draft):
            if deed == "reject":
                draft.negated = False
            draft.deed = deed
            return


def _head(draft: ClaimDraft) -> str:
    return draft.slots.patient.head if draft.slots.patient else ""


def _is_rejected(draft: ClaimDraft) -> bool:
    """Whether a request, or a claim, was not accepted."""
    if not draft.negated:
        return False
    return draft.deed in {"grant", "accept_claim"} or (draft.deed == "adopt" and _is_request(draft))


def _is_request(draft: ClaimDraft) -> bool:
    patient = draft.slots.patient
    if patient is None:
        return False
    return patient.head in _REQUESTS or (patient.possessed and bool(patient.amounts))


def _spreads_no_data(draft: ClaimDraft) -> bool:
    patient = draft.slots.patient
    spread = draft.deed == "leak" and draft.clause.predicate.stem == _SPREAD
    return spread and patient is not None and not patient.stems & _DATA


def _from_room(draft: ClaimDraft) -> bool:
    source = draft.slots.others.get(ClaimRole.SOURCE)
    brought = draft.deed == OTHER and draft.clause.predicate.stem == _BRING_OUT
    return brought and source is not None and source.head in _ROOMS


def _of_decision(draft: ClaimDraft) -> bool:
    """Whether a complaint is against a decision, which then is its object."""
    if draft.deed != "complain":
        return False
    for role, chunk in list(draft.slots.others.items()):
        if chunk.head in _DECISIONS and chunk.case in {Case.DAT, Case.ABL}:
            draft.slots.patient = draft.slots.others.pop(role)
            return True
    return draft.slots.patient is not None and draft.slots.patient.head in _DECISIONS


def _gives_term(draft: ClaimDraft) -> bool:
    """Whether years or months are given, which is a sentence, and to whom."""
    if draft.clause.predicate.stem not in _GIVING or draft.deed not in _GIVEN:
        return False
    if not any(a.unit in _TERMS for c in draft.slots.amounts for a in c.amounts):
        return False
    to = draft.slots.others.pop(ClaimRole.RECIPIENT, None)
    draft.slots.patient = draft.slots.patient or to
    return True


def _asks_term(draft: ClaimDraft) -> bool:
    """Whether years are asked for, without a word for the penalty: алты жыл сұрады."""
    if draft.deed != "ask" or not any(
        a.unit in _TERMS for c in draft.slots.amounts for a in c.amounts
    ):
        return False
    slots = draft.slots
    if slots.agent is not None:
        slots.others.setdefault(ClaimRole.ASKER, slots.agent)
    slots.agent = None
    slots.patient = slots.patient or slots.others.pop(ClaimRole.RECIPIENT, None)
    draft.mode = Mode.ASKED
    return True


def _changes_number(draft: ClaimDraft) -> bool:
    """Whether a number is told by what it came to, and not by how much it changed."""
    changes = draft.deed in {"rise", "fall"}
    amounts = [one for chunk in draft.slots.chunks() for one in chunk.amounts]
    if any(one.change == "by" for one in amounts):
        return False
    return changes and (_head(draft) in _NUMBERS or bool(amounts))


def _is_one_of(draft: ClaimDraft, heads: frozenset[str]) -> bool:
    patient = draft.slots.patient
    if patient is None:
        return False
    return patient.head in heads or (patient.head == "мөлшер" and bool(patient.stems & heads))


def _of(deed: str, heads: frozenset[str]) -> Callable[[ClaimDraft], bool]:
    return lambda draft: draft.deed == deed and _is_one_of(draft, heads)


#: Tried in order; the first that applies gives the deed.
_CORRECTIONS: Final[tuple[tuple[Callable[[ClaimDraft], bool], str], ...]] = (
    (_is_rejected, "reject"),
    (_spreads_no_data, OTHER),
    (_of_decision, "appeal"),
    (_of("fall", PUNISHMENTS), "reduce_penalty"),
    (_of("rise", PUNISHMENTS), "toughen_penalty"),
    (_changes_number, "count"),
    (_of("quash", _ACTS), "repeal"),
    (_from_room, "expel"),
    (_of("delete", _NETWORKS), "shut_down"),
    (_of("hack", _RULES), OTHER),
    (_gives_term, "sentence"),
    (_asks_term, "sentence"),
)
