"""Who says what an English sentence tells: the speaker of each clause, and whether he denies it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dalel.language.en.syntax import ClauseLink, EnglishClause, Phrase, Syntax
from dalel.language.en.tokens import Tag
from dalel.language.en.word_lists import listed

_ACCORDING: Final = "according-to"
_RULED_OUT: Final = "rule-out"
_OUTSIDE: Final = frozenset({Tag.STOP})


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportedSpeech:
    """A speaker and the chunks ``first`` to before ``end`` that he says, his own words left out.

    ``verb`` is the place of the verb that says so. ``denied`` turns what is said; ``doubted``
    makes it only possible: "it was not confirmed that ...".
    """

    speaker: Phrase | None
    first: int
    end: int
    verb: int | None = None
    denied: bool = False
    doubted: bool = False
    inner: tuple[int, int] | None = None

    def covers(self, at: int) -> bool:
        """Whether a chunk is part of what is said."""
        inside = self.inner is not None and self.inner[0] <= at < self.inner[1]
        return self.first <= at < self.end and at != self.verb and not inside


def reports(syntax: Syntax) -> tuple[ReportedSpeech, ...]:
    """The reports of a sentence; what an inner one covers stands later."""
    of_verbs = tuple(_of_verbs(syntax))
    told = {report.verb for report in of_verbs}
    of_nouns = (each for each in _of_nouns(syntax) if each.verb is None or each.verb not in told)
    return (*_according(syntax), *of_verbs, *of_nouns)


def _according(syntax: Syntax) -> Iterator[ReportedSpeech]:
    for at, chunk in enumerate(syntax.chunks):
        named = syntax.is_noun(at + 1)
        if chunk.tag is Tag.PREPOSITION and syntax.low(at) == _ACCORDING and named:
            speaker = syntax.phrase(at + 1)
            start, end = _sentence(syntax, at)
            yield ReportedSpeech(
                speaker=speaker, first=start, end=end, inner=(at, speaker.last + 1)
            )


def _sentence(syntax: Syntax, at: int) -> tuple[int, int]:
    """The chunks between full stops and semicolons around a place."""
    start = at
    while start > 0 and syntax.chunks[start - 1].tag not in _OUTSIDE:
        start -= 1
    end = at
    while end < len(syntax.chunks) and syntax.chunks[end].tag not in _OUTSIDE:
        end += 1
    return start, end


def _of_verbs(syntax: Syntax) -> Iterator[ReportedSpeech]:
    for clause in syntax.clauses.values():
        lemma = clause.verb.lemma
        known = listed("report", "verbs") | listed("report", "doubt") | {"rule"}
        if lemma not in known:
            continue
        after = _said_after(syntax, clause)
        found = after if after is not None else _said_before(syntax, clause)
        if found is not None:
            yield found


def _said_after(syntax: Syntax, clause: EnglishClause) -> ReportedSpeech | None:
    """ "X said that ...", "X said the court ...", "X denies blocking"."""
    lemma = _lemma(syntax, clause)
    place = clause.at + 1
    if clause.objects and not syntax.is_subject(clause.objects[0].first):
        place = clause.objects[-1].last + 1
    while place < len(syntax.chunks) and syntax.chunks[place].tag in (
        Tag.DATE,
        Tag.PREPOSITION,
        Tag.COLON,
    ):
        step = 2 if syntax.chunks[place].tag is Tag.PREPOSITION and syntax.is_noun(place + 1) else 1
        place += step
    end = _until(syntax, clause)
    if not _opens_said(syntax, clause, place):
        return None
    negated = bool(clause.verb.negations)
    doubts = negated and lemma in (listed("report", "doubt") | {"say", _RULED_OUT})
    speaker = clause.subject
    if speaker is not None and syntax.low(speaker.first) in ("it", "there") and clause.verb.passive:
        speaker = None
    empty = speaker is not None and syntax.low(speaker.first) == "it" and clause.verb.infinitive
    if clause.verb.passive or empty:
        speaker = None
    denies = lemma in listed("report", "deny") | {"reject", _RULED_OUT}
    return ReportedSpeech(
        speaker=speaker,
        first=place,
        end=end,
        verb=clause.at,
        denied=denies and not negated,
        doubted=doubts,
    )


def _until(syntax: Syntax, clause: EnglishClause) -> int:
    """Where what is said ends: at the sentence's end, or where the speaker goes on to say more."""
    _start, end = _sentence(syntax, clause.at)
    reporting = listed("report", "verbs")
    return next(
        (
            at
            for at, other in syntax.clauses.items()
            if clause.at < at < end
            and other.link is ClauseLink.COORDINATE
            and other.verb.lemma in reporting
            and other.subject == clause.subject
        ),
        end,
    )


def _lemma(syntax: Syntax, clause: EnglishClause) -> str:
    """The verb, with its particle where that turns what is said: "ruled out that ..."."""
    out = syntax.particle(clause.at + 1) and clause.verb.lemma == "rule"
    return _RULED_OUT if out and syntax.low(clause.at + 1) == "out" else clause.verb.lemma


def _opens_said(syntax: Syntax, clause: EnglishClause, place: int) -> bool:
    """Whether what somebody says begins here."""
    if place >= len(syntax.chunks):
        return False
    chunk = syntax.chunks[place]
    objects = [each for each in clause.objects if not syntax.is_subject(each.first)]
    if objects and clause.verb.lemma not in listed("report", "addressing"):
        return False
    after_colon = syntax.chunks[place - 1].tag is Tag.COLON
    if chunk.tag is Tag.QUOTE and (place == clause.at + 1 or after_colon):
        return True
    if chunk.tag is Tag.THAT:
        return True
    if chunk.verb is not None and chunk.verb.gerund and place == clause.at + 1:
        return clause.verb.lemma in listed("control", "told")
    addressed = bool(clause.objects) and place != clause.objects[0].first
    return chunk.tag is Tag.NOUN and not addressed and syntax.is_subject(place)


def _said_before(syntax: Syntax, clause: EnglishClause) -> ReportedSpeech | None:
    """ "..., X said", "..., said X", "Y, X says, ..."."""
    chunks = syntax.chunks
    at = clause.at
    speaker, start, end = clause.subject, at, clause.end
    if at > 0 and chunks[at - 1].tag in (Tag.COMMA, Tag.QUOTE) and clause.objects:
        speaker, end = clause.objects[0], clause.objects[0].last + 1
    elif speaker is not None and speaker.last < at and speaker.via is None:
        start = speaker.first
        end = max(end, at + 1)
    else:
        return None
    inserted = start > 0 and chunks[start - 1].tag in (Tag.COMMA, Tag.QUOTE)
    if not inserted or clause.verb.infinitive or not clause.verb.finite or clause.verb.passive:
        return None
    first, last = _sentence(syntax, at)
    colons = [place for place in range(first, start) if chunks[place].tag is Tag.COLON]
    first = colons[-1] + 1 if colons else first
    told = [place for place in syntax.clauses if first <= place < last and not start <= place < end]
    if not told:
        return None
    denies = clause.verb.lemma in listed("report", "deny")
    return ReportedSpeech(
        speaker=speaker, first=first, end=last, verb=at, denied=denies, inner=(start, end)
    )


def _of_nouns(syntax: Syntax) -> Iterator[ReportedSpeech]:
    """ "Denied reports that ...", "there is no evidence that ...", "it is unclear whether ..."."""
    for at, chunk in enumerate(syntax.chunks):
        opens = chunk.tag is Tag.THAT or syntax.low(at) == "whether"
        if not opens or not syntax.is_noun(at - 1):
            continue
        head = syntax.head(at - 1)
        taker = _taker(syntax, at - 1)
        _start, end = _sentence(syntax, at)
        if head in listed("report", "unclear") or (
            head in listed("report", "doubt") and _is_denied(syntax, at - 1, taker)
        ):
            verb = taker.at if taker and taker.verb.lemma == "be" else None
            yield ReportedSpeech(speaker=None, first=at, end=end, verb=verb, doubted=True)
        elif head in listed("report", "nouns") and taker is not None:
            turns = taker.verb.lemma in listed("report", "deny") or taker.verb.lemma in (
                "reject", "dismiss",
            )  # fmt: skip
            if turns:
                yield ReportedSpeech(
                    speaker=taker.subject, first=at, end=end, verb=taker.at, denied=True
                )


def _taker(syntax: Syntax, noun: int) -> EnglishClause | None:
    return next(
        (
            clause
            for clause in syntax.clauses.values()
            if any(phrase.first <= noun <= phrase.last for phrase in clause.objects)
        ),
        None,
    )


def _is_denied(syntax: Syntax, noun: int, taker: EnglishClause | None) -> bool:
    return syntax.low(noun) == "no" or (taker is not None and bool(taker.verb.negations))
