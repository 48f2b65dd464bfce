"""Noun phrases, amounts and dates between the predicates of a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dalel.domain.claim import Amount, When
from dalel.language.kk.cases import Case, NounForm, is_adjective, noun
from dalel.language.kk.predicates import Predicate
from dalel.language.kk.sentence_words import Word, WordKind
from dalel.language.kk.vocabulary import (
    ADJECTIVES,
    ADVERBS,
    AFTER_ABLATIVE,
    AMOUNT_HEADS,
    BODIES,
    BOUNDARIES,
    CHOOSING,
    CONNECTIVES,
    EXISTING,
    JOINING,
    OUTLETS,
    POSTPOSITIONS,
    PRONOUNS,
    is_person,
)
from dalel.language.wordlist import words as listed


class ChunkKind(StrEnum):
    """What a chunk holds."""

    NOUN = "noun"
    AMOUNT = "amount"
    TIME = "time"


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Words that fill one place of a clause, by their case or the postposition after them.

    ``first`` and ``last`` are the places of its words without the postposition, ``head`` the stem
    of its last word.
    """

    kind: ChunkKind
    first: int
    last: int
    case: Case = Case.NOM
    head: str = ""
    possessed: bool = False
    plural: bool = False
    postposition: str = ""
    #: A емес: what is denied of it is true of the next.
    negated: bool = False
    amounts: tuple[Amount, ...] = ()
    when: When | None = None
    #: The place of the last genitive that modifies the head.
    genitive: int | None = None
    #: Where the phrase itself begins, after a complement with туралы.
    core: int | None = None
    unsure: bool = False
    #: The stems of all its words.
    stems: frozenset[str] = frozenset()
    #: Whether one of its words is written as a name or a title is.
    named: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A comma or a word that opens a clause."""

    word: str


Piece = Chunk | Predicate | Break

_TIME_TAIL: Final = frozenset(
    listed(
        "күні таңертең кешке кешкісін түнде түні түсте бастап бері дейін кейін соң ішінде бойы "
        "аралығында айында жылы жылдан айдан күннен қарсаңында шамасында арасында"
    )
)
#: Words of a number's bound.
BOUND_TAIL: Final = frozenset(listed("астам жуық шақты аса шамалы артық астамын тарта"))
_UNITS: Final = frozenset(
    listed("сағат күн ай жыл апта рет минут есе пайыз теңге тәулік доллар еуро секунд")
)
_COMPLEMENTED: Final = frozenset(listed("қолжетімділік шабуыл шағым қысым сенім сұраныс жауап"))
_SURNAME: Final = re.compile(r"(?:ов|ев|ова|ева|ин|ина|ский|ская|ұлы|қызы|баев|бекова?)$")
#: Nouns that have persons for their members or their object: клиенттер базасы.
_OF_MANY: Final = frozenset(listed("база тізім сан құқық одақ бірлестік клуб дерек мәлімет саны"))
_MADE_ADJECTIVE: Final = re.compile(r"[лдт](?:ық|ік)$")
_UNCOUNTED: Final = frozenset({"count"})
_OBJECTS: Final = frozenset({Case.ACC, Case.DAT, Case.ABL, Case.LOC})
_CLOSING: Final = frozenset({Case.NOM, Case.GEN, Case.ATTR})


class Chunker:
    """Cuts a sentence into chunks, predicates and breaks."""

    def __init__(self, words: Sequence[Word], predicates: Sequence[Predicate]) -> None:
        """``predicates`` are those of this sentence, in order."""
        self._words = words
        self._starts = {each.first: each for each in predicates}
        self._covered = {place for each in predicates for place in _covered(each)}
        self._open: list[int] = []
        self._joins = False
        self.pieces: list[Piece] = []

    def read(self) -> tuple[Piece, ...]:
        """The pieces in order."""
        for place, word in enumerate(self._words):
            predicate = self._starts.get(place)
            if predicate is not None:
                self._close(before=predicate)
                self.pieces.append(predicate)
            elif place not in self._covered:
                self._take(place, word)
        self._close()
        return tuple(_with_complements(self.pieces, self._words))

    def _take(self, place: int, word: Word) -> None:
        if word.kind is WordKind.MARK or word.low in CONNECTIVES:
            self._mark(word)
        elif word.kind is WordKind.TIME:
            self._time(place, word)
        elif word.kind is WordKind.AMOUNT:
            self._amount(place, word)
        else:
            self._plain(place, word)

    def _mark(self, word: Word) -> None:
        self._close()
        if word.low in CONNECTIVES or word.text in {",", "–", "—", ":", ";"}:
            self.pieces.append(Break(word.low))

    def _time(self, place: int, word: Word) -> None:
        self._close()
        when = word.value if isinstance(word.value, When) else None
        self.pieces.append(
            Chunk(kind=ChunkKind.TIME, first=place, last=place, case=Case.LOC, when=when)
        )

    def _amount(self, place: int, word: Word) -> None:
        amount = word.value
        form = form_of(word)
        counts = isinstance(amount, Amount) and amount.unit in _UNCOUNTED
        heads = form.possessed or form.case not in {Case.NOM, Case.ABL, Case.DAT}
        parted = (
            isinstance(amount, Amount) and amount.unit == "percent" and self._ends_in_genitive()
        )
        if counts or parted:
            if self._open and not self._is_open_to_number():
                self._close()
            self._open.append(place)
            if heads and form.case is not Case.NOM:
                self._close()
            return
        self._close()
        self._open.append(place)
        self._close(ChunkKind.AMOUNT)

    def _plain(self, place: int, word: Word) -> None:
        if not (self._is_marker(word.low) or self._follows(place, word.low)):
            self._noun(place, word)

    def _is_marker(self, low: str) -> bool:
        """Whether a word only closes a phrase, and says something of it: емес, бар, немесе."""
        if low in CHOOSING:
            self._close()
            self.pieces.append(Break(low))
        elif low in EXISTING or low.startswith("екен"):
            self._close()
            self._change(postposition=low)
        elif low == "емес":
            self._close()
            self._change(negated=True)
        elif low in ADVERBS:
            self._close()
        else:
            return low in BOUNDARIES and not self._open and self._last_chunk() is None
        return True

    def _follows(self, place: int, low: str) -> bool:
        """Whether a word goes with the phrase before it: a postposition, a conjunction."""
        if low in AMOUNT_HEADS or low in BOUND_TAIL:
            self._tail(place, low)
        elif low in POSTPOSITIONS and (self._open or self._last_chunk() is not None):
            self._post(place, low)
        elif low in _TIME_TAIL and not self._open and self._last_is_time():
            self._change(last=place)
        elif low in JOINING:
            self._join(place)
        else:
            return False
        return True

    def _tail(self, place: int, low: str) -> None:
        if low in BOUND_TAIL and self._open:
            self._open.append(place)
            return
        self._close()
        last = self._last_chunk()
        if low in AMOUNT_HEADS and last is not None:
            if last.kind is ChunkKind.NOUN:
                self._change(postposition=low)
        elif low not in AMOUNT_HEADS and last is None:
            self._noun(place, self._words[place])

    def _post(self, place: int, low: str) -> None:
        self._close()
        last = self._last_chunk()
        if last is None:
            self._noun(place, self._words[place])
        elif low in AFTER_ABLATIVE and last.case is Case.NOM and last.kind is ChunkKind.NOUN:
            return
        elif last.kind is ChunkKind.TIME:
            self._change(last=place)
        elif not last.postposition:
            self._change(postposition=low)

    def _join(self, place: int) -> None:
        if self._open:
            self._open.append(place)
            self._joins = True
            return
        last = self._last_chunk()
        if last is not None and last.kind is ChunkKind.NOUN and not last.postposition:
            self.pieces.pop()
            self._open = [*range(last.first, last.last + 1), place]
            self._joins = True
        else:
            self.pieces.append(Break(self._words[place].low))

    def _noun(self, place: int, word: Word) -> None:
        form = self._form(place, word)
        if self._open and not self._joins and not self._continues(word, form):
            self._close()
        self._joins = False
        self._open.append(place)
        if form.case not in _CLOSING and not self._is_adjective(place, form):
            self._close()

    def _is_adjective(self, place: int, form: NounForm) -> bool:
        """Whether a word only describes: заңды шешім, but заңды президент қабылдады."""
        if self._words[place].low not in ADJECTIVES:
            return False
        after = self._words[place + 1] if place + 1 < len(self._words) else None
        return form.case is not Case.ACC or after is None or not _is_actor(form_of(after))

    def _form(self, place: int, word: Word) -> NounForm:
        """A word's ending; a first name after a role has none: министрі Аида Балаева."""
        form = form_of(word)
        after = self._words[place + 1] if place + 1 < len(self._words) else None
        if form.case is Case.NOM or after is None or not is_name_like(word):
            return form
        role = bool(self._open) and is_person(form_of(self._words[self._open[-1]]).stem)
        # Айдын looks like an accusative.
        first = role or (form.case is Case.ACC and form.possessed)
        if first and after.kind is WordKind.WORD and _ends_name(after, form_of(after)):
            return NounForm(word.low, Case.NOM, possessed=False, plural=False)
        return form

    def _continues(self, word: Word, form: NounForm) -> bool:
        """Whether the word goes on with the phrase that is being read."""
        before = self._words[self._open[-1]]
        if before.kind is WordKind.AMOUNT or before.low in BOUND_TAIL:
            return True
        if is_full_name(self._words, self._open) and not _ends_name(word, form):
            return False
        return joins(before, word, form)

    def _is_open_to_number(self) -> bool:
        last = self._words[self._open[-1]]
        return self._joins or self._ends_in_genitive() or last.low in ADJECTIVES

    def _ends_in_genitive(self) -> bool:
        return bool(self._open) and form_of(self._words[self._open[-1]]).case is Case.GEN

    def _last_chunk(self) -> Chunk | None:
        last = self.pieces[-1] if self.pieces else None
        return last if isinstance(last, Chunk) else None

    def _last_is_time(self) -> bool:
        last = self._last_chunk()
        return last is not None and last.kind is ChunkKind.TIME

    def _change(self, **changes: object) -> None:
        last = self._last_chunk()
        if last is not None:
            self.pieces[-1] = replace(last, **changes)  # type: ignore[arg-type]

    def _close(self, kind: ChunkKind = ChunkKind.NOUN, before: Predicate | None = None) -> None:
        places, self._open, self._joins = self._open, [], False
        if before is not None and _describes(places, self._words, before):
            return
        while places and self._words[places[-1]].low in JOINING:
            places.pop()
        if not places:
            return
        for part in _parted(places, self._words):
            self.pieces.append(chunk(part, self._words, kind))


def _owns_phrase(word: Word, words: Sequence[Word], predicate: Predicate) -> bool:
    """Whether a bare noun belongs to the first noun of a phrase: полиция бөліміне алып кетті."""
    first = form_of(words[predicate.first])
    towards = first.possessed and first.case in {Case.DAT, Case.LOC, Case.ABL}
    own = form_of(word)
    return towards and own.case is Case.NOM and own.stem in BODIES


def _numeral(word: Word) -> str:
    """The last word of an amount before those of its bound: үш жылға in үш жылға дейін."""
    parts = word.text.split()
    while len(parts) > 1 and parts[-1].lower() in BOUND_TAIL | BOUNDARIES:
        parts.pop()
    return parts[-1]


def _describes(places: Sequence[int], words: Sequence[Word], predicate: Predicate) -> bool:
    """Whether an adjective belongs to the noun of a set phrase: әкімшілік қамаққа алынды."""
    phrase = len(predicate.words.places) > 1 or not predicate.stem
    if len(places) == 1 and phrase and _owns_phrase(words[places[0]], words, predicate):
        return True
    low = words[places[-1]].low if len(places) == 1 else ""
    plain = low in ADJECTIVES or is_adjective(low)
    if set(places) & predicate.arguments:
        return False
    return phrase and plain and not is_person(low) and low not in BODIES


def form_of(word: Word) -> NounForm:
    """A word's ending; a title has that of its last word, or the one after its quotation mark."""
    if word.kind is WordKind.TITLE:
        return noun(word.inner)
    if word.kind is WordKind.AMOUNT:
        return noun(_numeral(word))
    return noun(word.text.rpartition(" ")[2])


def chunk(places: Sequence[int], words: Sequence[Word], kind: ChunkKind) -> Chunk:
    """The chunk of these words."""
    last = words[places[-1]]
    form = form_of(last)
    amounts = [words[place].value for place in places]
    genitives = [at for at in places[:-1] if form_of(words[at]).case is Case.GEN]
    alone = len(places) == 1 and last.kind is WordKind.AMOUNT
    alone = alone and not form.possessed and form.case is Case.NOM
    if kind is ChunkKind.NOUN and form.stem in _UNITS:
        kind = ChunkKind.TIME if form.case is Case.LOC else ChunkKind.AMOUNT
    return Chunk(
        kind=kind,
        first=places[0],
        last=places[-1],
        case=form.case,
        head=form.stem,
        possessed=form.possessed,
        plural=form.plural,
        amounts=tuple(each for each in amounts if isinstance(each, Amount)),
        genitive=genitives[-1] if genitives else None,
        unsure=alone and kind is ChunkKind.NOUN,
        stems=frozenset(form_of(words[at]).stem for at in places),
        named=any(
            (at > 0 and is_name_like(words[at])) or words[at].kind is WordKind.TITLE
            for at in places
        ),
    )


def is_full_name(words: Sequence[Word], places: Sequence[int]) -> bool:
    """Whether the phrase ends with a surname, after which another phrase begins."""
    last = words[places[-1]]
    if last.kind is not WordKind.WORD or form_of(last).case is not Case.NOM:
        return False
    return len(places) > 1 and is_name_like(last) and _SURNAME.search(last.low) is not None


def _ends_name(word: Word, form: NounForm) -> bool:
    """Whether the word is a surname or a patronymic."""
    ending = _SURNAME.search(form.stem) or re.search(r"(?:вич|вна)$", form.stem)
    return is_name_like(word) and ending is not None


def joins(before: Word, word: Word, form: NounForm) -> bool:
    """Whether a word that follows a bare, genitive or adjective one is of the same phrase."""
    if before.low in PRONOUNS and before.low not in ADJECTIVES:
        return form_of(before).case is Case.GEN or before.low == "оның"
    own = form_of(before)
    if word.low in PRONOUNS and word.low not in ADJECTIVES:
        # Тергеушінің өзін ұрғанын: whom he beat, not himself.
        return own.case is Case.GEN and form.case in {Case.NOM, Case.GEN}
    if own.case in {Case.GEN, Case.ATTR} or before.low in ADJECTIVES:
        return True
    derived = is_adjective(before.low) and not own.possessed
    if _MADE_ADJECTIVE.search(before.low) and not _is_actor(own):
        return True
    if derived and not _is_actor(own) and not is_name_like(before):
        return True
    if re.search(r"нш[ыі]$", before.low) and not is_person(own.stem):
        return True
    if before.kind is WordKind.TITLE:
        return form.possessed or (word.text[0].islower() and own.case is Case.NOM)
    return _bare_joins(before, own, word, form)


def _bare_joins(before: Word, own: NounForm, word: Word, form: NounForm) -> bool:
    actor = is_person(own.stem) or own.stem in BODIES
    name = is_name_like(before) and before.kind is WordKind.WORD and not actor
    if _goes_on_name(own, word, form, name=name):
        return True
    if own.possessed:
        title = word.kind is WordKind.TITLE and not form.possessed
        return title and is_person(own.stem) and not own.plural
    if own.plural:
        return form.possessed and (not is_person(own.stem) or form.stem in BODIES | _OF_MANY)
    if word.low in ADJECTIVES and not name:
        return word.low == "құқық" and before.low == "адам"
    if form.possessed:
        # Журналист кінәсін is whose and what, but журналист құқығы is one.
        object_ = form.case in _OBJECTS and is_person(own.stem) and not _is_actor(form)
        return not object_ and not (name and _SURNAME.search(own.stem))
    return _plain_joins(word, form, actor=actor, name=name)


def _goes_on_name(own: NounForm, word: Word, form: NounForm, *, name: bool) -> bool:
    """Whether a capital word goes on with a name, or names whose role stands before it."""
    capital = is_name_like(word) and word.kind is WordKind.WORD and not word.text.isupper()
    if not capital or _is_actor(form):
        return False
    away = form.case in {Case.ABL, Case.LOC, Case.DAT}
    if own.possessed and away and not _SURNAME.search(form.stem):
        return False
    return (is_person(own.stem) and not own.plural) or (name and not own.possessed)


def _plain_joins(word: Word, form: NounForm, *, actor: bool, name: bool) -> bool:
    """Whether two bare nouns make one phrase: бот аккаунт, but not сот блогерді."""
    if actor:
        return form.stem.endswith("шылық")
    if word.kind is WordKind.TITLE:
        return False
    return not name or form.stem in ADJECTIVES or is_adjective(word.low)


def _is_actor(form: NounForm) -> bool:
    return is_person(form.stem) or form.stem in BODIES or form.stem in OUTLETS


def is_name_like(word: Word) -> bool:
    """Whether a word is written as a name is."""
    return word.text[:1].isupper()


def _parted(places: Sequence[int], words: Sequence[Word]) -> Iterator[Sequence[int]]:
    """The phrase in one, or cut after a genitive whose head does not follow."""
    genitives = [i for i, at in enumerate(places) if form_of(words[at]).case is Case.GEN]
    last = form_of(words[places[-1]])
    owned = (
        any(form_of(words[at]).possessed for at in places[genitives[-1] + 1 :])
        if genitives
        else True
    )
    if not owned and genitives[-1] < len(places) - 1 and not _has_head(last, words[places[-1]]):
        cut = genitives[-1] + 1
        yield places[:cut]
        yield places[cut:]
        return
    yield places


def _has_head(last: NounForm, word: Word) -> bool:
    return last.possessed or word.kind is not WordKind.WORD or last.stem.endswith(("ы", "і"))


def _covered(predicate: Predicate) -> Iterator[int]:
    for place in (*predicate.words.places, *range(predicate.first, predicate.end)):
        if place < predicate.end and place not in predicate.arguments:
            yield place


def _with_complements(pieces: Sequence[Piece], words: Sequence[Word]) -> Iterator[Piece]:
    """The pieces, a noun that takes a complement joined with it: сайтқа қолжетімділік."""
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if isinstance(piece, Chunk) and isinstance(before, Chunk) and _complements(before, piece):
            kept[-1] = replace(
                piece,
                first=before.first,
                genitive=before.genitive,
                amounts=(*before.amounts, *piece.amounts),
            )
        else:
            kept.append(piece)
    yield from kept


def _complements(before: Chunk, piece: Chunk) -> bool:
    if before.kind is not ChunkKind.NOUN or piece.kind is not ChunkKind.NOUN:
        return False
    if before.postposition in {"туралы", "жөніндегі", "жайлы"}:
        return not before.negated
    single = piece.first == piece.last
    return before.case is Case.DAT and single and piece.head in _COMPLEMENTED
