"""Loads a country's pack from a folder."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import dalel
from dalel.domain.addresses import AddressRules, KeyRule
from dalel.domain.advice import Advice
from dalel.domain.codebook import Codebook, Statute
from dalel.domain.errors import PackError
from dalel.domain.measure_rules import MeasureRules
from dalel.domain.network import Networks
from dalel.domain.scores import Scores
from dalel.domain.snapshot import SiteProfile
from dalel.domain.source import Source
from dalel.pack import agreement, hosts
from dalel.pack.added_sources import with_added
from dalel.pack.channels import ChannelList, RegisterList, as_source
from dalel.pack.citations import Citations
from dalel.pack.conduct import Conduct
from dalel.pack.deeds import read_deeds
from dalel.pack.denial import Denied
from dalel.pack.dictionary import read_dictionary
from dalel.pack.files import read
from dalel.pack.flash import FlashWords
from dalel.pack.formats import Formats
from dalel.pack.glossary import GlossaryTerm
from dalel.pack.letters import InquiryWords
from dalel.pack.lint import LintWords
from dalel.pack.naming_rules import Naming
from dalel.pack.office_holders import OfficeHolders
from dalel.pack.own_roots import ROOTS, read_roots
from dalel.pack.pack_records import Addresses, Identity, Pack
from dalel.pack.past_editions import PastEdition
from dalel.pack.places import Place
from dalel.pack.privacy import Privacy
from dalel.pack.prompts import Prompts
from dalel.pack.tiles import TileMap
from dalel.pack.translators import TranslatorFamilies

Words = TypeVar("Words")

_ADDRESSES: Final = "addresses.toml"
_DEFAULT: Final = Path("packs") / "kz"


def default_folder() -> Path:
    """The folder of Kazakhstan's pack: beside the code in a checkout, else in the package.

    :raises PackError: when neither place has one.
    """
    package = Path(dalel.__file__).parent
    for root in (package.parents[1], package):
        if (root / _DEFAULT / "pack.toml").is_file():
            return root / _DEFAULT
    raise PackError("pack.toml", "-", f"no {_DEFAULT.as_posix()} beside the code or in it")


def load(folder: Path, added: Path | None = None) -> Pack:
    """The pack in a folder, each file read and all of them compared with one another.

    ``added`` is a file like ``sources.json`` of a newsroom's own, if it exists: its entries come
    beside those of the pack, or in the place of one with the same id; one that does not agree is
    left out and told of. ``roots/HOST.pem`` beside it is the certificate of the authority that is
    believed for that host alone.

    :raises PackError: naming the file and the key of the first thing that is wrong.
    """
    pack = _built(folder)
    if added is None:
        return pack
    pack = replace(pack, own_roots=read_roots(added.parent / ROOTS, pack.sources))
    if not added.exists():
        return pack
    addresses = read(folder, _ADDRESSES, Addresses)

    def agreed(sources: tuple[Source, ...]) -> Pack:
        hosts.check(addresses, sources)
        whole = replace(pack, sources=sources, addresses=_rules(addresses, sources))
        agreement.check(whole)
        return whole

    return with_added(pack, added, agreed)


def _built(folder: Path) -> Pack:
    identity = read(folder, "pack.toml", Identity)
    sources = _sources(folder)
    addresses = read(folder, _ADDRESSES, Addresses)
    statutes = read(folder, "statutes.json", tuple[Statute, ...])
    codebook = replace(read(folder, "codebook.json", Codebook), statutes=statutes)
    hosts.check(addresses, sources)
    pack = Pack(
        folder=folder,
        id=identity.id,
        version=identity.version,
        number_prefix=identity.number_prefix,
        zone=identity.zone,
        languages=identity.languages,
        ui_languages=identity.ui_languages,
        own_sources=identity.own_sources,
        legal_profile=identity.legal_profile,
        excerpt=identity.excerpt,
        profile=_profile(identity),
        codebook=codebook,
        sources=sources,
        addresses=_rules(addresses, sources),
        search_terms=addresses.search_terms,
        places=read(folder, "places.json", tuple[Place, ...]),
        glossary=read(folder, "glossary.json", tuple[GlossaryTerm, ...]),
        formats=read(folder, "formats.json", Formats),
        naming=read(folder, "naming.toml", Naming),
        holders=_optional(folder, "office_holders.toml", OfficeHolders).holders,
        lint=_optional(folder, "lint.toml", LintWords),
        privacy=_optional(folder, "privacy.toml", Privacy),
        conduct=_optional(folder, "conduct.toml", Conduct),
        controls=identity.controls,
        denied=_optional(folder, "deny.toml", Denied),
        flash=_optional(folder, "flash.toml", FlashWords),
        inquiry=_optional(folder, "letters.toml", InquiryWords),
        prompts=_optional(folder, "prompts.toml", Prompts),
        translators=_optional(folder, "translators.toml", TranslatorFamilies),
        citations=_optional(folder, "citations.toml", Citations),
        measures=_optional(folder, "measures.toml", MeasureRules),
        networks=_optional(folder, "networks.toml", Networks),
        scores=_optional(folder, "scores.json", Scores).scores,
        advice=_optional(folder, "advice.toml", Advice),
        map=_optional(folder, "map.toml", TileMap),
        deeds=read_deeds(folder),
        dictionary=read_dictionary(folder),
        bulletins={
            path.parent: read(folder, path.relative_to(folder).as_posix(), PastEdition)
            for path in sorted(folder.glob("bulletins/*/edition.json"))
        },
    )
    agreement.check(pack)
    return pack


def _sources(folder: Path) -> tuple[Source, ...]:
    outlets = read(folder, "sources.json", tuple[Source, ...])
    channels = _optional(folder, "channels.toml", ChannelList).channels
    registers = _optional(folder, "registers.toml", RegisterList).sources
    countries = Counter(source.country for source in outlets)
    country = countries.most_common(1)[0][0] if countries else ""
    return (*outlets, *registers, *(as_source(channel, country) for channel in channels))


def _profile(identity: Identity) -> SiteProfile:
    return SiteProfile(
        title=identity.site.title,
        question=identity.site.question,
        country=identity.site.country,
        languages=identity.languages,
        zone=identity.zone,
        address=identity.site.address or None,
        licence=identity.site.licence,
        letters=identity.site.letters,
        data_licence=identity.site.data_licence,
        imprint=identity.imprint,
        model_label=identity.model_label,
    )


def _optional(folder: Path, name: str, shape: type[Words]) -> Words:
    # A country without word lists of its own still gets the rules that need none.
    return read(folder, name, shape) if (folder / name).exists() else shape()


def _rules(addresses: Addresses, sources: Sequence[Source]) -> AddressRules:
    keys = {
        name: KeyRule(pattern=rule.pattern, path=rule.path)
        for name, rule in addresses.rules.items()
    }
    by_host = {host: keys[name] for name, rule in addresses.rules.items() for host in rule.hosts}
    for source in sources:
        if source.canonical_rule and source.host:
            by_host |= dict.fromkeys((source.host, *source.aliases), keys[source.canonical_rule])
    return AddressRules(
        tracking=addresses.tracking,
        aliases=addresses.aliases,
        misspelt=addresses.misspelt,
        dead=frozenset(addresses.dead),
        languages=addresses.languages,
        keys=by_host,
        dated=addresses.dated,
        published=addresses.published,
    )
