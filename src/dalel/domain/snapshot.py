"""The snapshot: the frozen state of the record from which the public site is built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dalel.domain.advice import Advice
from dalel.domain.codebook import Codebook, Labels
from dalel.domain.edition import Edition
from dalel.domain.incident import Incident
from dalel.domain.measures import Measures
from dalel.domain.public_record import ComingDay, PublicCase, PublicOutlet, PublicPerson, Region
from dalel.domain.source import Source


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Who publishes: each field by language; ``required`` names those a release must have."""

    fields: Mapping[str, Labels]
    required: tuple[str, ...]

    def stated(self, language: str, *fields: str) -> str:
        """What the first of these fields that is filled says in a language; empty: none is."""
        return next(
            (words for name in fields if (words := self.fields.get(name, {}).get(language))), ""
        )

    def missing(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The required fields that are empty in any of these languages."""
        return tuple(
            name
            for name in self.required
            if not all(self.fields.get(name, {}).get(language, "") for language in languages)
        )


@dataclass(frozen=True, kw_only=True)
class SiteProfile:
    """What a pack says about the public site.

    ``address`` is the site's absolute address with a final slash, or None when it has none yet;
    ``zone`` is the IANA name of the zone in which times are shown. ``model_label`` stands on every
    text that a language model began.
    """

    title: Labels
    question: Labels
    country: Labels
    languages: tuple[str, ...]
    zone: str
    address: str | None
    licence: str
    imprint: Imprint
    #: Where readers ask for letters; empty: there are none.
    letters: str = ""
    #: The public Telegram channel of each language, by its name without the sign before it.
    channels: Labels = field(default_factory=dict)
    model_label: Labels = field(default_factory=dict)
    #: The licence of the data, where it is not that of the texts.
    data_licence: str = ""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One frozen state of the record; the same snapshot gives the same bytes.

    ``held`` leads from an incident's number to what holds it back, in English; ``within`` from a
    place's code to that of its region.

    ``time`` is the release's time, the only "now" that outputs may show; ``preview`` is true when
    any text in it is not approved.
    """

    profile: SiteProfile
    codebook: Codebook
    sources: tuple[Source, ...]
    places: Mapping[str, Labels]
    editions: tuple[Edition, ...]
    incidents: tuple[Incident, ...]
    time: datetime
    preview: bool
    held: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What the incidents come to; None: nobody measured them.
    measures: Measures | None = None
    regions: tuple[Region, ...] = ()
    within: Mapping[str, str] = field(default_factory=dict)
    matters: tuple[PublicCase, ...] = ()
    persons: tuple[PublicPerson, ...] = ()
    outlets: tuple[PublicOutlet, ...] = ()
    diary: tuple[ComingDay, ...] = ()
    advice: Advice = field(default_factory=Advice)
    #: Digests of the words that were withdrawn and stand nowhere in it.
    withdrawn: tuple[str, ...] = ()
