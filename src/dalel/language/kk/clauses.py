"""Reads the claims of a Kazakh text, clause by clause."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dalel.domain.claim import OTHER, Amount, Claim, ClaimRole, Mention, Mode, Participant, Polarity
from dalel.domain.evidence import TextSpan
from dalel.language.kk.attachment import SAY, Attachment, Clause, is_subject
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import BOUND_TAIL, Chunk, Chunker, ChunkKind, Piece, form_of
from dalel.language.kk.complements import ASPECT, govern
from dalel.language.kk.corrections import correct_deed
from dalel.language.kk.deed_words import DeedIndex, deed_index
from dalel.language.kk.drafts import ClaimDraft, of_clause
from dalel.language.kk.modes import set_by_tense
from dalel.language.kk.predicates import Build, read_predicates
from dalel.language.kk.references import Entity, References
from dalel.language.kk.roles import WITHOUT_PATIENT, slots_of
from dalel.language.kk.sentence_words import Word, split
from dalel.language.kk.shares import parts
from dalel.language.kk.speech import is_source, owner, set_voices
from dalel.language.kk.vocabulary import EXISTING, REASON
from dalel.language.passage import AnnotatedPassage
from dalel.language.spans import covering
from dalel.language.wordlist import words as listed

#: After them a noun tells what happened: шабуыл салдарынан, тінтуден кейін.
EVENT_POST: Final = REASON | frozenset({"кейін", "соң"})
#: What a mere copula tells only where it is denied: болған жоқ.
_EXIST: Final = "exist"
#: Of no content by themselves.
_TRIVIAL: Final = frozenset(
    listed("бол де ет қыл ал бер сал қой тұр отыр жат жүр қал кел таста жібер түс шық көр тап")
)


def read_clauses(passage: AnnotatedPassage) -> tuple[Claim, ...]:
    """The claims of a passage in order of their predicates."""
    index = deed_index(passage.lexicon.deeds)
    references = References()
    claims: list[Claim] = []
    for number, sentence in enumerate(passage.sentences):
        words = split(passage.text, sentence, passage.amounts, passage.dates)
        pieces = Chunker(words, read_predicates(words, index)).read()
        writing = _Claims(passage.text, sentence, words)
        found = list(_of_pieces(pieces, writing, index))
        claims += references.resolve(found, list(writing.entities(pieces, number)), number)
    return tuple(claims)


def _of_pieces(pieces: Sequence[Piece], writing: "_Claims", index: DeedIndex) -> Iterator[Claim]:
    attachment = Attachment(pieces)
    clauses = attachment.read()
    drafts = [draft for clause in clauses for draft in _drafts(clause)]
    for draft in drafts:
        writing.name_event(draft, index)
    set_voices(drafts, attachment.left)
    _share(drafts)
    govern(drafts)
    set_by_tense(drafts)
    for draft in drafts:
        correct_deed(draft)
    for draft in drafts:
        if (not draft.dropped or _is_left(draft, drafts)) and not _is_trivial(draft):
            yield writing.of(draft)


def _drafts(clause: Clause) -> Iterator[ClaimDraft]:
    predicate = clause.predicate
    for chunks, denied in parts(clause):
        plain = [chunk for chunk in chunks if not is_source(chunk)]
        yield ClaimDraft(
            clause,
            slots_of(clause, plain),
            predicate.deed,
            mode=predicate.mode,
            negated=predicate.negated != denied,
            cues=list(predicate.cues),
            unsure=set(predicate.unsure),
        )


def _share(drafts: Sequence[ClaimDraft]) -> None:
    """Give verbs that go on with one another the subject, object and time that one of them has."""
    for draft in drafts:
        following = draft.clause.following
        if following is None or draft.clause.build is Build.CONDITION:
            continue
        for after in of_clause(drafts, following):
            _share_subject(draft, after)
            if not after.slots.times:
                after.slots.times = list(draft.slots.times)
    _coordinate(drafts)
    for draft in reversed(drafts):
        following = draft.clause.following
        for after in of_clause(drafts, following) if following is not None else ():
            _take_subject(draft, after)


def _coordinate(drafts: Sequence[ClaimDraft]) -> None:
    """Give a finite clause without a subject that of the finite one before it."""
    finite = [each for each in drafts if each.clause.build is Build.FINITE]
    for before, after in pairwise(finite):
        subject = before.slots.agent
        free = after.slots.agent is None and after.clause.outer is None and _is_active(after)
        if free and subject is not None and before.clause is not after.clause:
            after.slots.agent = subject
            after.unsure.add("agent")


def _share_subject(draft: ClaimDraft, after: ClaimDraft) -> None:
    subject = draft.slots.agent
    if subject is not None and after.slots.agent is None and _is_active(after):
        after.slots.agent = subject
    passive = not _is_active(after)
    if passive and after.slots.patient is None:
        after.slots.patient = draft.slots.patient
    elif after.slots.patient is None and _has_object(draft) and _wants_object(after):
        after.slots.patient = draft.slots.patient
        after.unsure.add("patient")


def _take_subject(draft: ClaimDraft, after: ClaimDraft) -> None:
    if draft.clause.build is Build.CONDITION or draft.slots.agent is not None:
        return
    if _is_active(draft) and after.slots.agent is not None and _is_active(after):
        draft.slots.agent = after.slots.agent
    elif _is_active(draft) and not _is_active(after) and after.slots.patient is not None:
        nominative = after.slots.patient.case is Case.NOM
        draft.slots.agent = after.slots.patient if nominative else None


def _is_active(draft: ClaimDraft) -> bool:
    predicate = draft.clause.predicate
    return not predicate.passive and "nom" not in predicate.words.roles.get("patient", ())


def _wants_object(draft: ClaimDraft) -> bool:
    roles = draft.clause.predicate.words.roles
    known = draft.deed not in WITHOUT_PATIENT and draft.deed != OTHER
    return known and roles.get("patient", ("acc",))[0] in {"acc", "dat"} and _is_active(draft)


def _has_object(draft: ClaimDraft) -> bool:
    patient = draft.slots.patient
    return patient in draft.clause.chunks and patient is not None and patient.case is Case.ACC


def _is_trivial(draft: ClaimDraft) -> bool:
    predicate = draft.clause.predicate
    slots = draft.slots
    bare = slots.agent is None and slots.patient is None and not slots.others
    if predicate.stem == "":
        told = (
            slots.amounts
            or draft.negated
            or draft.mode is not Mode.DONE
            or predicate.postposition in EVENT_POST
        )
        return bare and not told
    if predicate.stem == SAY:
        told = draft.slots.agent is not None and predicate.build is Build.FINITE
        return not told and (predicate.build is not Build.ATTRIBUTIVE or slots.patient is None)
    if draft.deed == _EXIST and predicate.stem not in EXISTING:
        return not draft.negated
    if draft.deed != OTHER:
        return False
    return predicate.stem in _TRIVIAL or (bare and draft.clause.build is not Build.FINITE)


def _is_left(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> bool:
    """Whether a verb was dropped for what it governs, which is no claim: шек қоюды ұсынды."""
    inner = [each for clause in draft.clause.inner for each in of_clause(drafts, clause)]
    speaks = draft.clause.inserted or draft.deed == OTHER or draft.slots.agent is None
    return not speaks and bool(inner) and all(map(_is_trivial, inner))


def _lacks_subject(draft: ClaimDraft) -> set[str]:
    """A mark for a clause whose subject is to be looked for in the sentence before."""
    clause = draft.clause
    free = clause.build in {Build.FINITE, Build.CONVERB} and clause.head is None
    plain = draft.mode in {Mode.DONE, Mode.ONGOING} and draft.voice is None
    return {"dropped"} if free and plain and _is_active(draft) else set()


class _Claims:
    """Turns drafts into claims with their places in the text."""

    def __init__(self, text: str, sentence: TextSpan, words: Sequence[Word]) -> None:
        self._text = text
        self._sentence = sentence
        self._words = words

    def of(self, draft: ClaimDraft) -> Claim:
        """The claim of a draft."""
        predicate, slots = draft.clause.predicate, draft.slots
        when = next((chunk.when for chunk in slots.times if chunk.when is not None), None)
        if predicate.deed == "sentence" and "айыру" in predicate.words.lemma:
            slots.others.setdefault(ClaimRole.PENALTY, self._penalty(draft))
        return Claim(
            deed=draft.deed,
            lemma=predicate.words.lemma,
            trigger=self._trigger(draft),
            sentence=self._sentence,
            polarity=Polarity.DENIED if draft.negated else Polarity.DONE,
            mode=draft.mode,
            voice=self._mention(draft.voice),
            agent=self._mention(slots.agent),
            patient=self._mention(slots.patient),
            others=tuple(
                Participant(role=role, mention=self._of(chunk))
                for role, chunk in slots.others.items()
            ),
            amounts=tuple(self._amounts(draft)),
            when=when,
            where=self._mention(slots.where),
            law=self._mention(slots.law),
            cues=tuple(self._words[place].span for place in sorted(set(draft.cues))),
            unsure=frozenset(draft.unsure | slots.unsure | _lacks_subject(draft)),
        )

    def name_event(self, draft: ClaimDraft, index: DeedIndex) -> None:
        """Give a verb that begins or ends something the deed of its noun: тергеу басталды."""
        subject = draft.slots.patient or draft.slots.agent
        aspect = draft.deed == OTHER and draft.clause.predicate.stem in ASPECT
        if not aspect or subject is None or subject not in draft.clause.chunks:
            return
        telling = index.of_noun(self._words, subject.last)
        if telling is not None:
            draft.deed = telling.deed
            draft.shown.append(subject.last)
            draft.slots.patient = draft.slots.agent = None

    def entities(self, pieces: Sequence[Piece], sentence: int) -> Iterator[Entity]:
        """Those whom the noun phrases of the sentence name, genitives within them too."""
        for piece in pieces:
            if isinstance(piece, Chunk) and piece.kind is ChunkKind.NOUN:
                if piece.genitive is not None:
                    yield self._entity(owner(piece), sentence, is_a_subject=False)
                yield self._entity(piece, sentence, is_a_subject=is_subject(piece))

    def _entity(self, chunk: Chunk, sentence: int, *, is_a_subject: bool) -> Entity:
        forms = [form_of(word).stem for word in self._words[chunk.first : chunk.last + 1]]
        return Entity(
            mention=self._of(chunk),
            sentence=sentence,
            stems=frozenset(forms),
            head=forms[-1],
            is_subject=is_a_subject,
        )

    def _penalty(self, draft: ClaimDraft) -> Chunk:
        predicate = draft.clause.predicate
        first = predicate.words.places[0]
        last = max(first, min(predicate.words.places[-1], predicate.last))
        return Chunk(kind=ChunkKind.NOUN, first=first, last=last)

    def _trigger(self, draft: ClaimDraft) -> TextSpan:
        predicate = draft.clause.predicate
        places = [*range(predicate.first, predicate.last + 1), *draft.shown]
        head = [at for at in predicate.words.places if at > predicate.last]
        apart = [at for at in predicate.words.places if at < predicate.first]
        if apart and set(apart) - predicate.arguments:
            places = [at for at in apart if at not in predicate.arguments]
        elif draft.clause.build is Build.ATTRIBUTIVE:
            places += head
        return covering(self._words[place].span for place in places)

    def _mention(self, chunk: Chunk | None) -> Mention | None:
        return None if chunk is None else self._of(chunk)

    def _of(self, chunk: Chunk) -> Mention:
        span = covering([self._words[chunk.first].span, self._words[chunk.last].span])
        return Mention.at(self._text, span)

    def _amounts(self, draft: ClaimDraft) -> Iterator[Amount]:
        seen: set[int] = set()
        for chunk in draft.slots.chunks():
            wholes = {amount.share_of for amount in chunk.amounts}
            for amount in chunk.amounts:
                # Of a part and its whole only the part is what the deed is about.
                if amount.span.start not in seen and amount.value not in wholes:
                    seen.add(amount.span.start)
                    yield self._counted(amount, chunk)

    def _counted(self, amount: Amount, chunk: Chunk) -> Amount:
        if amount.counted is not None or amount.unit not in {"count", "percent"}:
            return amount
        words = self._words[chunk.first : chunk.last + 1]
        after = [word for word in words if word.span.start >= amount.span.end]
        before = [word for word in words if word.span.end <= amount.span.start]
        counted = counted_words(after) or [w.text for w in before[-1:]]
        return replace(amount, counted=" ".join(counted)) if counted else amount


def counted_words(words: Sequence[Word]) -> list[str]:
    """The counted noun after a number, up to its first genitive."""
    found: list[str] = []
    for word in words:
        if word.low in BOUND_TAIL:
            continue
        found.append(word.text)
        if form_of(word).case is Case.GEN:
            break
    return found
