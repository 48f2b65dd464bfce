"""Which two clauses of one sentence can be said as one: the same one did both, or bore both."""

from dataclasses import replace

from dalel.language.sayable import ClauseTense, SayableClause, SayablePhrase


def without_shared(first: SayableClause, second: SayableClause) -> SayableClause | None:
    """The second clause without what the first one tells already; None where both stay apart.

    A date of the first alone would be read as that of both.
    """
    alike = all(
        one.wording is not None and one.tense is ClauseTense.PAST and not one.negated
        for one in (first, second)
    )
    shared, own = _shared(first), _shared(second)
    if not alike or shared is None or own is None or first.agentless is not second.agentless:
        return None
    if shared.all_tokens() != own.all_tokens() or not _same_speaker(first, second):
        return None
    same_day = first.when_tokens == second.when_tokens
    if first.when is not None and not same_day:
        return None
    rest = tuple(one for one in second.arguments if one is not own)
    told = first.all_tokens()
    if not second.own.isdisjoint(told) or any(one.all_tokens() & told for one in rest):
        return None
    return replace(
        second,
        arguments=rest,
        when=None if same_day else second.when,
        when_tokens=frozenset() if same_day else second.when_tokens,
        speaker=None,
        joint=frozenset(),
    )


def _shared(clause: SayableClause) -> SayablePhrase | None:
    """Whoever did it; where nobody is told to have, what it was done to, if it is the subject."""
    if not clause.agentless:
        return next((one for one in clause.arguments if one.way == "nom"), None)
    wording = clause.wording
    if wording is None or wording.ways.get("acc", "acc") != "acc" or clause.infinitive is not None:
        return None
    return next((one for one in clause.arguments if one.way == "acc"), None)


def _same_speaker(first: SayableClause, second: SayableClause) -> bool:
    """Whether nobody says the clauses, or one who is told before both."""
    if first.speaker is None or second.speaker is None:
        return first.speaker is second.speaker
    if first.opinion is not second.opinion:
        return False
    same = first.speaker.tokens == second.speaker.tokens
    return same and max(first.joint | first.speaker.all_tokens()) < min(first.own)
