"""The rooms of the desk stand in one row on a laptop, and the first pages fit a phone."""

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.pack import default_folder
from newsroom.browsing import chromium, faults, sit_down

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_first_pages_and_their_rooms_in_every_language(
    live_server: LiveServer, cast: dict[str, Member], settings: Settings
) -> None:
    changes = {"pack": default_folder(), "contact": ""}
    settings.DALEL = settings.DALEL.model_copy(update=changes)
    member = cast["administrator"]
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
                found += faults(page, f"{name.strip('/') or 'today'}-{language}")
    assert set(rows.values()) == {(True, True)}, rows
    assert not found, found
