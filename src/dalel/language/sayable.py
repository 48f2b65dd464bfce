"""What a clause says, as far as it can be said again: a verb, phrases in their ways, values.

The records stand between the reading of one language and the saying in another one. Words are
lemmas of the language that was read; ``tokens`` are the places of the words in their sentence, so
that what another language could not say can be left out of the first one too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dalel.domain.claim import Amount, When, is_money
from dalel.domain.dictionary import DeedWording
from dalel.domain.evidence import TextSpan
from dalel.language.wordlist import words

#: The way of whoever says a clause.
SPEAKER: Final = "speaker"
#: The Kazakh word of what somebody must do, which has no forms.
MUST: Final = "тиіс"
#: Ways of where something was.
PLACE_WAYS: Final = frozenset({"в+loc", "на+loc"})
#: Deeds that read as of nothing, or as of speech, where it is not told for what.
PROSECUTED: Final = frozenset(
    words(
        "detain arrest house_arrest pledge suspect charge open_case protocol send_to_court "
        "extend_term wanted deport extradite sentence convict acquit fine punish accuse search "
        "investigate question try"
    )
)
#: In these ways a phrase is said again most surely.
_SURE_WAYS: Final = frozenset({"nom", "acc", "dat", "gen", "в+loc", "на+loc", "по+dat"})


class NotSayableError(Exception):
    """What stands in a clause cannot be accounted for, or there is no word for it."""


class CalledKind(StrEnum):
    """What something is called by."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    STATUTE = "statute"
    #: A title in quotation marks.
    TITLE = "title"
    #: An address of the web, an account, a word in Latin letters.
    LATIN = "latin"


class ClauseTense(StrEnum):
    """When a clause is told to be: before, now, later."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Pointing(StrEnum):
    """What a pronoun points to, where its name is not put in its place."""

    ONE = "one"
    SEVERAL = "several"
    THIS = "this"
    SELF = "self"


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidName:
    """A name: its words as they are called, and the pack's code of a place, body or provision."""

    kind: CalledKind
    words: str
    code: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class SayablePhrase:
    """A noun with what belongs to it, or a bare name; ``way`` is how it stands: acc, в+loc.

    ``head`` is the lemma of the noun, empty for a bare name. ``owner`` stands in the genitive,
    ``further`` after prepositions; ``joined`` are coordinated with it. ``lead`` are the places of
    its preposition. ``pronoun`` is a pronoun that stood for it, ``stands`` the case of its words
    where that is not the way's.
    """

    way: str
    head: str
    tokens: frozenset[int]
    lead: frozenset[int] = frozenset()
    plural: bool = False
    animate: bool = False
    #: Lemmas with their places.
    adjectives: tuple[tuple[str, int], ...] = ()
    #: Its adjectives are coordinated: the first and the second.
    listed: bool = False
    #: It is told of nothing else: only the court.
    only: bool = False
    owner: "SayablePhrase | None" = None
    further: tuple["SayablePhrase", ...] = ()
    joined: tuple["SayablePhrase", ...] = ()
    called: tuple[SaidName, ...] = ()
    #: Names of persons under it that belong to the noun above.
    passed_on: tuple[SaidName, ...] = ()
    amount: Amount | None = None
    date: When | None = None
    pronoun: str = ""
    stands: str = ""
    pointing: Pointing | None = None
    #: A clause that tells which one: its verb's subject or object is this phrase.
    clause: "SayableClause | None" = None
    #: It cannot be read without what was told before.
    leans: bool = False
    #: Places of words under it that only add something, and are not said.
    left: frozenset[int] = frozenset()

    def all_tokens(self) -> frozenset[int]:
        """Its places, those of all its parts and of its preposition."""
        return (self.tokens | self.lead).union(*(one.all_tokens() for one in self._inner()))

    def all_left(self) -> frozenset[int]:
        """The places of all words that are not said in it and in its parts."""
        return self.left.union(*(one.all_left() for one in self._inner()))

    @property
    def is_specified(self) -> bool:
        """Whether something tells which one it is."""
        more = (self.called, self.adjectives, self.owner, self.further, self.joined, self.clause)
        return any(more) or self.amount is not None

    @property
    def is_sum(self) -> bool:
        """Whether it is a sum of money: на 20 МРП."""
        return self.amount is not None and is_money(self.amount.unit)

    def all_phrases(self) -> Iterator["SayablePhrase"]:
        """It and all its parts."""
        yield self
        for one in self._inner():
            yield from one.all_phrases()

    def _inner(self) -> Iterator["SayablePhrase | SayableClause"]:
        yield from filter(None, (self.owner, *self.further, *self.joined, self.clause))


@dataclass(frozen=True, kw_only=True, eq=False)
class SayableClause:
    """A verb and what stands with it.

    ``verb`` is a key of the dictionary, ``own`` the places of its words; of the core of a claim
    ``wording`` says its deed, and its arguments stand as the deed's doer and patient do.
    ``content`` is what is said ("что ..."), ``infinitive`` what is asked, planned, ordered.
    ``speaker`` is who says the whole clause, ``adverbs`` lemmas with their places. ``possible`` is
    what may be done.
    """

    verb: str
    own: frozenset[int]
    trigger: TextSpan
    wording: DeedWording | None = None
    tense: ClauseTense = ClauseTense.PAST
    passive: bool = False
    negated: bool = False
    possible: bool = False
    arguments: tuple[SayablePhrase, ...] = ()
    adverbs: tuple[tuple[str, int], ...] = ()
    when: When | None = None
    when_tokens: frozenset[int] = frozenset()
    infinitive: "SayableClause | None" = None
    content: "SayableClause | None" = None
    #: What the same one does beside it: his words again, and left.
    beside: tuple["SayableClause", ...] = ()
    speaker: SayablePhrase | None = None
    #: The speaker tells what he thinks.
    opinion: bool = False
    #: Places of marks and words that join its parts.
    joint: frozenset[int] = frozenset()
    #: It is told of nobody who did it: задержали.
    agentless: bool = False
    #: The genitive among the arguments tells whose the noun of the verb's set phrase is.
    whose: bool = False
    #: Places of words that only add something, and are not said.
    left: frozenset[int] = frozenset()
    #: A place or a time of its own is among them.
    lessened: bool = False

    @property
    def leans(self) -> bool:
        """Whether it cannot be read without what was told before."""
        return any(one.leans for one in self.all_phrases())

    @property
    def plain(self) -> bool:
        """Whether it is a core, or of one verb with nouns in the ways that are said most surely."""
        if self.wording is not None:
            return True
        alone = not any(self._clauses()) and self.speaker is None and not self.possible
        return (
            alone
            and all(one.way in _SURE_WAYS or one.is_sum for one in self.arguments)
            and not any(
                one.further or one.clause or one.pointing or one.pronoun
                for one in self.all_phrases()
            )
        )

    @property
    def bare(self) -> bool:
        """Whether it tells of a noun alone, or of none: the document was adopted."""
        main = [one for one in self.arguments if one.way in ("nom", "acc")]
        return not any(one.is_specified for one in main) and not any(
            one.called for one in self.all_phrases()
        )

    def clauses(self) -> Iterator["SayableClause"]:
        """It and those inside it, but for those that tell which one a noun is."""
        yield self
        for inner in self._clauses():
            yield from inner.clauses()

    def all_phrases(self) -> Iterator[SayablePhrase]:
        """All phrases of it and of the clauses inside it."""
        for one in self._inner():
            yield from one.all_phrases()

    def all_tokens(self) -> frozenset[int]:
        """The places of all that it says."""
        found = self.own | self.when_tokens | self.joint | {at for _, at in self.adverbs}
        return found.union(*(one.all_tokens() for one in self._inner()))

    def all_left(self) -> frozenset[int]:
        """The places of all words that are not said in it and in its parts."""
        return self.left.union(*(one.all_left() for one in self._inner()))

    def _inner(self) -> Iterator["SayablePhrase | SayableClause"]:
        yield from self.arguments
        yield from filter(None, (self.speaker, *self._clauses()))

    def _clauses(self) -> Iterator["SayableClause"]:
        yield from filter(None, (self.infinitive, self.content, *self.beside))


def may_do(phrase: SayablePhrase) -> bool:
    """Whether a phrase is of a person or of a body that is named."""
    return phrase.animate or any(
        one.kind in (CalledKind.PERSON, CalledKind.BODY) for one in phrase.called
    )
