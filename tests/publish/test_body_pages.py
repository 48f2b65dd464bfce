"""Do the pages of bodies tell apart what is established and what one side says?"""

from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from dalel.domain.codebook import CaseStatus, Term
from dalel.domain.conduct import InquiryState, PublicInquiry
from dalel.domain.public_record import PublicCase, PublicOutlet
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.site import lists
from dalel.publish.site.pages import works
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, with_incident

OUTLET = {"kk": "«Ойдан»", "ru": "«Ойдан»"}


def term(code: str) -> Term:
    return Term(code=code, labels={one: f"{code} {one}" for one in ("kk", "ru", "en")})


def with_codes(snapshot: Snapshot, place: int, **changes: object) -> Snapshot:
    codes = snapshot.incidents[place].codes
    assert codes
    return with_incident(snapshot, place, codes=replace(codes, **changes))  # type: ignore[arg-type]


@pytest.fixture
def known() -> Snapshot:
    """A ministry that acted in two entries, and as one side says in a third; a case of two."""
    snapshot = invented(4)
    stage = CaseStatus(code="trial", labels={"kk": "сотта", "ru": "в суде"}, track="court")
    book = replace(
        snapshot.codebook,
        actors=(term("ministry"), term("court")),
        platforms=(term("network"),),
        case_status=(*snapshot.codebook.case_status, stage),
    )
    snapshot = replace(snapshot, codebook=book)
    for place in range(4):
        snapshot = with_codes(snapshot, place, actors=("ministry",))
    for place in (0, 1):
        snapshot = with_incident(snapshot, place, established=("ministry",))
    snapshot = with_incident(snapshot, 2, alleged=("ministry",))
    snapshot = with_codes(snapshot, 1, platforms=("network",), case_status="trial")
    asked = PublicInquiry(
        whom={"kk": "Министрлік", "ru": "Министерство"},
        asked=date(2026, 1, 5),
        due=date(2026, 1, 12),
        state=InquiryState.SILENT,
        actor="ministry",
    )
    of_outlet = replace(asked, whom=OUTLET, actor="", state=InquiryState.ANSWERED)
    of_outlet = replace(of_outlet, answer={"kk": "Иә.", "ru": "Да."})
    snapshot = with_incident(snapshot, 0, inquiries=(asked, of_outlet))
    numbers = tuple(one.number for one in snapshot.incidents)
    return replace(
        snapshot,
        matters=(PublicCase(number=1, names={"kk": "Іс", "ru": "Дело"}, incidents=numbers[:2]),),
        outlets=(
            PublicOutlet(
                number=1, names=OUTLET, host="oidan.test", source="", incidents=numbers[:1]
            ),
        ),
    )


def pages(snapshot: Snapshot) -> dict[str, html.HtmlElement]:
    """The pages of bodies and the list of them, by their paths."""
    made: dict[str, html.HtmlElement] = {}
    for work in works(IndexedSnapshot(snapshot, "/")):
        if work.key == "outlets" or work.key.startswith(("t/actor/", "t/platform/", "o/")):
            made |= {path: html.fromstring(content) for path, content in work.render()}
    return made


def said(node: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in ask(node, path)]


def test_a_body_is_told_in_sentences_that_part_what_is_established(known: Snapshot) -> None:
    page = pages(known)["ru/t/actor/ministry/index.html"]
    first, second = said(page, "//p[@class='standfirst']")
    assert first.startswith("Участие установлено в 2 записях: ")
    assert first.endswith("– 2.")
    assert second == "В 1 записи об этом говорит только одна из сторон; это не установлено."
    lists = ask(page, "//ul[@class='lines']")
    numbers = [said(one, "li//span[@class='when']/a") for one in lists]
    assert numbers == [["XX-2020-0002", "XX-2020-0001"], ["XX-2020-0003"]]
    # Of the fourth nothing is recorded but a code: it stands nowhere.
    assert "XX-2020-0004" not in page.text_content()


def test_a_body_shows_its_cases_with_their_stages_and_what_it_was_asked(known: Snapshot) -> None:
    page = pages(known)["kk/t/actor/ministry/index.html"]
    assert said(page, "//section[@aria-labelledby='matters']//li") == ["Іс сотта"]
    (asked,) = said(page, "//section[@aria-labelledby='asked']//li")
    assert "2026 жылғы 5 қаңтар" in asked
    assert "жауап келмеді" in asked
    assert not ask(pages(known)["kk/t/actor/court/index.html"], "//section")


def test_platforms_and_outlets_have_the_same_page(known: Snapshot) -> None:
    made = pages(known)
    network = said(made["ru/t/platform/network/index.html"], "//p[@class='standfirst']")
    assert network[0].startswith("Упоминается в 1 записи: ")
    outlet = made["ru/o/1/index.html"]
    assert "Присутствие в списке — не оценка." in outlet.text_content()
    assert said(outlet, "//section[@aria-labelledby='asked']//q") == ["Да."]


def test_the_list_of_bodies_has_only_those_of_whom_something_is_said(known: Snapshot) -> None:
    page = pages(known)["ru/o/index.html"]
    assert said(page, "//li/a[@class='strong']") == ["ministry ru", "network ru", "«Ойдан»"]
    assert not ask(pages(invented(1))["ru/o/index.html"], "//main//li")


def test_a_page_of_a_body_is_made_anew_when_one_side_names_it(known: Snapshot) -> None:
    def inputs(snapshot: Snapshot) -> str:
        found = works(IndexedSnapshot(snapshot, "/"))
        return next(work.inputs for work in found if work.key == "t/actor/ministry/")

    assert inputs(known) != inputs(with_incident(known, 3, alleged=("ministry",)))


def test_older_pages_of_a_body_have_its_entries_alone(
    known: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "CHUNK", 1)
    files = {
        path: content
        for work in works(IndexedSnapshot(known, "/"))
        if work.key.startswith("t/actor/ministry")
        for path, content in work.render()
    }
    older = html.fromstring(files["ru/t/actor/ministry/1/index.html"])
    assert not ask(older, "//*[@id='matters' or @id='asked']")
    assert len(ask(older, "//ul[@class='lines']/li")) == 1
    newest = html.fromstring(files["ru/t/actor/ministry/index.html"])
    assert ask(newest, "//*[@id='matters']")
