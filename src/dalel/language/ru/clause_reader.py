"""Reads verbs with what stands with them, so that they can be said again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Claim
from dalel.domain.facts import FactKind
from dalel.language.ru.arguments import subject, way_of
from dalel.language.ru.clause_checks import check_agreement, check_clear, check_dated, check_whole
from dalel.language.ru.deed_words import ToldWording, Wordings
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.phrase_reader import PhraseReader
from dalel.language.ru.pronoun_reader import PronounReader
from dalel.language.ru.sayable_words import (
    AT,
    AT_THAT,
    AUXILIARIES,
    COULD,
    DATED,
    HOURS,
    LEANING,
    LEAVABLE,
    MAY,
    NOT,
    RELATIVE,
    SETTINGS,
    SPEAKING_BODIES,
    STATEMENT,
    THAT,
    WHERE,
    WITH_DATES,
    is_idle,
    limits,
    turns,
)
from dalel.language.ru.speech import Speech, voice_at
from dalel.language.ru.valued_sentence import ValuedSentence, places_of
from dalel.language.sayable import (
    SPEAKER,
    ClauseTense,
    NotSayableError,
    SayableClause,
    SayablePhrase,
)

#: What may be left out of a clause has at most so many words.
_FEW: Final = 5
_COMPLEMENTS: Final = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass"})
_NO_ARGUMENTS: Final = frozenset({"dep", "orphan", "vocative", "expl"})
#: Marks over which no subject goes on.
_PARTING: Final = frozenset({"—", "–", ":", ";", "(", ")"})
#: How stands what is done to, or told of.
_OBJECTS: Final = frozenset({"acc", "gen", "о+loc"})


@dataclass(frozen=True, kw_only=True, eq=False)
class _Head:
    """The verb of a clause; ``bearer`` bears its tense: может удалить."""

    bearer: ParsedWord
    verb: ParsedWord
    told: ToldWording

    @property
    def words(self) -> Sequence[ParsedWord]:
        """All its words, the bearer first."""
        own = (self.bearer, self.verb) if self.bearer is not self.verb else (self.verb,)
        return (*own, *self.told.words)

    @property
    def is_main(self) -> bool:
        """Whether it may stand alone, with a subject."""
        return self.bearer.form in ("finite", "short")


class ClauseReader:
    """Reads the clauses of a sentence with its ``claims``, after the ``earlier`` ones."""

    def __init__(
        self,
        sentence: ValuedSentence,
        earlier: Sequence[ValuedSentence],
        claims: Sequence[Claim],
        verbs: Wordings,
    ) -> None:
        self._sentence = sentence
        self._tree = sentence.tree
        self._claims = claims
        self._verbs = verbs
        self._phrases = PhraseReader(
            sentence=sentence,
            pronouns=PronounReader(sentence=sentence, earlier=earlier),
            telling=self._telling,
        )

    def clauses(self) -> Iterator[SayableClause]:
        """The clauses of the sentence that can be said, in order."""
        if self._tree.words and self._tree.words[-1].text == "?":
            return
        for word in self._tree.words:
            if self._is_main(word):
                try:
                    yield self._main(word)
                except NotSayableError:
                    continue

    def _is_main(self, word: ParsedWord) -> bool:
        """Whether it is the verb of a main clause, or of one coordinated with it."""
        seen = {word.at}
        while self._may_be_main(word):
            head = self._tree.head(word)
            if word.rel == "root":
                return True
            if word.rel != "conj" or head is None or head.at in seen:
                return False
            seen.add(head.at)
            word = head
        return False

    def _may_be_main(self, word: ParsedWord) -> bool:
        if word.form not in ("finite", "short") or self._sentence.is_quoted(word):
            return False
        return not any(
            word.at in one.content and self._tree.words[min(one.content)].low == THAT
            for one in self._sentence.speeches
        )

    # Clauses by what they are to the sentence.

    def _main(self, word: ParsedWord) -> SayableClause:
        """A clause that is told by itself."""
        head = self._head(word)
        clause = self._read(head)
        for one in (head.verb, head.bearer):
            clause = self._in_its_voice(clause, one)
        stretch = clause.all_tokens()
        clause = self._completed(self._with_subject_above(clause, word), head)
        check_clear(self._sentence, word, clause.arguments)
        check_dated(clause)
        self._check_agent(clause, head)
        check_agreement(self._claims, clause, word)
        check_whole(self._sentence, clause, stretch)
        return clause

    def _inner(self, word: ParsedWord) -> SayableClause:
        """A clause inside another one: what is said, wanted, or done beside."""
        head = self._head(word)
        clause = self._completed(self._read(head), head)
        if head.is_main:
            check_clear(self._sentence, word, clause.arguments)
        return clause

    def _telling(self, word: ParsedWord) -> SayableClause:
        """A clause that tells which one a noun is, of a participle or a relative pronoun."""
        head = self._head(word)
        pronoun = None if word.form == "participle" else self._relative(head.verb)
        clause = self._completed(self._read(head, pronoun), head)
        done_to = pronoun is not None and way_of(self._tree, pronoun) == "acc"
        passive = clause.passive or (done_to and clause.agentless)
        return replace(clause, agentless=False, passive=passive)

    def _relative(self, word: ParsedWord) -> ParsedWord:
        """The relative pronoun, as the subject or the object of its clause."""
        for one in self._tree.children(word):
            if one.lemma == RELATIVE:
                if way_of(self._tree, one) in ("nom", "acc"):
                    return one
                break
        raise NotSayableError(word.text)

    def _completed(self, clause: SayableClause, head: _Head) -> SayableClause:
        """The clause with an object of the verb before, and whether it is told of nobody."""
        if clause.lessened and clause.negated:
            raise NotSayableError(head.bearer.text)
        clause = self._with_object_above(clause, head.bearer)
        self._check_saying(clause, head)
        arguments = sorted(clause.arguments, key=lambda one: min(one.all_tokens()))
        agentless = (
            not _has_subject(clause)
            and not clause.passive
            and head.bearer.form == "finite"
            and head.bearer.plural
        )
        return replace(clause, arguments=tuple(arguments), agentless=agentless)

    # The verb.

    def _head(self, bearer: ParsedWord) -> _Head:
        verb = self._infinitive_of(bearer) if bearer.lemma in (MAY, COULD) else bearer
        told = self._verbs.verb(self._tree, verb)
        if told is None or any(self._is_of_another(part, verb, told) for part in told.words):
            raise NotSayableError(verb.text)
        return _Head(bearer=bearer, verb=verb, told=told)

    def _infinitive_of(self, bearer: ParsedWord) -> ParsedWord:
        """What may be done; of what might be or could be done it is not known whether it was."""
        if bearer.lemma == MAY and bearer.form != "participle" and bearer.tense == "pres":
            for one in self._tree.children(bearer):
                if one.form == "infinitive":
                    return one
        raise NotSayableError(bearer.text)

    def _is_of_another(self, part: ParsedWord, verb: ParsedWord, told: ToldWording) -> bool:
        """Whether a word of a set phrase stands in the clause of another verb."""
        for one in self._tree.ancestors(part):
            if one is verb:
                return False
            if one.verbal and one not in told.words:
                return True
        return False

    def _read(self, head: _Head, pronoun: ParsedWord | None = None) -> SayableClause:
        """The verb with all that hangs on its words; ``pronoun`` stands for the noun above."""
        own = {one.at for one in head.words} | self._prepositions(head.told.words)
        own |= {pronoun.at} if pronoun is not None else set()
        clause = SayableClause(
            verb=head.told.wording.deed,
            own=frozenset(own),
            trigger=head.bearer.span,
            tense=self._tense(head),
            passive=head.bearer.form == "short" or head.bearer.passive,
            possible=head.bearer is not head.verb,
        )
        for word in head.words:
            for child in self._tree.children(word):
                if child.at not in own:
                    clause = self._with_dependent(clause, head, word, child)
        return clause if clause.content is not None else self._with_content_apart(clause, head)

    def _prepositions(self, parts: Iterable[ParsedWord]) -> set[int]:
        return {
            child.at
            for part in parts
            for child in self._tree.children(part)
            if child.rel == "case" and child.at < part.at
        }

    def _tense(self, head: _Head) -> ClauseTense:
        bearer = head.bearer
        auxiliaries = (
            one
            for word in head.words
            for one in self._tree.children(word)
            if one.rel in AUXILIARIES
        )
        if any(one.tense == "futr" for one in auxiliaries):
            return ClauseTense.FUTURE
        if bearer.form == "short" or (bearer.form == "gerund" and bearer.perfective):
            return ClauseTense.PAST
        return {"futr": ClauseTense.FUTURE, "pres": ClauseTense.PRESENT}.get(
            bearer.tense, ClauseTense.PAST
        )

    def _check_saying(self, clause: SayableClause, head: _Head) -> None:
        """Whether a verb of saying tells what is said."""
        says = self._sentence.speech_of(head.bearer) is not None and not head.told.words
        if says and clause.content is None and not _has_object(clause):
            raise NotSayableError(head.bearer.text)

    def _check_agent(self, clause: SayableClause, head: _Head) -> None:
        """Whether a main clause has a subject, or tells clearly of nobody."""
        if _has_subject(clause):
            return
        if head.bearer.form == "finite" and not head.bearer.plural:
            raise NotSayableError(head.bearer.text)
        inner = clause.content is not None or clause.infinitive is not None
        if not (clause.passive or inner or head.told.words or _has_object(clause)):
            raise NotSayableError(head.bearer.text)

    # What hangs on the verb and on the words of its set phrase.

    def _with_dependent(
        self, clause: SayableClause, head: _Head, word: ParsedWord, child: ParsedWord
    ) -> SayableClause:
        if word in head.told.words:
            return self._with_dependent_of_part(clause, word, child)
        try:
            return self._with_child(clause, word, child)
        except NotSayableError:
            if not self._may_leave(child):
                raise
            return replace(self._without(clause, child), lessened=True)

    def _with_dependent_of_part(
        self, clause: SayableClause, part: ParsedWord, child: ParsedWord
    ) -> SayableClause:
        """What hangs on a noun of a set phrase is of the verb, but for adjectives."""
        if child.rel in ("punct", "case"):
            return clause
        if child.rel in ("amod", "det") and not limits(child):
            return replace(clause, left=clause.left | {child.at})
        whose = child.rel == "nmod" and self._sentence.way(child) == "gen"
        return self._with_child(replace(clause, whose=clause.whose or whose), part, child)

    def _without(self, clause: SayableClause, child: ParsedWord) -> SayableClause:
        return replace(clause, left=clause.left | self._sentence.below(child))

    def _may_leave(self, child: ParsedWord) -> bool:
        """Whether a clause says less without a dependent, and nothing else."""
        below = list(self._tree.subtree(child))
        if any(turns(one) or one.at in self._sentence.amounts for one in below):
            return False
        if child.rel == "parataxis":
            spoken = any(one.word in below for one in self._sentence.speeches)
            return self._is_apart(child) and not spoken
        if child.rel not in ("obl", "nmod") or len(below) > _FEW:
            return False
        return self._tree.preposition(child) in WHERE and self._is_setting(child)

    def _is_setting(self, child: ParsedWord) -> bool:
        """Whether a word is a place or a time."""
        fact = self._sentence.facts.get(child.at)
        place = fact is not None and fact.kind is FactKind.PLACE
        return place or child.lemma in SETTINGS or child.at in self._sentence.dates

    def _is_apart(self, child: ParsedWord) -> bool:
        """Whether words stand between commas of their own, away from the verb they hang on."""
        head = self._tree.head(child)
        segments = self._tree.segments
        return head is not None and all(
            segments[one.at] != segments[head.at]
            for one in self._tree.subtree(child)
            if one.pos != "PUNCT"
        )

    def _with_child(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause:
        if child.rel in ("punct", "cc"):
            return clause
        for read in (
            self._with_particle,
            self._with_date,
            self._with_clause,
            self._with_adverb,
            self._with_source,
        ):
            found = read(clause, word, child)
            if found is not None:
                return found
        return self._with_argument(clause, word, child)

    def _with_particle(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        """The clause with a denial or an auxiliary verb."""
        if child.low == NOT:
            if clause.possible and word.form == "infinitive":
                raise NotSayableError(child.text)
            return replace(clause, negated=not clause.negated, own=clause.own | {child.at})
        if turns(child):
            raise NotSayableError(child.text)
        if child.rel not in AUXILIARIES:
            return None
        below = self._tree.children(child)
        denied = any(one.low == NOT for one in below)
        own = clause.own | {child.at} | {one.at for one in below if denied}
        return replace(clause, negated=clause.negated is not denied, own=own)

    def _with_date(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        if not self._sentence.is_dated(child):
            return None
        if self._tree.preposition(child) in DATED:
            raise NotSayableError(child.text)
        value = self._sentence.dates[child.at]
        inside = places_of(value, self._sentence.dates)
        below = [one for one in self._tree.subtree(child) if one.pos != "PUNCT"]
        for one in below:
            with_date = one.pos == "ADP" or is_idle(one) or one.lemma in WITH_DATES
            if one.at not in inside and not with_date:
                return None
        if clause.when is not None and clause.when is not value:
            raise NotSayableError(child.text)
        tokens = clause.when_tokens | inside | {one.at for one in below}
        return replace(clause, when=value, when_tokens=tokens)

    # Clauses that hang on the verb.

    def _with_clause(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        if child.rel == "mark" or self._opens_content(child):
            return clause
        if child.rel == "advcl" or (child.rel == "acl" and child.form != "infinitive"):
            return self._with_adverbial(clause, child)
        if child.rel == "parataxis":
            return self._with_inserted_speech(clause, child)
        if child.rel == "conj":
            return self._beside_conjunct(clause, word, child)
        if child.rel in _COMPLEMENTS or child.form == "infinitive":
            return self._with_complement(clause, child)
        return None

    def _opens_content(self, word: ParsedWord) -> bool:
        """Whether a word is "что" after a comma."""
        return word.low == THAT and word.at > 0 and self._tree.words[word.at - 1].text == ","

    def _with_adverbial(self, clause: SayableClause, child: ParsedWord) -> SayableClause:
        beside = self._gerund(child) if not clause.beside else None
        if beside is None:
            return self._without_adverbial(clause, child)
        joint = clause.joint | self._sentence.commas_around(beside.all_tokens())
        return replace(clause, beside=(beside,), joint=joint)

    def _gerund(self, child: ParsedWord) -> SayableClause | None:
        """What the same one does beside it, if it can be said."""
        if child.rel != "advcl" or child.form != "gerund":
            return None
        try:
            clause = self._inner(child)
        except NotSayableError:
            return None
        return None if clause.passive else clause

    def _without_adverbial(self, clause: SayableClause, child: ParsedWord) -> SayableClause:
        """The clause without one that only adds something; not without a condition."""
        turning = any(turns(one) for one in self._tree.subtree(child))
        marks = [one for one in self._tree.children(child) if one.rel == "mark"]
        leavable = all(one.low in LEAVABLE for one in marks[:1])
        if turning or not leavable or not self._is_apart(child):
            raise NotSayableError(child.text)
        return self._without(clause, child)

    def _with_inserted_speech(self, clause: SayableClause, child: ParsedWord) -> SayableClause:
        speech = self._sentence.speech_of(child)
        if speech is None or speech.before:
            raise NotSayableError(child.text)
        return self._with_speaker(clause, speech)

    def _beside_conjunct(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        """The clause as it is, where a conjunct is one of its own."""
        if not child.verbal:
            return None
        if child.form in ("finite", "short") and word.verbal:
            return clause
        raise NotSayableError(child.text)

    def _with_complement(self, clause: SayableClause, child: ParsedWord) -> SayableClause:
        told = clause.infinitive is not None or clause.content is not None
        if child.form == "infinitive":
            if told:
                raise NotSayableError(child.text)
            return replace(clause, infinitive=self._inner(child))
        that = self._that(child)
        if child.form in ("finite", "short") and that is not None:
            if clause.content is not None:
                raise NotSayableError(child.text)
            content = self._inner(child)
            return replace(clause, content=content, joint=clause.joint | {that.at})
        if child.rel == "xcomp" and child.form in ("noun", "adjective"):
            return _with_phrase(clause, self._phrases.phrase(child, way_of(self._tree, child)))
        if child.rel == "ccomp" and child.form == "noun" and self._tree.preposition(child):
            return self._without(clause, child)
        raise NotSayableError(child.text)

    def _that(self, child: ParsedWord) -> ParsedWord | None:
        """The word "что" that opens a clause, after a comma, wherever the tree hangs it."""
        first = min(self._sentence.below(child))
        before = self._tree.words[max(0, first - 1) : child.at]
        return next((one for one in before if self._opens_content(one)), None)

    def _with_content_apart(self, clause: SayableClause, head: _Head) -> SayableClause:
        """The clause with what is said where the tree does not hang it on the verb of saying."""
        speech = self._sentence.speech_of(head.verb)
        if speech is None or speech.before or not speech.content:
            return clause
        first, *rest = self._sentence.words_at(speech.content)
        mains = (
            one
            for one in rest
            if one.form in ("finite", "short")
            and (one.rel == "root" or one.head not in speech.content)
        )
        verb = next(mains, None) if first.low == THAT else None
        if verb is None:
            return clause
        return replace(clause, content=self._inner(verb), joint=clause.joint | {first.at})

    # Who says it.

    def _in_its_voice(self, clause: SayableClause, word: ParsedWord) -> SayableClause:
        """The clause with its speaker, if it is among somebody's words."""
        speech = voice_at(self._sentence.speeches, word)
        if speech is None or speech.word.at in clause.joint:
            return clause
        segments = self._tree.segments
        apart = segments[speech.word.at] != segments[word.at]
        if not apart or speech.before or not speech.word.verbal:
            raise NotSayableError(speech.word.text)
        return self._with_speaker(clause, speech)

    def _with_speaker(self, clause: SayableClause, speech: Speech) -> SayableClause:
        """Who says the whole clause: "по словам адвоката", "сообщил адвокат" after a comma."""
        word = speech.word
        if speech.speaker is None or clause.speaker is not None or word.lemma == STATEMENT:
            raise NotSayableError(word.text)
        speaker = self._phrases.phrase(speech.speaker.word, SPEAKER)
        if not _can_speak(speaker):
            raise NotSayableError(word.text)
        said = frozenset(range(self._tree.start(word), word.at + 1))
        marks = self._sentence.marks_around(speaker.all_tokens() | said)
        return replace(
            self._without(clause, word), speaker=speaker, joint=clause.joint | said | marks
        )

    def _with_source(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        """The clause with a noun of source, or without an hour."""
        speech = self._sentence.speech_of(child)
        if speech is not None and not child.verbal:
            return self._with_speaker(clause, speech)
        if child.low == AT_THAT and self._tree.preposition(child) == AT:
            return self._without(clause, child)
        if child.lemma in HOURS and child.at in self._sentence.amounts:
            raise NotSayableError(child.text)
        if child.lemma in HOURS:
            return self._without(clause, child)
        return None

    # Adverbs and nouns.

    def _with_adverb(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause | None:
        if child.low in LEANING or (child.lemma in LEANING and child.form != "noun"):
            raise NotSayableError(child.text)
        bare_adverb = not child.form and child.pos == "ADV"
        if child.rel not in ("advmod", "discourse") and not bare_adverb:
            return None
        if any(one.pos != "PUNCT" for one in self._tree.children(child)):
            raise NotSayableError(child.text)
        if is_idle(child):
            return clause
        return replace(clause, adverbs=(*clause.adverbs, (child.low, child.at)))

    def _with_argument(
        self, clause: SayableClause, word: ParsedWord, child: ParsedWord
    ) -> SayableClause:
        way = self._sentence.way(child)
        if not way or child.rel.startswith("nummod") or child.rel in _NO_ARGUMENTS:
            raise NotSayableError(child.text)
        bare_genitive = way == "gen" and child.rel != "obj" and not child.rel.startswith("nsubj")
        if bare_genitive and word.verbal and not clause.negated:
            raise NotSayableError(child.text)
        phrase = self._phrases.phrase(child, way)
        if phrase.passed_on:
            raise NotSayableError(child.text)
        if phrase.date is None or "+loc" not in way or clause.when is not None:
            return _with_phrase(clause, phrase)
        inside = places_of(phrase.date, self._sentence.dates)
        dated = replace(clause, when=phrase.date, when_tokens=clause.when_tokens | inside)
        return _with_phrase(dated, replace(phrase, date=None, tokens=phrase.tokens - inside))

    # What stands with the verb before.

    def _with_subject_above(self, clause: SayableClause, word: ParsedWord) -> SayableClause:
        """The clause with the subject of the verb that its own is coordinated with."""
        above = self._tree.head(word)
        if _has_subject(clause) or word.rel != "conj" or above is None:
            return clause
        found = subject(self._tree, word)
        between = self._tree.words[above.at : word.at]
        joined = not any(one.text in _PARTING for one in between)
        if found is not None and found.via is None and joined and _are_alike(above, word):
            return _with_phrase(clause, self._phrases.phrase(found.word, "nom"))
        while above.rel == "conj" and (higher := self._tree.head(above)) is not None:
            above = higher
        if found is not None or any(
            one.rel.startswith("nsubj") for one in self._tree.children(above)
        ):
            raise NotSayableError(word.text)
        return clause

    def _with_object_above(self, clause: SayableClause, word: ParsedWord) -> SayableClause:
        """The clause with the object of the verb before: его задержали и судили."""
        above = self._tree.head(word)
        told = any(one.way in ("nom", "acc", "gen", "dat") for one in clause.arguments)
        nobody = word.rel == "conj" and word.form == "finite" and word.plural and not told
        if above is None or not nobody:
            return clause
        for child in self._tree.children(above):
            somebody = child.animate or child.form == "pronoun"
            if child.rel == "obj" and somebody and child.at < above.at:
                clause = _with_phrase(clause, self._phrases.phrase(child, "acc"))
        return clause


def _with_phrase(clause: SayableClause, phrase: SayablePhrase) -> SayableClause:
    return replace(clause, arguments=(*clause.arguments, phrase))


def _has_subject(clause: SayableClause) -> bool:
    return any(one.way == "nom" for one in clause.arguments)


def _has_object(clause: SayableClause) -> bool:
    return any(one.way in _OBJECTS for one in clause.arguments)


def _are_alike(first: ParsedWord, second: ParsedWord) -> bool:
    """Whether two verbs may have one subject."""
    return (first.form, first.tense, first.plural) == (second.form, second.tense, second.plural)


def _can_speak(phrase: SayablePhrase) -> bool:
    """Whether a phrase is of somebody, or of a body that speaks."""
    somebody = phrase.animate or phrase.pointing is not None or bool(phrase.called)
    return somebody or phrase.head in SPEAKING_BODIES
