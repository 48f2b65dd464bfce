"""Are the public pages of figures open to everybody, wide and narrow, light and dark?"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dalel.cli.static_site import SiteServer
from dalel.domain.collection import NetworkCount
from dalel.domain.official import Official
from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.build import build
from dalel.steps.measure.official_series import doubts
from publish.measured import AS_OF, measured

pytestmark = pytest.mark.slow
#: Where pictures go, when somebody wants to look at them.
_PICTURES = os.environ.get("PICTURES", "")
_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PAGES = (
    "m/",
    "m/all/2025/",
    "m/attention/",
    "m/threats/",
    "m/change/",
    "m/official/",
    "m/reliability/",
    "data/",
    "embed/m/effect/",
    "embed/m/course/",
    "embed/latest/",
)


def with_figures_of_others(snapshot: Snapshot) -> Snapshot:
    """The record with official figures, one of them doubtful, and with counts of OONI."""
    assert snapshot.measures is not None
    number = snapshot.incidents[0].number
    figures = tuple(
        Official(
            entry=number,
            language=language,
            value=Decimal(value),
            what=what,
            series=(what,),
            period="2025-01/2025-10",
            growth=Decimal("86.1"),
            base=(108, 108),
            bodies=("Ойдан кеңесі",),
            quote=f"{what}: {value}.",
            source=source,
        )
        for language, what in (("kk", "құқық бұзушылық"), ("ru", "правонарушение"))
        for value, source in ((201, ""), (201, "https://lake.test/1"), (300, "https://lake.test/2"))
    )
    counts = NetworkCount(
        source="ooni",
        day=date(2025, 12, 1),
        country="XX",
        subject="lake.test",
        network="AS1",
        measured=20,
        anomalies=12,
        confirmed=0,
        failures=0,
    )
    measures = replace(
        snapshot.measures,
        official=figures,
        doubts=doubts(figures, AS_OF.year, AS_OF),
        network=(counts,),
    )
    return replace(snapshot, measures=measures)


@pytest.fixture(scope="module")
def site(kz_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "site"
    build(with_figures_of_others(measured(kz_pack)), folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        yield browser
        browser.close()


def barriers(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        json.dumps({one["id"]: [node["html"][:200] for node in one["nodes"]]}, ensure_ascii=False)
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "light"),
        pytest.param(390, "dark", marks=pytest.mark.long),
        pytest.param(1280, "light", marks=pytest.mark.long),
        (1280, "dark"),
    ],
)
def test_no_page_of_figures_has_a_serious_barrier_or_is_wider_than_the_screen(
    browser: Browser, site: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for language in ("kk", "ru"):
        for path in PAGES:
            file = site / language / path / "index.html"
            page.goto(file.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            if _PICTURES:
                name = f"{language}-{path.strip('/').replace('/', '-')}-{width}-{scheme}.png"
                page.screenshot(path=str(Path(_PICTURES) / name), full_page=True)
            found += [f"{language}/{path}: {one}" for one in barriers(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{language}/{path}: wider than {width}")
    context.close()
    assert found == []


def test_each_figure_tells_its_words_to_pointer_and_keys_and_the_code_is_copied(
    browser: Browser, site: Path
) -> None:
    page = browser.new_page()
    page.goto((site / "kk/m/index.html").as_uri())
    chart = page.locator("figure.chart").first
    words = chart.locator(".pointed")
    assert words.text_content() == ""
    first, second = chart.locator("svg [tabindex]").nth(0), chart.locator("svg [tabindex]").nth(1)
    first.focus()
    assert words.text_content() == first.get_attribute("aria-label")
    page.keyboard.press("ArrowDown")
    assert words.text_content() == second.get_attribute("aria-label")
    first.hover()
    assert words.text_content() == first.get_attribute("aria-label")
    code = chart.locator("details.embedding")
    code.locator("summary").click()
    button = code.get_by_role("button")
    button.click()
    expect(button).to_have_text("Көшірілді")
    page.close()


@contextmanager
def served(site: Path) -> Iterator[str]:
    server = SiteServer(site, 0, b"")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_others_may_frame_what_is_made_for_it_and_nothing_else(
    browser: Browser, site: Path
) -> None:
    with served(site) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(
            "".join(
                f'<iframe src="{address}kk/{path}" width="390" height="700"></iframe>'
                for path in ("embed/m/effect/", "embed/latest/", "m/")
            )
        )
        page.wait_for_load_state("networkidle")
        chart, latest, whole = page.frames[1:]
        assert chart.locator("svg").count() == 1
        assert latest.locator("li").count() == 5
        assert whole.url.startswith("chrome-error:")
        assert {urlsplit(one).netloc for one in asked} == {urlsplit(address).netloc}
        assert not any("sw.js" in one for one in asked)
        page.close()
