"""Is on the list what a rule puts there, with its reason, and as editors left it?"""

from datetime import date, timedelta

from dalel.domain.attention import Attention, Choice, Why
from dalel.domain.change import Changes, Trend
from dalel.domain.count_board import ALL, Counted, Effect, Period
from dalel.pack import Pack
from dalel.steps.measure.attention import Silence, attention, chosen
from steps.measure.entries import entry

AS_OF = date(2031, 6, 30)
NEAR, FAR = AS_OF - timedelta(days=10), AS_OF - timedelta(days=100)
QUIET = Changes()


def lines(
    pack: Pack, *entries: Counted, silences: tuple[Silence, ...] = ()
) -> tuple[Attention, ...]:
    return attention(entries, QUIET, silences, pack.measures, AS_OF)


def whys(found: tuple[Attention, ...]) -> list[tuple[Why, str]]:
    return [(line.why, line.code) for line in found]


def test_severe_entries_stay_for_their_time(kz_pack: Pack) -> None:
    found = lines(
        kz_pack,
        entry("near", NEAR, severity=4),
        entry("far", FAR, severity=4),
        entry("worse", FAR, severity=5),
        entry("mild", NEAR, severity=3),
        entry("wider", NEAR, severity=5, direction="positive"),
        entry("contested", NEAR, severity=5, verification="VX"),
        entry("future", AS_OF + timedelta(days=1), severity=5),
        entry("undated", None, severity=5),
    )
    assert [line.numbers for line in found] == [("worse",), ("near",)]
    assert found[0].reason.values == {"severity": "5", "least": "4"}


def test_what_has_no_date_is_told_while_the_edition_that_told_it_is_near(kz_pack: Pack) -> None:
    found = lines(
        kz_pack,
        entry("printed", None, severity=4, printed=NEAR),
        entry("printed long ago", None, severity=4, printed=FAR),
        entry("reaches far", None, severity=1, printed=NEAR, effect=Effect(people=20_000)),
        entry("to come", None, severity=5, printed=AS_OF + timedelta(days=1)),
    )
    assert [line.numbers for line in found] == [("printed",), ("reaches far",)]
    # Neither new nor unresolved is what nobody can place in time.
    old = [entry(str(n), AS_OF - timedelta(days=400), means=("ddos",)) for n in range(20)]
    undated = entry("new", None, means=("spyware",), printed=NEAR, case_status="trial")
    assert lines(kz_pack, undated, *old) == ()


def test_many_people_are_told(kz_pack: Pack) -> None:
    found = lines(kz_pack, entry("a", NEAR, effect=Effect(people=20_000)), entry("b", NEAR))
    assert [(line.why, line.reason.values) for line in found] == [(Why.REACH, {"people": "20000"})]


def test_new_is_only_what_an_older_record_does_not_have(kz_pack: Pack) -> None:
    new = entry("new", NEAR, means=("spyware",), statutes=("UK-1",), actors=("court",))
    young = [entry(str(n), FAR, means=("ddos",)) for n in range(30)]
    assert lines(kz_pack, new, *young) == ()
    old = [entry(str(n), AS_OF - timedelta(days=400), means=("ddos",)) for n in range(20)]
    assert whys(lines(kz_pack, new, *old)) == [
        (Why.NEW_TACTIC, "spyware"),
        (Why.NEW_ACTOR, "court"),
        (Why.NEW_STATUTE, "UK-1"),
    ]
    assert lines(kz_pack, entry("same", NEAR, means=("ddos",)), *old) == ()


def test_a_matter_without_a_step_is_told(kz_pack: Pack) -> None:
    long_ago = AS_OF - timedelta(days=400)
    found = lines(
        kz_pack,
        entry("open", long_ago, case_status="trial"),
        entry("moved", long_ago, case_status="trial", steps=((NEAR, "appeal"),)),
        entry("done", long_ago, case_status="final"),
        entry("none", long_ago),
        entry("bill", long_ago, case_status="senate"),
    )
    assert [(line.numbers, line.reason.values) for line in found] == [(("open",), {"days": "400"})]


def test_a_silent_source_is_told(kz_pack: Pack) -> None:
    silence = Silence(source="azattyq", since=FAR, expected=12.4)
    (line,) = lines(kz_pack, silences=(silence,))
    assert (line.variable, line.code, line.reason.values["expected"]) == ("source", "azattyq", "12")


def test_a_rise_is_told_and_a_fall_is_not(kz_pack: Pack) -> None:
    trend = Trend(
        subject=ALL,
        months=(),
        recent=40,
        earlier=60,
        numbers=("a",),
        ratio=4,
        low=2.5,
        high=6,
        chance=0.001,
        rises=True,
        falls=False,
        is_small=False,
    )
    changes = Changes(trends=(trend,), last=Period.named("2031-05"), recent=2)
    (line,) = attention([], changes, (), kz_pack.measures, AS_OF)
    assert (line.why, line.key) == (Why.GROWTH, "growth:all::2031-05")
    assert line.reason.values["low"] == "2.5"


def test_nothing_gives_an_empty_list(kz_pack: Pack) -> None:
    assert lines(kz_pack) == ()


def test_what_editors_chose_orders_the_list(kz_pack: Pack) -> None:
    found = lines(kz_pack, *(entry(n, NEAR, severity=4) for n in "abc"))
    kept = chosen(found, {found[0].key: Choice.DISMISSED, found[2].key: Choice.PINNED})
    assert [(line.numbers[0], line.choice) for line in kept] == [
        ("c", Choice.PINNED),
        ("b", None),
        ("a", Choice.DISMISSED),
    ]
