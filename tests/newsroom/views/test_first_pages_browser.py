"""The rooms of the desk stand in one row on a laptop, and the first pages fit a phone."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG = "Айгүл Серікқызы Нұрланова-Әбдіғаппарова"


def test_the_first_pages_and_their_rooms_in_every_language(
    live_server: LiveServer, cast: dict[str, Member], settings: Settings
) -> None:
    changes = {"pack": default_folder(), "contact": ""}
    settings.DALEL = settings.DALEL.model_copy(update=changes)
    member = cast["administrator"]
    Member.objects.filter(pk=member.pk).update(name=LONG)
    found, rows = [], {}
    with chromium() as browser:
        for language in ("kk", "ru", "en"):
            Member.objects.filter(pk=member.pk).update(language=language)
            page = sit_down(browser, live_server, member, "dark" if language == "en" else "light")
            for name in ("", "welcome/", "inbox/", "sources/"):
                page.set_viewport_size({"width": 1280, "height": 900})
                page.goto(f"{live_server.url}/{name}")
                tops = "[...document.querySelectorAll('.top nav a, .top .self > *')].map("
                tops += (
                    "one => {const r = one.getBoundingClientRect(); return r.top + r.height / 2})"
                )
                middles = page.evaluate(tops)
                wide = page.evaluate("document.documentElement.scrollWidth")
                rows[language, name] = (max(middles) - min(middles) < 8, wide <= 1280)
                box = page.locator("#find").bounding_box()
                assert box is not None
                assert box["width"] >= 150, (language, box)
                found += faults(page, f"{name.strip('/') or 'today'}-{language}")
    assert set(rows.values()) == {(True, True)}, rows
    assert not found, found


def test_on_a_phone_the_rooms_are_folded_under_one_button(
    live_server: LiveServer, cast: dict[str, Member], settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "contact": ""})
    member = cast["editor"]
    tall = {}
    with chromium() as browser:
        for language in ("kk", "ru"):
            Member.objects.filter(pk=member.pk).update(language=language, name=LONG)
            page = sit_down(browser, live_server, member)
            page.set_viewport_size({"width": 390, "height": 800})
            page.goto(f"{live_server.url}/inbox/")
            box = page.locator("header.top").bounding_box()
            assert box is not None
            tall[language] = box["height"]
            assert page.locator(".top .me").get_attribute("title") == LONG
            rooms = page.locator("#rooms")
            expect(rooms).to_be_hidden()
            menu = page.locator(".top .menu")
            menu.click()
            expect(rooms).to_be_visible()
            expect(rooms.get_by_role("link")).to_have_count(10)
            assert not faults(page, f"menu-{language}")
            page.set_viewport_size({"width": 390, "height": 800})
            page.keyboard.press("Escape")
            expect(rooms).to_be_hidden()
            menu.focus()
            page.keyboard.press("Enter")
            with page.expect_navigation():
                rooms.get_by_role("link").nth(2).click()
            assert page.url == f"{live_server.url}/editions/"
    assert max(tall.values()) <= 120, tall


#: The widths of telephones, tablets and laptops, and of a laptop beside its scroll bar.
WIDTHS = (320, 390, 640, 641, 768, 1024, 1199, 1200, 1265, 1279, 1280, 1366, 1920)


def test_nothing_of_the_head_is_cut_off_at_any_width(
    live_server: LiveServer, cast: dict[str, Member], settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "contact": ""})
    member = cast["administrator"]
    measure = (
        "() => {const ends = [...document.querySelectorAll('.top > *, .self > *, .top nav a')]"
        ".filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().right);"
        " const me = document.querySelector('.top .me').getBoundingClientRect().width;"
        " return [document.documentElement.scrollWidth, Math.max(...ends), me]}"
    )
    amiss = {}
    with chromium() as browser:
        for language in ("kk", "ru", "en"):
            Member.objects.filter(pk=member.pk).update(name=LONG, language=language)
            page = sit_down(browser, live_server, member)
            page.goto(f"{live_server.url}/inbox/")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                wide, end, me = page.evaluate(measure)
                if wide > width or end > width + 0.5 or me < 48:
                    amiss[language, width] = (wide, end, me)
    assert not amiss, amiss
