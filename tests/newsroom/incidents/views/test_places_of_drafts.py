"""Does each draft stand under the text of its language, and what is said where one pressed?"""

import re
from typing import Any

import pytest
from lxml import html
from pytest_django import Settings

from dalel.newsroom.incidents.models import DraftRow
from dalel.pack import default_folder
from newsroom.work_room import WRONG_KK, Room, room, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    drafted = room(language="en")
    drafted.reporter.post(f"/incidents/{drafted.number}/drafts/ask/", {"job": "draft"})
    return drafted


def tree(page: str) -> Any:
    return html.fromstring(page)


def press(at_work: Room, path: str, **form: object) -> tuple[str, str]:
    """Where a press without JavaScript leads, and the page there."""
    address = f"/incidents/{at_work.number}/{path}"
    answer = at_work.reporter.post(address, form)
    assert answer.status_code == 302
    return answer["Location"], at_work.reporter.get(answer["Location"].partition("#")[0]).text


def draft_path(act: str) -> str:
    return f"drafts/{DraftRow.objects.get().pk}/{act}/"


def test_each_draft_stands_in_the_column_of_its_language_before_what_is_doubted(
    at_work: Room,
) -> None:
    page = tree(at_work.page(at_work.reporter, "edit/"))
    for language in ("kk", "ru"):
        (column,) = page.xpath(f"//section[@aria-labelledby='in-{language}']")
        (drafts,) = column.xpath(f".//section[@id='drafts-{language}']")
        assert drafts.xpath(".//fieldset[.//input[@name='sentence']]")
        assert drafts.xpath(f"preceding::textarea[1][@lang='{language}']")
        assert drafts.xpath("following-sibling::*[1]")[0].get("id") == f"live-{language}"
        assert len(drafts.xpath(".//a[@data-passage]")) == len(
            drafts.xpath(".//input[@name='sentence']")
        )
    assert not page.xpath("//section[@id='drafts']//fieldset")


def test_a_part_of_the_page_brings_the_drafts_of_every_language(at_work: Room) -> None:
    part = at_work.page(at_work.reporter, "drafts/")
    assert re.findall(r'id="drafts-(\w+)"[^>]* hx-swap-oob="true"', part) == ["kk", "ru"]


def test_while_a_machine_writes_what_stands_keeps_its_ticks(at_work: Room) -> None:
    DraftRow.objects.update(state="waiting")
    assert "hx-swap-oob" not in at_work.page(at_work.reporter, "drafts/")


def test_what_is_said_stands_where_the_form_was(at_work: Room) -> None:
    at = {"language": "ru", "at": "drafts-ru"}
    to, page = press(at_work, draft_path("take"), **at)
    assert to.endswith("/edit/#said-drafts-ru")
    (said,) = tree(page).xpath("//section[@id='drafts-ru']/div[@id='said-drafts-ru']")
    assert said.get("tabindex") == "-1"
    assert "No sentence was chosen" in said.text_content()
    assert page.count("No sentence was chosen") == 1
    # It is said once.
    assert "No sentence was chosen" not in at_work.page(at_work.reporter, "edit/")


def test_where_nothing_is_said_the_page_opens_at_the_form(at_work: Room) -> None:
    at = {"language": "ru", "at": "drafts-ru", "wish": "shorter"}
    to, _ = press(at_work, draft_path("revise"), **at)
    assert to.endswith("/edit/#drafts-ru")
    to, _ = press(at_work, "drafts/ask/", job="draft", at="drafts")
    assert to.endswith("/edit/#drafts")


def test_an_error_leads_to_the_form_too(at_work: Room) -> None:
    path = draft_path("take")
    at = {"language": "ru", "at": "drafts-ru", "sentence": "1"}
    press(at_work, path, **at)
    to, page = press(at_work, path, **at)
    assert to.endswith("#said-drafts-ru")
    assert tree(page).xpath("//div[@id='said-drafts-ru']")


def test_what_no_place_of_the_page_tells_is_told_all_the_same(at_work: Room) -> None:
    _, page = press(at_work, draft_path("take"), language="ru", at="gone-since")
    (late,) = tree(page).xpath("//main/div[@id='said']")
    assert "No sentence was chosen" in late.text_content()


@pytest.mark.parametrize("at", ['"><script>', "//elsewhere.test", "x" * 200])
def test_a_place_that_is_none_is_the_head_of_the_page(at_work: Room, at: str) -> None:
    to, page = press(at_work, draft_path("take"), language="ru", at=at)
    assert to.endswith("/edit/#drafts")
    (said,) = tree(page).xpath("//main/div[@role='status']")
    assert "No sentence was chosen" in said.text_content()


def test_a_decided_concern_is_come_back_to(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(kk=WRONG_KK))
    page = tree(at_work.page(at_work.editor, ""))
    form = page.xpath("//form[contains(@action, '/concerns/')]")[0]
    sent = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    assert sent["at"].startswith("concern-")
    answer = at_work.editor.post(form.get("action"), {**sent, "reason": "ok", "state": "waived"})
    assert answer["Location"].endswith(f"#said-{sent['at']}")
    after = at_work.editor.get(answer["Location"].partition("#")[0]).text
    assert "Decided, with your name and reason." in after
