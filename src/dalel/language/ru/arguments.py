"""What stands with a verb or a noun: its dependents with the case or preposition they stand in.

A relative pronoun is resolved to the noun that it stands for, a participle has the noun that it
goes with, and coordinated verbs share their subject.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.ru.parsing import ParsedWord, Sentence

_QUANTITIES: Final = frozenset({"более", "менее", "больше", "меньше", "свыше", "около", "почти"})
_RELATIVE: Final = frozenset({"который", "чей", "кто"})
_POSSESSIVE: Final = frozenset({"его", "ее", "их"})
_CLAUSES: Final = frozenset(
    {"punct", "parataxis", "advcl", "acl:relcl", "ccomp", "mark", "cc", "aux", "aux:pass", "cop"}
)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Argument:
    """A word that stands with another one.

    ``way`` is a case (nom, acc ...), a preposition with its case (на+acc), or inf. ``via`` is the
    relative pronoun that stood for it.
    """

    word: ParsedWord
    way: str
    own: ParsedWord
    via: ParsedWord | None = None


def arguments(sentence: Sentence, word: ParsedWord) -> list[Argument]:
    """The dependents of a word in order, those that a participle or a relative clause has too."""
    found = []
    for child in sentence.children(word):
        if child.rel in _CLAUSES or (child.rel == "conj" and child.verbal):
            continue
        if child.at in sentence.compounds or child.rel.startswith("nummod"):
            continue
        if child.form == "number" and child.rel == "nmod":
            continue
        way = way_of(sentence, child)
        if way:
            found.append(resolved(sentence, child, way))
    if word.form == "participle":
        noun = modified(sentence, word)
        found.append(Argument(word=noun or word, way="nom", own=word))
    return found


def way_of(sentence: Sentence, word: ParsedWord) -> str:
    """The case or preposition that a word stands in; nothing for what is no argument."""
    if word.form == "infinitive":
        return "inf"
    if word.low in _POSSESSIVE and word.rel in ("det", "nmod", "amod"):
        return "gen"
    preposition = sentence.preposition(word)
    if preposition:
        return f"{preposition}+{word.case}"
    if word.rel.startswith("nsubj"):
        return word.case if _oblique(word) else "nom"
    if word.rel == "obj" and word.case not in ("dat", "ins"):
        return "acc"
    if word.form == "noun" and word.rel == "nmod" and not word.case:
        return "gen"
    if word.form in ("noun", "pronoun", "participle", "number") or word.rel in (
        "obj",
        "iobj",
        "obl",
    ):
        return word.case
    return ""


def resolved(sentence: Sentence, word: ParsedWord, way: str) -> Argument:
    """The argument; for a relative pronoun the noun before its clause."""
    if word.low in _QUANTITIES:
        word = next((c for c in sentence.children(word) if c.form == "noun"), word)
    if word.lemma in _RELATIVE:
        noun = antecedent(sentence, word)
        if noun is not None:
            return Argument(word=noun, way=way, own=word, via=word)
    return Argument(word=word, way=way, own=word)


def antecedent(sentence: Sentence, pronoun: ParsedWord) -> ParsedWord | None:
    """The noun that a relative pronoun stands for: the nearest before the comma that agrees."""
    for one in sentence.ancestors(pronoun):
        if one.rel == "acl:relcl":
            head = sentence.head(one)
            if head is not None and head.at < pronoun.at and _agree(head, pronoun):
                return head
            break
    comma = next(
        (at for at in range(pronoun.at, -1, -1) if sentence.words[at].text == ","), pronoun.at
    )
    nouns = [word for word in sentence.words[:comma] if word.form == "noun"]
    fitting = [noun for noun in reversed(nouns) if _agree(noun, pronoun)]
    return fitting[0] if fitting else None


def _agree(noun: ParsedWord, pronoun: ParsedWord) -> bool:
    if pronoun.lemma == "чей":
        return True
    numbered = noun.rel.startswith("nummod") or noun.form == "number"
    if numbered or (noun.plural != pronoun.plural and not pronoun.plural):
        return not noun.plural or pronoun.plural
    return pronoun.plural or not pronoun.gender or not noun.gender or noun.gender == pronoun.gender


def modified(sentence: Sentence, participle: ParsedWord) -> ParsedWord | None:
    """The noun that a participle goes with."""
    head = sentence.head(participle)
    if head is not None and participle.rel == "conj" and _participle_before(head, participle):
        return modified(sentence, head)
    if participle.rel not in ("amod", "acl"):
        return _following(sentence, participle)
    if head is not None and not head.verbal:
        agreeing = _following(sentence, participle)
        if head.at > participle.at and agreeing is not None and head.case != participle.case:
            return agreeing
        return head
    return None


def _participle_before(head: ParsedWord, participle: ParsedWord) -> bool:
    return head.form == "participle" and head.at < participle.at


def _following(sentence: Sentence, participle: ParsedWord) -> ParsedWord | None:
    """The noun after a participle that agrees with it, in its own stretch."""
    segment = sentence.segments[participle.at]
    return next(
        (
            word
            for word in sentence.words[participle.at + 1 :]
            if sentence.segments[word.at] == segment
            and word.form == "noun"
            and word.case == participle.case
            and word.plural == participle.plural
            and not sentence.preposition(word)
            and (word.gender == participle.gender or word.plural)
        ),
        None,
    )


def subject(sentence: Sentence, word: ParsedWord) -> Argument | None:
    """The subject of a verb: its own, or that of the verb that it is coordinated with."""
    seen: set[int] = set()
    one: ParsedWord | None = word
    while one is not None and one.at not in seen:
        seen.add(one.at)
        own = _own_subject(sentence, one)
        if own is not None:
            return own
        one = _sharing(sentence, one)
    return None


def _own_subject(sentence: Sentence, word: ParsedWord) -> Argument | None:
    if word.form == "participle":
        return Argument(word=modified(sentence, word) or word, way="nom", own=word)
    own = [child for child in sentence.children(word) if child.rel.startswith("nsubj")]
    own = [child for child in own if may_do(sentence, child, word)]
    own.sort(key=lambda child: child.case not in ("nom", "acc", ""))
    for child in own:
        if child.form == "participle":
            noun = modified(sentence, child)
            return Argument(word=noun or child, way="nom", own=child)
        if not child.verbal:
            return resolved(sentence, child, "nom")
    return None


def may_do(sentence: Sentence, noun: ParsedWord, verb: ParsedWord) -> bool:
    """Whether a noun may be a verb's subject: not in the accusative, nor one for a plural verb."""
    if accusative(noun) or _oblique(noun):
        return False
    single = noun.form == "noun" and not noun.plural and verb.form == "finite" and verb.plural
    return not single or any(
        child.rel in ("conj", "nummod", "nummod:gov") or sentence.preposition(child) == "с"
        for child in sentence.children(noun)
    )


def _oblique(noun: ParsedWord) -> bool:
    """Whether a noun in the singular is in the dative or the instrumental, and no subject."""
    declined = noun.low != noun.lemma and noun.form == "noun" and not noun.plural
    return noun.case in ("dat", "ins") and declined


def accusative(noun: ParsedWord) -> bool:
    """Whether a noun in the singular is in an accusative that looks like no nominative."""
    declined = noun.low != noun.lemma and noun.form == "noun" and not noun.plural
    return noun.case == "acc" and declined and (noun.gender == "femn" or noun.animate)


def _sharing(sentence: Sentence, word: ParsedWord) -> ParsedWord | None:
    """The verb whose subject this one has too."""
    head = matrix(sentence, word) or sentence.head(word)
    if head is None:
        return None
    said = word.rel == "ccomp" and word.form == "finite" and not word.plural
    if said and word.tense == "past" and not _agreeing_subject(sentence, head, word):
        return None
    shared = word.rel in ("conj", "xcomp") or word.form == "gerund" or said
    if shared and (head.verbal or head.form in ("short_adjective", "predicative")):
        if word.form == "finite" and head.form == "finite" and head.plural != word.plural:
            above = sentence.head(head)
            return above if head.rel == "ccomp" and above and above.plural == word.plural else None
        return head
    return None


def _agreeing_subject(sentence: Sentence, verb: ParsedWord, other: ParsedWord) -> bool:
    own = subject(sentence, verb)
    return own is not None and (own.word.gender == other.gender or own.word.animate)


def matrix(sentence: Sentence, word: ParsedWord) -> ParsedWord | None:
    """The verb before "что", where the tree hangs the clause on one that comes after it."""
    head = sentence.head(word)
    mark = next((c for c in sentence.children(word) if c.rel == "mark" and c.at < word.at), None)
    if word.rel != "ccomp" or mark is None or head is None or head.at < word.at:
        return None
    return next((one for one in reversed(sentence.words[: mark.at]) if one.form == "finite"), None)


def ways(found: Sequence[Argument], wanted: Sequence[str]) -> Argument | None:
    """The first argument that stands in one of the ways, the ways in their order."""
    return next((one for way in wanted for one in found if _stands(one, way)), None)


def _stands(argument: Argument, way: str) -> bool:
    if argument.way == way:
        return True
    preposition, plus, _ = way.partition("+")
    counted = argument.word.form == "noun" and argument.way.startswith(f"{preposition}+")
    return bool(plus) and counted and argument.way in (f"{preposition}+gen", f"{preposition}+nom")
