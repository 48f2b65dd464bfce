"""The networks of a country: which of them have readers, and which have only machines."""

from dataclasses import dataclass
from enum import StrEnum


class NetworkRole(StrEnum):
    """Who sits in a network. Only readers' networks tell what readers can reach."""

    #: Homes and telephones.
    EYEBALL = "eyeball"
    #: Servers in the country: an outage there hits sites, not readers.
    HOSTING = "hosting"
    #: One company's own.
    CORPORATE = "corporate"
    #: Servers elsewhere, and the exits of VPNs.
    FOREIGN_HOSTING = "foreign_hosting"


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network by its number (AS number, RFC 1930), and where that it is so was read."""

    asn: int
    name: str
    role: NetworkRole
    evidence: tuple[str, ...]
    note: str = ""

    @property
    def code(self) -> str:
        """As it stands beside a measurement: ``AS9198``."""
        return f"AS{self.asn}"


@dataclass(frozen=True, kw_only=True)
class Networks:
    """The networks of a country (ISO 3166 code); none listed: nothing is known of any."""

    country: str = ""
    networks: tuple[Network, ...] = ()

    @property
    def of_readers(self) -> tuple[Network, ...]:
        """Those that count."""
        return tuple(one for one in self.networks if one.role is NetworkRole.EYEBALL)

    def counts(self, code: str) -> bool:
        """Whether what is measured in a network tells what readers can reach.

        Where nothing is known of any network, every one counts; else those that are not listed do
        not, nor do sums over all of them.
        """
        return not self.networks or code in {one.code for one in self.of_readers}

    def name(self, code: str) -> str:
        """What a network is called; one that is not listed by its number."""
        return next((one.name for one in self.networks if one.code == code), code)
