"""Whom an editor may have to ask: who did not answer, and whom a case is about, not heard."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.domain.claim import Mention, Polarity
from dalel.domain.deeds import DeedTable, Direction
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import UNREAL, KeyedClaim
from dalel.language.claims.participants import ALIKE, Keys, keys_of, names_meet, relation
from dalel.language.claims.read_texts import ReadText
from dalel.steps.check.editor_notes.parties_called import (
    called,
    has_lawyer,
    is_in_the_lead,
    may_speak,
    tells_silence,
)
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support

#: So many of each kind are named.
MOST: Final = 5
#: A denied one is an answer that nobody got.
_ANSWER: Final = "answer"
#: Deeds by which a party is heard, whoever reports them.
_HEARD: Final = frozenset(
    {
        *("say", "answer", "explain", "confirm", "state_denial", "deny_guilt", "admit_guilt"),
        *("appeal", "complain", "apologise", "criticise", "refute"),
    }
)
#: Of these a denied one is heard as well: "did not plead guilty".
_PLEAS: Final = frozenset({"deny_guilt", "admit_guilt"})


class QuestionKind(StrEnum):
    """Why somebody is to be asked."""

    UNANSWERED = "unanswered"
    UNHEARD = "unheard"


@dataclass(frozen=True, kw_only=True)
class PartyToAsk:
    """Whom to ask, called in the nominative, and the sentence of an article that tells why."""

    kind: QuestionKind
    who: str
    sentence: Support


def questions(evidence: PreparedEvidence, lexicon: Lexicon) -> tuple[PartyToAsk, ...]:
    """Whom to ask: first who did not answer, then who bears a step of a case and is not heard.

    Only what is sure is told: somebody who is named, or a known body, that can be called in the
    nominative.
    """
    silent = list(_unanswered(evidence, lexicon))
    unheard = list(_unheard(evidence, lexicon, [keys for _, keys in silent]))
    return (*(one for one, _ in silent[:MOST]), *unheard[:MOST])


def _unanswered(evidence: PreparedEvidence, lexicon: Lexicon) -> Iterator[tuple[PartyToAsk, Keys]]:
    told: list[Keys] = []
    for text in evidence.read.texts:
        for claim, mention in _silences(text, lexicon):
            keys = keys_of(mention, text.passage.language, lexicon)
            who = called(mention, keys, text, lexicon)
            if not who or any(_may_be_one(keys, other) for other in told):
                continue
            sentence = evidence.support(text.source, claim.claim.sentence)
            if sentence is not None:
                told.append(keys)
                yield PartyToAsk(kind=QuestionKind.UNANSWERED, who=who, sentence=sentence), keys


def _silences(text: ReadText, lexicon: Lexicon) -> Iterator[tuple[KeyedClaim, Mention]]:
    """The first claim of each sentence that tells of an answer not given, and of whom.

    The doer of the denied answer, or the only party of its sentence.
    """
    words = text.passage.text
    seen = set[int]()
    for one in text.claims:
        at = one.claim.sentence
        denied = one.claim.deed == _ANSWER and one.claim.polarity is Polarity.DENIED
        says_so = tells_silence(words[at.start : at.end], text.passage.language)
        if at.start in seen or not (denied or says_so):
            continue
        asked = one.claim.agent if denied else None
        if asked is None:
            parties = {each.span.start: each for each in _parties(one, text)}
            named = [each for each in parties.values() if _is_named(each, text, lexicon)]
            asked = named[0] if len(named) == 1 else None
        if asked is not None:
            seen.add(at.start)
            yield one, asked


def _parties(one: KeyedClaim, text: ReadText) -> Iterator[Mention]:
    """Whoever takes part in what a claim's sentence tells."""
    for each in text.claims:
        claim = each.claim
        if claim.sentence == one.claim.sentence:
            mentions = (claim.agent, claim.patient, claim.where)
            yield from (mention for mention in mentions if mention is not None)
            yield from (other.mention for other in claim.others)


def _is_named(mention: Mention, text: ReadText, lexicon: Lexicon) -> bool:
    keys = keys_of(mention, text.passage.language, lexicon)
    return bool(keys.names or keys.quoted or keys.codes)


def _unheard(
    evidence: PreparedEvidence, lexicon: Lexicon, asked: Sequence[Keys]
) -> Iterator[PartyToAsk]:
    if any(has_lawyer(article) for article in evidence.articles):
        return
    claims = [(claim, text) for text in evidence.read.texts for claim in text.claims]
    done = [*_heard(claim for claim, _ in claims), *asked]
    patients = [one.patient for one, _ in claims if one.patient is not None]
    for one, text in claims:
        keys, patient = one.patient, one.claim.patient
        if keys is None or patient is None or not _is_accused(one, keys, lexicon.deeds):
            continue
        # What is bare in a headline is told in full elsewhere.
        named = [keys, *(each for each in patients if _may_be_one(keys, each))]
        if any(_may_be_one(each, other) for each in named for other in done):
            continue
        who = called(patient, keys, text, lexicon)
        sentence = evidence.support(one.source, one.claim.sentence)
        if who and sentence is not None and _is_sure(who, one.language, evidence):
            done.append(keys)
            yield PartyToAsk(kind=QuestionKind.UNHEARD, who=who, sentence=sentence)


def _is_sure(who: str, language: str, evidence: PreparedEvidence) -> bool:
    """Whether somebody stands at the head of an article, and may speak in none."""
    articles = evidence.articles
    leads = any(is_in_the_lead(who, language, one) for one in articles)
    return leads and not any(may_speak(who, language, one) for one in articles)


def _is_accused(one: KeyedClaim, keys: Keys, table: DeedTable) -> bool:
    """Whether something was surely done against somebody who is told apart, as a step of a case.

    The clause itself names him, by a noun or by a name of his own: neither whom its pronoun may
    mean, nor whose he is, nor a title of which nobody says that it is an outlet or a body.
    """
    deed = table.deeds.get(one.claim.deed)
    if deed is None or deed.direction is not Direction.AGAINST or not deed.stage:
        return False
    happened = one.claim.polarity is Polarity.DONE and one.claim.mode not in UNREAL
    patient = one.claim.patient
    whole = "patient" not in one.claim.unsure and patient is not None and patient.via is None
    nouns = [table.roles[role] for role in keys.roles if role in table.roles]
    is_titled = bool(keys.quoted) and not keys.names and not keys.codes
    named = bool(keys.names or keys.codes or (is_titled and keys.roles))
    thing = keys.thing or any(noun.thing or noun.step for noun in nouns)
    return happened and whole and named and keys.somebody and not thing and not keys.owners


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
