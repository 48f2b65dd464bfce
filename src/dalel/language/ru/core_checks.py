"""Checks of a claim whose core is to be told: that its clause tells it as done, or not done."""

from dataclasses import dataclass
from typing import Final

from dalel.domain.claim import Claim, Mode, Polarity
from dalel.language.ru.modes import RussianStanding
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.predicates import DeedPredicate
from dalel.language.ru.sayable_words import BESIDE, LEANING, NOT, RELATIVES, THAT, UNSURE, turns
from dalel.language.ru.valued_sentence import ValuedSentence

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
            word.form in ("finite", "short")
            and not self.sentence.is_quoted(word)
            and claim.mode is Mode.DONE
            and not claim.unsure & _SURE
            and not stands.operators
            and (claim.polarity is Polarity.DENIED) is denied
            and self._stands_free(word)
            and not any(
                self._turns(child)
                for one in own_words(self.sentence, predicate)
                for child in self.sentence.tree.children(one)
            )
        )

    def _turns(self, child: ParsedWord) -> bool:
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
