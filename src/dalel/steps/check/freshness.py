"""The freshness check: statements of an entry that may no longer hold.

A pure function over what the entry says and what is recorded since: it blocks until somebody has
looked again (``Known.checked``), the text is brought up to date, or the concern is waived.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.conduct import RecordedConduct
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.incident import Incident, IncidentText
from dalel.domain.states import ArticleState
from dalel.language.terms import Phrases
from dalel.pack.conduct import Conduct, FreshnessWords
from dalel.steps.check.passages import Facts, Passage, passages_of

#: Languages in which the verb of a step stands behind its date.
_VERB_LAST: Final = frozenset({"kk"})
_SINCE: Final = {ArticleState.CHANGED: "changed", ArticleState.REMOVED: "removed"}


def check_freshness(
    text: IncidentText,
    incident: Incident,
    facts: Facts,
    conduct: Conduct,
    known: RecordedConduct,
    today: date,
) -> Iterator[Concern]:
    """Dates to come that have passed, and matters said to be under way."""
    codes, words = incident.codes, conduct.freshness
    # An unsettled case status is judged by its age, in check_since.
    is_judged = codes is not None and codes.case_status not in words.settled
    is_recent = _is_recent(_last_seen(incident, known), words, today)
    for passage in passages_of(text):
        yield from _planned(passage, facts, conduct, known, today)
        if is_judged or is_recent:
            continue
        for span in _phrases(conduct, "pending", text.language).find(passage.text):
            if not passage.is_quoted(span):
                yield passage.concern("status_pending", Weight.WARNING, span)
                break


def check_since(
    incident: Incident, conduct: Conduct, known: RecordedConduct, today: date
) -> Iterator[Concern]:
    """What happened since: newer articles, sources that changed, a later stage, an old status."""
    for source in known.sources:
        change = _SINCE.get(source.state)
        if change is not None and not _is_covered(known.checked, source.since):
            yield _about("source_since", source.url, of=change, since=source.since.isoformat())
    if known.newer:
        first, count = known.newer[0], str(len(known.newer))
        yield _about("newer_articles", first, count=count)
    if incident.codes is None:
        return
    status, words = incident.codes.case_status, conduct.freshness
    if stages := [each for each in _stages(known) if _is_later(each, status, words)]:
        yield _about("stage_superseded", status, latest=max(stages, key=words.stages.index))
    elif words.settled and status not in words.settled:
        yield from _old_status(incident, status, words, known, today)


def _old_status(
    incident: Incident, status: str, words: FreshnessWords, known: RecordedConduct, today: date
) -> Iterator[Concern]:
    seen = _last_seen(incident, known)
    if seen is None:
        yield _about("status_undated", status)
    elif not _is_recent(seen, words, today):
        yield _about("status_old", status, days=str((today - seen).days))


def _last_seen(incident: Incident, known: RecordedConduct) -> date | None:
    """The day of which the status is: when somebody looked, or of the latest step told."""
    steps = [step.date.first_day for step in incident.developments]
    dated = [*steps, *([incident.date.first_day] if incident.date else [])]
    return known.checked or max(dated, default=None)


def _planned(
    passage: Passage, facts: Facts, conduct: Conduct, known: RecordedConduct, today: date
) -> Iterator[Concern]:
    planned = _phrases(conduct, "planned", passage.language)
    dates = [f for f in facts.get(passage.field, ()) if f.kind is FactKind.DATE]
    beside = [one.span for one in dates if not _is_bracketed(passage.text, one.span)]
    for fact in dates:
        first = _first_day(fact)
        if first is None or first >= today or passage.is_quoted(fact.span):
            continue
        bounds = _about_date(passage, fact.span, beside)
        if planned.stand_in(passage.text, bounds.start, bounds.end) and not _is_covered(
            known.checked, first
        ):
            yield passage.concern("planned_past", Weight.ERROR, fact.span, day=first.isoformat())


def _about_date(passage: Passage, span: TextSpan, beside: Sequence[TextSpan]) -> TextSpan:
    """The part of the sentence in which a planned step is that of this date.

    Up to the dates beside it, of which those in brackets are passed over; a date in brackets has
    the brackets. The verb follows in Kazakh; in other languages it may also stand before, and what
    comes after a comma is another step.
    """
    text = passage.text
    sentence = passage.sentence_at(span.start)
    if _is_bracketed(text, span):
        end = text.find(")", span.end)
        return TextSpan(start=text.rfind("(", 0, span.start), end=end if end > 0 else sentence.end)
    # The dates of a text stand in order and apart.
    first = bisect_right(beside, span.start, key=attrgetter("end"))
    last = bisect_left(beside, span.end, key=attrgetter("start"))
    before = beside[first - 1].end if first else 0
    after = beside[last].start if last < len(beside) else len(text)
    if passage.language in _VERB_LAST:
        return TextSpan(start=span.end, end=min(after, sentence.end))
    comma = text.find(",", span.end, sentence.end)
    ends = [after, sentence.end, *([comma] if comma > 0 else [])]
    return TextSpan(start=max(before, sentence.start), end=min(ends))


def _is_bracketed(text: str, span: TextSpan) -> bool:
    return text.rfind("(", 0, span.start) > text.rfind(")", 0, span.start)


def _first_day(fact: Fact) -> date | None:
    year, month, day = (*fact.value.split("/")[0].split("-"), "01", "01")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _is_recent(seen: date | None, words: FreshnessWords, today: date) -> bool:
    return seen is not None and today - seen <= timedelta(days=words.status_days)


def _is_covered(checked: date | None, since: date) -> bool:
    """Whether somebody has looked how the matter stands after this day."""
    return checked is not None and checked > since


def _stages(known: RecordedConduct) -> tuple[str, ...]:
    """The case statuses known of a matter."""
    return known.later if known.stage is None else (known.stage, *known.later)


def _is_later(stage: str, status: str, words: FreshnessWords) -> bool:
    stages = words.stages
    return stage in stages and status in stages and stages.index(stage) > stages.index(status)


def _about(rule: str, excerpt: str, **values: str) -> Concern:
    return Concern(
        rule=rule, weight=Weight.ERROR, excerpt=excerpt, field="freshness", values=values
    )


@lru_cache(32)
def _phrases(conduct: Conduct, words: str, language: str) -> Phrases:
    return Phrases(getattr(conduct.freshness, words).get(language, ()))
