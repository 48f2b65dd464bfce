"""What does an issue take of two persons in a browser, and do they see what was planted wrong?

``COUNTED_STORIES`` plays more of them, and ``COUNTED_FIGURES`` names the file that the figures go
into (``tools/count_acts.py``).
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from newsroom.browsing import chromium, sit_down
from newsroom.keys import secured
from newsroom.month_issue import Person, figures_of, prepare, report, review

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STORIES = 6
#: Of both persons, as measured: acts an entry, planted ones mended, and planted errors shown of 8.
MOST_ACTS = 102 / STORIES
LEAST_SEEN = 7
#: So many entries are written before they are read.
DAY = 6


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_an_issue_takes_no_more_acts_than_it_did_and_shows_as_many_planted_errors(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    pack_folder: Path,
    tmp_path: Path,
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder, "home": tmp_path})
    entries = prepare(pack_folder, tmp_path, int(os.environ.get("COUNTED_STORIES", STORIES)))
    members = [
        Member.objects.create_user(f"the-{role}", name=f"Айгүл ({role})", role=role,
                                   language="kk", reads=["kk", "ru"])
        for role in (Role.REPORTER, Role.EDITOR)
    ]  # fmt: skip
    secured(*members)
    pages = [sit_down(browser, live_server, member) for member in members]
    url = live_server.url
    reporter = Person(page=pages[0], url=url, entry=entries[0], counted=lambda one: one.reporter)
    editor = Person(page=pages[1], url=url, entry=entries[0], counted=lambda one: one.editor)
    for first in range(0, len(entries), DAY):
        for entry in entries[first : first + DAY]:
            report(reporter, entry)
        review(editor, entries[first : first + DAY], entries[:first])
        if file := os.environ.get("COUNTED_FIGURES"):
            told = json.dumps(figures_of(entries[: first + DAY]), ensure_ascii=False, indent=1)
            Path(file).write_text(told, "utf-8")
    figures = figures_of(entries)
    assert figures["approved"] == len(entries), figures["not approved"]
    assert figures["acts"] / len(entries) <= MOST_ACTS
    assert sum(bool(one["seen"]) for one in figures["planted"].values()) >= LEAST_SEEN
