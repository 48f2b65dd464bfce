"""Count how many names told in both languages of a story each way of the memory says right.

``python tools/measure_names.py``: pairs the names of the pack's training articles, story by story,
of its bulletins, entry by entry, and of the exams' summaries, on which nothing was tuned. Each is
then looked up by letters and rules alone, and in a memory of all other stories. With ``-v`` it
prints what came out otherwise than in the other text.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dalel.domain.names import KnownName, KnownNames, NameKind, NamePair, Sureness
from dalel.language.name_book import NameBook
from dalel.language.name_pairs import name_pairs
from dalel.language.names_offered import may_be_guessed
from dalel.pack import default_folder, load
from dalel.steps.bulletins import parse, read

_WAYS = (("ru", "kk"), ("kk", "ru"))


def main() -> None:
    """Print a table of each corpus."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("-v", action="store_true", help="print what came out otherwise")
    loud = reader.parse_args().v
    corpora = {
        "training articles": training(),
        "bulletin": bulletin(),
        "exam summaries": summaries(),
    }
    for name, texts in corpora.items():
        stories = [name_pairs(both["kk"], both["ru"]) for both in texts]
        tell(f"{name}: {len(stories)} stories, {sum(map(len, stories))} pairs of names")
        for source, target in _WAYS:
            count(stories, source, target, loud=loud)


def count(stories: list[tuple[NamePair, ...]], source: str, target: str, *, loud: bool) -> None:
    """Print how names come out in one direction, by kind and by how sure they were."""
    counted: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    seen: set[tuple[str, str]] = set()
    for at, story in enumerate(stories):
        others = [pair for place, one in enumerate(stories) if place != at for pair in one]
        books = {"alone": NameBook(KnownNames()), "with the memory": NameBook(known(others))}
        for pair in story:
            told, wanted = pair.names[source], pair.names[target]
            for title, book in books.items():
                if title == "alone" and (told, wanted) in seen:
                    continue
                found = book.rendered(told, pair.kind, source, target)
                way = f"{pair.kind} {found.sure}"
                if (pair.kind, found.sure) == (NameKind.PERSON, Sureness.RULE):
                    way += ", offered" if may_be_guessed(told, source) else ", not offered"
                counted[title, way][found.words == wanted] += 1
                if loud and title == "alone" and found.words != wanted:
                    tell(f"    {way}: {told} -> {found.words} | {wanted}")
            seen.add((told, wanted))
    for (title, way), right in sorted(counted.items()):
        tell(f"  {source} -> {target} {title}, {way}: {right[True]} right, {right[False]} not")


def known(pairs: list[NamePair]) -> KnownNames:
    """A memory of these names."""
    found = {
        (pair.kind, *sorted(pair.names.items())): KnownName(
            kind=pair.kind, names=pair.names, sure=Sureness.SHOWN
        )
        for pair in pairs
    }
    return KnownNames(known=tuple(found.values()))


def training() -> Iterator[dict[str, str]]:
    """The texts of each story that is told in both languages."""
    stories: dict[str, dict[str, str]] = defaultdict(lambda: defaultdict(str))
    for name in ("articles", "written"):
        lines = (default_folder() / "training" / f"{name}.jsonl").read_text("utf-8").splitlines()
        for row in map(json.loads, lines):
            if row.get("event"):
                stories[row["event"]][row["lang"]] += f"{row['title']}\n{row['text']}\n"
    return (both for both in stories.values() if {"kk", "ru"} <= both.keys())


def bulletin() -> Iterator[dict[str, str]]:
    """The texts of each entry of the past bulletins, in both languages."""
    pack = load(default_folder())
    for folder, past in pack.bulletins.items():
        name = past.files["kk"]
        lines = read((folder / name).read_bytes(), name)
        for entry in parse(lines, pack.codebook, pack.addresses, pack.sources, "kk").entries:
            russian = past.entries[f"{entry.section}.{entry.order}"].texts["ru"]
            yield {
                "kk": f"{entry.title}\n{entry.summary}",
                "ru": "\n".join([russian.title or "", *russian.paragraphs]),
            }


def summaries() -> Iterator[dict[str, str]]:
    """The summaries of the exams that are written in both languages, on which nothing was tuned."""
    folder = Path(__file__).parent.parent / "tests" / "exam"
    for file in sorted(folder.glob("*/*parity.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            if {"kk", "ru"} <= row.keys():
                yield {"kk": row["kk"], "ru": row["ru"]}


def tell(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
