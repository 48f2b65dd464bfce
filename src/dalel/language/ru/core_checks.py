"""Checks of a claim whose core is to be told: that its clause tells it as done, or not done."""

from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import Claim, Mode, Polarity
from dalel.language.ru.modes import RussianStanding
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.predicates import DeedPredicate
from dalel.language.ru.sayable_words import (
    AUXILIARIES,
    BESIDE,
    LEANING,
    NOT,
    RELATIVES,
    THAT,
    UNSURE,
    is_not_yet,
    turns,
)
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import ClauseTense, SayableClause

#: Marks over which no clause goes on.
_PARTING: Final = frozenset({";", ":", "—", "–"})
#: By what is told how many each of them has.
_EACH: Final = "каждый"
_COUNTED_BY: Final = frozenset({"человек", "сутки", "день", "час", "неделя", "месяц", "год"})
_COUNTING: Final = ("на+", "в+acc", "за+")
#: Adjectives that stand for a verb.
INTENDING: Final = frozenset({"намерен", "должный", "обязан"})
_TENSES: Final = {"pres": ClauseTense.PRESENT, "futr": ClauseTense.FUTURE}
#: Fields of a claim that were read, and not guessed.
_SURE: Final = frozenset({"deed", "polarity", "mode", "patient"})


def own_words(sentence: ValuedSentence, predicate: DeedPredicate) -> list[ParsedWord]:
    """The words that tell a deed, in order."""
    every = (predicate.word, predicate.core, *predicate.parts)
    return [sentence.tree.words[at] for at in sorted({one.at for one in every})]


def denial(sentence: ValuedSentence, word: ParsedWord) -> ParsedWord | None:
    """The word that denies a verb."""
    return next((one for one in sentence.tree.children(word) if one.low == NOT), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class CoreChecks:
    """What must hold of a claim of a sentence and of its clause."""

    sentence: ValuedSentence

    def is_told(self, claim: Claim, predicate: DeedPredicate, stands: RussianStanding) -> bool:
        """Whether a claim is told as done or not done, by a verb of its own clause."""
        word = predicate.word
        denied = denial(self.sentence, word) is not None
        return (
            self.stands(word)
            and self._is_in_tense(claim, word)
            and not claim.unsure & _SURE
            and not stands.operators
            and (claim.polarity is Polarity.DENIED) is denied
            and not self.is_turned(predicate)
        )

    def stands(self, word: ParsedWord) -> bool:
        """Whether a verb is finite and told by itself."""
        finite = word.form in ("finite", "short") or word.lemma in INTENDING
        return finite and not self.sentence.is_quoted(word) and self._stands_free(word)

    def is_turned(self, predicate: DeedPredicate) -> bool:
        """Whether a word beside a deed's words turns what they tell."""
        return any(
            self.turns(child)
            for one in own_words(self.sentence, predicate)
            for child in self.sentence.tree.children(one)
        )

    def tense(self, word: ParsedWord) -> ClauseTense:
        """The tense of a verb, by its auxiliary where it has one."""
        auxiliaries = [one for one in self.sentence.tree.children(word) if one.rel in AUXILIARIES]
        if any(one.tense == "futr" for one in auxiliaries):
            return ClauseTense.FUTURE
        if word.form == "short" or auxiliaries:
            return ClauseTense.PAST
        if word.form == "short_adjective":
            return ClauseTense.PRESENT
        return _TENSES.get(word.tense, ClauseTense.PAST)

    def goes_on(self, first: ParsedWord, second: ParsedWord) -> bool:
        """Whether a verb goes on with the subject of one before it: said together, and alike."""
        tree = self.sentence.tree
        together = any(one.rel == "cc" for one in tree.children(second))
        if not together or self.is_parted(first, second) or not _agree(first, second):
            return False
        others = (
            tree.head(one)
            for one in tree.words[first.at : second.at]
            if one.rel.startswith("nsubj") and tree.head(one) is not first
        )
        return not any(one is not None and _agree(one, second) for one in others)

    def is_lessened(self, clause: SayableClause, verb: ParsedWord) -> bool:
        """Whether a clause would say more than its words, one of which is left."""
        turned = self._is_turned_beside(clause, verb) or self._is_rate(clause, verb)
        return turned or (clause.negated and is_not_yet(self.sentence.tree, verb))

    def _is_turned_beside(self, clause: SayableClause, verb: ParsedWord) -> bool:
        """Whether a word that turns the sense stands among those of a clause, or before them."""
        told, segments = clause.all_tokens(), self.sentence.tree.segments
        return any(
            turns(one) and one.at not in told and segments[one.at] == segments[verb.at]
            for one in self.sentence.tree.words[max(0, min(told) - 1) : max(told) + 1]
        )

    def _is_rate(self, clause: SayableClause, verb: ParsedWord) -> bool:
        """Whether what is counted is counted by something that is left: на одного человека."""
        if not any(one.amount is not None for one in clause.all_phrases()):
            return False
        segments, sentence = self.sentence.tree.segments, self.sentence
        return any(
            one.lemma == _EACH
            or (one.lemma in _COUNTED_BY and sentence.way(one).startswith(_COUNTING))
            or (one.at in sentence.amounts and not sentence.is_dated(one))
            for one in sentence.words_at(clause.all_left())
            if segments[one.at] == segments[verb.at]
        )

    def is_parted(self, first: ParsedWord, second: ParsedWord) -> bool:
        """Whether a mark stands between two words over which nothing goes on."""
        start, end = sorted((first.at, second.at))
        return any(one.text in _PARTING for one in self.sentence.tree.words[start:end])

    def _is_in_tense(self, claim: Claim, word: ParsedWord) -> bool:
        """Whether a claim stands as its verb's tense has it, and not in another mode."""
        tense = self.tense(word)
        if tense is ClauseTense.FUTURE and word.rel in ("acl:relcl", "advcl"):
            # What is to be under a plan is told of the plan.
            return False
        modes = {Mode.DONE, Mode.ONGOING} if tense is ClauseTense.PRESENT else {Mode.DONE}
        return claim.mode in ({Mode.PLANNED} if tense is ClauseTense.FUTURE else modes)

    def turns(self, child: ParsedWord) -> bool:
        """Whether a word turns what is told, or says that it is not known."""
        marks = [one for one in self.sentence.tree.children(child) if one.rel == "mark"]
        unsure = child.low in UNSURE or child.lemma in UNSURE
        leaning = child.form != "noun" and child.low in LEANING and child.rel != "mark"
        conditional = any(one.low in ("если", "чтобы") for one in (child, *marks))
        before = child.low == "этого" and self.sentence.tree.preposition(child) == "до"
        return (
            before or turns(child) or unsure or leaning or conditional or child.low in ("бы", "б")
        )

    def _stands_free(self, word: ParsedWord) -> bool:
        """Whether a verb is told by itself: of a main clause, of what somebody says, or beside.

        What a relative clause tells, or one of when and why, is so whatever the main clause says.
        """
        seen = {word.at}
        while word.rel != "root":
            head = self.sentence.tree.head(word)
            if self._is_relative(word) or (word.rel == "advcl" and self._is_beside(word)):
                return not self._is_reported(word)
            if head is None or head.at in seen:
                return False
            said = any(
                word.at in one.content and one.word is head for one in self.sentence.speeches
            )
            that = any(one.low == THAT for one in self.sentence.tree.children(word))
            if (that or word.rel not in ("conj", "parataxis")) and not said:
                return False
            seen.add(head.at)
            word = head
        return True

    def _is_relative(self, word: ParsedWord) -> bool:
        """Whether a clause tells which one a noun is; "что" opens what is said or thought."""
        opened = any(one.lemma in RELATIVES for one in self.sentence.tree.subtree(word))
        that = any(one.low == THAT for one in self.sentence.tree.children(word))
        return word.rel == "acl:relcl" and opened and not that

    def _is_reported(self, word: ParsedWord) -> bool:
        """Whether somebody is told to speak above a clause."""
        above = {one.at for one in self.sentence.tree.ancestors(word)}
        return any(one.word.at in above for one in self.sentence.speeches)

    def _is_beside(self, word: ParsedWord) -> bool:
        """Whether a clause tells when, after what or why something was."""
        marks = [one for one in self.sentence.tree.children(word) if one.rel in ("mark", "advmod")]
        return any(one.low in BESIDE for one in marks) and not any(turns(one) for one in marks)


def _agree(first: ParsedWord, second: ParsedWord) -> bool:
    """Whether two verbs may have one subject."""
    genders = {first.gender, second.gender} - {""}
    same = (first.tense, first.plural, first.form) == (second.tense, second.plural, second.form)
    return same and len(genders) < 2
