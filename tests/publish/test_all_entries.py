"""Can the record be narrowed on the page of all entries, with keys, on a phone, and taken along?"""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dalel.domain.codebook import Term
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Incident
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import with_everything_beside, with_incident, with_text
from publish.served_site import browsing, served, titles

pytestmark = [pytest.mark.slow, pytest.mark.late]

_LANGUAGES = ("kk", "ru")


def _coded(place: int, one: Incident) -> Incident:
    assert one.codes is not None
    rights = (("expression",), ("information",), ("expression", "information"))[place % 3]
    codes = replace(
        one.codes,
        rights=rights,
        targets=("outlet",) if place % 2 else ("blogger",),
        platforms=("web",) if place % 4 == 0 else (),
        places=("XX",) if place % 5 else (),
        actors=("unknown",),
    )
    return replace(
        one,
        codes=codes,
        established=("unknown",) if place % 7 == 0 else (),
        alleged=() if place % 7 == 0 else ("unknown",),
    )


def narrowed(snapshot: Snapshot, **wanted: str) -> list[str]:
    """The numbers of the incidents that have these codes, the latest first."""
    found = [
        one.number
        for one in snapshot.incidents
        if one.codes
        and str(one.section) in wanted.get("section", "12345")
        and wanted.get("right", "") in (*one.codes.rights, "")
        and wanted.get("target", "") in (*one.codes.targets, "")
        and str(one.codes.severity) in wanted.get("severity", "12345")
    ]
    return found[::-1]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """Sixty-five incidents whose codes differ, some with words and dates of their own."""
    made = with_everything_beside(invented(65))
    codebook = replace(
        made.codebook,
        targets=(
            *made.codebook.targets,
            Term(code="blogger", labels={"kk": "Блогер", "ru": "Блогер", "en": "Blogger"}),
        ),
    )
    incidents = tuple(_coded(place, one) for place, one in enumerate(made.incidents))
    made = replace(made, incidents=incidents, codebook=codebook)
    made = with_text(made, 12, "ru", title="=Из библиотеки изъяли «книги», для детей")
    made = with_text(made, 12, "kk", title="=Кітапханадан «кітаптар», алынды")
    made = with_incident(made, 20, date=PartialDate(iso="2020", precision=Precision.YEAR))
    return with_incident(
        made, 21, date=PartialDate(iso="2020-02/2020-03", precision=Precision.INTERVAL)
    )


@pytest.fixture(scope="module")
def site(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entries") / "site"
    build(snapshot, folder, base="/monitoring/")
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@contextmanager
def visitor(browser: Browser, *, width: int = 1280, scripts: bool = True) -> Iterator[Page]:
    """A page of somebody who was never here."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=scripts
    )
    yield context.new_page()
    context.close()


def numbers(page: Page) -> list[str]:
    return page.locator("#found .when a").all_text_contents()


def found(page: Page, count: int) -> None:
    """Wait until the page says that it found so many."""
    page.wait_for_function("(n) => told.textContent.match(/\\d+/)?.[0] === String(n)", arg=count)


def shows(page: Page, expected: list[str]) -> None:
    """Wait until the list begins with these."""
    page.wait_for_function(
        "(expected) => JSON.stringify([...document.querySelectorAll('#found .when a')]"
        ".map((one) => one.textContent)) === JSON.stringify(expected)",
        arg=expected[:20],
    )


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("#finder.ready", state="attached")
    page.evaluate("document.querySelectorAll('.facet').forEach((one) => { one.open = true; })")


def press(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value='{value}']").click()


def counts(page: Page, name: str) -> dict[str, int]:
    told: dict[str, int] = page.evaluate(
        "(name) => Object.fromEntries([...document.querySelectorAll(`input[name=${name}]`)]"
        ".map((one) => [one.value, Number(one.closest('label').querySelector('data').value)]))",
        name,
    )
    return told


def asked(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_values_of_a_facet_are_or_and_facets_are_and_and_all_stands_in_the_address(
    browser: Browser, address: str, snapshot: Snapshot, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/")
        assert numbers(page) == narrowed(snapshot)
        assert counts(page, "section") == dict.fromkeys("12345", 13)
        press(page, "section", "1")
        found(page, 13)
        press(page, "section", "2")
        found(page, 26)
        both = narrowed(snapshot, section="12")
        assert numbers(page) == both[:20]
        # Of the pressed facet the others still tell what they would add.
        assert counts(page, "section") == dict.fromkeys("12345", 13)
        assert counts(page, "severity") == {"1": 13, "2": 13, "3": 0, "4": 0, "5": 0}
        press(page, "right", "expression")
        few = narrowed(snapshot, section="12", right="expression")
        found(page, len(few))
        assert numbers(page) == few[:20]
        assert counts(page, "section")["3"] == len(
            narrowed(snapshot, section="3", right="expression")
        )
        assert asked(page) == [("section", "1"), ("section", "2"), ("right", "expression")]
        assert page.locator("#chosen li").count() == 3


@pytest.mark.parametrize("language", _LANGUAGES)
def test_back_and_forward_and_an_address_that_was_passed_on_show_what_they_showed(
    browser: Browser, address: str, snapshot: Snapshot, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/")
        press(page, "section", "3")
        found(page, 13)
        press(page, "target", "outlet")
        few = narrowed(snapshot, section="3", target="outlet")
        found(page, len(few))
        page.go_back()
        found(page, 13)
        assert not page.locator("input[name=target][value=outlet]").is_checked()
        page.go_back()
        page.wait_for_function("!told.textContent")
        assert numbers(page) == narrowed(snapshot)
        page.go_forward()
        page.go_forward()
        found(page, len(few))
        shown, passed_on = numbers(page), page.url
        page.goto("about:blank")
        opened(page, passed_on)
        found(page, len(few))
        assert numbers(page) == shown == few
        assert page.locator(".facet:has([value=outlet])").get_attribute("open") is not None


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_was_chosen_stands_in_words_and_can_be_taken_off(
    browser: Browser, address: str, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/?section=1&severity=1&right=expression")
        page.wait_for_function("told.textContent")
        chips = page.locator("#chosen li button")
        assert chips.count() == 3
        chips.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelectorAll('#chosen li').length === 2")
        assert asked(page) == [("right", "expression"), ("severity", "1")]
        assert page.evaluate("chosen.contains(document.activeElement)")
        page.click("#clear")
        page.wait_for_function("chosen.hidden && !told.textContent")
        assert asked(page) == []
        assert not page.locator("#found li").count() < 65


def test_only_established_actors_are_counted(
    browser: Browser, address: str, snapshot: Snapshot
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}ru/search/?actor=unknown")
        found(page, 10)
        assert counts(page, "actor") == {"unknown": 10}
        assert numbers(page) == [one.number for one in snapshot.incidents[::7]][::-1]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_period_holds_what_lies_within_it_and_tells_how_many_might(
    browser: Browser, address: str, snapshot: Snapshot, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/")
        page.select_option("#from", "2020-01")
        page.wait_for_function("told.textContent")
        exact = [one for one in snapshot.incidents if one.date]
        found(page, len(exact))
        page.select_option("#to", "2020-01")
        within = [one for one in exact if one.date and one.date.iso.startswith("2020-01")]
        found(page, len(within))
        assert numbers(page) == [one.number for one in within][::-1][:20]
        # The undated ones, and the one of which only the year is known.
        left_out = len(snapshot.incidents) - len(exact) + 1
        assert page.inner_text("#told").endswith(f": {left_out}")
        assert asked(page) == [("from", "2020-01"), ("to", "2020-01")]


def test_the_order_is_chosen_and_words_are_ordered_by_how_well_they_fit(
    browser: Browser, address: str, snapshot: Snapshot
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}ru/search/?section=2&section=5")
        found(page, 26)
        page.select_option("#sort", "severity")
        shows(page, narrowed(snapshot, section="5") + narrowed(snapshot, section="2"))
        page.select_option("#sort", "date")
        dates = {one.number: one.date.iso if one.date else "" for one in snapshot.incidents}
        both = narrowed(snapshot, section="25")
        shows(page, sorted(both, key=lambda number: (dates[number], number), reverse=True))
        assert asked(page)[-1] == ("sort", "date")
        assert not page.locator("#sort [value=relevance]").is_enabled()
        page.fill("#q", "книгами")
        page.click("#clear")
        page.fill("#q", "книгами")
        found(page, 1)
        assert page.input_value("#sort") == "relevance"
        assert [name for name, _ in asked(page)] == ["q"]


@pytest.mark.parametrize(
    ("language", "query"), [("kk", "кітабын"), ("ru", "книгами")], ids=_LANGUAGES
)
def test_words_in_any_form_and_choices_narrow_together(
    browser: Browser, address: str, snapshot: Snapshot, language: str, query: str
) -> None:
    title = snapshot.incidents[12].texts[language].title
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/?section=3")
        found(page, 13)
        page.fill("#q", query)
        found(page, 1)
        assert titles(page) == [title]
        assert counts(page, "section") == {"1": 0, "2": 0, "3": 1, "4": 0, "5": 0}
        press(page, "section", "3")
        press(page, "section", "4")
        page.wait_for_function("!document.querySelector('#found li') && told.textContent")
        assert page.locator("[data-take]").first.is_hidden()
        assert page.inner_text("#told") != ""


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_list_as_it_stands_is_taken_along_with_the_columns_of_the_open_data(
    browser: Browser, address: str, site: Path, snapshot: Snapshot, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/?section=3&target=blogger")
        few = narrowed(snapshot, section="3", target="blogger")
        found(page, len(few))
        with page.expect_download() as taken:
            page.click("[data-take=csv]")
        text = Path(taken.value.path()).read_text("utf-8")
        with page.expect_download() as taken:
            page.click("[data-take=json]")
        whole = json.loads(Path(taken.value.path()).read_text("utf-8"))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["number"] for row in rows] == few
    published = (site / language / "data/incidents.csv").read_text("utf-8").removeprefix("\ufeff")
    known = {row["number"]: row for row in csv.DictReader(io.StringIO(published))}
    assert rows == [{name: known[row["number"]][name] for name in row} for row in rows]
    assert {"text", "links"} <= rows[0].keys()
    assert any(row["title"].startswith("'=") for row in rows)
    assert [one["number"] for one in whole["incidents"]] == few
    assert whole["incidents"][0]["targets"] == ["blogger"]
    assert whole["about"]["licence"] == "CC BY 4.0"
    assert whole["about"]["imprint"]["publisher"]
    assert whole["address"] == (f"https://monitor.test/{language}/search/?section=3&target=blogger")


@pytest.mark.parametrize("language", _LANGUAGES)
def test_in_print_the_criteria_are_the_heading_and_the_list_stands_alone(
    browser: Browser, address: str, language: str
) -> None:
    with visitor(browser) as page:
        opened(page, f"{address}{language}/search/?section=1&severity=1")
        found(page, 13)
        page.emulate_media(media="print")
        heading = page.locator("#criteria")
        assert heading.bounding_box()["width"] > 100  # type: ignore[index]
        assert "1/5" in heading.inner_text()
        assert page.locator("#found li").first.is_visible()
        for one in ("#finder", "#chosen", "#sort", "[data-take]", ".masthead nav"):
            assert not page.locator(one).first.is_visible(), one


@pytest.mark.parametrize("language", _LANGUAGES)
def test_on_a_phone_the_facets_fold_into_one_button(
    browser: Browser, address: str, language: str
) -> None:
    with visitor(browser, width=390) as page:
        page.goto(f"{address}{language}/search/")
        page.wait_for_selector("#finder.ready", state="attached")
        assert not page.locator("[data-facet=section] input").first.is_visible()
        page.locator(".facets > summary").focus()
        page.keyboard.press("Enter")
        box = page.locator("[data-facet=section] input").first
        box.focus()
        page.keyboard.press("Space")
        found(page, 13)
        assert page.locator("#folds").inner_text().endswith(": 13")
        page.click("#folds")
        assert not box.is_visible()
        assert page.locator("#found li").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("language", _LANGUAGES)
def test_without_a_script_the_list_stands_there_and_facets_are_links(
    browser: Browser, address: str, snapshot: Snapshot, language: str
) -> None:
    with visitor(browser, width=390, scripts=False) as page:
        page.goto(f"{address}{language}/search/")
        assert page.locator("#found .when a").count() == 65
        assert not page.locator("#q").is_visible()
        assert not page.locator("#sort").is_visible()
        assert page.locator("noscript p").is_visible()
        link = page.locator("[data-facet=section] a").first
        assert link.is_visible()
        link.click()
        page.wait_for_url(f"{address}{language}/s/1/**")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_narrowed_and_opened(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    faults = []
    with visitor(browser, width=width) as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for language in _LANGUAGES:
            opened(page, f"{address}{language}/search/?section=1&section=2&right=expression")
            page.evaluate("document.querySelector('.facets').open = true")
            page.wait_for_function("told.textContent")
            faults += [
                f"{language} {one['id']}: {[node['html'][:120] for node in one['nodes']]}"
                for one in Axe().run(page).response["violations"]
            ]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []


def test_the_address_asks_nobody_but_the_site(browser: Browser, address: str) -> None:
    asked_for: list[str] = []
    with visitor(browser) as page:
        page.on("request", lambda request: asked_for.append(request.url))
        opened(page, f"{address}ru/search/?section=1&q=редакция")
        found(page, 13)
    assert asked_for
    assert all(url.startswith(address) for url in asked_for)
