"""How much of what feedparser's own test feeds expect do we read?

Usage: feed_suite.py FOLDER [--show]. The expected values stand in a comment of each file; only
those about entries' titles, links and times concern us. The number of items is that of feedparser
itself.
"""

import argparse
import ast
import calendar
import html
import io
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from dalel.steps.collect import feed

EXPECT = re.compile(r"Expect:\s*(.+?)\s*(?:-->|$)", re.DOTALL)
HEADER = re.compile(r"^Header:\s*([\w-]+)\s*:\s*(.+?)\s*$", re.MULTILINE)
ABOUT_US = re.compile(
    r"entries\[(\d+)\](?:\['(\w+)'\]|\.(title|link|published_parsed|updated_parsed))\s*==\s*"
    r"(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|\([\d, ]+\))"
)
COUNT = re.compile(r"len\(entries\)\s*==\s*(\d+)")
TIMES = {"published_parsed", "updated_parsed", "created_parsed"}


def text_of(content: bytes) -> str:
    """A file's text, as far as its comment needs it."""
    for encoding in ("utf-32", "utf-16") if b"\0" in content[:40] else ("utf-8",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if b"\0" in content[:40]:
        return content.replace(b"\0", b"").decode("latin-1")
    return content.decode("latin-1")


def expectations(text: str) -> Iterator[tuple[str, int, object]]:
    """What a file expects of us: which field, of which entry, with which value."""
    found = EXPECT.search(text)
    if found is None:
        return
    for index, key, attribute, literal in ABOUT_US.findall(found[1]):
        name = key or attribute
        if name in {"title", "link"} | TIMES:
            yield name, int(index), ast.literal_eval(literal)
    for count in COUNT.findall(found[1]):
        yield "count", 0, int(count)


def is_met(reading: feed.FeedReading, name: str, index: int, wanted: object) -> bool:
    """Whether our reading says what is expected."""
    if name == "count":
        return len(reading.entries) == wanted
    if index >= len(reading.entries):
        return False
    entry = reading.entries[index]
    if name == "link":
        return (entry.url or "") == wanted
    if name == "title":
        return (entry.title or "") == plain(str(wanted))
    if not isinstance(wanted, tuple):
        return False
    return entry.published == datetime.fromtimestamp(calendar.timegm(wanted), UTC)


def plain(title: str) -> str:
    """An expected title as plain text, for we keep no markup in one."""
    return " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", title)).split())


def say(*words: object) -> None:
    """Write a line."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main() -> None:
    """Read all files of a folder and print the shares."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", action="store_true", help="name what is not met")
    options = arguments.parse_args()
    met, expected, files, unreadable = Counter[str](), Counter[str](), 0, 0
    begin = time.perf_counter()
    for path in sorted(options.folder.rglob("*.xml")):
        files += 1
        content = path.read_bytes()
        text = text_of(content)
        headers = {name.lower(): value for name, value in HEADER.findall(text)}
        reading = feed.read(
            content,
            UTC,
            base=headers.get("content-location", "http://127.0.0.1:8097/"),
            content_type=headers.get("content-type"),
        )
        unreadable += reading.problem is not None
        whole = feedparser.parse(io.BytesIO(content), response_headers=headers)
        same = len(whole.entries) == len(reading.entries)
        expected["items"] += 1
        met["items"] += same
        if options.show and not same:
            say(path.relative_to(options.folder), len(whole.entries), len(reading.entries))
        for name, index, wanted in expectations(text):
            kind = "time" if name in TIMES else name
            expected[kind] += 1
            good = is_met(reading, name, index, wanted)
            met[kind] += good
            if options.show and not good:
                say(path.relative_to(options.folder), name, repr(wanted), reading.entries[:1])
    seconds = time.perf_counter() - begin
    say(f"{files} files in {seconds:.1f} s, none crashed; {unreadable} are no feed")
    for kind, total in sorted(expected.items()):
        say(f"{kind}: {met[kind]} of {total} ({met[kind] / total:.1%})")
    say(f"all: {met.total()} of {expected.total()} ({met.total() / expected.total():.1%})")


if __name__ == "__main__":
    main()
