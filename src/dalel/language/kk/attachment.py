"""Which noun phrases belong to which predicate: Kazakh clauses end in their verb.

Everything stands left of its verb. A finite verb takes what is left of the sentence so far; a
participle before a noun and a verb that is a noun itself take what stands next to them, up to a
noun that must be the subject of the verb they depend on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Break, Chunk, ChunkKind, Piece
from dalel.language.kk.predicates import Build, Predicate
from dalel.language.kk.verbs import Tense
from dalel.language.kk.vocabulary import (
    BODIES,
    BOUNDARIES,
    CONNECTIVES,
    PERIODS,
    REASON,
    TOPIC,
    is_person,
)
from dalel.language.wordlist import words as listed

#: The stem of the verb "to say" whose converb marks quoted speech.
SAY: Final = "де"


@dataclass(eq=False)
class Clause:
    """A predicate with what fills its places; clauses that it depends on or that depend on it."""

    predicate: Predicate
    chunks: list[Chunk] = field(default_factory=list)
    #: Nominal clauses that fill a place of this one.
    inner: list["Clause"] = field(default_factory=list)
    #: The clause in which this one, being nominal or quoted, fills a place.
    outer: "Clause | None" = None
    #: The clause that a converb or condition goes on with.
    following: "Clause | None" = None
    #: The noun that a participle tells about.
    head: Chunk | None = None
    #: Parts that stand between breaks: 3 млн, ал Б-ға 2 млн.
    segments: list[list[Chunk]] = field(default_factory=list)
    #: How many of the chunks stand before a connective, and so in a clause without a verb.
    cut: int = 0
    #: The one whose words a clause before деп are.
    speaker: Chunk | None = None
    #: Whether it stands between commas within the words that it gives.
    inserted: bool = False
    order: int = 0

    @property
    def build(self) -> Build:
        """How its predicate stands."""
        return self.predicate.build

    @property
    def first(self) -> int:
        """The place of its first word, what fills its places included."""
        places = [self.predicate.first, *(each.first for each in self.chunks)]
        return min((*places, *(each.first for each in self.inner)))


#: Deeds and verbs without an object: whom a participle of theirs describes is their subject.
_GOING: Final = frozenset(listed("rally flee join resign die return_home hunger_strike apologise"))
_GOING_STEMS: Final = frozenset(listed("шық кел бар кір қатыс айналыс кет тұр жүр отыр жина өт"))

_Item = Chunk | Clause | Break


class Attachment:
    """Reads the pieces of a sentence into clauses."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """``pieces`` are those of one sentence, in order."""
        self._pieces = pieces
        self._pending: list[_Item] = []
        self._chain: list[Clause] = []
        self._relatives: list[Clause] = []
        self.clauses: list[Clause] = []
        #: Noun phrases that no verb takes.
        self.left: list[Chunk] = []

    def read(self) -> list[Clause]:
        """The clauses in the order of their predicates."""
        for place, piece in enumerate(self._pieces):
            if isinstance(piece, Predicate):
                self._predicate(piece, place)
            elif isinstance(piece, Chunk):
                self._chunk(piece)
            else:
                self._pending.append(piece)
        self._rest()
        return self.clauses

    def _chunk(self, chunk: Chunk) -> None:
        before = self._pending[-1] if self._pending else None
        topic = isinstance(before, Clause) and before.predicate.postposition in TOPIC
        if isinstance(before, Clause) and topic and not chunk.unsure:
            begins = min(before.first, before.predicate.first)
            chunk = replace(chunk, first=begins, core=chunk.first)
            before.head = chunk
        said = self.clauses[-1] if self.clauses else None
        if said is not None and said.inserted and said.speaker is None:
            said.speaker = chunk
            return
        if self._relatives and chunk.kind is ChunkKind.NOUN:
            for clause in self._relatives:
                clause.head = _first_noun(chunk)
            self._relatives = []
        self._pending.append(chunk)

    def _predicate(self, predicate: Predicate, place: int) -> None:
        clause = Clause(predicate, order=place)
        self.clauses.append(clause)
        if predicate.build is Build.ATTRIBUTIVE:
            self._attributive(clause)
        elif predicate.build is Build.NOMINAL and not self._is_adverbial(predicate, place):
            self._nominal(clause)
        elif predicate.stem == SAY and predicate.build is Build.CONDITION:
            self._saying(clause, place)
        elif predicate.build is not Build.FINITE:
            self._converb(clause, place)
        else:
            self._finite(clause, place)

    def _is_adverbial(self, predicate: Predicate, place: int) -> bool:
        """Whether a participle tells when or although: келгенде, жасалғанымен, ұсталған соң."""
        after = self._pieces[place + 1] if place + 1 < len(self._pieces) else None
        if not isinstance(after, Break) or predicate.tense is not Tense.PERFECT:
            return False
        case = predicate.case in {Case.INS, Case.LOC} and not predicate.postposition
        return case or predicate.postposition in BOUNDARIES | PERIODS

    def _attributive(self, clause: Clause) -> None:
        self._fill(clause, relative_part(self._pending, clause.predicate))
        own = [each for each in self._chain if each.following is None]
        if own and not any(isinstance(item, Chunk) for item in self._pending):
            for each in own:
                each.following = clause
            self._relatives += own
            self._chain = []
        self._relatives.append(clause)

    def _nominal(self, clause: Clause) -> None:
        self._fill(clause, nominal_part(self._pending, clause.predicate))
        before = self._chain[-1] if self._chain else None
        if before is not None and _goes_on(before, clause):
            before.following = clause
            self._chain.pop()
        if self._relatives and clause.predicate.stem == "":
            self._relatives = []
        self._pending.append(clause)

    def _converb(self, clause: Clause, place: int) -> None:
        items = self._all()
        if clause.predicate.stem == SAY and not self._quotes_clause(place):
            self._pending = _of_judge(items)
        self._fill(clause, [item for item in items if item not in self._pending])
        self._chain.append(clause)

    def _quotes_clause(self, place: int) -> bool:
        """Whether the words before деп end with a verb."""
        before = [each for each in self._pieces[:place] if not isinstance(each, Break)]
        return bool(before) and isinstance(before[-1], Predicate)

    def _finite(self, clause: Clause, place: int) -> None:
        if clause.predicate.stem == SAY or self._is_saying_after_quote():
            self._saying(clause, place)
            return
        if _is_quoted(self._pieces, place):
            clause.speaker = self._outer_speaker(place)
        self._fill(clause, self._all())
        for each in self._chain:
            each.following = clause
        self._chain = []

    def _saying(self, clause: Clause, place: int) -> None:
        """A verb of saying after quoted clauses, with its subject before or after it."""
        if self._is_inserted(place):
            clause.inserted = True
            return
        self._fill(clause, self._all())
        for each in self._chain:
            if each.predicate.stem != SAY:
                each.following = clause
        self._chain = []
        after = self._pieces[place + 1] if place + 1 < len(self._pieces) else None
        self._quote(clause)
        closed = place + 2 >= len(self._pieces) or isinstance(self._pieces[place + 2], Break)
        if isinstance(after, Chunk) and after.case is Case.NOM and closed:
            clause.chunks.append(after)
            clause.speaker = after
            return
        if not any(is_subject(each) for each in clause.chunks) and not clause.predicate.passive:
            self._take_speaker(clause)

    def _is_inserted(self, place: int) -> bool:
        """Whether it stands with its subject between commas: Сайтқа, деді редактор, ..."""
        around = [*self._pieces[place - 1 : place], *self._pieces[place + 2 : place + 3]]
        inside = len(around) == 2 and all(isinstance(each, Break) for each in around)
        before = self._pieces[place - 2] if place > 1 else None
        subject = self._pieces[place + 1] if place + 1 < len(self._pieces) else None
        return inside and isinstance(before, Chunk) and isinstance(subject, Chunk)

    def _quote(self, clause: Clause) -> None:
        quoted = _quoted_before(self.clauses, clause)
        for each in quoted:
            each.outer = clause
            clause.inner.append(each)
            if each.speaker is not None:
                clause.chunks.insert(0, each.speaker)

    def _take_speaker(self, clause: Clause) -> None:
        """The speaker from the converbs before quoted words: адвокаты оны ұстап, қамаған дейді."""
        for quoted in clause.inner:
            for each in self.clauses:
                if each.following is not quoted:
                    continue
                subject = next((c for c in each.chunks if is_subject(c) and is_actor(c)), None)
                if subject is not None:
                    each.chunks.remove(subject)
                    clause.chunks.insert(0, subject)
                    return

    def _is_saying_after_quote(self) -> bool:
        last = self._chain[-1] if self._chain else None
        return last is not None and last.predicate.stem == SAY

    def _outer_speaker(self, place: int) -> Chunk | None:
        """The subject of a verb of saying that stands before the words that are quoted."""
        if _speaker_follows(self._pieces, place):
            return None
        subjects = [item for item in self._pending if isinstance(item, Chunk) and is_subject(item)]
        if not subjects or (len(subjects) == 1 and not is_actor(subjects[0])):
            return None
        self._pending.remove(subjects[0])
        return subjects[0]

    def _all(self) -> list[_Item]:
        taken, self._pending = self._pending, []
        return taken

    def _fill(self, clause: Clause, items: Sequence[_Item]) -> None:
        segment: list[Chunk] = []
        for item in items:
            if isinstance(item, Chunk):
                clause.chunks.append(item)
                segment.append(item)
            elif isinstance(item, Clause):
                clause.inner.append(item)
                item.outer = clause
            elif segment:
                clause.segments.append(segment)
                segment = []
                clause.cut = len(clause.chunks) if item.word in CONNECTIVES else clause.cut
        if segment:
            clause.segments.append(segment)

    def _rest(self) -> None:
        """What no verb takes: the subject after a verb of saying, clauses without a verb."""
        self.left = [item for item in self._pending if isinstance(item, Chunk)]
        last = self.clauses[-1] if self.clauses else None
        if last is None or last.predicate.deed != "say" or len(self._pending) != 1:
            return
        item = self._pending[0]
        if isinstance(item, Chunk) and is_subject(item) and last.build is Build.FINITE:
            last.chunks.insert(0, item)


def _of_judge(items: Sequence[_Item]) -> list[_Item]:
    """Who calls what something, before the words that it is called: сарапшы оны қатал деп ..."""
    whole = items[:-1]
    subject = next((each for each in whole if isinstance(each, Chunk) and is_subject(each)), None)
    objects = [each for each in whole if isinstance(each, Chunk) and _is_object(each)]
    return [each for each in whole if each is subject or each in objects] if objects else []


def is_subject(chunk: Chunk) -> bool:
    """Whether a chunk can be the subject of a clause."""
    return (
        chunk.kind is ChunkKind.NOUN
        and chunk.case is Case.NOM
        and not chunk.postposition
        and not chunk.unsure
    )


def is_actor(chunk: Chunk) -> bool:
    """Whether a chunk names one who acts or speaks."""
    return is_person(chunk.head) or chunk.head in BODIES


def is_bare_object(chunk: Chunk, predicate: Predicate) -> bool:
    """Whether a noun without ending right before an active verb is its object: ақпарат тарату."""
    active = not predicate.passive and "nom" not in predicate.words.roles.get("patient", ())
    plain = is_subject(chunk) and not (chunk.named or chunk.possessed or is_actor(chunk))
    return active and plain and predicate.stem != "" and chunk.last == predicate.first - 1


def relative_part(pending: list[_Item], predicate: Predicate) -> list[_Item]:
    """What a participle before a noun takes of what stands left of it, which is removed."""
    taken: list[_Item] = []
    patient = False
    while pending:
        item = pending[-1]
        if isinstance(item, Break) or (isinstance(item, Chunk) and _is_genitive(item)):
            break
        if isinstance(item, Chunk) and not taken and is_bare_object(item, predicate):
            _take(taken, pending)
            patient = True
            continue
        if isinstance(item, Chunk) and is_subject(item):
            plain = all(_is_circumstance(each) for each in taken)
            if _is_inner_subject(item, predicate, patient=patient, first=plain):
                _take(taken, pending)
                patient = True
                continue
            break
        if _is_object(item):
            if patient and taken and not _object_follows(taken):
                break
            patient = True
        _take(taken, pending)
    return taken


def _take(taken: list[_Item], pending: list[_Item]) -> None:
    """Take the last item, with the clause that is a complement of its noun."""
    item = pending.pop()
    taken.insert(0, item)
    before = pending[-1] if pending else None
    if isinstance(item, Chunk) and item.core is not None and isinstance(before, Clause):
        taken.insert(0, pending.pop())


def _is_circumstance(item: _Item) -> bool:
    """Whether it only tells when or where."""
    return isinstance(item, Chunk) and (item.kind is ChunkKind.TIME or item.case is Case.LOC)


def _object_follows(taken: Sequence[_Item]) -> bool:
    """Whether an object may stand before the subject that was taken."""
    return not any(_is_object(item) for item in taken)


def _is_object(item: _Item) -> bool:
    if isinstance(item, Chunk):
        noun = item.kind is ChunkKind.NOUN
        return noun and item.case is Case.ACC and not item.postposition
    return isinstance(item, Clause) and item.predicate.case is Case.ACC


def _is_inner_subject(chunk: Chunk, predicate: Predicate, *, patient: bool, first: bool) -> bool:
    if predicate.passive or "nom" in predicate.words.roles.get("patient", ()):
        return chunk.possessed and first
    if predicate.deed in _GOING or predicate.stem in _GOING_STEMS:
        return False
    return not patient


def nominal_part(pending: list[_Item], predicate: Predicate) -> list[_Item]:
    """What a verb that is a noun takes of what stands left of it, which is removed."""
    taken: list[_Item] = []
    subjects = _subjects(pending)
    while pending:
        item = pending[-1]
        if isinstance(item, Chunk) and _is_genitive(item):
            # Of a noun only its own possessor: журналистің айыппұлы.
            if predicate.stem or predicate.possessed or predicate.case is Case.GEN:
                _take(taken, pending)
            break
        bare = isinstance(item, Chunk) and not taken and is_bare_object(item, predicate)
        if bare or _is_of_nominal(item, predicate, taken, subjects):
            _take(taken, pending)
        else:
            break
    return taken


def _is_of_nominal(
    item: _Item, predicate: Predicate, taken: Sequence[_Item], subjects: int
) -> bool:
    """Whether a phrase or clause belongs to the verbal noun right of it."""
    if isinstance(item, Break) or (_is_object(item) and _has_object(taken, predicate)):
        return False
    if isinstance(item, Clause):
        return _is_near(item, predicate)
    if not predicate.stem and not _is_of_noun(item, predicate):
        return False
    if is_subject(item) and not _takes_subject(predicate, item, subjects, taken):
        return False
    return not (_is_lead_time(item, taken) or _is_foreign_dative(item, predicate, taken))


def _has_object(taken: Sequence[_Item], predicate: Predicate) -> bool:
    """Whether an object was taken, with its ending or without: хат алмасу."""
    bare = (isinstance(each, Chunk) and is_bare_object(each, predicate) for each in taken)
    return any(map(_is_object, taken)) or any(bare)


def _is_of_noun(item: Chunk, predicate: Predicate) -> bool:
    """Whether a chunk goes with a noun that tells a deed: whose, how much, when, against whom."""
    if item.kind is not ChunkKind.NOUN or _is_genitive(item):
        return True
    ways = [way for ways in predicate.words.roles.values() for way in ways]
    return any(way == item.case and not item.postposition for way in ways)


def _is_lead_time(item: Chunk, taken: Sequence[_Item]) -> bool:
    """Whether a time from or until which something holds belongs to the verb of the sentence."""
    return bool(taken) and item.kind is ChunkKind.TIME and item.first < item.last


def _subjects(pending: Sequence[_Item]) -> int:
    count = 0
    for item in reversed(pending):
        if isinstance(item, Break):
            break
        count += isinstance(item, Chunk) and is_subject(item)
    return count


def _is_near(item: Clause, predicate: Predicate) -> bool:
    """Whether a nominal clause fills a place of the verb right after it."""
    if item.predicate.postposition:
        phrase = len(predicate.words.places) > 1
        return phrase and item.predicate.postposition in TOPIC and item.head is None
    plain = item.predicate.case is Case.NOM
    return not plain or (predicate.passive and item.predicate.tense is Tense.NOUN)


def _takes_subject(
    predicate: Predicate, chunk: Chunk, subjects: int, taken: Sequence[_Item]
) -> bool:
    if any(isinstance(each, Chunk) and is_subject(each) for each in taken):
        return False
    if predicate.deed == "say" and predicate.case is Case.LIKE:
        return True
    if predicate.stem == "":
        return False
    if predicate.tense is Tense.NOUN:
        return predicate.passive and not is_actor(chunk) and not predicate.postposition
    without_actor = predicate.passive or "nom" in predicate.words.roles.get("patient", ())
    if subjects > 1:
        return True
    return without_actor and not is_actor(chunk)


def _is_foreign_dative(chunk: Chunk, predicate: Predicate, taken: Sequence[_Item]) -> bool:
    """Whether a dative belongs to the verb after the nominal clause."""
    if chunk.postposition or chunk.kind is not ChunkKind.NOUN:
        return False
    if chunk.case is Case.ABL:
        return is_actor(chunk) and any(_is_object(each) for each in taken)
    if chunk.case is not Case.DAT:
        return False
    if any("dat" in way for ways in predicate.words.roles.values() for way in ways):
        return False
    object_taken = any(_is_object(each) for each in taken)
    return object_taken and (bool(predicate.postposition) or is_actor(chunk))


def _is_genitive(chunk: Chunk) -> bool:
    return chunk.case is Case.GEN and not chunk.postposition


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Whether a converb goes on with a verbal noun, rather than with the verb after it."""
    if clause.predicate.tense is not Tense.NOUN or clause.predicate.stem == "":
        return False
    if not before.predicate.negated:
        return False
    if before.following is not None or before.build is not Build.CONVERB:
        return False
    if clause.predicate.postposition in REASON | TOPIC:
        return False
    return not any(_is_genitive(each) or is_subject(each) for each in clause.chunks)


def _is_quoted(pieces: Sequence[Piece], place: int) -> bool:
    """Whether деп or another form of "say" follows a clause."""
    return _saying_place(pieces, place) is not None


def _saying_place(pieces: Sequence[Piece], place: int) -> int | None:
    at = place + 1
    while at < len(pieces) and isinstance(pieces[at], Break):
        at += 1
    found = pieces[at] if at < len(pieces) else None
    return at if isinstance(found, Predicate) and found.stem == SAY else None


def _speaker_follows(pieces: Sequence[Piece], place: int) -> bool:
    """Whether the verb of saying has a subject of its own, before or after it."""
    at = _saying_place(pieces, place)
    if at is None:
        return False
    verb = pieces[at + 1] if at + 1 < len(pieces) else None
    if isinstance(verb, Predicate) and verb.passive:
        return True
    rest = [piece for piece in pieces[at + 1 :] if not isinstance(piece, Predicate)]
    return bool(rest) and isinstance(rest[0], Chunk) and is_subject(rest[0])


def _quoted_before(clauses: Sequence[Clause], saying: Clause) -> list[Clause]:
    """The finite clauses whose words a verb of saying gives."""
    found: list[Clause] = []
    for clause in reversed(clauses):
        if clause is saying or clause.predicate.stem == SAY:
            continue
        if clause.build is Build.FINITE and clause.outer is None:
            if any(each.stem == SAY for each in _between(clause, saying, clauses)):
                found.append(clause)
            break
    return found


def _between(clause: Clause, saying: Clause, clauses: Sequence[Clause]) -> Iterator[Predicate]:
    """The forms of "say" from one clause up to the verb of saying."""
    for each in clauses:
        if clause.order < each.order <= saying.order:
            yield each.predicate


def _first_noun(chunk: Chunk) -> Chunk:
    """The noun that a participle describes: of a genitive and its head the genitive."""
    if chunk.genitive is None:
        return chunk
    return Chunk(
        kind=chunk.kind,
        first=chunk.first,
        last=chunk.genitive,
        case=Case.GEN,
        head="",
        amounts=chunk.amounts,
    )
