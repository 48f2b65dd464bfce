"""What does a structured draft say, of facts that other languages' articles state?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from dalel.domain.draft import Draft, DraftSentence, Maker, Matter
from dalel.domain.facts import FactKind
from dalel.pack.places import PlaceKind
from dalel.pack.templates import EventForm, Templates
from dalel.steps.draft.extracting import Doubts
from dalel.steps.draft.filling import fill
from dalel.steps.draft.picking import Picked, Told, first_passage
from dalel.steps.draft.reading import StoryReading
from dalel.steps.draft.speaking import Speaker

#: So many things stand in one line.
_MOST: Final = 3
_KINDS: Final = (PlaceKind.CITY, PlaceKind.REGION)
#: A line's sayings: the wording of each fact and the fact.
Sayings = list[tuple[str, Told]]


def structured(
    matter: Matter,
    reading: StoryReading,
    speaker: Speaker,
    templates: Templates,
    platforms: Sequence[str],
    doubts: Doubts | None = None,
) -> Draft | None:
    """A draft by the form of the story's event type; None without forms or any sentence to rest on.

    A wording that the evidence does not bear out gives way to the neutral one, a further line to
    nothing.
    """
    if not reading.passages or templates.neutral is None:
        return None
    picked = Picked(reading, templates)
    slots, facts = _slots(picked, reading, speaker, templates, platforms)
    event_type = next(iter(matter.event_types), None)
    for form in (templates.form(event_type), templates.neutral):
        if form is None:
            continue
        text = form.texts[speaker.language]
        own = {**slots, **_count(form, picked, speaker, templates, facts)}
        title, _ = fill(text.title, own)
        lead, used = fill(text.lead, own)
        if not any(doubts(each, speaker.language) for each in (title, lead) if doubts):
            break
    else:
        own = {}
        title, _ = fill(templates.neutral.texts[speaker.language].title, own)
        lead, used = fill(templates.neutral.texts[speaker.language].lead, own)
    rests = [facts[slot] for slot in ("date", "place", "host", "count") if slot in used & facts.keys()]
    sentences = [_sentence(lead, reading, rests)]
    told_already = {id(told.fact) for told in rests}
    for line, sayings in _lines(picked, speaker, templates):
        fresh = [each for each in sayings if id(each[1].fact) not in told_already][:_MOST]
        fresh = [
            each for each in fresh
            if not (doubts and doubts(_line(line, [each], speaker, templates), speaker.language))
        ]
        if fresh:
            told = _line(line, fresh, speaker, templates)
            sentences.append(_sentence(told, reading, [one for _, one in fresh]))
    return Draft(
        story=matter.story,
        language=speaker.language,
        title=title,
        sentences=tuple(sentences),
        by=Maker.TEMPLATE,
    )


def _sentence(text: str, reading: StoryReading, used: Sequence[Told]) -> DraftSentence:
    passage = first_passage(reading, used)
    return DraftSentence(text=text, article=passage.article.id, span=passage.span)


def _line(name: str, sayings: Sayings, speaker: Speaker, templates: Templates) -> str:
    one, several = templates.lines[name][speaker.language]
    said = [text for text, _ in sayings]
    return (one if len(said) == 1 else several).replace("%s", speaker.listed(said))


def _slots(
    picked: Picked,
    reading: StoryReading,
    speaker: Speaker,
    templates: Templates,
    platforms: Sequence[str],
) -> tuple[dict[str, str], dict[str, Told]]:
    """What forms can be filled with, by ``slot.case``, and on which facts that rests."""
    slots: dict[str, str] = {}
    facts: dict[str, Told] = {}

    def put(slot: str, cases: Mapping[str, str], told: Told | None = None) -> None:
        slots.update({f"{slot}.{case}": text for case, text in cases.items()})
        if told is not None and cases:
            facts[slot] = told

    if (when := picked.day()) is not None:
        put("date", speaker.date(when.fact.value), when)
    for where in picked.of(FactKind.PLACE):
        place = speaker.is_place(where.fact.value)
        if place is not None and place.kind in _KINDS:
            put("place", speaker.place(place.code), where)
            break
    for slot, kind in (("host", FactKind.HOST), ("account", FactKind.HANDLE)):
        if (found := next(picked.of(kind), None)) is not None:
            put(slot, {"nom": found.fact.text}, found)
    texts = [each.article.title for each in reading.headlines]
    texts += [each.text for each in reading.passages if each.place == 0]
    named = [name for name in platforms if any(name in text.split() for text in texts)]
    if len(named) == 1:
        put("platform", {"nom": named[0]})
    if (role := picked.role()) is not None:
        put("role", templates.roles[role].cases[speaker.language])
    return slots, facts


def _count(
    form: EventForm,
    picked: Picked,
    speaker: Speaker,
    templates: Templates,
    facts: dict[str, Told],
) -> dict[str, str]:
    for code, told in picked.counted():
        if code in form.counts:
            facts["count"] = told
            cases = speaker.amount(told.fact, templates.counted[code])
            return {f"count.{case}": text for case, text in cases.items()}
    return {}


def _lines(
    picked: Picked, speaker: Speaker, templates: Templates
) -> Iterator[tuple[str, Sayings]]:
    yield "status", _outcome(picked, speaker, templates)
    yield "statute", _said(picked, FactKind.STATUTE, lambda t: speaker.statute(t.fact.value))
    money = templates.money

    def sum_of(told: Told) -> str | None:
        unit = (told.fact.worth_of or "").partition(" ")[2] or told.fact.unit or ""
        return speaker.amount(told.fact, money[unit])["nom"] if unit in money else None

    yield "money", _said(picked, FactKind.MONEY, sum_of)
    if "PERCENT" in money:
        hundredths = money["PERCENT"]
        yield "percent", _said(
            picked, FactKind.PERCENT, lambda t: speaker.amount(t.fact, hundredths)["nom"]
        )
    yield "number", [
        (speaker.amount(told.fact, templates.counted[code])["nom"], told)
        for code, told in picked.counted()
    ]
    yield "date", _said(picked, FactKind.DATE, lambda t: speaker.date(t.fact.value).get("nom"))
    yield "place", _said(picked, FactKind.PLACE, lambda t: speaker.place(t.fact.value).get("nom"))
    yield "body", _said(picked, FactKind.ORGANISATION, lambda t: speaker.body(t.fact.value))


def _said(picked: Picked, kind: FactKind, say: Callable[[Told], str | None]) -> Sayings:
    """What the language has words for, nothing said twice."""
    found: dict[str, Told] = {}
    for told in picked.of(kind):
        if text := say(told):
            found.setdefault(text, told)
    return list(found.items())


def _outcome(picked: Picked, speaker: Speaker, templates: Templates) -> Sayings:
    """The latest step that the articles tell."""
    told = {
        each.fact.value: each
        for each in picked.of(FactKind.OUTCOME)
        if not each.fact.negated
    }
    for code, wordings in templates.status.items():
        if code in told:
            return [(wordings[speaker.language], told[code])]
    return []
