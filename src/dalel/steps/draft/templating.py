"""Structured drafts from templates, with facts that other languages' articles state."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.draft import Draft, DraftMatter, DraftSentence, Maker
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.pack.places import PlaceKind
from dalel.pack.templates import EventForm, Noun, Templates
from dalel.steps.draft.extracting import Doubts, doubted_in
from dalel.steps.draft.filling import fill
from dalel.steps.draft.picking import Picked, Picker, StatedFact
from dalel.steps.draft.reading import StoryReading
from dalel.steps.draft.speaking import Speaker

#: So many things stand in one line.
_MOST: Final = 3
_KINDS: Final = (PlaceKind.CITY, PlaceKind.REGION)
_DAY: Final = len("2025-01")
#: Percentages are written like money: with a sign, and a word where a case is heard.
_PERCENT: Final = "PERCENT"
#: A line's sayings: the wording of each fact and the fact.
Sayings = list[tuple[str, StatedFact]]


@dataclass(frozen=True, kw_only=True)
class DraftWriter:
    """What writes structured drafts in a language.

    ``platforms`` are names that are the same in every language.
    """

    speaker: Speaker
    picker: Picker
    templates: Templates
    platforms: Sequence[str]

    def write(
        self, matter: DraftMatter, reading: StoryReading, doubts: Doubts | None = None
    ) -> Draft | None:
        """A draft by the form of the story's event type; None without forms or evidence.

        A wording that the evidence does not bear out gives way to the neutral one, what is said
        further to nothing.
        """
        if not reading.passages or self.templates.neutral is None:
            return None
        picked = Picked(reading, self.picker)
        event_type = next(iter(matter.event_types), None)
        form = self.templates.form(event_type) or self.templates.neutral
        for tried in (form, self.templates.neutral):
            title, lead, rests = self._head(tried, picked, reading)
            if not doubted_in([title, lead], self.speaker.language, doubts):
                break
        else:
            title, lead, rests = self._bare(self.templates.neutral)
        further = self._further(form, picked, rests)
        pieces = [title, lead, *(self._line(name, said) for name, said in further)]
        doubted = doubted_in(pieces, self.speaker.language, doubts)
        sentences = [_sentence(lead, reading, rests)]
        for at, (_, said) in enumerate(further, start=2):
            if at not in doubted:
                sentences.append(_sentence(pieces[at], reading, [told for _, told in said]))
        return Draft(
            story=matter.story,
            language=self.speaker.language,
            title=title,
            sentences=tuple(sentences),
            by=Maker.TEMPLATE,
        )

    def _head(
        self, form: EventForm, picked: Picked, reading: StoryReading
    ) -> tuple[str, str, list[StatedFact]]:
        """Title, first sentence, and the facts that it states."""
        slots, facts = self._slots(form, picked, reading)
        text = form.texts[self.speaker.language]
        title, in_title = fill(text.title, slots)
        lead, used = fill(text.lead, slots)
        if not used & {"date", "place"}:
            when, further = fill(self.templates.when[self.speaker.language], slots)
            lead, used = f"{lead} {when}".strip(), used | further
        return title, lead, [told for slot, told in facts.items() if slot in in_title | used]

    def _bare(self, form: EventForm) -> tuple[str, str, list[StatedFact]]:
        """The form with nothing filled in."""
        text = form.texts[self.speaker.language]
        return fill(text.title, {})[0], fill(text.lead, {})[0], []

    def _slots(
        self, form: EventForm, picked: Picked, reading: StoryReading
    ) -> tuple[dict[str, str], dict[str, StatedFact]]:
        """What the form can be filled with, by ``slot.case``, and on which facts that rests."""
        found: dict[str, tuple[Mapping[str, str], StatedFact]] = {}
        when = picked.day()
        if when is not None:
            found["date"] = (self.speaker.date(when.fact.value), when)
        for where in filter(picked.is_near_head, picked.of(FactKind.PLACE)):
            place = self.speaker.is_place(where.fact.value)
            if place is not None and place.kind in _KINDS:
                found["place"] = (self.speaker.place(place.code), where)
                break
        for slot, kind in (("host", FactKind.HOST), ("account", FactKind.HANDLE)):
            named = next(filter(picked.is_near_head, picked.of(kind)), None)
            if named is not None:
                found[slot] = ({"nom": named.fact.text}, named)
        for code, told in picked.counted(form.counts):
            if code in form.counts:
                noun = self.templates.counted[code]
                found["count"] = (self.speaker.amount(told.fact, noun), told)
                break
        slots = {
            f"{slot}.{case}": text
            for slot, (cases, _) in found.items()
            for case, text in cases.items()
        }
        slots |= self._named(picked, reading)
        return slots, {slot: told for slot, (_, told) in found.items()}

    def _named(self, picked: Picked, reading: StoryReading) -> dict[str, str]:
        """Platform and role, which are told by words and not by facts."""
        heads = [each.article.title for each in reading.headlines]
        heads += [each.text for each in reading.passages if each.place == 0]
        words = {word.strip("«»“”,.:;()") for head in heads for word in head.split()}
        platforms = [name for name in self.platforms if name in words]
        slots = {"platform.nom": platforms[0]} if len(platforms) == 1 else {}
        if picked.role is not None:
            cases = self.templates.people[picked.role].cases[self.speaker.language]
            slots |= {f"role.{case}": text for case, text in cases.items()}
        return slots

    def _further(
        self, form: EventForm, picked: Picked, rests: Sequence[StatedFact]
    ) -> list[tuple[str, Sayings]]:
        """The lines that say what the first sentence does not."""
        said = {(told.fact.kind, told.fact.value) for told in rests}
        lines = []
        for name, sayings in self._sayings(form, picked):
            fresh = [one for one in sayings if (one[1].fact.kind, one[1].fact.value) not in said]
            # A sentence rests on one article.
            fresh = [one for one in fresh if one[1].article == fresh[0][1].article]
            if fresh:
                lines.append((name, fresh[:_MOST]))
        return lines

    def _sayings(self, form: EventForm, picked: Picked) -> Iterator[tuple[str, Sayings]]:
        speaker, templates = self.speaker, self.templates
        yield "status", self._outcome(form, picked)
        yield "statute", _said(picked, FactKind.STATUTE, lambda t: speaker.statute(t.fact.value))
        yield "money", _said(picked, FactKind.MONEY, lambda t: self._sum(t, _unit(t)))
        yield "percent", _said(picked, FactKind.PERCENT, lambda t: self._sum(t, _PERCENT))
        yield (
            "number",
            [
                (speaker.amount(told.fact, templates.counted[code])["nom"], told)
                for code, told in picked.counted(form.counts)
            ],
        )
        yield "date", _said(picked, FactKind.DATE, lambda t: self._date(t, picked))
        yield "place", _said(picked, FactKind.PLACE, lambda t: self._place(t, picked))
        yield "body", _said(picked, FactKind.ORGANISATION, lambda t: speaker.body(t.fact.value))

    def _sum(self, told: StatedFact, unit: str) -> str | None:
        noun: Noun | None = self.templates.money.get(unit)
        return self.speaker.amount(told.fact, noun)["nom"] if noun else None

    def _date(self, told: StatedFact, picked: Picked) -> str | None:
        exact = len(told.fact.value) >= _DAY and picked.is_near_head(told)
        return self.speaker.date(told.fact.value).get("nom") if exact else None

    def _place(self, told: StatedFact, picked: Picked) -> str | None:
        place = self.speaker.is_place(told.fact.value)
        if place is None or place.kind not in _KINDS or not picked.is_near_head(told):
            return None
        return self.speaker.place(place.code)["nom"]

    def _outcome(self, form: EventForm, picked: Picked) -> Sayings:
        """The latest step that the story is about."""
        told = {
            each.fact.value: each
            for each in picked.of(FactKind.OUTCOME)
            if not each.fact.negated and picked.is_main(each)
        }
        for code, wordings in self.templates.status.items():
            if code in told and code in self.templates.tells.get(form.tells, ()):
                return [(wordings[self.speaker.language], told[code])]
        return []

    def _line(self, name: str, sayings: Sayings) -> str:
        one, several = self.templates.lines[name][self.speaker.language]
        said = [text for text, _ in sayings]
        listed = self.speaker.dates(said) if name == "date" else self.speaker.listed(said)
        return (one if len(said) == 1 else several).replace("%s", listed)


def _sentence(text: str, reading: StoryReading, used: Sequence[StatedFact]) -> DraftSentence:
    """A told sentence rests on the stretch with its facts, else on the first sentence there is."""
    passages = [told.passage for told in used] or [reading.passages[0]]
    article = passages[0].article.id
    spans = [each.span for each in passages if each.article.id == article]
    whole = TextSpan(start=min(s.start for s in spans), end=max(s.end for s in spans))
    return DraftSentence(text=text, article=article, span=whole)


def _unit(told: StatedFact) -> str:
    return (told.fact.worth_of or "").partition(" ")[2] or told.fact.unit or ""


def _said(picked: Picked, kind: FactKind, say: Callable[[StatedFact], str | None]) -> Sayings:
    """What the language has words for, nothing said twice."""
    found: dict[str, StatedFact] = {}
    for told in picked.of(kind):
        if text := say(told):
            found.setdefault(text, told)
    return list(found.items())
