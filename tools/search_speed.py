"""How long does a reader wait for the results of a search, in a long record?

python tools/search_speed.py [INCIDENTS]: a site of invented texts whose words are as frequent as
words are (Zipf), opened in Debian's chromium over loopback. A word is there at once or typed letter
by letter; what counts is the time from its last letter to its first results. Figures for
docs/measurements.md.
"""

import random
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dalel.cli.static_site import SiteResponder as SitePage
from dalel.domain.incident import Incident, IncidentText
from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import OUTPUTS, build

#: Words of an invented language, the most frequent first; an entry has so many of them.
WORDS, LENGTH = 30_000, 110
SYLLABLES = [
    "ка",
    "ла",
    "ре",
    "қы",
    "ша",
    "мен",
    "тур",
    "жо",
    "сын",
    "дар",
    "ұлы",
    "ңыз",
    "әр",
    "бо",
    "ке",
    "ти",
    "са",
    "мо",
]
#: Milliseconds between two letters of somebody who types fast; without a pause all stands at once.
PAUSES = {"at once": 0, "typed": 100}
READY = "import('../../static/search.js').then((one) => one.wake()).then(() => true)"
ASK = """async ([query, pause]) => {
  const told = document.getElementById("told"), field = document.getElementById("q");
  const write = (text) => { field.value = text; field.dispatchEvent(new Event("input")); };
  const passed = (time) => new Promise((done) => setTimeout(done, time));
  for (let place = 1; pause && place < query.length; place += 1) {
    write(query.slice(0, place));
    await passed(pause);
  }
  const start = performance.now();
  const shown = new Promise((done) => new MutationObserver((_, watch) => {
    if (told.textContent) { watch.disconnect(); done(performance.now() - start); }
  }).observe(told, { childList: true }));
  write(query);
  const answer = [await shown, told.textContent];
  await passed(300);
  return answer;
}"""


def main(count: int) -> None:
    """Build, open, ask."""
    outputs = {name: OUTPUTS[name] for name in ("site", "search")}
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        snapshot, words = spoken(count)
        build(snapshot, site, outputs=outputs)
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            for language in snapshot.profile.languages:
                for pace, pause in PAUSES.items():
                    page = browser.new_context().new_page()
                    page.goto(f"{address}{language}/search/index.html")
                    # The engine is loaded when somebody goes to the field.
                    page.focus("#q")
                    page.evaluate(READY)
                    page.wait_for_load_state("networkidle")
                    told(f"{language}, {pace}", page, words, pause)
                    page.context.close()
            browser.close()


def told(name: str, page: Page, words: list[str], pause: int) -> None:
    """Ask for words of every frequency; each is asked for once, so that nothing is at hand."""
    print(f"{name}, the first: {page.evaluate(ASK, [words[40], pause])[0]:.0f} ms")
    for frequency, rank in (("frequent", 60), ("common", 400), ("rare", 6_000)):
        answers = [page.evaluate(ASK, [words[rank + step], pause]) for step in range(9)]
        waited = [took for took, _ in answers]
        print(
            f"{name}, {frequency} ({answers[4][1]}): median {statistics.median(waited):.0f} ms, "
            f"longest {max(waited):.0f} ms"
        )


def spoken(count: int) -> tuple[Snapshot, list[str]]:
    """A release whose entries differ, and its words, the most frequent first."""
    draw = random.Random(2026)  # noqa: S311 - invented texts
    made = (
        "".join(draw.choices(SYLLABLES, k=draw.randint(2, 5))) + str(n % 9) for n in range(WORDS)
    )
    words = list(dict.fromkeys(made))
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))

    def text(old: IncidentText) -> IncidentText:
        said = draw.choices(words, cum_weights=weights, k=LENGTH)
        return replace(old, title=" ".join(said[:8]), paragraphs=(" ".join(said[8:]),))

    def told(incident: Incident) -> Incident:
        texts = {language: text(old) for language, old in incident.texts.items()}
        return replace(incident, texts=texts)

    snapshot = invented(count)
    return replace(snapshot, incidents=tuple(map(told, snapshot.incidents))), words


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a server of this machine, silently."""
    handler = partial(SitePage, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
