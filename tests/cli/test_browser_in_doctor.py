"""What the doctor says of the browser, and where its profiles stand."""

import os
from pathlib import Path

import pytest

from configured import configured
from dalel.cli.doctor.browser_examination import browser_finding, renderings_finding
from dalel.cli.evidence_services import chromium_of, profiles_of
from dalel.cli.extras import Extra
from dalel.domain.rendering import RenderWish
from dalel.newsroom.evidence.models import AskedRenderingRow
from dalel.outside.browser import chromium
from small_press import START


def test_a_browser_that_is_here_is_named_and_used(tmp_path: Path) -> None:
    settings = configured(tmp_path, DALEL_CHROMIUM="/bin/sh")
    assert browser_finding(settings).state.startswith("/bin/sh")
    used = chromium_of(settings)
    assert used is not None
    assert used.program == "/bin/sh"


def test_root_is_told_that_the_sandbox_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = configured(tmp_path, DALEL_CHROMIUM="/bin/sh")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "sandbox" in browser_finding(settings).state
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "sandbox" not in browser_finding(settings).state


def test_what_is_lacking_is_said_with_its_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "_NAMES", ("no-such-browser",))
    settings = configured(tmp_path)
    found = browser_finding(settings)
    assert (found.problem, "apt install chromium" in found.advice) == ("", True)
    assert chromium_of(settings) is None
    monkeypatch.setattr(Extra, "is_here", property(lambda _extra: False))
    assert "pip install 'dalel[browser]'" in browser_finding(settings).advice


def test_a_browser_can_be_off_or_wrongly_named(tmp_path: Path) -> None:
    off = configured(tmp_path, DALEL_BROWSER="no")
    assert browser_finding(off).state == "off (browser is no)"
    assert chromium_of(off) is None
    wrong = configured(tmp_path, DALEL_CHROMIUM="/no/such/browser")
    assert "/no/such/browser" in browser_finding(wrong).problem
    assert chromium_of(wrong) is None


@pytest.mark.django_db
def test_pages_that_wait_for_a_browser_are_counted_where_there_is_none(tmp_path: Path) -> None:
    for number in range(2):
        AskedRenderingRow.objects.create(
            canonical=f"https://lake.test/{number}", url="x", why=RenderWish.EMPTY, asked=START
        )
    AskedRenderingRow.objects.create(
        canonical="https://lake.test/cited", url="x", why=RenderWish.CITED, asked=START
    )
    off = configured(tmp_path, DALEL_BROWSER="no")
    [found] = renderings_finding(off)
    assert found.state == "2 need a browser"
    assert list(renderings_finding(configured(tmp_path, DALEL_CHROMIUM="/bin/sh"))) == []


def test_profiles_stand_in_the_home_unless_its_name_is_too_long() -> None:
    assert profiles_of(Path("/srv/dalel")) == Path("/srv/dalel/browser")
    long = profiles_of(Path("/srv/" + "long/" * 20))
    assert len(str(long)) < 48
    assert long != profiles_of(Path("/srv/" + "lung/" * 20))
