"""Measure Kazakh dates, sums, percentages and counts against KazNERD's sentences.

    python tools/measure_kaznerd.py FOLDER [--wrong] [--tuning]

FOLDER holds IOB2 files of KazNERD (https://github.com/IS2AI/KazNERD, CC BY 4.0). Every fifth
sentence is held back from tuning and measured; --tuning measures the others instead. KazNERD has
spans of time among dates and reads more words as dates ("in winter"), so these are lower bounds.
It has numbers with a measure apart (QUANTITY, TIME): ours there are neither right nor wrong.
An entity counts as found when one of ours of its class overlaps it.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.pack.lexicon import lexicon
from dalel.pack.loading import default_folder, load

HELD_BACK = 5
CLASSES = ("DATE", "MONEY", "PERCENTAGE", "CARDINAL")
KINDS = frozenset({FactKind.DATE, FactKind.MONEY, FactKind.PERCENT, FactKind.NUMBER})
NAMES = {FactKind.DATE: "DATE", FactKind.MONEY: "MONEY", FactKind.PERCENT: "PERCENTAGE"}
APART = {"QUANTITY", "TIME"}
TIMES = {"year", "month", "week", "day"}
Entity = tuple[str, int, int]


def sentence(block: str) -> tuple[str, list[Entity]]:
    """The text of a block of IOB2 with its entities; marks are joined as they are printed."""
    text, entities = "", []
    for line in block.splitlines():
        word, _, tag = line.partition(" ")
        number_split = re.search(r"\d ,$", text) and word.isdigit()
        if text and not number_split:
            text += " "
        elif number_split:
            text = text[:-2] + ","
        start = len(text)
        text += word
        tag = tag.strip()
        if tag.startswith("B-"):
            entities.append((tag[2:], start, len(text)))
        elif tag.startswith("I-") and entities:
            name, first, _ = entities[-1]
            entities[-1] = (name, first, len(text))
    return text, entities


def ours(text: str, words: Lexicon, apart: list[Entity]) -> list[Entity]:
    """What we find, in KazNERD's classes."""
    found = []
    for fact in extract_facts(text, "kk", words, date(2021, 6, 1), KINDS):
        name = NAMES.get(fact.kind, "CARDINAL")
        if fact.kind is FactKind.NUMBER and fact.unit:
            name = "DATE" if fact.unit in TIMES else ""
        start, end = fact.span.start, fact.span.end
        if name and not any(other[1] < end and start < other[2] for other in apart):
            found.append((name, start, end))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--tuning", action="store_true")
    arguments = parser.parse_args()
    folder = default_folder()
    words = lexicon(folder, load(folder))
    right, said, true = Counter[str](), Counter[str](), Counter[str]()
    for block in blocks(arguments.folder, tuning=arguments.tuning):
        text, entities = sentence(block)
        gold = [entity for entity in entities if entity[0] in CLASSES]
        found = ours(text, words, [one for one in entities if one[0] in APART])
        true.update(name for name, _, _ in gold)
        said.update(name for name, _, _ in found)
        missed = matched(gold, found, right)
        if arguments.wrong:
            report("missed", missed, text)
            report("wrong", found, text)
    for name in CLASSES:
        precision, recall = right[name] / said[name], right[name] / true[name]
        print(f"{name}: precision {precision:.3f} recall {recall:.3f} of {true[name]}")


def blocks(folder: Path, *, tuning: bool) -> Iterator[str]:
    """The blocks of every file that are held back, or the others."""
    for path in sorted(folder.glob("IOB2_*.txt")):
        for at, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
            if bool(at % HELD_BACK) == tuning:
                yield block


def matched(gold: list[Entity], found: list[Entity], right: Counter[str]) -> list[Entity]:
    """Take what agrees out of what was found, count it, and give what was missed."""
    missed = []
    for name, start, end in gold:
        mate = next((f for f in found if f[0] == name and f[1] < end and start < f[2]), None)
        if mate:
            right[name] += 1
            found.remove(mate)
        else:
            missed.append((name, start, end))
    return missed


def report(what: str, entities: list[Entity], text: str) -> None:
    for name, start, end in entities:
        print(what, name, text[start:end], "|", text[max(0, start - 30) : end + 20])


if __name__ == "__main__":
    main()
