"""Can a newcomer hand an edition on, correct, retract and withdraw, in a browser, in any light?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import NoticeRow, WithdrawnWordsRow
from newsroom.browsing import chromium, faults, sit_down
from newsroom.edition_steps import KK_NAME, RU_NAME, about_a_person, issue
from newsroom.work_room import Room, room

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def at_work(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Room:
    """A newsroom whose first edition, with one entry about a person, is public."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    at_work = room(language="kk")
    about_a_person(at_work)
    ArticleRow.objects.update(evidence_class=EvidenceClass.PUBLIC)
    CaptureRow.objects.update(evidence_class=EvidenceClass.PUBLIC)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    return at_work


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_what_becomes_of_an_edition_after_its_release(
    browser: Browser,
    live_server: LiveServer,
    at_work: Room,
    tmp_path: Path,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    for member in at_work.members.values():
        member.language = language
        member.save()
    page = sit_down(browser, live_server, at_work.members[Role.PUBLISHER], scheme)
    page.set_default_timeout(60_000)
    walk = Walk(page, live_server.url, at_work.row.number, f"{language}-{scheme}")
    found = [
        *walk.hands_on(tmp_path / "site", language),
        *walk.corrects(at_work),
        *walk.answers(at_work),
        *walk.withdraws_words(),
        *walk.retracts(tmp_path / "site"),
    ]
    assert found == []


class Walk:
    """A publisher goes from page to page; each step gives what is wrong with what was seen."""

    def __init__(self, page: Page, desk: str, number: str, name: str) -> None:
        self.page, self.desk, self.number, self.name = page, desk, number, name

    def seen(self, what: str) -> list[str]:
        found = faults(self.page, f"{self.name}-{what}")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        return found

    def hands_on(self, site: Path, language: str) -> list[str]:
        """The edition's HTML lies in the clipboard as the public has it."""
        page = self.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{self.desk}/editions/1/")
        found = self.seen("edition")
        page.locator('form[action$="/paste/"] button').click()
        page.locator(f'button[data-copy="html-{language}"]').click()
        expect(page.locator("#copied")).not_to_be_empty()
        copied = page.evaluate("navigator.clipboard.readText()")
        file = site / language / "e/1/bulletin.html.txt"
        assert copied.encode() == file.read_bytes()
        return found + self.seen("paste")

    def corrects(self, at_work: Room) -> list[str]:
        """A correction is on the page and in the feed once a second person stands behind it."""
        page = self.page
        page.goto(f"{self.desk}/incidents/{self.number}/notices/")
        page.locator('input[name="kind"][value="correction"]').check()
        page.locator("#text-kk").fill("Айыппұл сомасы нақтыланды.")
        page.locator("#text-ru").fill("Уточнена сумма штрафа.")
        found = self.seen("notices")
        page.locator('form:has(input[name="kind"]) button').last.click()
        key = NoticeRow.objects.get().key
        answer = at_work.editor.post(
            f"/incidents/{self.number}/notices/{key}/", {"approve": "1"}, follow=True
        )
        assert answer.status_code == 200
        page.goto(f"{self.desk}/released/ru/i/{self.number}/index.html")
        expect(page.locator(".notice.correction")).to_contain_text("Уточнена сумма штрафа.")
        expect(page.locator("blockquote")).to_contain_text("78 640 тенге")
        return found + self.seen("corrected")

    def answers(self, at_work: Room) -> list[str]:
        """An answer goes from the register of demands into print by one press."""
        asked = {"key": str(uuid4()), "kind": "reply", "party": "Сот", "claim": "Жауап беріңіз"}
        asked |= {"received": "2026-05-20", "incident": self.number}
        at_work.editor.post("/newsroom/demands/new/", asked)
        page = self.page
        page.goto(f"{self.desk}/newsroom/demands/1/")
        for language, by, words in (
            ("kk", "сот баспасөз қызметі", "Шешім заңды."),
            ("ru", "пресс-служба суда", "Решение законно."),
        ):
            page.locator(f"#by-{language}").fill(by)
            page.locator(f"#print-{language}").fill(words)
        found = self.seen("demand")
        page.locator('button[name="now"][value="yes"]').click()
        expect(page.locator("ol.ledger")).to_contain_text("Решение законно.")
        return found + self.seen("answered")

    def withdraws_words(self) -> list[str]:
        """A name goes from everywhere, and the page says so without it."""
        page = self.page
        page.goto(f"{self.desk}/incidents/{self.number}/notices/")
        page.locator('main a[href="/withdraw/"]').click()
        found = self.seen("withdraw")
        page.locator("#words").fill(RU_NAME)
        page.locator("main button.main").click()
        expect(page.locator('input[name="form"]')).to_have_count(5)
        found += self.seen("places")
        page.locator("#reason").fill("Қауіп бар: адам өзі сұрады")
        page.locator('input[name="sure"]').check()
        page.locator("button.danger").click()
        expect(page.locator(".notice[role=status] p")).to_have_count(4)
        for name in (RU_NAME, KK_NAME, "Нурланов", "Нұрланов"):
            assert name not in page.content()
        assert WithdrawnWordsRow.objects.count() == 6
        return found + self.seen("withdrawn")

    def retracts(self, site: Path) -> list[str]:
        """A retracted page has the reason and nothing else."""
        page = self.page
        page.goto(f"{self.desk}/incidents/{self.number}/notices/")
        page.locator("#why-kk").fill("Сот мұндай шешім шығармаған.")
        page.locator("#why-ru").fill("Такого решения суд не выносил.")
        page.locator("#retract-reason").fill("источник ошибся")
        page.locator('button[value="retracted"]').click()
        expect(page.locator("main .state, main h1 + p").first).to_be_visible()
        page.goto(f"{self.desk}/released/ru/i/{self.number}/index.html")
        words = page.locator("main").inner_text()
        assert "Такого решения суд не выносил." in words
        assert "78 640" not in (site / "ru/i" / self.number / "index.html").read_text("utf-8")
        assert "источник ошибся" not in page.content()
        return self.seen("retracted")
