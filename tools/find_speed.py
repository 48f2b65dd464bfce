"""How long does a reader wait, and how much is sent, until a long record is narrowed?

python tools/find_speed.py [INCIDENTS]: a site of invented entries whose codes are drawn from the
pack's codebook at random, which no packing shortens; opened in Debian's chromium over loopback.
What is sent is counted as gzip would send it (level 6; what is packed already as it is), typefaces
apart. Figures for docs/measurements.md.
"""

import gzip
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright
from search_speed import served, spoken

from dalel.domain.codebook import Term
from dalel.domain.incident import Codes, Incident
from dalel.domain.snapshot import Snapshot
from dalel.pack import default_folder, load
from dalel.publish.build import build
from dalel.publish.site import all_entries, code_table, pages
from dalel.publish.tree.build_tasks import Work
from dalel.publish.views.record import IndexedSnapshot

#: What is packed already.
PACKED = (".pf_index", ".pf_meta", ".pagefind", ".woff2")
PRESS = """async ([name, value]) => {
  const told = document.getElementById("told");
  const box = document.querySelector(`input[name=${name}][value="${value}"]`);
  const start = performance.now();
  const shown = new Promise((done) => new MutationObserver((_, watch) => {
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(document.getElementById("found"), { childList: true }));
  box.click();
  return [await shown, told.textContent];
}"""
CHOICES = """(name) => [...document.querySelectorAll(`input[name=${name}]`)]
  .map((one) => one.value)"""


def main(count: int) -> None:
    """Build, open, press."""
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        build(coded(count), site, outputs={"site": only})
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            for language in ("kk", "ru"):
                pressed(browser, site, f"{address}{language}/search/index.html", language)
                arrived(browser, site, f"{address}{language}/search/index.html", language)
            browser.close()


def only(record: IndexedSnapshot) -> Iterator[Work]:
    """The page of all entries, and what it loads."""
    wanted = (all_entries.PATH, code_table.FOLDER)
    return (one for one in pages.works(record) if one.key == "assets" or one.key.startswith(wanted))


def pressed(browser: Browser, site: Path, address: str, language: str) -> None:
    """Press one choice after the other on an open page, each facet once more than the last."""
    page = browser.new_context().new_page()
    sent = weighed(page, site)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    print(f"{language}, the page with its table: {told(sent)}")
    took, before = [], sum(sent.values())
    for nth, name in enumerate(code_table.FACETS):
        values = page.evaluate(CHOICES, name)
        waited, said = page.evaluate(PRESS, [name, values[0]])
        if nth == 0:
            page.wait_for_load_state("networkidle")
            print(f"{language}, the first press, {said}: {waited:.0f} ms, {told(sent)}")
            print(f"  of them for the titles: {(sum(sent.values()) - before) / 1000:.1f} kB")
        else:
            took.append(waited)
            page.evaluate("document.getElementById('clear').click()")
            page.wait_for_timeout(300)
    print(
        f"{language}, pressed: median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms"
    )
    page.context.close()


def arrived(browser: Browser, site: Path, address: str, language: str) -> None:
    """Open an address that was passed on: from the beginning to the list that it asks for."""
    took, weights = [], []
    for section in range(1, 6):
        page = browser.new_context().new_page()
        sent = weighed(page, site)
        page.goto(f"{address}?section={section}&right=expression")
        page.wait_for_function("document.getElementById('told').textContent")
        took.append(page.evaluate("performance.now()"))
        weights.append(sum(size for url, size in sent.items() if not url.endswith(".woff2")))
        page.context.close()
    print(
        f"{language}, an address that was passed on: median {statistics.median(took):.0f} ms, "
        f"longest {max(took):.0f} ms, at most {max(weights) / 1000:.1f} kB"
    )


def weighed(page: Page, site: Path) -> dict[str, int]:
    """What each address sends, in bytes, as it comes."""
    sent: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        path = site / urlsplit(answer.url).path.lstrip("/")
        if path.is_file():
            body = path.read_bytes()
            packed = path.suffix in PACKED
            sent[answer.url] = len(body) if packed else len(gzip.compress(body, 6))

    page.on("response", weigh)
    return sent


def told(sent: dict[str, int]) -> str:
    fonts = sum(size for url, size in sent.items() if url.endswith(".woff2"))
    others = sum(sent.values()) - fonts
    return f"{others / 1000:.1f} kB in {len(sent)} files, typefaces {fonts / 1000:.0f} kB"


def coded(count: int) -> Snapshot:
    """A release of entries that differ in words and codes."""
    snapshot, _ = spoken(count)
    pack = load(default_folder())
    book, places = pack.codebook, sorted(pack.within())
    draw = random.Random(2026)  # noqa: S311 - invented codes

    def some(terms: Sequence[Term], most: int = 1) -> tuple[str, ...]:
        weights = list(accumulate(1 / (rank + 2) for rank in range(len(terms))))
        codes = draw.choices(
            [term.code for term in terms], cum_weights=weights, k=draw.randint(1, most)
        )
        return tuple(dict.fromkeys(codes))

    def told(one: Incident) -> Incident:
        actors = some(book.actors)
        codes = Codes(
            codebook_version=book.version,
            event_type=some(book.event_types)[0],
            direction=some(book.directions)[0],
            severity=draw.randint(1, 5),
            severity_reason="invented",
            case_status=some(book.case_status)[0],
            verification="V1",
            rights=some(book.rights, 3),
            actors=actors,
            targets=some(book.targets, 2),
            platforms=some(book.platforms),
            places=(draw.choice(places),),
        )
        section = draw.choice(book.sections).number
        return replace(
            one,
            section=section,
            codes=codes,
            established=actors if draw.random() < 0.4 else (),
        )

    return replace(
        snapshot,
        codebook=book,
        regions=pack.regions,
        within=pack.within(),
        places={place.code: place.labels for place in pack.places},
        incidents=tuple(map(told, snapshot.incidents)),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
