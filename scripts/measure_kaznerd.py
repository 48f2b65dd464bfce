"""Measure Kazakh dates, sums, percentages and counts against KazNERD's sentences.

    python scripts/measure_kaznerd.py FOLDER [--wrong] [--tuning]

FOLDER holds IOB2 files of KazNERD (https://github.com/IS2AI/KazNERD, CC BY 4.0). Every fifth
sentence is held back from tuning and measured; --tuning measures the others instead. KazNERD has
spans of time among dates and reads more words as dates ("in winter"), so these are lower bounds.
It has numbers with a measure apart (QUANTITY, TIME): ours there are neither right nor wrong.
An entity counts as found when one of ours of its class overlaps it.
"""

import argparse
import re
from collections import Counter
from datetime import date
from pathlib import Path

from dalel.domain.facts import FactKind
from dalel.language.facts import extract_facts
from dalel.pack.lexicon import lexicon
from dalel.pack.loading import default_folder, load

HELD_BACK = 5
CLASSES = ("DATE", "MONEY", "PERCENTAGE", "CARDINAL")
KINDS = frozenset({FactKind.DATE, FactKind.MONEY, FactKind.PERCENT, FactKind.NUMBER})
TIMES = {"year", "month", "week", "day"}
NO_SPACE_BEFORE = frozenset(".,!?;:»)%-–")
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


def ours(text: str, words: object) -> list[Entity]:
    found = []
    for fact in extract_facts(text, "kk", words, date(2021, 6, 1), KINDS):  # type: ignore[arg-type]
        name = {"date": "DATE", "money": "MONEY", "percent": "PERCENTAGE"}.get(fact.kind, "CARDINAL")
        if fact.kind is FactKind.NUMBER and fact.unit:
            name = "DATE" if fact.unit in TIMES else ""
        if name:
            found.append((name, fact.span.start, fact.span.end))
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
    blocks = [
        block
        for path in sorted(arguments.folder.glob("IOB2_*.txt"))
        for block in path.read_text(encoding="utf-8").split("\n\n")
    ]
    for at, block in enumerate(blocks):
        if bool(at % HELD_BACK) != arguments.tuning:
            continue
        text, entities = sentence(block)
        gold = [entity for entity in entities if entity[0] in CLASSES]
        apart = [entity for entity in entities if entity[0] in {"QUANTITY", "TIME"}]
        found = [
            one for one in ours(text, words) if not any(a[1] < one[2] and one[1] < a[2] for a in apart)
        ]
        true.update(name for name, _, _ in gold)
        said.update(name for name, _, _ in found)
        for name, start, end in gold:
            mate = next((f for f in found if f[0] == name and f[1] < end and start < f[2]), None)
            if mate:
                right[name] += 1
                found.remove(mate)
            elif arguments.wrong:
                print("missed", name, text[start:end], "|", text[max(0, start - 30) : end + 20])
        if arguments.wrong:
            for name, start, end in found:
                print("wrong", name, text[start:end], "|", text[max(0, start - 30) : end + 20])
    for name in CLASSES:
        precision, recall = right[name] / said[name], right[name] / true[name]
        print(f"{name}: precision {precision:.3f} recall {recall:.3f} of {true[name]}")


if __name__ == "__main__":
    main()
