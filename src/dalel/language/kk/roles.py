"""Who and what fills the places of a clause, by case, postposition and voice of the verb."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dalel.domain.claim import ClaimRole
from dalel.language.kk.attachment import Clause, is_actor, is_subject
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk, ChunkKind
from dalel.language.kk.predicates import Build, Predicate
from dalel.language.kk.verbs import Tense
from dalel.language.kk.vocabulary import BY, MANNER, MEANS, PLACES, REASON, TOPIC
from dalel.language.wordlist import words as listed


@dataclass(eq=False)
class Slots:
    """The places of one clause and what fills them."""

    agent: Chunk | None = None
    patient: Chunk | None = None
    where: Chunk | None = None
    law: Chunk | None = None
    others: dict[ClaimRole, Chunk] = field(default_factory=dict)
    times: list[Chunk] = field(default_factory=list)
    amounts: list[Chunk] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)

    def chunks(self) -> Iterator[Chunk]:
        """All that fills a place."""
        for chunk in (self.agent, self.patient, *self.others.values(), *self.amounts):
            if chunk is not None:
                yield chunk


#: Deeds to whose place the dative leads.
_TOWARDS: Final = frozenset({"summon", "let_in", "not_let_in", "call_in", "move"})
_RULINGS: Final = frozenset(
    listed("шешім қаулы үкім бұйрық нұсқама санкция қарар талап өкім ұйғарым тапсырма жарлық")
)
_LAWS: Final = frozenset(listed("бап заң кодекс тармақ бөлік конституция қағида ереже"))
_LAW_POST: Final = frozenset({"бойынша", "сәйкес", "негізінде"})
#: Deeds that are done to nobody but the one who is told to do them.
WITHOUT_PATIENT: Final = frozenset(listed("flee resign hunger_strike rally return_home die move"))


def slots_of(clause: Clause, chunks: Sequence[Chunk]) -> Slots:
    """The places of a clause filled from these chunks and from the clauses within it."""
    slots = Slots()
    inner = [each for each in clause.inner if is_filling(each, clause)]
    left = [*chunks, *(as_chunk(each) for each in inner)]
    left = _plain(slots, left)
    predicate = clause.predicate
    _patient(slots, predicate, left)
    _agent(slots, predicate, left)
    _of_nominal(slots, clause, left)
    _of_relative(slots, clause)
    _others(slots, predicate, left)
    return slots


def as_chunk(clause: Clause) -> Chunk:
    """A nominal clause as the noun phrase that it is, with its object."""
    predicate = clause.predicate
    objects = [c.first for c in clause.chunks if c.case is Case.ACC and not c.postposition]
    nouns = [c.first for c in clause.chunks if predicate.stem == "" and c.case is Case.GEN]
    beside = [c.first for c in clause.chunks if c.last == predicate.first - 1 and _is_thing(c)]
    near = [place for place in (*objects, *nouns, *beside) if place < predicate.first]
    return Chunk(
        kind=ChunkKind.NOUN,
        first=min((*near, predicate.first)),
        last=predicate.last,
        case=predicate.case,
        head=predicate.words.lemma,
        possessed=predicate.possessed,
        postposition=predicate.postposition,
    )


def _is_thing(chunk: Chunk) -> bool:
    named = chunk.named or is_actor(chunk) or chunk.plural
    return chunk.kind is ChunkKind.NOUN and not named and not chunk.postposition


def is_filling(inner: Clause, clause: Clause) -> bool:
    """Whether a nominal clause fills a place, rather than being one of two: салынуы не қамалуы."""
    return inner.build is Build.NOMINAL and not is_paired(inner, clause)


def is_paired(inner: Clause, clause: Clause) -> bool:
    """Whether two verbal nouns share a modal word: салынуы не қамалуы мүмкін."""
    both = is_verbal_noun(inner) and is_verbal_noun(clause)
    return both and clause.build is Build.FINITE and inner.predicate.case is Case.NOM


def _plain(slots: Slots, chunks: Iterable[Chunk]) -> list[Chunk]:
    """Dates, amounts, places, laws and reasons put where they belong; the others."""
    left = []
    for chunk in chunks:
        if chunk.kind is ChunkKind.TIME:
            slots.times.append(chunk)
        elif chunk.kind is ChunkKind.AMOUNT:
            slots.amounts.append(chunk)
        elif not _by_postposition(slots, chunk):
            left.append(chunk)
    return left


def _by_postposition(slots: Slots, chunk: Chunk) -> bool:
    post = chunk.postposition
    if post in _LAW_POST and chunk.head in _LAWS:
        slots.law = chunk
        return True
    role = _role_of(post)
    if role is not None:
        slots.others.setdefault(role, chunk)
        return True
    if post == "бар":
        slots.amounts.append(chunk)
        return True
    if post in PLACES:
        slots.where = slots.where or chunk
        return True
    return False


def _role_of(post: str) -> ClaimRole | None:
    for posts, role in (
        (REASON, ClaimRole.REASON), (MEANS, ClaimRole.MEANS), (MANNER, ClaimRole.MANNER),
    ):  # fmt: skip
        if post in posts:
            return role
    return None


def fits(chunk: Chunk, way: str) -> bool:
    """Whether a chunk stands in the case, and with the postposition, of a way (dat+қарсы)."""
    case, _, post = way.partition("+")
    return chunk.case == case and chunk.postposition == post


def is_lexical_passive(predicate: Predicate) -> bool:
    """Whether the subject is the one it is done to, whatever the voice: айыппұл арқалады."""
    if not predicate.stem:
        return predicate.build is Build.FINITE
    return "nom" in predicate.words.roles.get("patient", ())


def _patient(slots: Slots, predicate: Predicate, left: list[Chunk]) -> None:
    own = next((c for c in left if c.last in predicate.arguments), None)
    if own is not None:
        slots.patient = own
        left.remove(own)
        return
    plain: tuple[str, ...] = ("dat", "acc") if predicate.words.is_noun else ("acc",)
    plain = ("gen", *plain) if predicate.stem == "" else plain
    ways = predicate.words.roles.get("patient", plain)
    if (predicate.passive and "acc" in ways) or (
        not predicate.stem and is_lexical_passive(predicate)
    ):
        ways = ("nom", *ways)
    # What stands nearest to the verb is its object.
    for chunk in reversed(left):
        if chunk.unsure and not any(way.startswith("nom") for way in ways):
            continue
        if any(fits(chunk, way) for way in ways) or _is_definite_object(chunk, predicate, ways):
            slots.patient = chunk
            left.remove(chunk)
            return
    if not predicate.passive and "acc" in ways:
        _bare_object(slots, predicate, left)


def _is_definite_object(chunk: Chunk, predicate: Predicate, ways: Sequence[str]) -> bool:
    """An accusative is the object of an active verb in any case."""
    return chunk.case is Case.ACC and not chunk.postposition and "nom" not in ways


def _bare_object(slots: Slots, predicate: Predicate, left: list[Chunk]) -> None:
    """An object without ending, right before the verb: полиция көлік тоқтатты."""
    bare = [chunk for chunk in left if is_subject(chunk)]
    if bare and bare[-1].last >= predicate.first - 1 and _is_bare_object(bare):
        slots.patient = bare[-1]
        left.remove(bare[-1])


def _is_bare_object(bare: Sequence[Chunk]) -> bool:
    last = bare[-1]
    return not is_actor(last) and (len(bare) > 1 or not (last.named or last.possessed))


def _agent(slots: Slots, predicate: Predicate, left: list[Chunk]) -> None:
    by = next((c for c in left if c.postposition in BY), None)
    if by is not None:
        slots.agent = by
        left.remove(by)
        return
    if predicate.passive or is_lexical_passive(predicate):
        _by_ruling(slots, left)
        return
    subjects = [chunk for chunk in left if is_subject(chunk)]
    subject = next((c for c in subjects if is_actor(c)), subjects[0] if subjects else None)
    if subject is None:
        return
    left.remove(subject)
    if predicate.causative:
        slots.others.setdefault(ClaimRole.ORDERER, subject)
    else:
        slots.agent = subject


def _by_ruling(slots: Slots, left: list[Chunk]) -> None:
    """By whose ruling it was done: соттың шешімімен."""
    for chunk in left:
        if chunk.case is Case.INS and chunk.head in _RULINGS and chunk.first < chunk.last:
            last = chunk.last - 1 if chunk.genitive is None else chunk.genitive
            slots.agent = Chunk(
                kind=chunk.kind, first=chunk.first, last=last, case=Case.GEN, head=""
            )
            slots.unsure.add("agent")
            left.remove(chunk)
            return


def _of_nominal(slots: Slots, clause: Clause, left: list[Chunk]) -> None:
    """The genitive before a verb that is a noun: who does it, or to whom it is done."""
    if clause.build is not Build.NOMINAL and not is_verbal_noun(clause):
        return
    owner = next((c for c in left if c.case is Case.GEN and not c.postposition), None)
    if owner is None:
        return
    predicate = clause.predicate
    done_to = predicate.passive or is_lexical_passive(predicate) or predicate.words.is_noun
    done_to = done_to or (is_verbal_noun(clause) and not is_actor(owner))
    if done_to and slots.patient is None:
        slots.patient = owner
    elif slots.agent is None:
        slots.agent = owner
    left.remove(owner)


def _of_relative(slots: Slots, clause: Clause) -> None:
    """The noun that a participle tells about fills the place that is left."""
    if clause.head is None or not _tells_head(clause):
        return
    predicate = clause.predicate
    if predicate.words.places[-1] > predicate.last:
        return
    done_to = predicate.passive or is_lexical_passive(predicate)
    if done_to or (slots.agent is not None and slots.patient is None):
        if slots.patient is None:
            slots.patient = clause.head
        elif slots.patient.possessed:
            slots.others.setdefault(ClaimRole.OF, clause.head)
    elif slots.agent is None:
        slots.agent = clause.head
    elif slots.patient is not None and slots.patient.possessed:
        slots.others.setdefault(ClaimRole.OF, clause.head)


def _tells_head(clause: Clause) -> bool:
    following = clause.following
    return clause.build is Build.ATTRIBUTIVE or (
        following is not None and following.build is Build.ATTRIBUTIVE
    )


def _others(slots: Slots, predicate: Predicate, left: Sequence[Chunk]) -> None:
    roles = predicate.words.roles
    for chunk in left:
        if chunk.unsure:
            slots.amounts.append(chunk)
            continue
        named = next(
            (
                name
                for name, ways in roles.items()
                if name not in {"agent", "patient"} and any(fits(chunk, way) for way in ways)
            ),
            None,
        )
        _other(slots, predicate, chunk, named)


def _other(slots: Slots, predicate: Predicate, chunk: Chunk, named: str | None) -> None:
    if named == "where" or _is_place(chunk, predicate):
        slots.where = slots.where or chunk
        return
    role = ClaimRole(named) if named else _by_case(chunk)
    if role is not None:
        slots.others.setdefault(role, chunk)


def _is_place(chunk: Chunk, predicate: Predicate) -> bool:
    if chunk.postposition:
        return False
    if chunk.case is Case.DAT:
        return predicate.deed in _TOWARDS
    return chunk.case is Case.LOC and chunk.head not in _LAWS


def _by_case(chunk: Chunk) -> ClaimRole | None:
    if chunk.postposition in TOPIC:
        return ClaimRole.TOPIC
    if chunk.postposition:
        return None
    return {
        Case.DAT: ClaimRole.RECIPIENT,
        Case.ABL: ClaimRole.SOURCE,
        Case.INS: ClaimRole.MEANS,
        Case.WITHOUT: ClaimRole.MANNER,
    }.get(chunk.case)


def is_verbal_noun(clause: Clause) -> bool:
    """Whether a clause is a verbal noun (өшіруді) rather than a participle (өшіргенін)."""
    return clause.predicate.tense is Tense.NOUN
