"""Runs the text safety checks on an incident's record and returns the concerns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from dalel.domain.concern import Concern
from dalel.domain.conduct import RecordedConduct
from dalel.domain.facts import FactKind
from dalel.domain.incident import Incident, IncidentText
from dalel.domain.lexicon import Lexicon
from dalel.language.dates import DateFinder
from dalel.language.facts import extract_facts
from dalel.language.terms import wrong_words
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.queries.known_names import office_holders
from dalel.pack import Pack
from dalel.steps import check
from dalel.steps.check.name_check import NamingMatter
from dalel.steps.check.passages import Facts, passages_of, readable

_KINDS: Final = frozenset({FactKind.PERSON, FactKind.ORGANISATION, FactKind.DATE, FactKind.NUMBER})
_LATIN: Final = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True)
class Inspector:
    """All checks of a text's safety with a country's words, prepared once.

    ``holders`` are the names, by language, of persons who are named for the office they hold.
    """

    pack: Pack
    lexicon: Lexicon
    holders: tuple[Mapping[str, str], ...] = ()

    def inspect(
        self, incident: Incident, known: RecordedConduct, *, written: date, today: date
    ) -> Iterator[Concern]:
        """Every concern about an incident; ``written`` is the day from which its dates count."""
        conduct = self.pack.conduct
        texts = {language: readable(text) for language, text in incident.texts.items()}
        incident = replace(incident, texts=texts)
        read = [(text, self._facts(text, written)) for text in texts.values()]
        for text, facts in read:
            yield from self._text(incident, text, known, facts, today)
        yield from self._naming(read, known, self._matter(incident, written))
        yield from check.check_actors(incident.codes, known, conduct)
        yield from check.check_links(incident, self.pack.denied, conduct)
        yield from check.check_since(incident, conduct, known, today)
        yield from check.check_sources(incident, conduct, self._kinds)
        yield from check.check_origin(incident, known.origin)

    def exposed(
        self, text: IncidentText, known: RecordedConduct, written: date
    ) -> Iterator[Concern]:
        """Whom a text would expose: the two checks that nothing in public escapes."""
        text = readable(text)
        return self._exposed(text, known, self._facts(text, written), NamingMatter(day=written))

    def quotable(
        self, text: IncidentText, incident: Incident, known: RecordedConduct, written: date
    ) -> Iterator[Concern]:
        """What speaks against quoting somebody else's words in an incident's evidence."""
        text = readable(text)
        facts = self._facts(text, written)
        yield from self._exposed(text, known, facts, self._matter(incident, written))
        yield from check.check_leak(
            text, incident.codes, self.pack.conduct, self.pack.denied, facts
        )

    def stale(
        self, text: IncidentText, incident: Incident, *, written: date, today: date
    ) -> Iterator[Concern]:
        """What a text says that may no longer hold, where nobody has looked since."""
        text = readable(text)
        facts = self._facts(text, written)
        known = RecordedConduct()
        yield from check.check_freshness(text, incident, facts, self.pack.conduct, known, today)

    def _exposed(
        self, text: IncidentText, known: RecordedConduct, facts: Facts, matter: NamingMatter
    ) -> Iterator[Concern]:
        yield from check.check_privacy(text, self.pack.privacy, self._counted, facts)
        yield from self._naming([(text, facts)], known, matter)

    def _naming(
        self,
        texts: Sequence[tuple[IncidentText, Facts]],
        known: RecordedConduct,
        matter: NamingMatter,
    ) -> Iterator[Concern]:
        named = replace(self.named_for_all, outlets=known.outlets)
        return check.check_naming(texts, known.cast, self.pack.naming, named, matter)

    def _matter(self, incident: Incident, written: date) -> NamingMatter:
        codes = incident.codes
        day = incident.date.first_day if incident.date else written
        stage = self.pack.naming.stage_of_status(codes.case_status) if codes else ""
        return NamingMatter(day=day, stage=stage)

    def _text(
        self,
        incident: Incident,
        text: IncidentText,
        known: RecordedConduct,
        facts: Facts,
        today: date,
    ) -> Iterator[Concern]:
        pack, conduct, codes = self.pack, self.pack.conduct, incident.codes
        yield from check.check_privacy(text, pack.privacy, self._counted, facts)
        yield from check.check_attribution(text, codes, conduct)
        yield from check.check_leak(text, codes, conduct, pack.denied, facts)
        yield from check.check_freshness(text, incident, facts, conduct, known, today)
        if text.language in self.houses:
            yield from check.check_style(text, self.houses[text.language])

    def _facts(self, text: IncidentText, written: date) -> Facts:
        return {
            passage.field: extract_facts(passage.text, text.language, self.lexicon, written, _KINDS)
            for passage in passages_of(text)
        }

    @cached_property
    def named_for_all(self) -> check.NamedForAll:
        """What is named without a decision: platforms, outlets, places, who holds an office."""
        pack = self.pack
        named = [
            *(label for one in pack.codebook.platforms for label in one.labels.values()),
            *(name for one in pack.sources for name in one.names.values()),
            *(name for one in self.lexicon.places for name in one.names.get("en", ())),
        ]
        # A name of one Latin word is part of no person's; of several words each might be.
        things = {name.lower() for name in named if _LATIN.fullmatch(name)}
        return check.NamedForAll(
            things=frozenset(things),
            labels=check.labels_of(named),
            holders=self.holders,
            offices=pack.holders,
        )

    @cached_property
    def _counted(self) -> tuple[str, ...]:
        """Words after which a number is a sum or a count."""
        formats = self.pack.formats
        sums = [formats.currency.symbol, *formats.currency.labels.values()]
        zeros = [w for m in formats.multipliers for words in m.words.values() for w in words]
        return tuple(dict.fromkeys([*sums, *zeros]))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {source.id: source.kind for source in self.pack.sources}

    @cached_property
    def houses(self) -> dict[str, check.House]:
        """The house's style, by language of publication."""
        return {language: self._house(language) for language in self.pack.languages}

    def _house(self, language: str) -> check.House:
        explained: dict[str, tuple[str, ...]] = {}
        for term in self.pack.glossary:
            forms = (term.labels[language], *term.variants.get(language, ()))
            short = [form for form in forms if form.isupper() and " " not in form]
            full = tuple(form for form in forms if form not in short)
            explained |= dict.fromkeys(short, full)
        months = {month.number: month.forms.get(language, {}) for month in self.pack.formats.months}
        return check.House(
            language=language,
            words=wrong_words(self.pack.term_rules(language)),
            dates=DateFinder(language, {n: tuple(forms.values()) for n, forms in months.items()}),
            months={n: forms["gen" if language == "ru" else "nom"] for n, forms in months.items()},
            explained=explained,
            conduct=self.pack.conduct,
        )


def inspector_of(pack: Pack) -> Inspector:
    """The checks of a country, knowing who is named for an office as the registry has it now."""
    return Inspector(pack, lexicon_at(pack.folder), office_holders(pack))
