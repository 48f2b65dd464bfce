"""Deeds that nouns tell: "the detention of X by Y", "a fine of 200 MRP", "the search at Z"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import ClaimRole
from dalel.domain.deeds import Telling
from dalel.language.en.deed_words import EnglishDeedWords, ToldDeed, noun_places
from dalel.language.en.modes import kind_of
from dalel.language.en.syntax import EnglishClause, Phrase, Syntax
from dalel.language.en.tokens import Tag
from dalel.language.en.word_lists import listed

_AGENT: Final = ("by",)
_PATIENT: Final = ("of",)
#: Roles beside agent and patient that a preposition after a noun gives.
_OTHERS: Final = {"for": ClaimRole.REASON, "over": ClaimRole.REASON, "because-of": ClaimRole.REASON}


@dataclass(frozen=True, kw_only=True, slots=True)
class NounDeed:
    """A deed that a noun tells.

    ``places`` are the chunks whose values are its own, ``governor`` the verb that takes it,
    ``verbs`` those among its words: "an order to remove".
    """

    deed: str
    telling: Telling
    tokens: tuple[int, ...]
    chunk: int
    places: tuple[int, ...]
    agent: Phrase | None
    patient: Phrase | None
    others: tuple[tuple[ClaimRole, Phrase], ...]
    governor: int | None
    verbs: tuple[int, ...]


def noun_deeds(syntax: Syntax, words: EnglishDeedWords, used: set[int]) -> Iterator[NounDeed]:
    """The deeds of a sentence's nouns; of a noun alone only where something is told of it."""
    taken = set(used)
    for at in noun_places(syntax):
        if at in taken or syntax.row[at].tag is not Tag.NOUN:
            continue
        told = words.of_noun(syntax.row, at)
        if told is None or taken.intersection(told.tokens):
            continue
        found = _built(syntax, told)
        if found is not None:
            taken |= set(told.tokens)
            yield found


def _built(syntax: Syntax, told: ToldDeed) -> NounDeed | None:
    first = _chunk_of(syntax, told.tokens[0])
    last = _chunk_of(syntax, told.tokens[-1])
    if not _is_head(syntax, told, first):
        return None
    verbs = tuple(at for at in syntax.clauses if syntax.chunks[at].head in told.tokens)
    after = dict(_prepositions(syntax, last, told))
    if verbs:
        after.update(("object", phrase) for phrase in syntax.clauses[verbs[-1]].objects[:1])
    governor = _governor(syntax, first)
    roles = dict(told.telling.roles)
    patient = _pick(syntax, roles.get("patient", _PATIENT), after)
    agent = _pick(syntax, roles.get("agent", _AGENT), after)
    if verbs and patient is None:
        patient = after.get("object")
    owner = syntax.owner(first)
    if owner is not None and agent is None and "agent" in roles:
        agent = owner
    elif owner is not None and patient is None:
        patient = owner
    places = list(_places(syntax, first, last))
    if patient is None and (patient := _affected(syntax, governor, first)) is not None:
        places.extend(range(patient.first, patient.last + 1))
    others = tuple(_others(syntax, told, after, governor, {agent, patient}))
    measured = any(
        syntax.row[at].token.amount
        for place in places
        for at in range(syntax.chunks[place].first, syntax.chunks[place].last + 1)
    )
    told_of = governor is not None and _is_wanted(governor, first)
    if not (
        patient
        or agent
        or measured
        or told_of
        or any(role is ClaimRole.RECIPIENT for role, _ in others)
    ):
        return None
    return NounDeed(
        deed=told.deed,
        telling=told.telling,
        tokens=told.tokens,
        chunk=first,
        places=tuple(places),
        agent=agent,
        patient=patient,
        others=others,
        governor=governor.at if governor else None,
        verbs=verbs,
    )


def _is_wanted(governor: EnglishClause, chunk: int) -> bool:
    """Whether a verb says that the noun's deed is denied, planned or asked for."""
    lemma = governor.verb.lemma
    wants = kind_of(lemma) in ("planned", "asked", "proposed", "ordered", "denied")
    about = lemma in listed("nouns", "merely_about") | listed("nouns", "light")
    direct = any(phrase.first == chunk for phrase in governor.objects)
    return direct and not about and (wants or lemma in listed("report", "deny"))


def _is_head(syntax: Syntax, told: ToldDeed, chunk: int) -> bool:
    """Whether the noun is what its phrase is about: not "fine" in "fine collector"."""
    inside = [token for token in told.tokens if token <= syntax.chunks[chunk].last]
    return inside[-1] == syntax.chunks[chunk].head


def _chunk_of(syntax: Syntax, token: int) -> int:
    return next(at for at, chunk in enumerate(syntax.chunks) if chunk.first <= token <= chunk.last)


def _prepositions(syntax: Syntax, last: int, told: ToldDeed) -> Iterator[tuple[str, Phrase]]:
    """Phrases after the noun with their preposition, up to the next verb or mark."""
    place = last + 1
    while place < len(syntax.chunks):
        chunk = syntax.chunks[place]
        if chunk.tag is Tag.PREPOSITION and syntax.is_noun(place + 1):
            if chunk.first not in told.tokens:
                yield syntax.low(place), syntax.phrase(place + 1)
            place = syntax.phrase(place + 1).last + 1
        elif chunk.tag is Tag.DATE or (chunk.tag is Tag.NOUN and place == last + 1):
            place += 1
        else:
            return


def _pick(syntax: Syntax, ways: tuple[str, ...], after: dict[str, Phrase]) -> Phrase | None:
    """The first of several ways that is told; "for" gives a person, else it is a reason."""
    return next(
        (
            after[way]
            for way in ways
            if way in after and (way != "for" or syntax.is_party(after[way]))
        ),
        None,
    )


def _governor(syntax: Syntax, chunk: int) -> EnglishClause | None:
    """The verb whose subject or object the noun is, alone or after a preposition."""
    for clause in syntax.clauses.values():
        taken = [*clause.objects, *(phrase for _name, phrase in clause.prepositions)]
        if any(phrase.first <= chunk <= phrase.last for phrase in taken):
            return clause
        if clause.subject is not None and clause.subject.first == chunk:
            return clause
    return None


def _affected(syntax: Syntax, governor: EnglishClause | None, chunk: int) -> Phrase | None:
    """Whom it befell, as the object of a verb that says that it did: "the leak exposed data"."""
    if governor is None or governor.subject is None or governor.subject.first != chunk:
        return None
    befalls = governor.verb.lemma in listed("nouns", "befall") and not governor.verb.passive
    return governor.objects[0] if befalls and governor.objects else None


def _places(syntax: Syntax, first: int, last: int) -> Iterator[int]:
    """The noun's own chunks and what belongs to it by "of": "a fine of up to 200 MRP"."""
    yield from range(first, last + 1)
    place = last
    while (
        place + 2 < len(syntax.chunks)
        and syntax.low(place + 1) in ("of", "for")
        and syntax.is_noun(place + 2)
    ):
        yield place + 2
        place += 2


def _others(
    syntax: Syntax,
    told: ToldDeed,
    after: dict[str, Phrase],
    governor: EnglishClause | None,
    own: set[Phrase | None],
) -> Iterator[tuple[ClaimRole, Phrase]]:
    for name, ways in told.telling.roles.items():
        phrase = _pick(syntax, ways, after) if name not in ("agent", "patient") else None
        if phrase is not None and phrase not in own:
            yield ClaimRole(name), phrase
    for preposition, role in _OTHERS.items():
        phrase = after.get(preposition)
        if phrase is not None and phrase not in own and not syntax.is_amount(phrase.first):
            yield role, phrase
    sends = governor is not None and governor.verb.lemma in ("send", "issue", "give", "hand")
    if sends and governor is not None and len(governor.objects) > 1:
        yield ClaimRole.RECIPIENT, governor.objects[0]
