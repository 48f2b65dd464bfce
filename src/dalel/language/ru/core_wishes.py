"""Reads the core of a deed that is wanted: planned, asked for, proposed, ordered, refused.

It is told under the verb that wants it, never as done: "прокурор потребовал арестовать ...".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Claim
from dalel.domain.dictionary import DeedWording, Dictionary, EntryKind
from dalel.language.ru.core_checks import INTENDING, CoreChecks, denial
from dalel.language.ru.deed_words import unreflexive
from dalel.language.ru.parsing import ParsedWord
from dalel.language.ru.predicates import DeedPredicate
from dalel.language.ru.sayable_words import OR_RATHER, THAT
from dalel.language.ru.valued_sentence import ValuedSentence
from dalel.language.sayable import (
    MUST,
    CalledKind,
    ClauseTense,
    NotSayableError,
    SayableClause,
    SayablePhrase,
)
from dalel.language.wordlist import words

#: Verbs under which an infinitive is wanted, and not said to be so.
WANTING: Final = frozenset(
    words(
        "планировать запланировать намереваться намерен обещать пообещать договориться решить "
        "готовиться просить попросить требовать потребовать призвать призывать предложить "
        "предлагать рекомендовать советовать обязать обязывать поручить поручать предписать "
        "распорядиться должный обязан постановить приказать запретить запрещать разрешить "
        "отказаться отказываться согласиться"
    )
)
#: What hangs on such a verb and does not change what is wanted.
_SET_APART: Final = frozenset({"punct", "cc", "obl", "advmod", "xcomp", "csubj", "csubj:pass"})
#: To whom it is told that he should: the ways that he may stand in.
_ADDRESSED: Final = frozenset({"dat", "acc", "от+gen", "у+gen"})
#: Of these it is told too that somebody does not.
_PLANNING: Final = frozenset({"планировать", "намерен", "должный"})
#: Those that a name may be of who wants something.
_WHO: Final = (CalledKind.PERSON, CalledKind.BODY)
_SUBJECTS: Final = ("nsubj", "nsubj:pass")
#: Of adjectives the verbs that say the same.
_AS_VERBS: Final = {"намерен": "намереваться"}
_MUST: Final = frozenset({"должный", "обязан"})
_FIRST_PERSON: Final = "м"


@dataclass(frozen=True, kw_only=True, eq=False)
class WishReader:
    """Puts the core of a deed under the verb that wants it.

    ``phrase`` reads somebody in his way as a core has its doer, or raises.
    """

    sentence: ValuedSentence
    checks: CoreChecks
    dictionary: Dictionary
    phrase: Callable[[ParsedWord, str], SayablePhrase]

    def verb(self, predicate: DeedPredicate) -> ParsedWord | None:
        """The verb that wants what a predicate tells, if it is told by itself."""
        word, tree = predicate.word, self.sentence.tree
        head = tree.head(word)
        if word.form != "infinitive" or head is None or word.rel == "conj":
            return None
        wanted = {head.lemma, unreflexive(head.lemma)} & WANTING
        alone = not any(
            one.rel == "conj" and any(each.low in OR_RATHER for each in tree.children(one))
            for one in tree.children(word)
        )
        denied = denial(self.sentence, head) is not None and head.lemma not in _PLANNING
        free = self.checks.stands(head) and not denied
        first = head.plural and head.tense != "past" and head.low.endswith(_FIRST_PERSON)
        now = head.lemma not in INTENDING or self.checks.tense(head) is ClauseTense.PRESENT
        if not (wanted and alone and free and now) or first or head.tense == "futr":
            return None
        return head

    def _said_surely(self, child: ParsedWord) -> SayablePhrase:
        """Who wants it: somebody or a body, and not what the verb's object may be as well.

        :raises NotSayableError: of a thing.
        """
        phrase = self.phrase(child, "nom")
        entry = self.dictionary.kazakh([phrase.head]) if phrase.head else None
        body = entry is not None and entry.kind in (EntryKind.BODY, EntryKind.PERSON)
        if not (body or phrase.animate or any(one.kind in _WHO for one in phrase.called)):
            raise NotSayableError(child.text)
        return phrase

    def around(
        self, core: SayableClause, claim: Claim, predicate: DeedPredicate, verb: ParsedWord
    ) -> SayableClause:
        """The clause of the verb that wants a deed, with who wants it and of whom.

        :raises NotSayableError: where somebody of them cannot be said, or is not told.
        """
        wording = self._wording(verb)
        denied = denial(self.sentence, verb)
        own = {verb.at} | ({denied.at} if denied is not None else set())
        own |= {one.at for one in self.sentence.tree.children(verb) if one.rel.startswith("aux")}
        arguments: list[SayablePhrase] = []
        left: set[int] = set()
        for child in self._dependents(verb):
            if child is predicate.word or child.at in own or child.rel in ("punct", "cc"):
                continue
            said = self._participant(child)
            if said is not None:
                arguments.append(said)
            elif not (child.rel == "conj" and child.verbal):
                left |= self._left(child)
        has_subject = any(one.way == "nom" for one in arguments)
        self._check_subject(verb, has_subject=has_subject)
        left -= core.all_tokens()
        if denied is not None and any(at not in self.sentence.dates for at in left):
            raise NotSayableError(verb.text)
        return SayableClause(
            verb=verb.lemma,
            wording=wording,
            own=frozenset(own),
            trigger=claim.trigger,
            tense=self.checks.tense(verb),
            negated=denied is not None,
            arguments=tuple(sorted(arguments, key=lambda one: min(one.all_tokens()))),
            infinitive=replace(core, agentless=False),
            agentless=not has_subject,
            left=frozenset(left),
        )

    def _check_subject(self, verb: ParsedWord, *, has_subject: bool) -> None:
        """Whether it is told who wants it, or clearly that nobody is told to.

        :raises NotSayableError: where it is not.
        """
        impersonal = verb.form == "short" or unreflexive(verb.lemma) in WANTING
        told = has_subject or impersonal or (verb.plural and verb.form == "finite")
        if not told or (has_subject and impersonal):
            raise NotSayableError(verb.text)

    def _left(self, child: ParsedWord) -> frozenset[int]:
        """The places of what only adds something.

        :raises NotSayableError: where it turns what is wanted, or is a part of it.
        """
        if child.low == THAT or self.checks.turns(child):
            raise NotSayableError(child.text)
        if child.rel in _SET_APART or self.sentence.is_dated(child):
            return self.sentence.below(child)
        raise NotSayableError(child.text)

    def _dependents(self, verb: ParsedWord) -> list[ParsedWord]:
        """What hangs on a verb, with the subject of the one it is coordinated with."""
        tree = self.sentence.tree
        children = list(tree.children(verb))
        if any(one.rel in _SUBJECTS for one in children) or verb.rel != "conj":
            return children
        above = tree.head(verb)
        shared = tree.children(above) if above and self.checks.goes_on(above, verb) else ()
        return [*children, *(one for one in shared if one.rel in _SUBJECTS)]

    def _participant(self, child: ParsedWord) -> SayablePhrase | None:
        """Who wants it, or of whom."""
        if child.rel in _SUBJECTS:
            return self._said_surely(child)
        way = self.sentence.way(child)
        addressed = child.rel in ("obj", "iobj", "obl") and way in _ADDRESSED
        if not addressed or self.sentence.is_dated(child):
            return None
        return self.phrase(child, way)

    def _wording(self, verb: ParsedWord) -> DeedWording:
        """How a verb is said; one on -ся as the passive of that without it."""
        base = unreflexive(verb.lemma)
        lemma = base if base in WANTING else _AS_VERBS.get(verb.lemma, verb.lemma)
        if lemma in _MUST:
            return DeedWording(kk=MUST, ways={"inf": "dat"}, needs=())
        entry = self.dictionary.verbs.get(lemma)
        if entry is None:
            raise NotSayableError(verb.text)
        return DeedWording(kk=entry.kk, ways=entry.ways, passive=entry.passive, needs=())
