"""Chunks of an English sentence: noun phrases without what follows them, verbs with auxiliaries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.en.tagging import Tagged
from dalel.language.en.tokens import Tag
from dalel.language.en.verb_forms import EnglishVerbForm
from dalel.language.en.word_lists import listed


@dataclass(frozen=True, kw_only=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries.

    ``negations`` are places of words that deny it. ``finite`` is a verb that takes a subject of
    its own; ``participle`` one in -ed that may be a past or stand without its auxiliary.
    """

    lemma: str
    form: EnglishVerbForm
    passive: bool = False
    progressive: bool = False
    perfect: bool = False
    past: bool = False
    stays: bool = False
    infinitive: bool = False
    modal: str | None = None
    negations: tuple[int, ...] = ()

    @property
    def finite(self) -> bool:
        """Whether it is neither an infinitive nor a word in -ing, nor surely a participle."""
        return not self.infinitive and self.form is not EnglishVerbForm.ING and not self.reduced

    @property
    def reduced(self) -> bool:
        """Whether it is a participle without its auxiliary: "the journalist detained in May"."""
        return self.form is EnglishVerbForm.PARTICIPLE and not (self.passive or self.perfect)

    @property
    def gerund(self) -> bool:
        """Whether it is a word in -ing without a finite auxiliary."""
        return not self.infinitive and self.form is EnglishVerbForm.ING


@dataclass(frozen=True, kw_only=True, slots=True)
class EnglishChunk:
    """Tokens ``first`` to ``last``, both included.

    ``tag`` is that of its only token; NOUN for a noun phrase, VERB for a verb with its auxiliaries.
    ``head`` is the token that matters most in it.
    """

    tag: Tag
    first: int
    last: int
    head: int
    verb: VerbGroup | None = None


_NOMINAL: Final = frozenset(
    {Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.AMOUNT, Tag.NOUN, Tag.PRONOUN}
)
#: "A week later" is a time, not a thing.
_APART_IN_TIME: Final = frozenset({"later", "earlier", "ago", "before", "after"})
_TIMES: Final = listed("grammar", "times")
#: Verbs that tell with a participle that something is still so: "remains blocked".
_STAYING: Final = ("remain", "stay")
_VERBAL: Final = frozenset({Tag.VERB, Tag.MODAL})
_OWNERS: Final = ("'s", "’s", "'", "’")


def chunked(row: Sequence[Tagged]) -> tuple[EnglishChunk, ...]:
    """The chunks of a tagged sentence; adverbs that belong to no verb are left out."""
    return tuple(_chunks(row))


def _chunks(row: Sequence[Tagged]) -> Iterator[EnglishChunk]:
    at = 0
    while at < len(row):
        verb = _verb_chunk(row, at)
        if verb is not None:
            yield verb
            at = verb.last + 1
        elif row[at].tag in _NOMINAL:
            last = _noun_end(row, at)
            later = last + 1 < len(row) and row[last + 1].low in _APART_IN_TIME
            dated = later and row[last].lemma in _TIMES
            yield EnglishChunk(
                tag=Tag.DATE if dated else Tag.NOUN,
                first=at,
                last=last,
                head=_noun_head(row, at, last),
            )
            at = last + 1
        else:
            if row[at].tag is not Tag.ADVERB:
                yield EnglishChunk(tag=row[at].tag, first=at, last=at, head=at)
            at += 1


def _noun_end(row: Sequence[Tagged], start: int) -> int:
    at = start
    while at + 1 < len(row) and _continues(row, start, at):
        at += 1
    return at


def _continues(row: Sequence[Tagged], start: int, at: int) -> bool:
    """Whether the noun phrase goes on after the token ``at``."""
    this, following = row[at], row[at + 1]
    if this.low == "no" and following.low == "one":
        return True
    if following.tag not in _NOMINAL or this.tag is Tag.PRONOUN or following.tag is Tag.PRONOUN:
        return False
    if following.low in _OWNERS:
        return this.tag in (Tag.NOUN, Tag.AMOUNT)
    if this.tag in (Tag.NOUN, Tag.AMOUNT) and following.tag is Tag.DETERMINER:
        return False
    if this.tag is Tag.NOUN:
        hyphened = following.tag is Tag.AMOUNT and "-" in following.low
        return following.tag is Tag.NOUN or hyphened
    if this.tag is Tag.ADJECTIVE and following.tag in (Tag.DETERMINER, Tag.POSSESSIVE):
        return False
    if this.tag is Tag.AMOUNT and following.tag is Tag.POSSESSIVE:
        return False
    is_ordinal = this.low in listed("grammar", "ordinals") and following.tag is Tag.AMOUNT
    alone = at + 2 >= len(row) or row[at + 2].tag is not Tag.NOUN
    return not (is_ordinal and alone)


def _noun_head(row: Sequence[Tagged], first: int, last: int) -> int:
    for at in range(last, first - 1, -1):
        if row[at].tag in (Tag.NOUN, Tag.PRONOUN):
            return at
    return last


def _verb_chunk(row: Sequence[Tagged], start: int) -> EnglishChunk | None:
    """The verb with its auxiliaries that begins here, if one does."""
    at, opening = start, tuple[int, ...]()
    if row[at].tag is Tag.NOT and _opens_verb(row, at):
        opening, at = (at,), at + 1
    infinitive = row[at].tag is Tag.TO
    at += infinitive
    if at >= len(row) or (row[at].tag not in _VERBAL and not infinitive):
        return None
    parts, inner = _parts(row, at)
    if not parts or row[parts[-1]].tag is Tag.MODAL:
        return None
    negations = (*opening, *inner)
    return EnglishChunk(
        tag=Tag.VERB,
        first=start,
        last=max(parts[-1], *negations) if negations else parts[-1],
        head=parts[-1],
        verb=_group([row[part] for part in parts], negations, infinitive=infinitive),
    )


def _parts(row: Sequence[Tagged], start: int) -> tuple[list[int], list[int]]:
    """The places of auxiliaries and their verb from a token on, and of negations among them."""
    parts: list[int] = []
    negations: list[int] = []
    for at in range(start, len(row)):
        if row[at].tag is Tag.NOT and row[at].low not in ("neither", "nor"):
            helps = not parts or _verb_follows(row, at, parts)
            if helps or row[parts[-1]].lemma in ("be", "have", "do"):
                negations.append(at)
            if not helps:
                break
        elif row[at].tag in _VERBAL and (not parts or _helps(row[parts[-1]], row[at])):
            parts.append(at)
        elif row[at].tag is not Tag.ADVERB or not _verb_follows(row, at, parts):
            break
    return parts, negations


def _opens_verb(row: Sequence[Tagged], at: int) -> bool:
    """Whether the negation at a place belongs to the verb right after it."""
    if at + 1 >= len(row):
        return False
    following = row[at + 1]
    if row[at].low in ("never", "neither", "nor"):
        return following.tag in (Tag.VERB, Tag.TO)
    gerund = following.tag is Tag.VERB and following.form is EnglishVerbForm.ING
    return following.tag is Tag.TO or gerund


def _verb_follows(row: Sequence[Tagged], at: int, parts: Sequence[int]) -> bool:
    """Whether after "not" and adverbs a verb follows that the last part helps."""
    for following in row[at + 1 :]:
        if following.tag in (Tag.ADVERB, Tag.NOT):
            continue
        return following.tag in _VERBAL and (not parts or _helps(row[parts[-1]], following))
    return False


def _helps(auxiliary: Tagged, verb: Tagged) -> bool:
    if auxiliary.tag is Tag.MODAL:
        return verb.form is EnglishVerbForm.BASE
    helped = {
        "be": (EnglishVerbForm.PARTICIPLE, EnglishVerbForm.ING),
        "have": (EnglishVerbForm.PARTICIPLE,),
        "do": (EnglishVerbForm.BASE,),
        "get": (EnglishVerbForm.PARTICIPLE,),
        "remain": (EnglishVerbForm.PARTICIPLE,),
        "stay": (EnglishVerbForm.PARTICIPLE,),
    }
    return verb.form in helped.get(auxiliary.lemma, ())


def _group(parts: Sequence[Tagged], negations: tuple[int, ...], *, infinitive: bool) -> VerbGroup:
    head, helpers = parts[-1], parts[:-1]
    last = helpers[-1].lemma if helpers else ""
    first = parts[0]
    return VerbGroup(
        lemma=head.lemma,
        form=first.form or head.form or EnglishVerbForm.BASE,
        passive=last in ("be", "get", *_STAYING) and head.form is EnglishVerbForm.PARTICIPLE,
        progressive=last == "be" and head.form is EnglishVerbForm.ING,
        stays=last in _STAYING,
        perfect=any(helper.lemma == "have" for helper in helpers),
        past=first.form is EnglishVerbForm.PAST,
        infinitive=infinitive,
        modal=first.low if first.tag is Tag.MODAL else None,
        negations=negations,
    )
