"""At which addresses each source of the pack is read without asking, or why at none."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from django.conf import settings

from dalel.domain.addresses import host_of
from dalel.domain.source import Address, AddressKind, Grade, Source, Unwatched
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS, radar


@dataclass(frozen=True, kw_only=True)
class WatchDecision:
    """A source and where it is read; ``unwatched`` is why nowhere.

    Neither: nobody has decided about it yet.
    """

    source: Source
    addresses: tuple[Address, ...] = ()
    unwatched: Unwatched | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide."""
        return not self.addresses and self.unwatched is None


def decisions(pack: Pack, tokens: Container[str] | None = None) -> tuple[WatchDecision, ...]:
    """What is decided about every source of a pack, in its order.

    ``tokens``: the hosts for which there is a token, unless the settings tell.
    """
    held = tokens_in_force() if tokens is None else tokens
    return tuple(decision(source, pack, held) for source in pack.sources)


def tokens_of(radar_token: str) -> Mapping[str, str]:
    """Tokens by the host that each is for."""
    return {radar.HOST: radar_token} if radar_token else {}


def tokens_in_force() -> Mapping[str, str]:
    """The tokens that the settings hold, by the host that each is for."""
    return tokens_of(settings.DALEL.radar_token)


def is_open(address: Address, tokens: Container[str]) -> bool:
    """Whether an address can be read with the tokens that there are, which are told by host."""
    return address.kind is not AddressKind.RADAR or host_of(address.url) in tokens


def decision(source: Source, pack: Pack, tokens: Container[str] = ()) -> WatchDecision:
    """What is decided about a source, with the tokens that there are."""
    if source.id in pack.own_sources:
        return WatchDecision(source=source, unwatched=Unwatched.OWN)
    if source.unwatched is not None:
        return WatchDecision(source=source, unwatched=source.unwatched)
    if source.has_own_root and source.host not in pack.roots:
        return WatchDecision(source=source, unwatched=Unwatched.NEEDS_CERTIFICATE)
    read = _read(source, pack)
    is_closed = bool(read) and not any(is_open(one, tokens) for one in read)
    if is_closed:
        return WatchDecision(source=source, unwatched=Unwatched.NEEDS_KEY)
    is_guessed = bool(source.addresses) and not read
    return WatchDecision(
        source=source, addresses=read, unwatched=Unwatched.UNPROVED if is_guessed else None
    )


def addresses_of(source: Source) -> tuple[Address, ...]:
    """All addresses of a source, the preview of its channel among them."""
    found = list(source.addresses)
    if source.telegram and all(one.kind is not AddressKind.TELEGRAM for one in found):
        preview = f"https://t.me/s/{source.telegram}"
        found.append(Address(url=preview, kind=AddressKind.TELEGRAM, grade=Grade.LISTED_IN_CODE))
    return tuple({address.url: address for address in found}.values())


def search_terms(source: Source, address: Address, pack: Pack) -> tuple[str, ...]:
    """What a search of a source is asked, in the language of its answers."""
    language = address.language or next(iter(source.languages), "")
    return tuple(pack.search_terms.get(language, ()))


def _read(source: Source, pack: Pack) -> tuple[Address, ...]:
    known = [
        address
        for address in addresses_of(source)
        if address.is_default and address.kind in COLLECTORS
    ]
    told = [address for address in known if "{q}" not in address.url]
    # A search is a detour: it is taken where there is no other way.
    return tuple(told or [one for one in known if search_terms(source, one, pack)])
