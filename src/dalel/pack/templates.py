"""Templates for drafting a story in a language that has no article of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dalel.domain.codebook import Codebook, Labels
from dalel.domain.lexicon import Words

#: What a form can leave room for, each in its cases.
SLOTS: Final[Mapping[str, frozenset[str]]] = {
    "place": frozenset({"nom", "gen", "loc"}),
    "date": frozenset({"nom", "on"}),
    "role": frozenset({"nom", "gen", "dat", "acc"}),
    "count": frozenset({"nom", "gen"}),
    "host": frozenset({"nom"}),
    "platform": frozenset({"nom"}),
    "account": frozenset({"nom"}),
}
#: What is said further of a story, in this order.
LINES: Final = ("status", "statute", "money", "percent", "number", "date", "place", "body")
ROOM: Final = re.compile(r"\{(?P<slot>[a-z]+)(?:\.(?P<case>[a-z]+))?\}")
_OPTION: Final = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, kw_only=True)
class FormText:
    """The wording of one language: slots stand in braces, what may fall away in brackets."""

    title: str
    lead: str


@dataclass(frozen=True, kw_only=True)
class EventForm:
    """How an event type is told.

    ``counts`` are the things whose number its draft gives, ``tells`` names the outcomes.
    """

    texts: Mapping[str, FormText]
    counts: tuple[str, ...] = ()
    tells: str = ""


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A word that articles are searched for (``finds``, but not ``unless``), in its cases.

    Kazakh names its cases; Russian nouns after a number have the forms of CLDR's plural rules.
    """

    cases: Mapping[str, Mapping[str, str]]
    finds: Words = field(default_factory=dict)
    unless: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Templates:
    """``templates.toml``: all wordings of structured drafts.

    ``when`` says time and place where a lead does not; ``lines`` say further facts, of one and of
    several; ``status`` has outcomes by the lexicon's codes, the later step first, and ``tells``
    which of them belong together; ``acts`` have the genitive of acts, ``laws`` their names;
    ``bounds`` write bounded numbers of things and of money.
    """

    version: int = 0
    forms: Mapping[str, EventForm] = field(default_factory=dict)
    neutral: EventForm | None = None
    when: Labels = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    joint: Labels = field(default_factory=dict)
    status: Mapping[str, Labels] = field(default_factory=dict)
    tells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, Noun] = field(default_factory=dict)
    counted: Mapping[str, Noun] = field(default_factory=dict)
    money: Mapping[str, Noun] = field(default_factory=dict)
    acts: Mapping[str, Labels] = field(default_factory=dict)
    laws: Mapping[str, Labels] = field(default_factory=dict)
    calendar: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bounds: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    provisions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def form(self, event_type: str | None) -> EventForm | None:
        """The form of an event type, or the neutral one."""
        return self.forms.get(event_type or "", self.neutral)


def problems(
    templates: Templates, codebook: Codebook, languages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What does not agree with the codebook, or is missing in a language, as (key, problem)."""
    if not templates.forms:
        return
    known = codebook.term_by_code["event_type"]
    for code in sorted(templates.forms.keys() ^ set(known)):
        missing = code in known
        yield f"forms.{code}", "there is no form" if missing else f"the codebook has no {code!r}"
    if templates.neutral is None:
        yield "neutral", "there is no form"
        return
    named = {f"forms.{code}": form for code, form in templates.forms.items()}
    for key, form in (*named.items(), ("neutral", templates.neutral)):
        yield from _form(key, form, templates, languages)
    for key, found in _by_language(templates):
        if set(found) != set(languages):
            yield key, f"wanted the languages {', '.join(languages)}"


def _by_language(templates: Templates) -> Iterator[tuple[str, Iterable[str]]]:
    """All that has to be there in each language, and those in which it is."""
    yield "when", templates.when
    for name in LINES:
        yield f"lines.{name}", templates.lines.get(name, {})
    for kind in ("status", "acts", "laws"):
        for code, labels in getattr(templates, kind).items():
            yield f"{kind}.{code}", labels
    for kind in ("people", "counted", "money"):
        for code, noun in getattr(templates, kind).items():
            yield f"{kind}.{code}.cases", noun.cases


def _form(
    key: str, form: EventForm, templates: Templates, languages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    if set(form.texts) != set(languages):
        yield f"{key}.texts", f"wanted the languages {', '.join(languages)}"
    if form.tells and form.tells not in templates.tells:
        yield f"{key}.tells", f"there are no outcomes {form.tells!r}"
    for code in form.counts:
        if code not in templates.counted:
            yield f"{key}.counts", f"nothing is counted as {code!r}"
    for language, text in form.texts.items():
        for name in ("title", "lead"):
            for problem in _wording(getattr(text, name)):
                yield f"{key}.texts.{language}.{name}", problem


def _wording(wording: str) -> Iterator[str]:
    if not wording:
        yield "this wording is empty"
    for match in ROOM.finditer(wording):
        if (match["case"] or "nom") not in SLOTS.get(match["slot"], frozenset()):
            yield f"there is no slot {match[0]}"
    if ROOM.search(_OPTION.sub("", wording)):
        yield "a slot stands outside brackets, where nothing could fall away"
