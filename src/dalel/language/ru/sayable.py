"""Clauses of Russian texts that can be said again: every word of theirs is accounted for.

What only adds something (an adverbial clause, a relative clause) is left out; where a word is left
that might turn the sense, the clause is none.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from dalel.domain.claim import Claim, claims_by_sentence
from dalel.domain.deeds import DeedTable, Telling
from dalel.domain.dictionary import Dictionary
from dalel.language.ru.clause_reader import ClauseReader
from dalel.language.ru.core_essentials import misses
from dalel.language.ru.core_reader import CoreReader
from dalel.language.ru.deed_words import Wordings
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.phrase_reader import PhraseReader
from dalel.language.ru.pronoun_reader import PronounReader
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import NotSayableError, SayableClause, SayablePhrase


def read_clauses(
    sentences: Sequence[ValuedSentence], claims: Sequence[Claim], verbs: Wordings
) -> Iterator[tuple[Sentence, SayableClause]]:
    """The clauses of a text that can be said again, each with its sentence, in order."""
    stated = claims_by_sentence(claims)
    for at, sentence in enumerate(sentences):
        own = stated.get(sentence.tree.span, ())
        for clause in ClauseReader(sentence, sentences[:at], own, verbs).clauses():
            if not misses(sentence, clause, own):
                yield sentence.tree, clause


def read_cores(
    sentences: Sequence[ValuedSentence],
    claims: Sequence[Claim],
    dictionary: Dictionary,
    table: DeedTable,
    published: date | None = None,
    verbs: Wordings | None = None,
) -> Iterator[tuple[Sentence, Iterator[SayableClause]]]:
    """The cores of the claims of a text, each in fewer and fewer words, with its sentence.

    ``verbs`` tell what the table of deeds has no wording for.
    """
    stated = claims_by_sentence(claims)
    for at, sentence in enumerate(sentences):
        own = stated.get(sentence.tree.span, ())
        reader = CoreReader(sentence, sentences[:at], own, dictionary, table, published, verbs)
        for core in reader.cores():
            yield sentence.tree, _whole(sentence, core, own)


def _whole(
    sentence: ValuedSentence, cores: Iterator[SayableClause], claims: Sequence[Claim]
) -> Iterator[SayableClause]:
    """Those of the cores of one claim that miss nothing."""
    return (one for one in cores if not misses(sentence, one, claims))


def read_phrases(sentence: ValuedSentence) -> Iterator[SayablePhrase]:
    """The nouns of a sentence with what belongs to them, each word in one of them, in order."""
    reader = PhraseReader(sentence=sentence, pronouns=PronounReader(sentence=sentence))
    told: set[int] = set()
    for word in sorted(sentence.tree.words, key=lambda one: _depth(sentence.tree, one)):
        if word.form != "noun" or word.at in told:
            continue
        try:
            phrase = reader.phrase(word, "")
        except NotSayableError:
            continue
        if phrase.pointing is None and not phrase.pronoun and not told & phrase.all_tokens():
            told |= phrase.all_tokens()
            yield phrase


def _depth(tree: Sentence, word: ParsedWord) -> int:
    return sum(1 for _ in tree.ancestors(word))


def wordings(verbs: Collection[str]) -> Wordings:
    """Verbs and set phrases of a dictionary as they are found in a sentence."""
    return Wordings((key, Telling(words=tuple(key.split()))) for key in verbs)
