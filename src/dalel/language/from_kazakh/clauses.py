"""Clauses of a Kazakh sentence of which every word is accounted for.

A word that no place of a clause takes may turn what it says: none may be left. What goes on before
the clause and only comes first (the police came and ...) is not said, nor is what joins sentences.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Claim, Mention, Mode, Polarity, claims_by_sentence
from dalel.domain.evidence import TextSpan
from dalel.language.kk.attachment import SAY, Attachment, Clause
from dalel.language.kk.cases import Case
from dalel.language.kk.chunks import Chunk, Chunker, ChunkKind
from dalel.language.kk.deed_words import DeedIndex
from dalel.language.kk.predicates import Build, read_predicates
from dalel.language.kk.sentence_words import Word, WordKind, split
from dalel.language.kk.speech import is_source, owner
from dalel.language.kk.verbs import Tense
from dalel.language.passage import AnnotatedPassage
from dalel.language.wordlist import words as listed

#: Words that only join a sentence to the one before.
_JOINING: Final = frozenset(listed("ал алайда сондай-ақ сонымен қатар бірақ кейін сондықтан бұған"))
#: Words by which a sentence only passes on what is heard, thought or wanted.
_HEARSAY: Final = frozenset(
    listed("екен болар шығар мүмкін көрінеді деген деседі дейді мыс делінген болмақ керек тиіс")
)
#: Words that make what a clause states less, or another thing.
_TURNING: Final = frozenset(
    listed(
        "сияқты секілді болуы қажет шартты ішінара жартылай бұрын алғаш қайта тағы жоқ емес дерлік "
        "әлі бірі бірнеше кейбір тек ғана бірдей қайтадан бірінші екінші үшінші төртінші"
    )
)
_PASTS: Final = frozenset({Tense.PAST, Tense.PERFECT})
#: Verbs by which somebody says that something was done, and what they are in Russian.
REPORTING: Final = {
    "хабарла": "сообщить", "мәлімде": "заявить", "айт": "сообщить", "жеткіз": "сообщить",
}  # fmt: skip
_FOR: Final = "үшін"
_SAID: Final = re.compile(r"де(?:п|ді|йді|ген|се)")
#: A text says what stands before these.
_WRITTEN: Final = re.compile(r"(?:айтыл|делін|жазыл|хабарлан|мәлімделін|баяндал)(?:ды|ған|ген|ді)")
_AFTER: Final = frozenset(listed("болатын еді болған"))


@dataclass(frozen=True, kw_only=True, eq=False)
class KazakhClause:
    """A clause that tells a claim, with the words of its sentence.

    ``reporter`` is the chunk of who says so in a clause around it, ``reported`` how in Russian.
    ``before`` are the words before the verb of a finite one, ``is_whole`` tells that each of them
    fills a place of it. ``described`` are its chunks of which a participle tells what they did.
    """

    claim: Claim
    clause: Clause
    words: Sequence[Word]
    reporter: Chunk | None = None
    reported: str = ""
    before: Sequence[Word] = ()
    is_whole: bool = True
    described: Sequence[Chunk] = ()

    def chunk(self, mention: Mention | None) -> Chunk | None:
        """The chunk of a mention, if it stands in the clause or in what goes on before it."""
        return None if mention is None else self._at(mention.span)

    def _at(self, span: TextSpan) -> Chunk | None:
        more = (self.reporter, self.clause.head)
        chunks = [*self.clause.chunks, *(one for one in more if one is not None)]
        return next((one for one in chunks if self.span(one) == span), None)

    def span(self, chunk: Chunk) -> TextSpan:
        """Where a chunk stands."""
        first, last = self.words[chunk.first], self.words[chunk.last]
        return TextSpan(start=first.span.start, end=last.span.end)

    def of(self, chunk: Chunk) -> Sequence[Word]:
        """The words of a chunk."""
        return self.words[chunk.first : chunk.last + 1]


def told_clauses(
    passage: AnnotatedPassage, claims: Sequence[Claim], index: DeedIndex
) -> Iterator[KazakhClause]:
    """The clauses of a passage that state what was done, and no word of them is left over."""
    stated = claims_by_sentence(claims)
    for sentence in passage.sentences:
        here = stated.get(sentence, ())
        if not any(map(_is_stated, here)):
            continue
        words = split(passage.text, sentence, passage.amounts, passage.dates)
        if _is_doubtful(words) or passage.text[sentence.start : sentence.end].rstrip()[-1:] == "?":
            continue
        pieces = Chunker(words, read_predicates(words, index)).read()
        clauses = Attachment(pieces).read()
        for clause in clauses:
            claim = _claim_of(clause, here, words)
            if claim is None:
                continue
            told = _told(clause, claim, clauses, words)
            before = _before(clause, claim, clauses, words)
            if told is not None:
                yield replace(told, before=before)
            elif before:
                yield KazakhClause(
                    claim=claim, clause=clause, words=words, before=before, is_whole=False
                )


def _before(
    clause: Clause, claim: Claim, clauses: Sequence[Clause], words: Sequence[Word]
) -> Sequence[Word]:
    """The words before the verb of a finite clause, as they stand; none of any other."""
    predicate = clause.predicate
    plain = clause.build is Build.FINITE and clause.outer is None and claim.voice is None
    past = predicate.tense in _PASTS and not (predicate.negated or predicate.causative)
    first, last = _region(clause, clauses)
    if not (plain and past and _ends(words, last)) or _is_turned(words, first, last):
        return ()
    if _is_only_written(clause, words):
        return ()
    reasons = {at for each in clause.inner if is_reason(each) for at in _all_of(each, clauses)}
    verb = min((predicate.first, *predicate.words.places))
    row = [words[at] for at in range(first, verb) if at not in reasons]
    while row and row[0].low in _JOINING:
        row.pop(0)
    return row


def _is_stated(claim: Claim) -> bool:
    plain = claim.mode is Mode.DONE and claim.polarity is Polarity.DONE
    return plain and not claim.cues


def _is_doubtful(words: Sequence[Word]) -> bool:
    return any(word.low in _HEARSAY or word.low.endswith("-мыс") for word in words)


def _claim_of(clause: Clause, claims: Iterable[Claim], words: Sequence[Word]) -> Claim | None:
    end = words[clause.predicate.last].span.end
    start = words[clause.predicate.first].span.start
    found = [
        one
        for one in claims
        if one.trigger.end == end and one.trigger.start <= start and _is_stated(one)
    ]
    return found[0] if len(found) == 1 else None


def _told(
    clause: Clause, claim: Claim, clauses: Sequence[Clause], words: Sequence[Word]
) -> KazakhClause | None:
    predicate = clause.predicate
    if predicate.negated or predicate.tense not in _PASTS or predicate.causative:
        return None
    if clause.build is Build.FINITE and clause.outer is None:
        own = _own(clause, clauses)
        told = KazakhClause(claim=claim, clause=clause, words=words)
    elif clause.outer is not None and _is_reported(clause, clause.outer):
        reporter = _reporter(clause.outer)
        if reporter is None:
            return None
        own = _own(clause, clauses) | _own(clause.outer, clauses)
        stem = clause.outer.predicate.stem
        told = KazakhClause(
            claim=claim, clause=clause, words=words, reporter=reporter, reported=REPORTING[stem]
        )
        clause = clause.outer
    elif clause.build is Build.ATTRIBUTIVE and clause.head is not None:
        return _of_head(clause, claim, clauses, words)
    else:
        return None
    if _is_only_written(clause, words) or not _is_whole(clause, own, clauses, words):
        return None
    return replace(told, described=_described(told.clause, clauses))


def _of_head(
    clause: Clause, claim: Claim, clauses: Sequence[Clause], words: Sequence[Word]
) -> KazakhClause | None:
    """What a participle tells of a noun, which is so whatever else its sentence says."""
    if claim.voice is not None or clause.inner or clause.outer is not None or clause.head is None:
        return None
    if any(each.following is clause for each in clauses):
        return None
    own = _own(clause, clauses)
    first, last = min(own), max(own)
    gaps = [at for at in range(first, last) if at not in own]
    turned = any(word.low in _TURNING for word in words[max(0, first - 2) : clause.head.last + 1])
    if gaps or turned or clause.head.first != last + 1 or _is_only_written(clause, words):
        return None
    return KazakhClause(claim=claim, clause=clause, words=words)


def _described(clause: Clause, clauses: Sequence[Clause]) -> list[Chunk]:
    heads = [one.head for one in clauses if one.build is Build.ATTRIBUTIVE]
    return [one for one in clause.chunks if one in heads]


def _is_only_written(clause: Clause, words: Sequence[Word]) -> bool:
    """Whether it stands in what a text says: онда ... айтылған."""
    return any(_WRITTEN.match(one.low) for one in words[clause.predicate.last + 1 :])


def _is_reported(clause: Clause, outer: Clause) -> bool:
    """Whether somebody says of a clause that it was: ұстағанын хабарлады."""
    mine, theirs = clause.predicate, outer.predicate
    perfect = mine.tense is Tense.PERFECT and mine.case is Case.ACC and mine.possessed
    says = theirs.stem in REPORTING and theirs.tense in _PASTS and outer.outer is None
    plain = not (theirs.negated or theirs.passive or theirs.causative)
    finite = outer.build is Build.FINITE and outer.inner == [clause]
    return perfect and says and plain and finite


def _reporter(outer: Clause) -> Chunk | None:
    subjects = [one for one in outer.chunks if one.case is Case.NOM and not one.postposition]
    subjects = [one for one in subjects if one.kind is ChunkKind.NOUN]
    return subjects[0] if len(subjects) == 1 else None


def _own(clause: Clause, clauses: Sequence[Clause]) -> frozenset[int]:
    """The places of a clause's words, and of those that go on before it."""
    predicate = clause.predicate
    found = {*range(predicate.first, max(predicate.end, predicate.last + 1))}
    found |= set(predicate.words.places)
    for one in clause.chunks:
        found |= set(range(one.first, one.last + 1 + bool(one.postposition)))
    for each in clauses:
        goes_on = each.following is clause and each.build is Build.CONVERB
        if goes_on and each.predicate.stem != SAY and not each.inner:
            found |= _own(each, clauses)
        if each in clause.inner and is_source_clause(each):
            found |= _own(each, clauses)
        tells_which = each.build is Build.ATTRIBUTIVE and each.head in clause.chunks
        if tells_which or (each in clause.inner and is_reason(each)):
            found |= _all_of(each, clauses)
    return frozenset(found)


def is_reason(clause: Clause) -> bool:
    """Whether a clause tells only for what something was done: таратқаны үшін."""
    predicate = clause.predicate
    told = predicate.tense is Tense.PERFECT and predicate.possessed and predicate.stem != ""
    return clause.build is Build.NOMINAL and predicate.postposition == _FOR and told


def _all_of(clause: Clause, clauses: Sequence[Clause]) -> frozenset[int]:
    """The places of a clause with all that depends on it."""
    found = set(_own(clause, clauses))
    for each in clauses:
        within = each in clause.inner or each.following is clause
        if within or (each.head is not None and each.head in clause.chunks):
            found |= _all_of(each, clauses)
    return frozenset(found)


def _is_whole(
    clause: Clause, own: frozenset[int], clauses: Sequence[Clause], words: Sequence[Word]
) -> bool:
    """Whether all words from the finite clause before to the end of this one are accounted for."""
    first, last = _region(clause, clauses)
    left = [
        at
        for at in range(first, last)
        if at not in own and words[at].kind is not WordKind.MARK and words[at].low not in _JOINING
    ]
    return not left and not _is_turned(words, first, last) and _ends(words, last)


def _region(clause: Clause, clauses: Sequence[Clause]) -> tuple[int, int]:
    """Where the words of a finite clause begin, after the one before, and where they end."""
    before = [
        max(each.predicate.end, each.predicate.last + 1)
        for each in clauses
        if each.build is Build.FINITE and each.predicate.last < clause.predicate.first
    ]
    return max(before, default=0), max(clause.predicate.end, clause.predicate.last + 1)


def _is_turned(words: Sequence[Word], first: int, last: int) -> bool:
    return any(words[at].low in _TURNING for at in range(first, last))


def _ends(words: Sequence[Word], at: int) -> bool:
    """Whether a clause ends here: nothing of its verb follows, nor who says so."""
    while at < len(words) and words[at].low in _AFTER:
        at += 1
    if at >= len(words):
        return True
    following = next((one for one in words[at:] if one.kind is not WordKind.MARK), None)
    quoted = following is not None and _SAID.match(following.low) is not None
    return words[at].kind is WordKind.MARK and words[at].text in ".;:," and not quoted


def is_source_clause(clause: Clause) -> bool:
    """Whether a clause only names who says so: сарапшының айтуынша."""
    predicate = clause.predicate
    one = len(clause.chunks) == 1 and not clause.inner
    return one and predicate.deed == "say" and predicate.case is Case.AS_SAID


def voice_of(clause: KazakhClause) -> Chunk | None:
    """The chunk that names who says so: полиция of полицияның мәліметінше."""
    for one in clause.clause.chunks:
        if is_source(one):
            return owner(one)
    return next((one.chunks[0] for one in clause.clause.inner if is_source_clause(one)), None)
