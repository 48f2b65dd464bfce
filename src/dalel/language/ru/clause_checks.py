"""Checks of a clause that was read: that no word is lost, and that it is clear who does what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from dalel.domain.claim import Claim, Mode, Polarity, is_money
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.sayable_words import is_idle, is_not_yet
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import ClauseTense, NotSayableError, SayableClause, SayablePhrase

_BOUNDS: Final = frozenset({",", ";", ":", "—", "–", "(", ")"})
_TOLD_AS_SO: Final = (Mode.DONE, Mode.ONGOING, Mode.PLANNED)


def check_whole(sentence: ValuedSentence, clause: SayableClause, stretch: Collection[int]) -> None:
    """Whether all words of a clause are its own, or left out, and all that is said is told.

    ``stretch`` are its places but for those of words that stand with another verb.

    :raises NotSayableError: where a word is lost.
    """
    check_sums(sentence, clause)
    words = sentence.tree.words
    verb = max(sorted(clause.own), key=lambda at: words[at].verbal)
    if clause.negated and is_not_yet(sentence.tree, words[verb]):
        raise NotSayableError(words[verb].text)
    known = clause.all_tokens() | clause.all_left()
    speech = next((one for one in sentence.speeches if one.word.at in clause.own), None)
    if speech is not None:
        untold = (at for at in speech.content - known if not sentence.is_mark(at))
        if speech.before or any(untold):
            raise NotSayableError(speech.word.text)
    between = range(min(stretch), max(stretch) + 1)
    for at in {*between, *_under(sentence, clause, stretch)} - known:
        word = sentence.tree.words[at]
        if word.pos not in ("PUNCT", "CCONJ") and not is_idle(word):
            raise NotSayableError(word.text)
    for word in _beside(sentence, clause):
        if word.at not in known and word.pos != "PUNCT" and not is_idle(word):
            raise NotSayableError(word.text)


def check_sums(sentence: ValuedSentence, clause: SayableClause) -> None:
    """Whether no sum of money is left out.

    :raises NotSayableError: where one is.
    """
    for at in clause.all_left() & sentence.amounts.keys():
        if is_money(sentence.amounts[at].unit):
            raise NotSayableError(sentence.amounts[at].words)


def _under(sentence: ValuedSentence, clause: SayableClause, own: Iterable[int]) -> Iterator[int]:
    """The places of all words under those of a clause, but for clauses coordinated with it."""
    seen, left = set(own), clause.all_left()
    stack = [sentence.tree.words[at] for at in seen]
    while stack:
        for child in sentence.tree.children(stack.pop()):
            if child.at not in seen | left and not is_clause_apart(child):
                seen.add(child.at)
                stack.append(child)
                yield child.at


def is_clause_apart(child: ParsedWord) -> bool:
    """Whether a word is the verb of another clause that is coordinated with its own."""
    return child.rel == "conj" and child.form in ("finite", "short")


def _beside(sentence: ValuedSentence, clause: SayableClause) -> Iterator[ParsedWord]:
    """The words of the verb's own stretch, wherever the tree hangs them."""
    words, kept = sentence.tree.words, clause.all_tokens()
    verb = max(sorted(clause.own), key=lambda at: words[at].verbal)
    for way in (words[:verb][::-1], words[verb + 1 :]):
        for word in way:
            if word.text in _BOUNDS or (word.pos == "CCONJ" and word.at not in kept):
                break
            yield word


def check_clear(
    sentence: ValuedSentence, verb: ParsedWord, phrases: Sequence[SayablePhrase]
) -> None:
    """Whether who does it is told by more than the order of words.

    :raises NotSayableError: where a subject does not agree with its verb, or may be the object.
    """
    subjects = [one for one in phrases if one.way == "nom"]
    if len(subjects) > 1:
        raise NotSayableError(verb.text)
    for one in subjects:
        single = not (one.plural or one.joined or one.amount)
        if single is verb.plural and not (one.amount and not verb.plural):
            raise NotSayableError(verb.text)
    for other in (one for one in phrases if one.way == "acc"):
        for one in subjects:
            turned = min(other.tokens) < min(one.tokens) or max(other.tokens) < verb.at
            if turned and _is_alike(sentence, one) and _is_alike(sentence, other):
                raise NotSayableError(verb.text)


def _is_alike(sentence: ValuedSentence, phrase: SayablePhrase) -> bool:
    """Whether a phrase looks the same as a subject and as an object."""
    if phrase.pointing is not None or phrase.animate:
        return False
    words = sentence.words_at(phrase.tokens)
    word = next((one for one in words if one.lemma == phrase.head), None)
    return word is None or word.plural or word.gender != "femn" or word.low.endswith("ь")


def check_dated(clause: SayableClause) -> None:
    """Whether the date of a clause may not as well be that of what is wanted or said in it.

    :raises NotSayableError: where it stands after the verb of the inner clause.
    """
    inner = clause.infinitive or clause.content
    if inner is not None and clause.when is not None and max(clause.when_tokens) > min(inner.own):
        raise NotSayableError(clause.when.words)


def check_agreement(claims: Iterable[Claim], clause: SayableClause, word: ParsedWord) -> None:
    """Whether the reader of claims read the same: who denies, and in which mode.

    :raises NotSayableError: where it read another polarity or mode.
    """
    for claim in claims:
        if not claim.trigger.start <= word.span.start < claim.trigger.end:
            continue
        planned = claim.mode is Mode.PLANNED and clause.tense is not ClauseTense.FUTURE
        other = not clause.possible and (planned or claim.mode not in _TOLD_AS_SO)
        if other or (claim.polarity is Polarity.DENIED) is not clause.negated:
            raise NotSayableError(word.text)
