"""The records of a country's pack, from its identity to the pack as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from dalel.domain.addresses import AddressRules
from dalel.domain.advice import Advice
from dalel.domain.codebook import Codebook, Labels
from dalel.domain.dates import local
from dalel.domain.deeds import DeedTable
from dalel.domain.dictionary import Dictionary
from dalel.domain.evidence_disclosure import EXCERPT
from dalel.domain.lexicon import TermRule
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.network import Networks
from dalel.domain.public_record import Region
from dalel.domain.scores import Score
from dalel.domain.snapshot import Imprint, SiteProfile
from dalel.domain.source import Source, Unwatched
from dalel.pack.citations import Citations
from dalel.pack.conduct import Conduct
from dalel.pack.denial import Denied
from dalel.pack.flash import FlashWords
from dalel.pack.formats import Formats
from dalel.pack.glossary import GlossaryTerm
from dalel.pack.letters import InquiryWords
from dalel.pack.lint import LintWords
from dalel.pack.naming_rules import Naming
from dalel.pack.office_holders import OfficeHolder
from dalel.pack.own_roots import OwnRoot
from dalel.pack.past_editions import PastEdition
from dalel.pack.places import Place, PlaceKind
from dalel.pack.privacy import Privacy
from dalel.pack.prompts import Prompts
from dalel.pack.tiles import TileMap
from dalel.pack.translators import TranslatorFamilies


@dataclass(frozen=True, kw_only=True)
class SiteSettings:
    """What ``pack.toml`` says about the public site; no address or licence yet is empty."""

    title: Labels
    question: Labels
    country: Labels
    address: str = ""
    licence: str = ""
    letters: str = ""
    data_licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """``pack.toml``: ``languages`` are those of publication, ``ui_languages`` those of labels.

    ``legal_profile`` is the day on which statutes and naming rules were last gone through.
    ``controls`` are addresses that practically always answer, by group: inside and outside the
    country. When a group is silent, it is we who are cut off.
    """

    id: str
    version: str
    number_prefix: str
    zone: str
    languages: tuple[str, ...]
    ui_languages: tuple[str, ...]
    own_sources: tuple[str, ...]
    legal_profile: date
    site: SiteSettings
    imprint: Imprint
    controls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What stands on every text that a language model began.
    model_label: Labels = field(default_factory=dict)
    #: The longest excerpt of evidence in public, in characters; 0: there are none.
    excerpt: int = EXCERPT


@dataclass(frozen=True, kw_only=True)
class NamedRule:
    """A key rule of ``addresses.toml``: for the sources that name it and for further hosts."""

    pattern: str
    path: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """``addresses.toml``: what is known about addresses beside the sources themselves."""

    tracking: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    misspelt: Mapping[str, str] = field(default_factory=dict)
    dead: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, NamedRule] = field(default_factory=dict)
    dated: tuple[str, ...] = ()
    published: Mapping[str, date] = field(default_factory=dict)
    #: By language what the searches of sites without any other way are asked.
    search_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RefusedSource:
    """An entry of the newsroom's own sources that is not watched: its id, the key, the problem."""

    id: str
    key: str
    problem: str

    @property
    def told(self) -> str:
        """Which entry it is and what is wrong with it, in one line."""
        return f"{self.id}: {self.key}: {self.problem}"


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A country's pack, loaded from a folder and found to agree with itself.

    ``own_sources`` are ids of sources that are the newsroom's own; ``added_sources`` those that the
    newsroom added to the pack's, ``refused_sources`` what it wrote and cannot be taken;
    ``search_terms`` what sites are asked that have only a search,
    ``own_roots`` the certificates that the newsroom gave for a host each;
    ``bulletins`` leads from the folder of each past bulletin to what
    the pack knows about it.
    """

    folder: Path
    id: str
    version: str
    number_prefix: str
    zone: str
    languages: tuple[str, ...]
    ui_languages: tuple[str, ...]
    own_sources: tuple[str, ...]
    legal_profile: date
    profile: SiteProfile
    codebook: Codebook
    sources: tuple[Source, ...]
    addresses: AddressRules
    places: tuple[Place, ...]
    glossary: tuple[GlossaryTerm, ...]
    formats: Formats
    naming: Naming
    lint: LintWords
    privacy: Privacy
    conduct: Conduct
    bulletins: Mapping[Path, PastEdition]
    controls: Mapping[str, tuple[str, ...]]
    denied: Denied
    flash: FlashWords
    citations: Citations
    prompts: Prompts
    advice: Advice
    map: TileMap
    inquiry: InquiryWords = field(default_factory=InquiryWords)
    translators: TranslatorFamilies = field(default_factory=TranslatorFamilies)
    measures: MeasureRules = field(default_factory=MeasureRules)
    networks: Networks = field(default_factory=Networks)
    #: Two tables are never equal, two packs of one folder are.
    deeds: DeedTable = field(default_factory=DeedTable, compare=False)
    dictionary: Dictionary = field(default_factory=Dictionary)
    scores: tuple[Score, ...] = ()
    holders: tuple[OfficeHolder, ...] = ()
    added_sources: frozenset[str] = frozenset()
    refused_sources: tuple[RefusedSource, ...] = ()
    search_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_roots: tuple[OwnRoot, ...] = ()
    excerpt: int = EXCERPT

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """By host the certificate, as PEM, of the authority that is believed for it alone."""
        return {one.host: one.pem for one in self.own_roots if one.pem}

    @cached_property
    def carriers(self) -> Mapping[str, str]:
        """By host the source that carries channels of others there."""
        return {
            source.host: source.id
            for source in self.sources
            if source.host and source.unwatched is Unwatched.CARRIER
        }

    @property
    def watched_sites(self) -> tuple[str, ...]:
        """The sites of which measurements are asked: those of the sources, and some of all."""
        hosts = {source.host.removeprefix("www.") for source in self.sources if source.host}
        return tuple(sorted(hosts | set(self.measures.signals.sites)))

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions of the country, each with its tile on the map, by their codes."""
        return tuple(
            Region(code=place.code, labels=place.labels, column=column, row=row)
            for place in sorted(self.places, key=lambda place: place.code)
            if place.kind is PlaceKind.REGION
            for column, row in [self.map.tiles.get(place.code, (0, 0))]
        )

    def day_of(self, moment: datetime) -> date:
        """The day that a moment falls on where the country's clocks are."""
        return local(moment, ZoneInfo(self.zone)).date()

    def within(self) -> dict[str, str]:
        """The region in which each place lies, by its code; a region lies in itself."""
        above = {place.code: place.within for place in self.places}
        regions = {region.code for region in self.regions}
        found = {}
        for code in above:
            at: str | None = code
            while at is not None and at not in regions:
                at = above.get(at)
            if at is not None:
                found[code] = at
        return found

    def term_rules(self, language: str) -> tuple[TermRule, ...]:
        """Wrong words of a language: the word lists, then the glossary's forms of several words."""
        judged = {rule.glossary for rule in self.lint.terms}
        rules = [rule for rule in self.lint.terms if rule.language == language]
        for term in self.glossary:
            wrong = tuple(f"{form}*" for form in term.wrong.get(language, ()) if " " in form)
            if wrong and term.id not in judged:
                right = term.labels[language]
                rules.append(TermRule(language=language, right=right, wrong=wrong))
        return tuple(rules)
