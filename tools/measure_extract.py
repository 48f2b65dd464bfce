"""How well and how fast are articles read, beside trafilatura and resiliparse on the same pages?

    python tools/measure_extract.py --zyte FOLDER --fundus FOLDER

FOLDER is a checkout of scrapinghub/article-extraction-benchmark (``html``, ``ground-truth.json``)
and of the dataset of dobbersc/fundus-evaluation (``html``, ``ground_truth.json``). Needs the group
``yardstick``. Speeds are medians of five rounds in one process, all of them
taking turns; they count the processor's time, so that others at work on the machine disturb less.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from statistics import median

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from trafilatura import extract as trafilatura_extract

from dalel.steps.extract import extract
from dalel.steps.extract.score import ExtractionScore, rouge_l, shingles

ROUNDS = 5


def ours(content: bytes) -> str:
    """The text by the step, with all that it finds besides."""
    return extract(content, zone=UTC).text


def theirs(content: bytes) -> str:
    """The text by trafilatura in its fast mode, comments left out, which is its best here."""
    return trafilatura_extract(content, fast=True, include_comments=False) or ""


def plainest(content: bytes) -> str:
    """The main content by resiliparse."""
    page = bytes_to_str(content, detect_encoding(content))
    return str(extract_plain_text(page, main_content=True, comments=False))


READERS: dict[str, Callable[[bytes], str]] = {
    "Dalel": ours,
    "trafilatura": theirs,
    "resiliparse": plainest,
}


def main() -> None:
    """Print quality and speed for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zyte", type=Path, required=True)
    parser.add_argument("--fundus", type=Path, required=True)
    folders = parser.parse_args()
    gold = json.loads((folders.zyte / "ground-truth.json").read_text("utf-8"))
    report("zyte", folders.zyte, {key: page["articleBody"] for key, page in gold.items()}, shingles)
    gold = json.loads((folders.fundus / "ground_truth.json").read_text("utf-8"))
    bodies = {key.split(".")[0]: "\n\n".join(page["body"]) for key, page in gold.items()}
    report("fundus", folders.fundus, bodies, rouge_l)


def report(
    name: str,
    folder: Path,
    gold: dict[str, str],
    measure: Callable[[dict[str, str], dict[str, str]], ExtractionScore],
) -> None:
    """Print one set's figures; halves are every other page of the set, in the gold's order."""
    pages = {
        key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in gold
    }
    for who, read in READERS.items():
        texts = {key: read(content) for key, content in pages.items()}
        score = measure(gold, texts)
        halves = (
            measure({key: gold[key] for key in list(gold)[half::2]}, texts).f1 for half in (0, 1)
        )
        print(
            f"{name} {who}: F1 {score.f1:.4f}, precision {score.precision:.4f}, recall "
            f"{score.recall:.4f}, halves {' '.join(f'{half:.4f}' for half in halves)}"
        )
    speeds: dict[str, list[float]] = {who: [] for who in READERS}
    for _ in range(ROUNDS):
        for who, read in READERS.items():
            start = time.process_time()
            for content in pages.values():
                read(content)
            speeds[who].append(len(pages) / (time.process_time() - start))
    for who, rounds in speeds.items():
        print(f"{name} {who}: {median(rounds):.0f} pages/s of one core")


if __name__ == "__main__":
    main()
