"""Whoever needs help finds it at the top, and no advice that no lawyer has read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import ask, with_everything_beside

CALLED = {"kk": "Аккаунтым бұғатталды", "ru": "Заблокировали аккаунт"}


def snapshot(*, contact: str = "", checked: date | None = None) -> Snapshot:
    made = with_everything_beside(invented(2))
    [box] = made.advice.boxes
    fields = dict(made.profile.imprint.fields) | {
        "contact": {},
        "legal_aid": {"kk": contact, "ru": contact},
    }
    return replace(
        made,
        advice=replace(made.advice, checked=checked, boxes=(replace(box, situation=CALLED),)),
        profile=replace(made.profile, imprint=replace(made.profile.imprint, fields=fields)),
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_first_thing_of_the_home_page_is_what_happened_to_you(
    tmp_path: Path, language: str
) -> None:
    build(snapshot(contact="aid@oidan.test"), tmp_path / "site")
    home = html.fromstring((tmp_path / "site" / language / "index.html").read_bytes())
    [way] = ask(home, "//main/*[1]//a")
    assert way.text == CALLED[language]
    target, _, anchor = way.get("href").partition("#")
    page = html.fromstring(
        (tmp_path / "site" / language / "index.html").parent.joinpath(target).resolve().read_bytes()
    )
    [part] = ask(page, f"//section[@id='{anchor}']")
    assert ask(part, "h2")[0].text == CALLED[language]
    assert "aid@oidan.test" in ask(page, "string(//header[@class='opening'])")


@pytest.mark.parametrize("checked", [None, date(2026, 2, 3)])
def test_advice_is_shown_only_when_a_lawyer_has_read_it(
    tmp_path: Path, checked: date | None
) -> None:
    build(snapshot(contact="aid@oidan.test", checked=checked), tmp_path / "site")
    for path in ("help", f"i/{invented(2).incidents[1].number}", "t/event_type/outage"):
        page = (tmp_path / "site" / "ru" / path / "index.html").read_text("utf-8")
        assert ("Выдуманное название." in page) is (checked is not None), path


def test_without_anybody_to_turn_to_there_is_no_page_and_no_way_to_it(tmp_path: Path) -> None:
    build(snapshot(), tmp_path / "site")
    assert not (tmp_path / "site" / "ru" / "help").exists()
    assert "/help/" not in (tmp_path / "site" / "ru" / "index.html").read_text("utf-8")


def test_it_counts_such_entries_and_leads_to_them(tmp_path: Path) -> None:
    made = snapshot(contact="aid@oidan.test")
    [box] = made.advice.boxes
    kinds = [one.codes.event_type for one in made.incidents if one.codes]
    box = replace(box, types=(kinds[0], "other"))
    build(replace(made, advice=replace(made.advice, boxes=(box,))), tmp_path / "site")
    page = html.fromstring((tmp_path / "site" / "ru" / "help" / "index.html").read_bytes())
    [mail, way] = ask(page, "//section[@id='s1']//a")
    assert mail.get("href") == "mailto:aid@oidan.test"
    assert way.get("href").endswith(f"search/index.html?event_type={kinds[0]}&event_type=other")
    assert way.text_content().endswith(f": {kinds.count(kinds[0])}")
    # What nobody has read is said once, not under each situation.
    assert len(ask(page, "//p[contains(., 'Юрист ещё не подтвердил')]")) == 1


def test_a_press_on_a_number_calls_it(tmp_path: Path) -> None:
    build(snapshot(contact="+7 700 000 00 00, 9:00–18:00; № 12"), tmp_path / "site")
    page = html.fromstring((tmp_path / "site" / "kk" / "help" / "index.html").read_bytes())
    [way] = ask(page, "//header[@class='opening']//a")
    assert (way.text, way.get("href")) == ("+7 700 000 00 00", "tel:+77000000000")
    assert "9:00–18:00; № 12" in ask(page, "string(//header[@class='opening'])")
