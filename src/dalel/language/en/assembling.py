"""Claims of one English sentence, put together from its clauses, speakers, values and names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dalel.domain.claim import (
    OTHER,
    Amount,
    Claim,
    ClaimRole,
    Mention,
    Mode,
    Participant,
    When,
)
from dalel.domain.deeds import Telling
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.en.contrasts import EnglishContrast, contrasts, gaps
from dalel.language.en.deed_words import EnglishDeedWords, ToldDeed
from dalel.language.en.modes import EnglishStanding, kind_of, of_noun, standing
from dalel.language.en.noun_deeds import NounDeed, noun_deeds
from dalel.language.en.references import EnglishReferent, EnglishReferents, gender_of
from dalel.language.en.roles import ClauseRoles, dependent, reason_clause
from dalel.language.en.syntax import ClauseLink, EnglishClause, Phrase, Syntax
from dalel.language.en.tokens import Tag, provisions
from dalel.language.en.voices import ReportedSpeech, reports
from dalel.language.en.word_lists import listed
from dalel.language.passage import AnnotatedPassage

#: Verbs that say nothing by themselves where what they govern, or what is said, is told.
_AUXILIARY: Final = frozenset({"be", "have", "do", "go", "come", "get", "let", "make"})
#: Deeds that a prosecutor asks for.
_ASKED_FOR: Final = frozenset({"sentence", "arrest", "fine"})
_FIRST_PERSON: Final = frozenset({"we", "i", "us", "me"})
_NOBODY: Final = frozenset({"no one", "nobody", "none", "nothing", "neither"})
_NEGATIVE: Final = re.compile(r"(?i)^(?:none|neither|nobody) of (?:the )?|^no ")


class SentenceReader:
    """Reads one sentence; what it names may stand for pronouns of later ones."""

    def __init__(
        self,
        passage: AnnotatedPassage,
        number: int,
        syntax: Syntax,
        words: EnglishDeedWords,
        referents: EnglishReferents,
    ) -> None:
        """``number`` is the sentence's place in the passage."""
        self._passage, self._number = passage, number
        self._sentence = passage.sentences[number]
        self._syntax, self._words, self._referents = syntax, words, referents
        self._reports = reports(syntax)
        first, last = syntax.row[0].token, syntax.row[-1].token
        read = TextSpan(start=first.start, end=last.end)
        self._laws = provisions(passage.text, read)
        self._names = [name for name in passage.names if name.span.meets(read)]

    def claims(self) -> Iterator[Claim]:
        """The claims of the sentence."""
        self._note()
        told = {
            clause.at: self._words.of_verb(self._syntax, clause)
            for clause in self._syntax.clauses.values()
        }
        phrases = [each for each in told.values() if each and len(each.tokens) > 1]
        used = {token for each in phrases for token in each.tokens}
        nouns = tuple(
            noun
            for noun in noun_deeds(self._syntax, self._words, used)
            if not self._repeats(noun, told)
        )
        swallowed = {
            at
            for at in self._syntax.clauses
            for other, each in told.items()
            if each and other != at and self._syntax.chunks[at].head in each.tokens
        }
        swallowed |= {at for noun in nouns for at in noun.verbs}
        for at, clause in self._syntax.clauses.items():
            if at not in swallowed and not self._is_silent(clause, told[at], nouns):
                yield from self._of_clause(clause, told[at], nouns)
        for noun in nouns:
            yield self._of_noun(noun)

    # Which clauses say something.

    def _repeats(self, noun: NounDeed, told: Mapping[int, ToldDeed | None]) -> bool:
        """Whether the verb that takes a noun tells the same deed: "was given a sentence"."""
        governor = told.get(noun.governor) if noun.governor is not None else None
        after = noun.governor is not None and noun.chunk > noun.governor
        return after and governor is not None and governor.deed == noun.deed

    def _is_silent(
        self, clause: EnglishClause, told: ToldDeed | None, nouns: Sequence[NounDeed]
    ) -> bool:
        """Whether a verb only tells how another deed is meant, or who says it."""
        reports = any(report.verb == clause.at for report in self._reports)
        if reports or self._wants_what_follows(clause):
            return True
        governs = self._governs(clause)
        taken = [noun for noun in nouns if noun.governor == clause.at]
        if told is not None and len(told.tokens) > 1:
            return _opens(told) and bool(governs or taken) and bool(kind_of(clause.verb.lemma))
        if any(self._syntax.particle(at - 1) for at in governs):
            return True
        if (governs or taken) and clause.verb.lemma in listed("control", "speaking_of_itself"):
            return any(told is not None and noun.deed == told.deed for noun in taken)
        only_helps = bool(kind_of(clause.verb.lemma)) or clause.verb.lemma in _AUXILIARY
        return (bool(governs) and only_helps) or self._only_takes(clause, told, taken)

    def _governs(self, clause: EnglishClause) -> list[int]:
        """The places of infinitives and words in -ing that hang on a verb."""
        return [
            other.at
            for other in self._syntax.clauses.values()
            if other.by == clause.at and other.link is ClauseLink.DEPENDENT
        ]

    def _only_takes(
        self, clause: EnglishClause, told: ToldDeed | None, taken: Sequence[NounDeed]
    ) -> bool:
        """Whether a verb says nothing beside the deeds of the nouns that it takes."""
        lemma = clause.verb.lemma
        if any(told is not None and noun.deed == told.deed for noun in taken):
            return True
        light = lemma in listed("nouns", "light") | listed("nouns", "happen")
        sets = bool(kind_of(lemma)) and lemma not in listed("nouns", "merely_about")
        return bool(taken) and (sets or told is None or light)

    def _wants_what_follows(self, clause: EnglishClause) -> bool:
        """Whether a verb only says that what follows "that" is wanted: "demanded that ..."."""
        after = clause.at + 1
        opens = after < len(self._syntax.chunks) and self._syntax.chunks[after].tag is Tag.THAT
        return opens and kind_of(clause.verb.lemma) in ("asked", "ordered", "proposed")

    # Claims of verbs.

    def _of_clause(
        self, clause: EnglishClause, told: ToldDeed | None, nouns: Sequence[NounDeed]
    ) -> Iterator[Claim]:
        own = standing(self._syntax, clause)
        pair = contrasts(self._syntax, clause)
        for contrast in pair or (EnglishContrast(),):
            roles = ClauseRoles(
                self._syntax,
                clause,
                told.telling if told else Telling(words=(clause.verb.lemma,)),
                frozenset(told.tokens if told else ()),
                contrast.hidden,
            )
            stands = own.turned(contrast.cue) if contrast.cue is not None else own
            if told is not None and told.telling.words[0] == "not":
                # The negation is a part of what tells the deed: "did not work".
                stands = stands.turned()
            yield from self._claim_of(roles, told, stands, nouns)

    def _claim_of(
        self,
        roles: ClauseRoles,
        told: ToldDeed | None,
        stands: EnglishStanding,
        nouns: Sequence[NounDeed],
    ) -> Iterator[Claim]:
        clause = roles.clause
        inner = frozenset(place for noun in nouns for place in range(noun.chunk, noun.chunk + 1))
        places = [place for place in self._owned(roles) if place not in roles.hidden]
        amounts = self._amounts([place for place in places if place not in inner])
        agent, patient = roles.agent, roles.patient or dependent(self._syntax, clause)
        asking = self._asks(told)
        agent = None if asking else agent
        guessed = set(stands.unsure)
        if self._is_headline(clause, roles, told):
            agent, patient = None, clause.subject
            guessed |= {"agent", "patient"}
        who = self._mention(agent, as_subject=True)
        whom = self._mention(patient, taken=who, as_subject=roles.is_passive)
        claim = Claim(
            deed=told.deed if told else OTHER,
            lemma=" ".join(told.telling.words) if told else clause.verb.lemma,
            trigger=self._trigger(clause, told),
            sentence=self._sentence,
            polarity=stands.polarity,
            mode=self._mode(clause, stands, told, amounts),
            agent=who,
            patient=whom,
            others=(
                *self._wanting(stands),
                *self._further(roles, clause, (agent, patient), asking=asking),
            ),
            amounts=amounts,
            when=self._when(places),
            where=self._where(places),
            law=self._law(places),
            cues=tuple(self._span(cue, cue) for cue in stands.cues),
            unsure=frozenset(guessed | self._guessed(who, whom)),
        )
        said = self._said(claim, clause.at)
        yield said
        yield from self._gapped(said, clause, patient)

    def _gapped(
        self, claim: Claim, clause: EnglishClause, patient: Phrase | None
    ) -> Iterator[Claim]:
        """ "X was fined 3,000 and Y 2,000": the verb is told once."""
        for name, amount in gaps(self._syntax, clause):
            value = self._amounts([amount])
            if not value:
                continue
            first = next((each for each in claim.amounts if each.unit != "count"), None)
            if first and value[0].unit == "count":
                value = (replace(value[0], unit=first.unit, each=first.each),)
            other = self._mention(self._syntax.phrase(name))
            if patient is not None and patient == clause.subject:
                yield replace(claim, patient=other, amounts=value)
            elif claim.others and not patient:
                swapped = tuple(
                    Participant(role=each.role, mention=other)
                    if other and each.role is ClaimRole.RECIPIENT
                    else each
                    for each in claim.others
                )
                yield replace(claim, others=swapped, amounts=value)
            else:
                yield replace(claim, agent=other, amounts=value)

    def _is_headline(
        self, clause: EnglishClause, roles: ClauseRoles, told: ToldDeed | None
    ) -> bool:
        """Whether a title leaves "was" out: "Activist fined over post"."""
        if told is None or clause.subject is None or roles.is_passive or clause.objects:
            return False
        if len(told.tokens) > 1:
            return False
        followed = clause.prepositions[:1]
        by = bool(followed) and followed[0][0] in ("by", "over", "for")
        body = self._syntax.head(clause.subject.first) in listed("people", "bodies")
        plain = clause.verb.past and not told.telling.roles and not clause.verb.progressive
        against = self._passage.lexicon.deeds.deeds[told.deed].direction == "against"
        return plain and by and against and not body and clause.link is ClauseLink.MAIN

    def _mode(
        self,
        clause: EnglishClause,
        stands: EnglishStanding,
        told: ToldDeed | None,
        amounts: Sequence[Amount],
    ) -> Mode:
        """The mode; what a law or an offence carries is a limit."""
        words = set(told.telling.words[:2]) if told and len(told.tokens) > 1 else set()
        if stands.mode is Mode.DONE and words & listed("control", "limit"):
            return Mode.LIMIT
        if self._asks(told):
            return Mode.ASKED
        lawlike = clause.subject is not None and self._syntax.head(clause.subject.first) in listed(
            "control", "law"
        )
        up_to = any(amount.bound.value == "up_to" for amount in amounts)
        if lawlike and up_to and stands.mode in (Mode.DONE, Mode.POSSIBLE):
            return Mode.LIMIT
        return stands.mode

    def _asks(self, told: ToldDeed | None) -> bool:
        """Whether a set phrase tells what somebody asks for: "asked for five years"."""
        asking = listed("control", "asked") | listed("control", "asking_for")
        asked = told is not None and told.telling.words[0] in asking
        return asked and told is not None and told.deed in _ASKED_FOR

    def _further(
        self,
        roles: ClauseRoles,
        clause: EnglishClause,
        own: tuple[Phrase | None, Phrase | None],
        *,
        asking: bool,
    ) -> Iterator[Participant]:
        for role, phrase in roles.others():
            mention = None if phrase in own or self._place_of(phrase) else self._mention(phrase)
            if mention is not None:
                yield Participant(role=role, mention=mention)
        if asking and clause.subject is not None:
            mention = self._mention(clause.subject)
            if mention is not None:
                yield Participant(role=ClaimRole.ASKER, mention=mention)
        reason = reason_clause(self._syntax, clause)
        if reason is not None:
            yield Participant(role=ClaimRole.REASON, mention=self._plain(reason))

    def _wanting(self, stands: EnglishStanding) -> Iterator[Participant]:
        for role, phrase in stands.wants:
            mention = self._mention(phrase, as_subject=True)
            if mention is not None:
                yield Participant(role=role, mention=mention)

    # Claims of nouns.

    def _of_noun(self, noun: NounDeed) -> Claim:
        governor = self._syntax.clauses.get(noun.governor) if noun.governor is not None else None
        stands = of_noun(self._syntax, governor, noun.chunk)
        places = list(noun.places)
        amounts = self._amounts(places)
        around = list(self._around(governor)) if governor else []
        subject = governor.subject if governor else None
        lasts = governor is not None and governor.verb.lemma in listed("nouns", "lasting")
        if lasts and subject is not None and subject.first == noun.chunk:
            places += [place for place in around if place not in places]
            amounts = self._amounts(places)
        mode = stands.mode
        lawful = governor is not None and governor.verb.lemma in listed("control", "limit")
        if lawful and mode is Mode.DONE:
            mode = Mode.LIMIT
        doer = noun.agent
        wills = governor is not None and kind_of(governor.verb.lemma) in ("planned", "denied")
        if doer is None and wills and governor is not None and not governor.verb.passive:
            doer = (
                governor.subject
                if any(phrase.first == noun.chunk for phrase in governor.objects)
                else None
            )
        who = self._mention(doer, as_subject=True)
        whom = self._mention(noun.patient, taken=who)
        claim = Claim(
            deed=noun.deed,
            lemma=" ".join(noun.telling.words),
            trigger=self._span(noun.tokens[0], noun.tokens[-1]),
            sentence=self._sentence,
            polarity=stands.polarity,
            mode=mode,
            agent=who,
            patient=whom,
            others=(*self._wanting(stands), *self._noun_others(noun)),
            amounts=amounts,
            when=self._when([*places, *around]),
            where=self._where([*places, *around]),
            law=self._law([*places, *around]),
            cues=tuple(self._span(cue, cue) for cue in stands.cues),
            unsure=frozenset({"polarity", "mode"} if governor is None else ())
            | self._guessed(who, whom),
        )
        said = self._said(claim, noun.chunk)
        denies = governor is not None and governor.verb.lemma in listed("report", "deny")
        if denies and said.voice is None and governor is not None and not governor.verb.passive:
            return replace(said, voice=self._mention(governor.subject, as_subject=True))
        return said

    def _noun_others(self, noun: NounDeed) -> Iterator[Participant]:
        for role, phrase in noun.others:
            mention = self._mention(phrase)
            if mention is not None:
                yield Participant(role=role, mention=mention)

    def _around(self, clause: EnglishClause) -> Iterator[int]:
        yield from range(clause.at + 1, clause.end)

    # Values of a clause.

    def _owned(self, roles: ClauseRoles) -> Iterator[int]:
        """The chunks whose values are a clause's: its subject's, and those after its verb."""
        clause = roles.clause
        cut = min([amount - 1 for _name, amount in gaps(self._syntax, clause)], default=roles.end)
        subject = clause.subject
        own = clause.link not in (
            ClauseLink.COORDINATE,
            ClauseLink.DEPENDENT,
            ClauseLink.PREPOSITIONAL,
        )
        if subject is not None and subject.via is None and own:
            yield from range(subject.first, max(subject.last + 1, self._before(clause, subject)))
        yield from self._leading(clause)
        yield clause.at
        yield from range(clause.at + 1, cut)

    def _before(self, clause: EnglishClause, subject: Phrase) -> int:
        """The end of what stands between a subject and its verb, other clauses left out."""
        between = [at for at in self._syntax.clauses if subject.last < at < clause.at]
        return subject.last + 1 if between else clause.at

    def _leading(self, clause: EnglishClause) -> Iterator[int]:
        """What stands before the subject of a main clause: "On Monday, in Almaty, ..."."""
        subject = clause.subject
        if clause.link is not ClauseLink.MAIN or subject is None or subject.via is not None:
            return
        place = subject.first - 1
        while place >= 0 and self._syntax.chunks[place].tag in (
            Tag.DATE,
            Tag.COMMA,
            Tag.NOUN,
            Tag.PREPOSITION,
        ):
            noun = self._syntax.chunks[place].tag is Tag.NOUN
            if noun and self._syntax.chunks[place - 1].tag is not Tag.PREPOSITION:
                return
            yield place
            place -= 1

    def _amounts(self, places: Sequence[int]) -> tuple[Amount, ...]:
        found: dict[TextSpan, Amount] = {}
        for place in places:
            chunk = self._syntax.chunks[place]
            for at in range(chunk.first, chunk.last + 1):
                amount = self._syntax.row[at].token.amount
                if amount is not None:
                    each = at + 1 < len(self._syntax.row) and self._syntax.row[at + 1].low == "each"
                    found[amount.span] = replace(amount, each=amount.each or each)
        return tuple(found[span] for span in sorted(found, key=lambda span: span.start))

    def _when(self, places: Sequence[int]) -> When | None:
        dates = [
            self._syntax.row[self._syntax.chunks[place].first].token.date
            for place in places
            if self._syntax.chunks[place].tag is Tag.DATE
        ]
        return next((date for date in dates if date is not None), None)

    def _where(self, places: Sequence[int]) -> Mention | None:
        found = [phrase for place in places if (phrase := self._place_at(place)) is not None]
        return self._plain(found[-1]) if found else None

    def _place_at(self, place: int) -> Phrase | None:
        """The phrase "in Almaty" whose preposition is this chunk."""
        chunk = self._syntax.chunks[place]
        if chunk.tag is not Tag.PREPOSITION or not self._syntax.is_noun(place + 1):
            return None
        if self._syntax.low(place) not in listed("places", "prepositions"):
            return None
        noun = self._syntax.chunks[place + 1]
        span = self._span(noun.first, noun.last)
        named = any(name.kind is FactKind.PLACE and name.span.meets(span) for name in self._names)
        common = self._syntax.head(place + 1) in listed("places", "nouns")
        return Phrase(first=place, last=place + 1) if named or common else None

    def _place_of(self, phrase: Phrase) -> bool:
        """Whether a phrase, with or without its preposition, tells where."""
        return any(self._place_at(place) is not None for place in (phrase.first - 1, phrase.first))

    def _law(self, places: Sequence[int]) -> Mention | None:
        for place in places:
            chunk = self._syntax.chunks[place]
            span = self._span(chunk.first, chunk.last)
            for law in self._laws:
                if span.start <= law.start < span.end:
                    return Mention.at(self._passage.text, law)
            after = place > 0 and self._syntax.low(place - 1) in (
                "under",
                "in-accordance-with",
                "in-violation-of",
            )
            if after and any(fact.span.meets(span) for fact in self._passage.statutes):
                return self._plain(Phrase(first=place, last=place))
        return None

    # Words.

    def _said(self, claim: Claim, at: int) -> Claim:
        """The claim with its speaker; what he denies or nobody has confirmed is turned."""
        covering = [report for report in self._reports if report.covers(at)]
        if not covering:
            return claim
        for report in covering:
            claim = self._turned(claim, report)
        speaker = next((report.speaker for report in reversed(covering) if report.speaker), None)
        voice = self._mention(speaker, as_subject=True)
        return replace(
            claim,
            voice=voice,
            agent=_of_speaker(claim.agent, voice),
            patient=_of_speaker(claim.patient, voice),
        )

    def _turned(self, claim: Claim, report: ReportedSpeech) -> Claim:
        cue = (self._verb_span(report.verb),) if report.verb is not None else ()
        if report.denied:
            return replace(claim, polarity=claim.polarity.opposite, cues=(*claim.cues, *cue))
        if report.doubted:
            return replace(claim, mode=Mode.POSSIBLE, cues=(*claim.cues, *cue))
        return claim

    def _verb_span(self, at: int) -> TextSpan:
        chunk = self._syntax.chunks[at]
        return self._span(chunk.first, chunk.last)

    def _trigger(self, clause: EnglishClause, told: ToldDeed | None) -> TextSpan:
        chunk = self._syntax.chunks[clause.at]
        tokens = told.tokens if told else ()
        inside = [token for token in tokens if token > chunk.last]
        first = chunk.first + (self._syntax.row[chunk.first].tag in (Tag.TO, Tag.NOT))
        shared = clause.link is ClauseLink.COORDINATE
        return self._span(first if shared else min([first, *tokens]), max([chunk.last, *inside]))

    def _span(self, first: int, last: int) -> TextSpan:
        row = self._syntax.row
        return TextSpan(start=row[first].token.start, end=row[last].token.end)

    def _plain(self, phrase: Phrase) -> Mention:
        chunks = self._syntax.chunks
        first, last = phrase.words or (chunks[phrase.first].first, chunks[phrase.last].last)
        return Mention.at(self._passage.text, self._span(first, last))

    def _mention(
        self, phrase: Phrase | None, *, taken: Mention | None = None, as_subject: bool = False
    ) -> Mention | None:
        """A phrase as it stands; a pronoun gives way to what it stands for, if that is found."""
        if phrase is None:
            return None
        phrase = self._whole(phrase)
        found = self._plain(phrase)
        head = self._syntax.chunks[phrase.first]
        if phrase.via is not None:
            via = self._syntax.row[self._syntax.chunks[phrase.via].first].token.text
            return replace(found, via=via)
        if found.words.lower() in _NOBODY or found.words.lower() == "there":
            return None
        alone = phrase.first == phrase.last and phrase.words is None
        if alone and self._syntax.row[head.last].tag is Tag.PRONOUN:
            away = (taken.span,) if taken else ()
            resolved = self._referents.resolve(
                found.words, found.span, self._number, away, as_subject=as_subject
            )
            return resolved or found
        opening = _NEGATIVE.match(found.words)
        size = len(opening[0]) if opening else 0
        span = TextSpan(start=found.span.start + size, end=found.span.end)
        return Mention.at(self._passage.text, span)

    def _whole(self, phrase: Phrase) -> Phrase:
        """ "A third of the posts": the posts; their share is an amount."""
        first = self._syntax.chunks[phrase.first]
        amount = self._syntax.row[first.last].token.amount
        share = amount is not None and amount.unit == "percent"
        if share and self._syntax.low(phrase.first + 1) == "of" and phrase.last > phrase.first + 1:
            return replace(phrase, first=phrase.first + 2)
        return phrase

    def _guessed(self, *mentions: Mention | None) -> frozenset[str]:
        """Fields that hold what a pronoun was taken for."""
        names = ("agent", "patient")
        return frozenset(
            name
            for name, mention in zip(names, mentions, strict=False)
            if mention is not None
            and mention.via is not None
            and mention.via.lower() not in listed("grammar", "relative") | {"that"}
        )

    def _note(self) -> None:
        """Take down what the sentence names, for pronouns."""
        subjects = {
            clause.subject.first for clause in self._syntax.clauses.values() if clause.subject
        }
        place = 0
        while place < len(self._syntax.chunks):
            if self._syntax.is_noun(place) and not self._syntax.is_amount(place):
                self._note_phrase(place, subject=place in subjects)
            place += 1

    def _note_phrase(self, place: int, *, subject: bool) -> None:
        chunk = self._syntax.chunks[place]
        if self._syntax.row[chunk.head].tag is Tag.PRONOUN:
            return
        owner = self._syntax.owner(place)
        if owner is not None and owner.words is not None:
            self._refer(owner, owner.words[1], owner.words[0], subject=False)
        phrase = Phrase(first=place, last=self._syntax.with_belongings(place))
        self._refer(phrase, chunk.head, chunk.first, subject=subject)

    def _refer(self, phrase: Phrase, main: int, first: int, *, subject: bool) -> None:
        mention = self._plain(phrase)
        head = self._syntax.row[main]
        named = any(
            name.kind is FactKind.PERSON and name.span.meets(mention.span) for name in self._names
        )
        people = listed("people", "nouns")
        opens = self._syntax.row[first].low in people
        bodies = listed("people", "bodies")
        person = head.lemma not in bodies and (named or head.lemma in people or opens)
        self._referents.note(
            EnglishReferent(
                mention=mention,
                sentence=self._number,
                subject=subject,
                person=person,
                plural=head.low != head.lemma or head.low == "police",
                gender=gender_of(mention.words) if named or opens else "",
                named=named,
            )
        )


def _opens(told: ToldDeed) -> bool:
    """Whether a set phrase ends with the preposition before what is wanted: "asked for X to"."""
    return told.telling.words[-1] in ("for", "on", "to")


def _of_speaker(mention: Mention | None, voice: Mention | None) -> Mention | None:
    """ "We" and "I" in what somebody says are himself."""
    if mention is None or voice is None or mention.words.lower() not in _FIRST_PERSON:
        return mention
    return replace(voice, via=mention.words)
