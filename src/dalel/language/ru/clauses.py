"""The claims of a Russian passage, clause by clause."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from dalel.domain.claim import (
    OTHER,
    WANTING,
    Amount,
    AmountBound,
    Claim,
    ClaimRole,
    Mention,
    Mode,
    Participant,
    Polarity,
    When,
)
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact
from dalel.language.passage import AnnotatedPassage
from dalel.language.ru.arguments import Argument
from dalel.language.ru.deed_words import deed_words
from dalel.language.ru.ellipsis import Gap, Opposition, contrast, gaps
from dalel.language.ru.modes import RussianStanding, standing
from dalel.language.ru.naming import Namer
from dalel.language.ru.parsing import ParsedWord, Sentence, parse
from dalel.language.ru.predicates import DeedPredicate, predicates
from dalel.language.ru.roles import Cast, cast, is_place, to_person
from dalel.language.ru.speech import Speech, speeches, voice_at
from dalel.language.ru.values import owned, within
from dalel.language.spans import covering
from dalel.language.wordlist import words

#: Deeds that only frame another one, and are no claim beside it: asked, ordered, said.
_FRAMES: Final = frozenset(
    words(
        "ask demand propose order oblige call plan prepare say confirm explain state_denial accuse "
        "answer recognise agree suspect rule threaten criticise call_names"
    )
)
#: What governing words do that are no claim of themselves, whatever the table says of the verb.
_MODAL: Final = frozenset(
    words(
        "rule_out admit possible plan begin go_on stop manage try deny confirm suspect true "
        "false see"
    )
)
#: Nouns of these are mostly things, and tell a deed only with somebody who does it.
_THINGS: Final = frozenset(
    words("publish say send receive file complain ask demand propose create rule answer agree")
)
#: Deeds whose date with "на" or "до" is the one that they set.
_SETTING: Final = frozenset({"postpone", "extend", "extend_term"})
_COURTS: Final = frozenset({"суд", "судья", "закон", "кодекс", "статья", "коллегия"})
#: Who speaks for others: "его задержали", says a lawyer, and not of himself.
_FOR_OTHERS: Final = frozenset(
    words(
        "адвокат защитник юрист представитель жена муж мать отец сын дочь брат сестра "
        "правозащитник правозащитница пресс-секретарь министр вице-министр прокурор следователь"
    )
)
_PRONOUNS: Final = (
    frozenset({"он", "его", "ему", "него", "нем", "им"}),
    frozenset({"она", "ее", "ей", "нее", "ней"}),
    frozenset({"они", "их", "них", "ними"}),
)
#: The speaker of himself.
_OWN: Final = frozenset({"я", "мы"})
#: Characters; what is longer is no sentence, and takes seconds to read as one.
_LONGEST_SENTENCE: Final = 4_000
_VALUE = TypeVar("_VALUE", Amount, When, Fact)


def read_clauses(passage: AnnotatedPassage) -> tuple[Claim, ...]:
    """The claims of a passage in Russian."""
    worded = [
        each
        for each in passage.sentences
        if each.end - each.start <= _LONGEST_SENTENCE
        and any(letter.isalpha() for letter in passage.text[each.start : each.end])
    ]
    trees = parse(passage.text, worded)
    found: list[Claim] = []
    for place, tree in enumerate(trees):
        found += _Reader(passage, trees[:place], tree).claims()
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class _Values:
    """What was found to belong to one predicate."""

    amounts: tuple[Amount, ...]
    when: When | None
    law: Fact | None


class _Reader:
    """Reads one sentence, with those before it for what it refers to."""

    def __init__(
        self, passage: AnnotatedPassage, earlier: Sequence[Sentence], sentence: Sentence
    ) -> None:
        self._passage = passage
        self._sentence = sentence
        self._naming = Namer(earlier=earlier, sentence=sentence)
        self._speeches = speeches(sentence)
        self._predicates = predicates(sentence, deed_words(passage.lexicon.deeds))
        self._stands = [standing(sentence, one) for one in self._predicates]
        self._gaps = gaps(sentence, self._predicates)
        self._cores = {one.core.at for one in self._predicates if one.deed != OTHER}
        self._measured = set(self._sums())

    def claims(self) -> Iterator[Claim]:
        """The claims of the sentence, those of one predicate together.

        A word that only frames what another tells is one where there is no other.
        """
        framing = {word.at for one in self._stands for word in _direct(one)}
        framed = [one for one in self._predicates if self._frames(one, framing)]
        values = self._values()
        found = list(self._of([one for one in self._predicates if one not in framed], values))
        yield from found or self._of(framed, values)

    def _of(self, chosen: Collection[DeedPredicate], values: Sequence[_Values]) -> Iterator[Claim]:
        for place, one in enumerate(self._predicates):
            if one not in chosen:
                continue
            claims = list(self._readings(one, self._stands[place], values[place]))
            if self._denied_thing(one, self._stands[place]):
                continue
            if one.nominal and self._is_bare(one, claims[0], self._stands[place]):
                continue
            yield from claims
            yield from (
                self._repeated(claims[0], one, gap) for gap in self._gaps if gap.base == place
            )

    def _values(self) -> list[_Values]:
        above = {
            word.at: place
            for place, one in reversed(list(enumerate(self._stands)))
            for _, word in one.operators
        }
        amounts = self._owned(self._passage.amounts, above)
        dates = self._owned(self._passage.dates, above)
        laws = self._owned(self._passage.statutes, above)
        return [
            _Values(
                amounts=tuple(amounts.get(place, ())),
                when=next(iter(dates.get(place) or self._shared(one, dates)), None),
                law=next(iter(laws.get(place, ())), None),
            )
            for place, one in enumerate(self._predicates)
        ]

    def _owned(
        self, values: Iterable[_VALUE], above: Mapping[int, int]
    ) -> Mapping[int, list[_VALUE]]:
        return owned(
            self._sentence,
            self._predicates,
            above,
            [value for value in self._own(values) if not self._lacking(value.span)],
        )

    def _own(self, values: Iterable[_VALUE]) -> Iterator[_VALUE]:
        span = self._sentence.span
        return (value for value in values if span.start <= value.span.start < span.end)

    def _lacking(self, span: TextSpan) -> bool:
        """Whether a value stands in a clause without its verb."""
        inside = {word.at for word in within(self._sentence, span)}
        return any(word.at in inside for gap in self._gaps for word in gap.words)

    def _sums(self) -> Iterator[int]:
        """Places of words of sums and of lengths, which take no part in the deed."""
        for amount in self._own(self._passage.amounts):
            if amount.unit != "count":
                yield from (word.at for word in within(self._sentence, amount.span))

    def _shared(self, predicate: DeedPredicate, dates: Mapping[int, list[When]]) -> list[When]:
        """The date before the first of coordinated words, which they share."""
        word = predicate.word
        head = self._sentence.head(word)
        if head is None or word.rel != "conj":
            return []
        return next(
            (
                [one for one in dates.get(other, ()) if one.span.end <= head.span.start]
                for other, predicate in enumerate(self._predicates)
                if head in (predicate.word, predicate.core)
            ),
            [],
        )

    def _frames(self, predicate: DeedPredicate, framing: set[int]) -> bool:
        only = {word.at for one in self._stands for kind, word in one.operators if kind in _MODAL}
        if predicate.word.at in only and not predicate.parts:
            return True
        if predicate.deed not in _FRAMES and predicate.deed != OTHER:
            return False
        if predicate.word.at in framing or predicate.core.at in framing:
            return True
        speech = next((s for s in self._speeches if s.word.at == predicate.word.at), None)
        if speech is None:
            return False
        return speech.before or any(one.core.at in speech.content for one in self._predicates)

    def _readings(
        self, predicate: DeedPredicate, stands: RussianStanding, values: _Values
    ) -> Iterator[Claim]:
        """The claim of a predicate; two of them where words are set against each other."""
        against = contrast(self._sentence, predicate)
        if against is None:
            yield self._claim(predicate, stands, values, {})
            return
        denied, told = _slots(against)
        if told is not None:
            yield self._claim(predicate, stands, values, told)
        opposite = replace(stands, denied=not stands.denied, cues=[*stands.cues, against.cue])
        yield self._claim(predicate, opposite, values, denied)

    def _claim(
        self,
        predicate: DeedPredicate,
        stands: RussianStanding,
        values: _Values,
        swapped: Mapping[int, ParsedWord | None],
    ) -> Claim:
        parts = cast(self._sentence, predicate, stands, self._measured, self._cores, swapped)
        parts.apart |= self._measured
        parts.apart |= {one.at for one in predicate.parts if self._sentence.preposition(one)}
        named = self._named(parts.agent, predicate, without=parts.apart)
        agent = named or self._left_out(predicate, stands)
        doers = [one.word for one in (parts.agent, *_wanting(parts)) if one is not None]
        patient = self._named(
            parts.patient, predicate, doers, without=parts.apart, person=to_person(predicate.deed)
        )
        when, until = _set_date(predicate, values.when, self._sentence)
        others = [
            Participant(role=role, mention=one)
            for role, argument in parts.others
            if (one := self._named(argument, predicate, preposition="+" in argument.way))
        ]
        return Claim(
            deed=predicate.deed,
            lemma=predicate.lemma,
            trigger=_trigger(predicate),
            sentence=self._sentence.span,
            polarity=Polarity.DENIED if stands.denied else Polarity.DONE,
            mode=_bounded(stands, parts, values.amounts),
            voice=self._voice(predicate, stands),
            agent=agent,
            patient=patient,
            others=(*others, *until),
            amounts=values.amounts or self._counted(predicate, patient),
            when=when,
            where=self._named(parts.where, predicate, preposition=True),
            law=_law(values.law, agent, patient),
            cues=tuple(word.span for word in stands.cues),
            unsure=frozenset(stands.unsure | ({"agent"} if agent and not named else set())),
        )

    def _named(
        self,
        argument: Argument | None,
        predicate: DeedPredicate,
        apart: Sequence[ParsedWord] = (),
        *,
        preposition: bool = False,
        without: Collection[int] = (),
        person: bool | None = None,
    ) -> Mention | None:
        speech = voice_at(self._speeches, predicate.core)
        speaker = [speech.speaker.word] if speech is not None and speech.speaker else []
        if argument is not None and argument.word.lemma in _OWN and speech is not None:
            said_by = self._speaker(speech)
            return replace(said_by, via=argument.word.text) if said_by is not None else None
        if argument is not None and speech is not None and speech.speaker is not None:
            if _same_pronoun(argument.word, speech.speaker.word):
                said_by = self._speaker(speech)
                return replace(said_by, via=argument.word.text) if said_by is not None else None
            if speech.speaker.word.animate and speech.speaker.word.lemma not in _FOR_OTHERS:
                speaker = []
        return self._naming.named(
            argument, [*speaker, *apart], preposition=preposition, without=without, person=person
        )

    def _left_out(self, predicate: DeedPredicate, stands: RussianStanding) -> Mention | None:
        bearing = predicate.passive or predicate.carrier in ("undergoing", "happening")
        if bearing or predicate.roles.get("agent") or stands.operators:
            return None
        return self._naming.left_out(predicate.word)

    def _voice(self, predicate: DeedPredicate, stands: RussianStanding) -> Mention | None:
        speech = voice_at(self._speeches, predicate.core)
        if speech is None and stands.denier is not None:
            speech = next((one for one in self._speeches if one.word is stands.denier), None)
        return self._speaker(speech) if speech is not None else None

    def _speaker(self, speech: Speech) -> Mention | None:
        if speech.speaker is None:
            return self._naming.left_out(speech.word)
        return self._naming.named(speech.speaker)

    def _counted(self, predicate: DeedPredicate, patient: Mention | None) -> tuple[Amount, ...]:
        """The count in the name of what a participle goes with, which is the clause's own too."""
        if patient is None or predicate.word.form != "participle":
            return ()
        return tuple(
            one
            for one in self._own(self._passage.amounts)
            if one.unit == "count" and patient.span.start <= one.span.start < patient.span.end
        )

    def _is_bare(self, predicate: DeedPredicate, claim: Claim, stands: RussianStanding) -> bool:
        """Whether a noun stands without anybody or anything that would make it a claim."""
        if self._sentence.preposition(predicate.core) == "без":
            return True
        if claim.agent or claim.patient or claim.amounts or claim.when or claim.law:
            return False
        set_apart = stands.denied or stands.mode not in (Mode.DONE, Mode.ONGOING)
        told = claim.others or claim.voice or set_apart
        return not told or predicate.deed in _THINGS

    def _denied_thing(self, predicate: DeedPredicate, stands: RussianStanding) -> bool:
        """Whether what is denied is not that a statement was made, but what it says."""
        return predicate.nominal and predicate.deed in _THINGS and stands.denier is not None

    def _repeated(self, claim: Claim, predicate: DeedPredicate, gap: Gap) -> Claim:
        """The claim of a clause that lacks its verb: the other's, with its own phrases."""
        inside = {word.at for word in gap.words}
        amounts = tuple(
            _in_unit_of(one, claim.amounts)
            for one in self._own(self._passage.amounts)
            if inside & {word.at for word in within(self._sentence, one.span)}
        )
        when = next(
            (one for one in self._own(self._passage.dates) if self._lacking(one.span)), None
        )
        changed = replace(claim, amounts=amounts, when=when or claim.when, where=None)
        parts = cast(self._sentence, predicate, RussianStanding(), self._measured, self._cores)
        for phrase in gap.phrases:
            if phrase.word.at not in self._measured or phrase.word.form == "adjective":
                changed = self._with(changed, parts, phrase)
        return changed

    def _with(self, claim: Claim, parts: Cast, phrase: Argument) -> Claim:
        named = self._naming.named(phrase)
        if is_place(phrase):
            return replace(claim, where=self._naming.named(phrase, preposition=True))
        if "+" in phrase.way:
            return claim
        if parts.patient is not None and _same_way(parts.patient, phrase):
            return replace(claim, patient=named)
        if parts.agent is not None and _same_way(parts.agent, phrase):
            return replace(claim, agent=named)
        recipient = [(role, one) for role, one in parts.others if role is ClaimRole.RECIPIENT]
        if phrase.way == "dat" and recipient and named is not None:
            kept = tuple(one for one in claim.others if one.role is not ClaimRole.RECIPIENT)
            return replace(
                claim, others=(*kept, Participant(role=ClaimRole.RECIPIENT, mention=named))
            )
        return replace(claim, patient=named) if phrase.way in ("acc", "gen") else claim


def _same_pronoun(first: ParsedWord, second: ParsedWord) -> bool:
    return any(first.low in forms and second.low in forms for forms in _PRONOUNS)


def _same_way(first: Argument, second: Argument) -> bool:
    objects = ("acc", "gen")
    return first.way == second.way or (first.way in objects and second.way in objects)


def _in_unit_of(amount: Amount, others: Sequence[Amount]) -> Amount:
    """A bare number after one with a unit: "на 3,9 млн тенге, а его — на 780 тысяч"."""
    units = {one.unit for one in others if one.unit != "count"}
    if amount.unit != "count" or amount.counted or len(units) != 1:
        return amount
    return replace(amount, unit=units.pop())


def _slots(
    against: Opposition,
) -> tuple[Mapping[int, ParsedWord | None], Mapping[int, ParsedWord | None] | None]:
    """Which words to take for which: in what is denied, and in what is told instead."""
    denied, instead = against.denied, against.instead
    if instead is None:
        return {}, None
    if instead.rel == "conj" and instead.head == denied.at:
        return {}, {denied.at: instead}
    if denied.rel == "conj":
        return {instead.at: denied}, {}
    return {denied.at: None, instead.at: denied}, {denied.at: None}


def _wanting(parts: Cast) -> list[Argument]:
    return [one for role, one in parts.others if role in WANTING]


def _set_date(
    predicate: DeedPredicate, when: When | None, sentence: Sentence
) -> tuple[When | None, tuple[Participant, ...]]:
    """The date of a deed, or the one that a postponement sets."""
    if when is None or predicate.deed not in _SETTING:
        return when, ()
    before = [word for word in sentence.words if word.span.end <= when.span.start]
    own = within(sentence, when.span)
    opening = own[0] if own and own[0].pos == "ADP" else (before[-1] if before else None)
    if opening is None or opening.low not in ("на", "до"):
        return when, ()
    said = Mention.at(sentence.text, covering([opening.span, when.span]))
    return None, (Participant(role=ClaimRole.UNTIL, mention=said),)


def _bounded(stands: RussianStanding, parts: Cast, amounts: Sequence[Amount]) -> Mode:
    """What a court may do "up to" is the law's limit."""
    mode = stands.mode or Mode.DONE
    upper = any(one.bound is AmountBound.UP_TO for one in amounts)
    court = parts.agent is not None and parts.agent.word.lemma in _COURTS
    return Mode.LIMIT if mode is Mode.POSSIBLE and upper and court else mode


def _law(law: Fact | None, *named: Mention | None) -> Mention | None:
    """The provision; not a law that itself takes part: "подписал закон о связи"."""
    if law is None or any(one and one.span.start <= law.span.start < one.span.end for one in named):
        return None
    return Mention(words=law.text, span=law.span)


def _direct(stands: RussianStanding) -> Iterator[ParsedWord]:
    """The governing words up to the first noun: "предложил законопроект" is a claim too."""
    for _, word in stands.operators:
        yield word
        if not word.verbal:
            return


def _trigger(predicate: DeedPredicate) -> TextSpan:
    own = (predicate.core, *predicate.parts)
    if predicate.word.verbal:
        own = (predicate.word, *own)
    return covering(word.span for word in own)
