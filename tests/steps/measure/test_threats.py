"""Does the map name only who is established, and show how matters went on?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dalel.domain.attention import CodeUse, Flow
from dalel.domain.conduct import Attribution, Basis
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, Incident
from dalel.domain.states import IncidentState
from dalel.pack import Pack
from dalel.steps.measure.counted_entries import KnownOfEntry, counted
from dalel.steps.measure.threats import threat_map
from steps.measure.entries import entry

AS_OF = date(2031, 6, 30)
DAY = date(2031, 5, 5)


def test_who_is_only_alleged_stands_nowhere_by_name(kz_pack: Pack) -> None:
    found = threat_map(
        [
            entry("a", DAY, actors=("court",), alleged=("gov_knb",), targets=("journalist",)),
            entry("b", DAY, alleged=("gov_knb",), targets=("journalist",), means=("ddos",)),
            entry("c", DAY, targets=("journalist",), means=("ddos",)),
        ],
        [],
        kz_pack.measures,
        AS_OF,
    )
    assert (found.entries, found.established) == (3, 1)
    assert [(t.actor, t.target, t.means, t.numbers, t.alleged) for t in found.threats] == [
        ("", "journalist", "ddos", ("b", "c"), 1),
        ("court", "journalist", "", ("a",), 0),
    ]


def test_only_what_narrows_rights_is_on_the_map(kz_pack: Pack) -> None:
    others = [
        entry("w", DAY, direction="positive"),
        entry("x", DAY, verification="VX"),
        entry("f", AS_OF + timedelta(days=3)),
    ]
    found = threat_map([entry("a", DAY, direction="mixed"), *others], [], kz_pack.measures, AS_OF)
    assert found.entries == 1
    assert threat_map([], [], kz_pack.measures, AS_OF).threats == ()


def test_uses_are_counted_once_an_entry(kz_pack: Pack) -> None:
    found = threat_map(
        [entry("a", DAY, statutes=("S", "S"), platforms=("x",)), entry("b", None, statutes=("S",))],
        [],
        kz_pack.measures,
        AS_OF,
    )
    assert found.uses["statute"] == (CodeUse(code="S", numbers=("a", "b")),)
    assert found.uses["place"] == ()


def test_matters_go_on_within_an_entry_and_within_a_case(kz_pack: Pack) -> None:
    found = threat_map(
        [
            entry("a", DAY, steps=((DAY, "charge"), (AS_OF, "trial"), (AS_OF, "trial"))),
            entry("b", DAY, case_status="investigation"),
            entry("c", AS_OF, case_status="charge"),
            entry("d", DAY),
        ],
        [("b", "c", "gone")],
        kz_pack.measures,
        AS_OF,
    )
    assert found.flows == (
        Flow(start="investigation", end="charge", numbers=("b", "c")),
        Flow(start="charge", end="trial", numbers=("a",)),
    )


def test_hit_repeatedly_means_more_than_one_entry(kz_pack: Pack) -> None:
    found = threat_map(
        [entry("a", DAY, hit=("Жария", "Ортақ")), entry("b", DAY, hit=("Ортақ",))],
        [],
        kz_pack.measures,
        AS_OF,
    )
    assert found.hit == (CodeUse(code="Ортақ", numbers=("a", "b")),)


def test_an_incident_is_counted_with_what_is_known_of_it() -> None:
    codes = Codes(
        codebook_version="1",
        event_type="t",
        direction="negative",
        severity=2,
        severity_reason="",
        case_status="trial",
        verification="V1",
        actors=("court", "gov_knb"),
    )
    told = Incident(
        number="XX-2031-0001",
        section=2,
        date=PartialDate(iso="2031-05", precision=Precision.MONTH),
        texts={},
        links=(),
        updated=datetime(2031, 6, 1, tzinfo=UTC),
        codes=codes,
    )
    known = KnownOfEntry(
        attributions=(Attribution(actor="court", basis=Basis.SIGNED, by="сот"),), hit=("Ортақ",)
    )
    (one,) = counted([told], {"XX-2031-0001": known})
    assert (one.actors, one.alleged, one.hit) == (("court",), ("gov_knb",), ("Ортақ",))
    assert (one.day, one.period and one.period.name) == (None, "2031-05")
    (bare,) = counted([replace(told, codes=None, date=None)], {})
    assert not bare.is_coded
    assert bare.period is None
    assert counted([replace(told, state=IncidentState.RETRACTED)], {}) == ()
