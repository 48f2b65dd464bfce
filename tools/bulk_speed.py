"""How fast are web archives read here, by one process, by two, by Dask, and by others?

``python tools/bulk_speed.py PAGES... --articles FILE --files 40``: PAGES are folders of saved news
pages. Of each hundred pages some (``--saved``) are such a page as it is, some (``--relevant``) have
an article of ours in the place of its text, and the rest articles that are not ours. Figures are
pages a second of wall time and of processor time.
"""

import argparse
import gzip
import hashlib
import html
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from bulk_others import Daft, RayData

from dalel.bulk.engines import Engine
from dalel.bulk.engines.dask_cluster import DaskCluster
from dalel.bulk.engines.processes import Processes
from dalel.bulk.orders import Order, order_of
from dalel.bulk.run import RunReport, run
from dalel.bulk.units import ArchiveUnit, Plan
from dalel.pack import default_folder

HOST: Final = "vlast.kz"
_OTHERS: Final = {"dask": "Dask, 2 workers", "daft": "Daft", "ray": "Ray Data"}
_PARAGRAPH: Final = re.compile(rb"<p\b[^>]*>.*?</p\s*>", re.DOTALL | re.IGNORECASE)
_TITLE: Final = re.compile(rb"<title\b[^>]*>.*?</title\s*>", re.DOTALL | re.IGNORECASE)


def main() -> None:
    """Make the archives, read them in each way, and print the figures."""
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="bulk-speed-", dir=given.work))
    try:
        size = _write(given, folder)
        pages = given.files * given.pages_per_file
        print(
            f"{given.files} archives, {pages} pages of {size / pages / 1000:.1f} kB packed; "
            f"{given.saved} % saved as they are, {given.relevant} % with articles of ours"
        )
        _measure(given, folder)
    finally:
        shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("pages", nargs="+", type=Path)
    words.add_argument("--articles", type=Path, action="append", required=True)
    words.add_argument("--saved", type=int, default=10, help="Of a hundred pages, 10.")
    words.add_argument("--files", type=int, default=40)
    words.add_argument("--pages-per-file", type=int, default=1000)
    words.add_argument("--relevant", type=int, default=3, help="Of a hundred pages, 3.")
    words.add_argument("--lexical", action="store_true")
    words.add_argument("--only", choices=["one", "two", *_OTHERS], action="append")
    words.add_argument("--work", type=Path)
    return words.parse_args()


def _write(given: argparse.Namespace, folder: Path) -> int:
    saved = [path.read_bytes() for path in sorted(_saved(given.pages))]
    lines = [line for path in given.articles for line in path.read_text("utf-8").splitlines()]
    articles = [json.loads(line) for line in lines]
    kinds = {
        is_ours: [a for a in articles if a["relevant"] is is_ours] for is_ours in (True, False)
    }
    dice = random.Random(2031)  # noqa: S311 - no secret
    size = 0
    for at in range(given.files):
        path = folder / f"{at:03}.warc.gz"
        with path.open("wb") as stream:
            for number in range(given.pages_per_file):
                page = dice.choice(saved)
                drawn = dice.randrange(100)
                if drawn >= given.saved:
                    is_ours = drawn < given.saved + given.relevant
                    page = _wrapped(page, dice.choice(kinds[is_ours]))
                stream.write(_record(f"https://{HOST}/{at}/{number}", page))
        size += path.stat().st_size
    return size


def _saved(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*.html*") if path.is_file())


def _wrapped(page: bytes, article: dict[str, Any]) -> bytes:
    """The page with an article in the place of its paragraphs."""
    page = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
    title = html.escape(article["title"]).encode()
    parts = [f"<p>{html.escape(part)}</p>" for part in article["text"].split("\n") if part.strip()]
    text = b"<article><h1>" + title + b"</h1>" + "".join(parts).encode() + b"</article>"
    bare = _PARAGRAPH.sub(b"", page)
    head, body, rest = bare.partition(b"<body")
    tag, _, rest = rest.partition(b">")
    named = _TITLE.sub(lambda _: b"<title>" + title + b"</title>", head)
    return named + body + tag + b">" + text + rest if body else text


def _record(url: str, page: bytes) -> bytes:
    page = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-01-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


def _measure(given: argparse.Namespace, folder: Path) -> None:
    units = tuple(
        ArchiveUnit(input=str(path), size=path.stat().st_size)
        for path in sorted(folder.glob("*.warc.gz"))
    )
    plan = Plan(pack="kz", units=units)
    order = order_of(default_folder(), "kz", lexical=given.lexical)
    chosen = given.only or ["one", "two", "dask"]
    walls: dict[str, float] = {}
    for name, width in (("one", 1), ("two", 2)):
        if name in chosen:
            engine: Engine = Processes(width=width)
            walls[name] = _timed(f"processes, {width}", plan, order, folder / name, engine)
    if "dask" in chosen:
        with _cluster(folder / "cluster", 2) as address:
            engine = DaskCluster(address=address)
            walls["dask"] = _timed(_OTHERS["dask"], plan, order, folder / "dask", engine)
    if {"one", "two"} <= walls.keys():
        print(f"two processes: {walls['one'] / walls['two']:.2f} times one")
    for name, engine in (("daft", Daft()), ("ray", RayData())):
        if name in chosen:
            walls[name] = _timed(_OTHERS[name], plan, order, folder / name, engine)
    for name in _OTHERS.keys() & walls.keys() if "two" in walls else ():
        is_same = _files(folder / name) == _files(folder / "two")
        print(
            f"{_OTHERS[name]}: {walls['two'] / walls[name]:.2f} of two processes; "
            f"{'the same bytes' if is_same else 'OTHER BYTES'}"
        )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).digest() for path in folder.glob("*.parquet")
    }


def _timed(name: str, plan: Plan, order: Order, out: Path, engine: Engine) -> float:
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    report = run(plan, order, str(out), engine)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    begun = time.perf_counter()
    run(plan, order, str(out), engine)
    second = time.perf_counter() - begun
    print(_line(name, report, wall, used, second), flush=True)
    return wall


def _line(name: str, report: RunReport, wall: float, used: float, second: float) -> str:
    counts = report.counts
    rows = counts["rows"]
    spent = f"{rows / used:.0f} a second of processor, " if used > 1 else ""
    return (
        f"{name}: {rows} pages in {wall:.0f} s: {rows / wall:.1f} a second, {spent}"
        f"peak {report.peak} MB; second run {100 * second / wall:.2f} %; "
        f"{counts['articles']} articles, {counts['sifted']} sifted, {counts['relevant']} relevant, "
        f"{counts['failed']} failed, {len(report.failures)} archives failed"
    )


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[str]:
    folder.mkdir()
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    begun = [_started("scheduler", *common, "--port", "0")]
    for at in range(workers):
        own = ("--nthreads", "1", "--local-directory", str(folder / str(at)))
        begun.append(_started("worker", *common, *own))
    try:
        while not file.exists() or not file.read_text().strip().endswith("}"):
            time.sleep(0.1)
        yield str(json.loads(file.read_text())["address"])
    finally:
        for process in begun:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
            process.kill()
            process.wait()


def _started(kind: str, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "OMP_WAIT_POLICY": "PASSIVE",
            "MALLOC_ARENA_MAX": "1",
            "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
        },
    )


if __name__ == "__main__":
    main()
