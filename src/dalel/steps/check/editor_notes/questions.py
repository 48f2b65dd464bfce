"""Whom an editor may have to ask: who did not answer, and who is accused and not heard."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from dalel.domain.claim import ClaimRole, Mention, Polarity
from dalel.domain.deeds import DeedTable, Direction
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import UNREAL, KeyedClaim
from dalel.language.claims.participants import ALIKE, Keys, keys_of, names_meet, relation
from dalel.language.claims.read_texts import ReadText
from dalel.language.terms import Phrases
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support

#: So many of each kind are named.
MOST: Final = 5
#: Deeds of which a denied one is an answer that nobody got.
_ANSWER: Final = "answer"
_ANSWERS: Final = frozenset({_ANSWER, "explain", "say"})
#: Deeds by which a party is heard, whoever reports them.
_HEARD: Final = frozenset(
    {
        *("say", "answer", "explain", "confirm", "state_denial", "deny_guilt", "admit_guilt"),
        *("appeal", "complain", "apologise", "criticise", "refute"),
    }
)
#: Of these a denied one is heard as well: "did not plead guilty".
_PLEAS: Final = frozenset({"deny_guilt", "admit_guilt"})
#: Who speaks for another one: where he is heard, so is whom he defends.
_SPEAKS_FOR: Final = "lawyer"
#: Where the one stands who was asked, if not as the doer.
_ASKED: Final = (ClaimRole.SOURCE, ClaimRole.RECIPIENT, ClaimRole.OF)


class QuestionKind(StrEnum):
    """Why somebody is to be asked."""

    UNANSWERED = "unanswered"
    UNHEARD = "unheard"


@dataclass(frozen=True, kw_only=True)
class PartyToAsk:
    """Whom to ask, in an article's words, which may be none, and the sentence that tells why."""

    kind: QuestionKind
    who: str
    sentence: Support


def questions(evidence: PreparedEvidence, lexicon: Lexicon) -> tuple[PartyToAsk, ...]:
    """Whom to ask: first who did not answer, then who is accused without a word of his own."""
    silent = list(_unanswered(evidence, lexicon))
    unheard = list(_unheard(evidence, lexicon.deeds, [keys for _, keys in silent]))
    return (*(one for one, _ in silent[:MOST]), *unheard[:MOST])


def _unanswered(
    evidence: PreparedEvidence, lexicon: Lexicon
) -> Iterator[tuple[PartyToAsk, Keys | None]]:
    told: list[Keys] = []
    for text in evidence.read.texts:
        for claim, mention in _silences(text):
            keys = keys_of(mention, text.passage.language, lexicon) if mention else None
            if keys is not None and any(_may_be_one(keys, other) for other in told):
                continue
            sentence = evidence.support(text.source, claim.claim.sentence)
            if sentence is not None:
                told += [keys] if keys is not None else []
                who = mention.words if mention is not None else ""
                question = PartyToAsk(kind=QuestionKind.UNANSWERED, who=who, sentence=sentence)
                yield question, keys


def _silences(text: ReadText) -> Iterator[tuple[KeyedClaim, Mention | None]]:
    """The first claim of each sentence that tells of an answer not given, and of whom."""
    phrases = _phrases(text.passage.language)
    words = text.passage.text
    seen = set[int]()
    for one in text.claims:
        at = one.claim.sentence
        denied = one.claim.deed in _ANSWERS and one.claim.polarity is Polarity.DENIED
        # Also a law says nothing: that is no answer that somebody owes.
        if one.claim.deed != _ANSWER and one.agent is not None and not one.agent.somebody:
            denied = False
        if at.start in seen:
            continue
        if denied or phrases.stand_in(words[at.start : at.end].lower()):
            seen.add(at.start)
            yield one, _asked(one, text)


def _asked(one: KeyedClaim, text: ReadText) -> Mention | None:
    """Who was asked: the doer, else where an answer was looked for; of another claim if need be."""
    here = [one, *(each for each in text.claims if each.claim.sentence == one.claim.sentence)]
    for each in here:
        claim = each.claim
        others = [other.mention for other in claim.others if other.role in _ASKED]
        if claim.agent is not None:
            return claim.agent
        if others or (each is one and claim.where is not None):
            return next(iter(others), claim.where)
    return None


def _unheard(
    evidence: PreparedEvidence, table: DeedTable, asked: Sequence[Keys | None]
) -> Iterator[PartyToAsk]:
    claims = [claim for text in evidence.read.texts for claim in text.claims]
    heard = [*_heard(claims), *(keys for keys in asked if keys is not None)]
    if any(_SPEAKS_FOR in keys.roles for keys in heard):
        return
    told: list[Keys] = []
    patients = [one.patient for one in claims if one.patient is not None]
    for one in claims:
        keys, patient = one.patient, one.claim.patient
        if keys is None or patient is None or not _is_accused(one, keys, table):
            continue
        # What is bare in a headline is told in full elsewhere.
        named = [keys, *(each for each in patients if _may_be_one(keys, each))]
        if any(_may_be_one(each, other) for each in named for other in (*heard, *told)):
            continue
        sentence = evidence.support(one.source, one.claim.sentence)
        if sentence is not None:
            told.append(keys)
            yield PartyToAsk(kind=QuestionKind.UNHEARD, who=patient.words, sentence=sentence)


def _is_accused(one: KeyedClaim, keys: Keys, table: DeedTable) -> bool:
    """Whether something was surely done against somebody who is told apart, as a step of a case."""
    deed = table.deeds.get(one.claim.deed)
    if deed is None or deed.direction is not Direction.AGAINST or not deed.stage:
        return False
    happened = one.claim.polarity is Polarity.DONE and one.claim.mode not in UNREAL
    whole = "patient" not in one.claim.unsure
    nouns = [table.roles[role] for role in keys.roles if role in table.roles]
    named = bool(keys.names or keys.quoted or keys.codes)
    thing = keys.thing or any(noun.thing or noun.step for noun in nouns)
    return happened and whole and named and keys.somebody and not thing


def _may_be_one(one: Keys, other: Keys) -> bool:
    """Whether two mentions may be of one party: an outlet and its editor by name are two."""
    if relation(one, other) not in ALIKE:
        return False
    named = all(keys.names or keys.quoted for keys in (one, other))
    return not named or names_meet(one, other) or bool(one.quoted & other.quoted)


def _heard(claims: Iterable[KeyedClaim]) -> Iterator[Keys]:
    """Whoever says something, or of whom it is told that he did."""
    for one in claims:
        if one.voice is not None:
            yield one.voice
        denied = one.claim.polarity is Polarity.DENIED and one.claim.deed not in _PLEAS
        if one.claim.deed in _HEARD and not denied and one.agent is not None:
            yield one.agent


@cache
def _phrases(language: str) -> Phrases:
    listed = tomllib.loads(files(__package__).joinpath("unanswered.toml").read_text("utf-8"))
    return Phrases(tuple(listed.get(language, ())))
