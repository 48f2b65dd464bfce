"""How an English clause is meant: whether it is denied, and planned, asked for, possible or so."""

from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import ClaimRole, Mode, Polarity
from dalel.language.en.chunks import VerbGroup
from dalel.language.en.syntax import ClauseLink, EnglishClause, Phrase, Syntax
from dalel.language.en.tokens import Tag
from dalel.language.en.verb_forms import EnglishVerbForm
from dalel.language.en.word_lists import listed, section


@dataclass(frozen=True, kw_only=True, slots=True)
class EnglishStanding:
    """What a clause's negations, auxiliaries and governing verb make of its deed.

    ``cues`` are tokens; ``wants`` who asks, orders or proposes it, in that role.
    """

    polarity: Polarity = Polarity.DONE
    mode: Mode = Mode.DONE
    cues: tuple[int, ...] = ()
    wants: tuple[tuple[ClaimRole, Phrase], ...] = ()
    unsure: frozenset[str] = frozenset()

    def turned(self, *cues: int) -> "EnglishStanding":
        """The same with the other polarity."""
        return replace(self, polarity=self.polarity.opposite, cues=(*self.cues, *cues))


_MODALS: Final = {
    "will": Mode.PLANNED,
    "would": Mode.PLANNED,
    "shall": Mode.PLANNED,
    "may": Mode.POSSIBLE,
    "might": Mode.POSSIBLE,
    "can": Mode.POSSIBLE,
    "could": Mode.POSSIBLE,
    "should": Mode.PROPOSED,
    "must": Mode.ORDERED,
}
_MODES: Final = {
    "planned": (Mode.PLANNED, None),
    "asked": (Mode.ASKED, ClaimRole.ASKER),
    "ordered": (Mode.ORDERED, ClaimRole.ORDERER),
    "proposed": (Mode.PROPOSED, ClaimRole.PROPOSER),
    "allowed": (Mode.POSSIBLE, ClaimRole.ORDERER),
    "possible": (Mode.POSSIBLE, None),
    "ongoing": (Mode.ONGOING, None),
}
_CONDITIONS: Final = frozenset({"if", "unless", "provided", "once"})
#: "They want him jailed."
_WANT: Final = frozenset({"want", "need"})
_WITHOUT: Final = frozenset({"without", "instead-of"})
_NEGATIVE: Final = frozenset({"no", "none", "nobody", "nothing", "neither", "no-one"})
#: What "to be" before an infinitive means with these words between.
_READY: Final = {
    "due": "planned", "set": "planned", "ready": "planned", "likely": "possible",
    "able": "possible", "free": "possible", "unable": "denied", "unlikely": "possible",
    "possible": "possible", "going": "planned",
}  # fmt: skip


def kind_of(lemma: str) -> str:
    """What a governing verb makes of what depends on it: ``planned``, ``asked``, ... or nothing."""
    order = (
        "ongoing", "planned", "asked", "ordered", "proposed", "denied", "forbidden", "allowed",
        "same", "told",
    )  # fmt: skip
    return next((name for name in order if lemma in section("control")[name]), "")


def standing(syntax: Syntax, clause: EnglishClause) -> EnglishStanding:
    """How a clause is meant."""
    own = _own(syntax, clause)
    if clause.link is ClauseLink.COORDINATE and clause.by in syntax.clauses:
        first = syntax.clauses[clause.by]
        if own.mode is Mode.DONE and first.verb.modal and clause.verb.form is EnglishVerbForm.BASE:
            own = replace(own, mode=_own(syntax, first).mode)
    if clause.link is ClauseLink.PREPOSITIONAL and clause.link_word in _WITHOUT:
        return own.turned(syntax.chunks[clause.at - 1].head)
    wanted = _wanted(syntax, clause, own)
    if wanted is not None:
        return wanted
    wants = syntax.clauses.get(clause.by) if clause.by is not None else None
    if wants is not None and clause.link is ClauseLink.PARTICIPLE and wants.verb.lemma in _WANT:
        return _with_kind(own, "asked", syntax.chunks[wants.at].head, wants.subject)
    if clause.by is None or clause.link not in (ClauseLink.DEPENDENT, ClauseLink.PREPOSITIONAL):
        return own
    governor = syntax.clauses.get(clause.by)
    if governor is None:
        return _under_noun(syntax, clause.by, own)
    return _governed(syntax, clause, governor, own)


def _wanted(syntax: Syntax, clause: EnglishClause, own: EnglishStanding) -> EnglishStanding | None:
    """What "demanded that X be released" makes of the clause after "that"."""
    that = clause.subject.first - 1 if clause.subject else clause.at - 1
    if that < 0 or syntax.chunks[that].tag is not Tag.THAT:
        return None
    governor = next((each for at, each in reversed(syntax.clauses.items()) if at < that), None)
    if governor is None or governor.objects or clause.subject is None or clause.subject.via:
        return None
    kind = kind_of(governor.verb.lemma)
    bare = clause.verb.form is EnglishVerbForm.BASE
    asks = kind in ("proposed", "asked") and governor.verb.lemma not in listed("report", "verbs")
    if not (asks or (kind in ("asked", "ordered", "proposed") and bare)):
        return None
    wanting = None if governor.verb.passive else governor.subject
    found = _with_kind(replace(own, mode=Mode.DONE), kind, syntax.chunks[governor.at].head, wanting)
    above = standing(syntax, governor)
    return found.turned(*above.cues) if above.polarity is Polarity.DENIED else found


def _own(syntax: Syntax, clause: EnglishClause) -> EnglishStanding:
    verb = clause.verb
    found = EnglishStanding(mode=_mode(verb), cues=verb.negations)
    if len(verb.negations) % 2:
        found = replace(found, polarity=Polarity.DENIED)
    if verb.modal == "would" and verb.perfect:
        return replace(found.turned(), mode=Mode.CONDITIONAL)
    awaits = found.mode in (Mode.PLANNED, Mode.POSSIBLE) and _is_conditioned(syntax, clause)
    if awaits or (clause.subordinator in _CONDITIONS and clause.link is ClauseLink.MAIN):
        found = replace(found, mode=Mode.CONDITIONAL)
    return _with_negative_nouns(syntax, clause, found)


def _mode(verb: VerbGroup) -> Mode:
    if verb.modal == "could" and verb.negations and not verb.perfect:
        return Mode.DONE
    if verb.modal:
        return _MODALS.get(verb.modal, Mode.DONE)
    return Mode.ONGOING if (verb.progressive or verb.stays) and not verb.past else Mode.DONE


def _is_conditioned(syntax: Syntax, clause: EnglishClause) -> bool:
    return clause.subordinator == "" and any(
        other.subordinator in _CONDITIONS for other in syntax.clauses.values()
    )


def _with_negative_nouns(
    syntax: Syntax, clause: EnglishClause, found: EnglishStanding
) -> EnglishStanding:
    """ "No charges were brought", "received no reply": the noun phrase denies the clause."""
    subject = (clause.subject,) if clause.subject and clause.link is ClauseLink.MAIN else ()
    before = clause.subject.first - 1 if clause.subject else -1
    if subject and before >= 0 and syntax.chunks[before].tag is Tag.NOT:
        found = found.turned(syntax.chunks[before].head)
    for phrase in (*subject, *clause.objects[:1]):
        if phrase and phrase.via is None and syntax.low(phrase.first) in _NEGATIVE:
            found = found.turned(syntax.chunks[phrase.first].first)
    return found


def _under_noun(syntax: Syntax, noun: int, own: EnglishStanding) -> EnglishStanding:
    """ "A plan to block", "an order to remove": the noun sets the mode."""
    lemma = syntax.head(noun)
    kinds = ("planned", "ordered", "asked", "proposed", "denied", "possible", "forbidden")
    kind = next((name for name in kinds if lemma in listed("governors", name)), "")
    found = _with_kind(own, kind, syntax.chunks[noun].head, None)
    return found.turned(syntax.chunks[noun].first) if syntax.low(noun) in _NEGATIVE else found


def _governed(
    syntax: Syntax, clause: EnglishClause, governor: EnglishClause, own: EnglishStanding
) -> EnglishStanding:
    kind, cue = _kind(syntax, clause, governor)
    above = standing(syntax, governor)
    if kind == "same" or not kind:
        inherited = replace(above, cues=(*above.cues, *own.cues), wants=above.wants)
        if clause.link is ClauseLink.PREPOSITIONAL or (not kind and governor.verb.lemma != "be"):
            return own
        return inherited.turned() if own.polarity is Polarity.DENIED else inherited
    # "Did not plan to block" and "did not refuse to testify" turn what they govern.
    must = governor.verb.lemma == "have"
    wanting = None if governor.verb.passive or must else governor.subject
    found = _with_kind(own, kind, cue, wanting)
    if above.polarity is Polarity.DENIED and kind != "told":
        found = found.turned(*above.cues)
    if kind == "denied" and above.mode is not Mode.DONE:
        found = replace(found, mode=above.mode)
    return found


def _kind(syntax: Syntax, clause: EnglishClause, governor: EnglishClause) -> tuple[str, int]:
    """What the governor makes of the clause, and the token that says so."""
    head = syntax.chunks[governor.at].head
    if governor.verb.lemma == "be":
        if governor.at == clause.at - 1:
            return "planned", head
        word = syntax.row[syntax.chunks[clause.at - 1].last]
        return _READY.get(word.low, ""), syntax.chunks[clause.at - 1].last
    if governor.verb.lemma == "have" and governor.at != clause.at - 1:
        return "", head
    if governor.verb.lemma == "go" and not governor.verb.progressive:
        return "", head
    lemma = governor.verb.lemma
    if syntax.particle(clause.at - 1) and governor.at == clause.at - 2:
        return kind_of(f"{lemma}-{syntax.low(clause.at - 1)}"), head
    kind = kind_of(lemma)
    if clause.link is ClauseLink.PREPOSITIONAL and kind not in ("forbidden", "denied", "told"):
        wanted = kind in ("asked", "planned", "proposed") and clause.link_word in (
            "for",
            "on",
            "against",
        )
        return (kind if wanted else ""), head
    return kind, head


def _with_kind(own: EnglishStanding, kind: str, cue: int, who: Phrase | None) -> EnglishStanding:
    if kind == "denied":
        return own.turned(cue)
    if kind == "forbidden":
        return replace(own.turned(cue), mode=Mode.ORDERED)
    if kind not in _MODES:
        return own
    mode, role = _MODES[kind]
    wants = ((role, who),) if role and who else ()
    return replace(own, mode=mode, cues=(*own.cues, cue), wants=wants)


def of_noun(syntax: Syntax, governor: EnglishClause | None, noun: int) -> EnglishStanding:
    """How a deed is meant that a noun tells, which a verb takes: "demanded the release of X".

    What a verb of its own merely is about is taken for done: "did not comment on the arrest".
    """
    own = EnglishStanding()
    if syntax.low(noun) in _NEGATIVE:
        own = own.turned(syntax.chunks[noun].first)
    if governor is None or not _sets_mode(syntax, governor, noun):
        return own
    above = standing(syntax, governor)
    if governor.verb.lemma in listed("report", "deny"):
        return above.turned(syntax.chunks[governor.at].head)
    light = governor.verb.lemma in listed("nouns", "light")
    kind = "" if light else kind_of(governor.verb.lemma)
    if kind in ("same", "told", "ongoing", ""):
        return above if light else replace(above, wants=())
    wanting = None if governor.verb.passive else governor.subject
    found = _with_kind(EnglishStanding(), kind, syntax.chunks[governor.at].head, wanting)
    return found.turned(*above.cues) if above.polarity is Polarity.DENIED else found


def _sets_mode(syntax: Syntax, governor: EnglishClause, noun: int) -> bool:
    """Whether a verb says of a noun's deed that it happens, is wanted, or is denied."""
    lemma = governor.verb.lemma
    if governor.subject is not None and governor.subject.first == noun:
        return lemma in listed("nouns", "befall") | listed("nouns", "happen") or (
            governor.verb.passive and bool(kind_of(lemma))
        )
    if lemma in listed("nouns", "light"):
        return any(phrase.first == noun for phrase in governor.objects)
    wants = kind_of(lemma) not in ("", "told", "same") or lemma in listed("report", "deny")
    about = lemma in listed("nouns", "merely_about")
    direct = not about and any(phrase.first == noun for phrase in governor.objects)
    asked = any(
        name in ("for", "on") and each.first == noun for name, each in governor.prepositions
    )
    return wants and (direct or asked)
