"""Do the pages fit, can everyone use them, and is their HTML valid?"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from dalel.domain.snapshot import Snapshot
from dalel.pack import Pack
from dalel.publish.build import build
from publish.measured import measured
from publish.probing import with_everything_beside

pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parents[2]
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: One page of each kind, below a language's folder.
_KINDS = (
    "",
    "s/2/",
    "i/XX-2020-0002/",
    "i/XX-2020-0003/",
    "i/XX-2020-0006/",
    "i/XX-2020-0009/",
    "e/",
    "e/1/",
    "sources/",
    "codebook/",
    "about/",
    "method/",
    "imprint/",
    "browse/",
    "search/",
    "data/",
    "r/",
    "r/XX-1/",
    "law/",
    "law/XX-1/",
    "t/event_type/outage/",
    "t/right/expression/",
    "c/",
    "c/1/",
    "o/",
    "o/1/",
    "p/",
    "p/1/",
    "updated/",
    "corrections/",
    "next/",
    "e/1/print/",
    "embed/latest/",
    "embed/i/XX-2020-0002/",
    "embed/i/XX-2020-0003/",
)
#: Those that only a record with figures has, and those that show some then.
_FIGURES = (
    *("", "e/1/", "m/", "m/all/2025/", "m/right/expression/2025/", "m/attention/"),
    *("m/change/", "m/threats/", "m/official/", "m/reliability/"),
    *("embed/m/effect/", "embed/m/targets/"),
)
_OUTSIDE = ("index.html", "404.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(_ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture
def pages(preview: Snapshot, kz_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One page of each kind in each language, of a preview: it has the most to show."""
    site = tmp_path_factory.getbasetemp() / "browsed"
    figures = site.with_name("figures")
    if not figures.exists():
        # The page for wrong addresses finds its style at the base, here the site's own folder.
        build(with_everything_beside(preview), site, base=str(site))
        build(measured(kz_pack), figures)
    of_each = [(site, kind) for kind in _KINDS] + [(figures, kind) for kind in _FIGURES]
    paths = [
        folder / code / kind / "index.html" for code in ("kk", "ru") for folder, kind in of_each
    ]
    return [*paths, *(site / path for path in _OUTSIDE)]


def visits(browser: Browser, pages: list[Path], width: int, scheme: str) -> Iterator[Page]:
    assert scheme in {"light", "dark"}
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for path in pages:
        page.goto(path.as_uri())
        yield page
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(320, "dark", marks=pytest.mark.long),
        pytest.param(390, "light", marks=pytest.mark.long),
        pytest.param(390, "dark", marks=pytest.mark.long),
        pytest.param(768, "light", marks=pytest.mark.long),
        pytest.param(768, "dark", marks=pytest.mark.long),
        (1280, "light"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
    ],
)
def test_no_page_is_wider_than_the_screen(
    browser: Browser, pages: list[Path], width: int, scheme: str
) -> None:
    for page in visits(browser, pages, width, scheme):
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        pytest.param(390, "light", marks=pytest.mark.long),
        (390, "dark"),
        (1280, "light"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
    ],
)
def test_no_page_has_a_serious_barrier(
    browser: Browser, pages: list[Path], width: int, scheme: str
) -> None:
    for page in visits(browser, pages, width, scheme):
        found = Axe().run(page).response["violations"]
        grave = [v for v in found if v["impact"] in {"serious", "critical"}]
        assert not grave, (page.url, json.dumps(grave, indent=1)[:4000])


def test_a_dot_tells_its_title_under_the_pointer_and_by_keyboard(
    browser: Browser, pages: list[Path]
) -> None:
    page = next(visits(browser, pages, 1280, "light"))
    dot = page.locator(".ledger a.dot").first
    title = dot.locator("span")
    assert title.evaluate("e => getComputedStyle(e).opacity") == "0"
    place = "e => getComputedStyle(e, '::before').width + e.getBoundingClientRect().x"
    before = dot.evaluate(place)
    dot.focus()
    assert dot.evaluate(place) == before
    assert title.evaluate("e => getComputedStyle(e).opacity") == "1"
    page.locator("h1").click()
    dot.hover()
    assert title.evaluate("e => getComputedStyle(e).opacity") == "1"


def test_the_site_works_from_a_disk_and_loads_nothing_else(
    browser: Browser, pages: list[Path]
) -> None:
    page = browser.new_page(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[0].as_uri())
    page.locator(".ledger a.dot").first.click()
    assert "/i/XX-2020-" in page.url
    page.get_by_role("link", name="Рус").click()
    assert "/ru/i/XX-2020-" in page.url
    assert all(url.startswith("file://") for url in asked)
    assert any(url.endswith(".woff2") for url in asked)
    page.close()


def test_an_edition_prints(browser: Browser, pages: list[Path]) -> None:
    page = browser.new_page()
    page.goto(next(p for p in pages if "kk/e/1" in str(p)).as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").first.is_visible()
    address = page.locator(".proof a").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://" in address
    assert page.pdf().startswith(b"%PDF")
    page.close()


def test_every_kind_of_page_is_valid_html(pages: list[Path], tmp_path: Path) -> None:
    rules = {
        "root": True,
        "extends": ["html-validate:recommended"],
        # A title of an entry may be as long as its author wrote it; letter case of the doctype and
        # spaces at line ends are no faults of a page; an id may begin with a digit.
        "rules": {
            "long-title": "off",
            "doctype-style": "off",
            "no-trailing-whitespace": "off",
            "valid-id": ["error", {"relaxed": True}],
        },
    }
    settings = tmp_path / "rules.json"
    settings.write_text(json.dumps(rules))
    program = _ROOT / "node_modules/.bin/html-validate"
    assert program.exists(), "install html-validate: npm install --no-save html-validate"
    done = subprocess.run(  # noqa: S603
        [str(program), "--config", str(settings), *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
