"""Pronouns, short nouns and dropped subjects: whom they stand for, within two sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dalel.domain.claim import WANTING, Claim, Mention, Participant
from dalel.language.kk.cases import noun
from dalel.language.kk.vocabulary import BODIES, OUTLETS, is_person
from dalel.language.wordlist import words as listed

#: How many sentences back a name is looked for.
_REACH: Final = 2
_HE: Final = frozenset(listed("ол оны оған оның одан онан онымен"))
_SELF: Final = frozenset(listed("өзі өзін өзіне өзінің өзінен"))
#: Words for a person, body or outlet that was named before.
_PERSON: Final = frozenset(listed("қыз жігіт ер әйел адам азамат азаматша кісі"))
_BODY: Final = frozenset(listed("ведомство мекеме министрлік комитет агенттік департамент"))
_OUTLET: Final = OUTLETS | {"редакция"}


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One that a sentence names, in order of their places."""

    mention: Mention
    sentence: int
    stems: frozenset[str]
    head: str
    is_subject: bool

    @property
    def is_named(self) -> bool:
        """Whether it has a name of its own, rather than only a common noun."""
        rest = self.mention.words.split()[1:]
        first = self.mention.words[:1]
        named = first == "«" or any(word[0].isupper() or word[0] == "«" for word in rest)
        return named or (bool(rest) and self.is_body)

    @property
    def is_person(self) -> bool:
        """Whether it is a person, by role or by a name that is no body's."""
        last = self.mention.words.rpartition(" ")[2]
        return is_person(self.head) or (last[:1].isupper() and not self.is_body)

    @property
    def is_body(self) -> bool:
        """Whether it is a body, an outlet or a platform."""
        return self.head in BODIES or self.head in OUTLETS or "лік" in self.head[-4:]


@dataclass(eq=False)
class References:
    """Resolves the mentions of claims, sentence by sentence."""

    entities: list[Entity] = field(default_factory=list)

    def resolve(
        self, claims: Sequence[Claim], entities: Sequence[Entity], sentence: int
    ) -> Iterator[Claim]:
        """The claims of one sentence with names for what stood for them."""
        known = [each for each in self.entities if each.sentence >= sentence - _REACH]
        everyone = [*known, *entities]
        for claim in claims:
            yield self._resolved(
                claim, everyone, sentence, has_subject=_has_subject(entities, claim)
            )
        self.entities = [*known, *entities]

    def _resolved(
        self, claim: Claim, known: Sequence[Entity], sentence: int, *, has_subject: bool
    ) -> Claim:
        voice = _named(claim.voice, known, ())
        agent = _named(claim.agent, known, (), voice)
        wanting = [other.mention for other in claim.others if other.role in WANTING]
        patient = _named(claim.patient, known, (agent, voice, *wanting), agent or voice)
        unsure = set(claim.unsure)
        for slot, before, after in (
            ("voice", claim.voice, voice), ("agent", claim.agent, agent),
            ("patient", claim.patient, patient),
        ):  # fmt: skip
            if before is not after:
                unsure.add(slot)
        if agent is None and not has_subject and "dropped" in unsure:
            agent = _dropped(known, sentence)
            unsure |= {"agent"} if agent is not None else set()
        return replace(
            claim,
            voice=voice,
            agent=agent,
            patient=patient,
            others=tuple(_other(each, known, (agent, patient)) for each in claim.others),
            unsure=frozenset(unsure - {"dropped"}),
        )


def _has_subject(entities: Sequence[Entity], claim: Claim) -> bool:
    """Whether a subject stands before a claim's verb in its sentence."""
    before = [e for e in entities if e.mention.span.start < claim.trigger.start]
    return any(entity.is_subject for entity in before)


def _named(
    mention: Mention | None,
    known: Sequence[Entity],
    others: Sequence[Mention | None],
    subject: Mention | None = None,
) -> Mention | None:
    """The mention, or the name that it stands for, with the words that stood for it."""
    if mention is None or " " in mention.words:
        return mention
    low = mention.words.lower()
    earlier = [each for each in known if each.mention.span.end <= mention.span.start]
    if low in _SELF:
        return _self(mention, subject, earlier, others)
    found = _antecedent(low, earlier, [other.words for other in others if other is not None])
    return mention if found is None else replace(found.mention, via=mention.words)


def _self(
    mention: Mention,
    subject: Mention | None,
    earlier: Sequence[Entity],
    others: Sequence[Mention | None],
) -> Mention:
    """Whom "himself" stands for: the speaker, else one before who is not the doer himself."""
    agent, voice = (*others, None, None)[:2]
    if voice is not None or agent is None:
        found = voice or subject or _last_person(earlier, "")
    else:
        found = _last_person(earlier, agent.words)
    return mention if found is None else replace(found, via=mention.words)


def _last_person(earlier: Sequence[Entity], but: str) -> Mention | None:
    persons = [each for each in earlier if each.is_person and each.mention.words != but]
    last = _last([each for each in persons if not _is_pronoun(each)])
    return last.mention if last is not None else None


def _other(
    participant: Participant, known: Sequence[Entity], others: Sequence[Mention | None]
) -> Participant:
    mention = _named(participant.mention, known, others) or participant.mention
    return replace(participant, mention=mention)


def _antecedent(low: str, earlier: Sequence[Entity], taken: Sequence[str]) -> Entity | None:
    free = [each for each in earlier if each.mention.words not in taken and not _is_pronoun(each)]
    if low in _HE:
        return _most_prominent([each for each in free if each.is_person])
    if noun(low).plural:
        return None
    head = noun(low).stem
    named = [each for each in free if each.is_named]
    if head in _PERSON:
        return _most_prominent([each for each in named if each.is_person])
    if is_person(head):
        return _most_prominent([each for each in named if head in each.stems and each.is_person])
    if head in _BODY and head != "министрлік":
        return _last([each for each in named if each.is_body and not _is_outlet(each)])
    if head in _OUTLET or head in _BODY:
        same = [each for each in named if head in each.stems or each.head == head]
        return _last(same)
    return None


def _is_pronoun(entity: Entity) -> bool:
    return entity.mention.words.lower() in _HE | _SELF


def _is_outlet(entity: Entity) -> bool:
    return entity.head in OUTLETS


def _last(entities: Sequence[Entity]) -> Entity | None:
    return entities[-1] if entities else None


def _most_prominent(entities: Sequence[Entity]) -> Entity | None:
    """The last subject of the last sentence that has one of them; else the last of it."""
    if not entities:
        return None
    sentence = entities[-1].sentence
    near = [each for each in entities if each.sentence == sentence]
    subjects = [each for each in near if each.is_subject]
    return (subjects or near)[-1]


def _dropped(known: Sequence[Entity], sentence: int) -> Mention | None:
    """The subject of the sentence before, or the only one who is named in it."""
    before = [each for each in known if each.sentence == sentence - 1]
    actors = [each for each in before if each.is_person or each.is_body]
    subjects = [each for each in actors if each.is_subject]
    found = _last(subjects) or _last([each for each in actors if each.is_named])
    return None if found is None else found.mention
