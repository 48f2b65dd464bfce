"""Does the pack know whose networks have readers, and refuse a list that cannot be true?"""

from dataclasses import replace

import pytest

from dalel.domain.network import Network, NetworkRole, Networks
from dalel.pack import Pack
from dalel.pack.networks import problems


def network(asn: int = 64500, **changes: object) -> Network:
    settings: dict[str, object] = {
        "asn": asn,
        "name": "One",
        "role": NetworkRole.EYEBALL,
        "evidence": ("a list",),
    }
    return Network(**(settings | changes))  # type: ignore[arg-type]


def test_readers_of_kazakhstan_are_where_they_are_and_no_exits_of_vpns(kz_pack: Pack) -> None:
    networks = kz_pack.networks
    assert networks.country == "KZ"
    assert {"AS9198", "AS206026", "AS48503"} <= {one.code for one in networks.of_readers}
    assert not any(map(networks.counts, ("AS44477", "AS9009", "AS9123", "AS48716", "AS48502")))
    assert [*problems(networks)] == []


def test_a_country_without_a_list_has_none(tiny_pack: Pack) -> None:
    assert tiny_pack.networks == Networks()
    assert [*problems(Networks())] == []


@pytest.mark.parametrize(
    ("networks", "key"),
    [
        (Networks(country="", networks=(network(),)), "country"),
        (Networks(country="xt", networks=(network(),)), "country"),
        (Networks(country="XT", networks=(network(0), network(5))), "networks[0].asn"),
        (Networks(country="XT", networks=(network(2**32),)), "networks[0].asn"),
        (Networks(country="XT", networks=(network(), network())), "networks[0].asn"),
        (Networks(country="XT", networks=(network(name=" "),)), "networks[0].name"),
        (Networks(country="XT", networks=(network(evidence=()),)), "networks[0].evidence"),
        (Networks(country="XT", networks=(network(role=NetworkRole.HOSTING),)), "networks"),
    ],
)
def test_a_list_that_cannot_be_true_is_refused(networks: Networks, key: str) -> None:
    assert key in {found for found, _ in problems(networks)}


def test_the_measurers_of_the_pack_have_collectors_and_ask_as_often_as_they_may(
    kz_pack: Pack,
) -> None:
    urls = {
        source.id: [address.url for address in source.addresses if address.is_default]
        for source in kz_pack.sources
        if source.id in {"ioda", "cfradar"}
    }
    country, networks = urls["ioda"]
    assert "entityCode=KZ" in country
    assert "entityCode={network}" in networks
    assert len(urls["cfradar"]) == 2
    assert all(url.startswith("https://api.cloudflare.com/") for url in urls["cfradar"])
    assert replace(kz_pack.networks, networks=()).of_readers == ()
