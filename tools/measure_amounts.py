"""Measure the readers of amounts and dates against a gold file of claims.

    python tools/measure_amounts.py GOLD [--errors]

GOLD is a file of JSON Lines with ``lang``, ``text``, ``published`` and ``claims``, each with
``amounts`` and ``when``. Recall is the share of the gold amounts that were read from their sentence
with that value, unit and the like; ``met`` the share of the read ones that some gold one asks for,
which trivial amounts lower. Of dates the ISO form and the precision are compared.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dalel.domain.claim import Amount, When
from dalel.domain.lexicon import Lexicon
from dalel.language.amounts import read_amounts, read_dates
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon

_WORD = re.compile(r"\w+")
#: A share in percent may be rounded one way or another.
_NEAR = 0.05
SLOTS = ("value", "unit", "bound", "counted", "change", "all")
Gold = Mapping[str, Any]


def values(amount: Gold) -> list[float]:
    value = amount["value"]
    return [float(each) for each in (value if isinstance(value, list) else [value])]


def same_value(gold: Gold, read: Amount) -> bool:
    told = [float(each) for each in (read.value, read.upper) if each is not None]
    wanted = values(gold)
    close = (abs(a - b) <= _NEAR for a, b in zip(wanted, told, strict=False))
    return len(told) == len(wanted) and all(close)


def same_counted(gold: str | None, read: str | None) -> bool:
    if gold is None or read is None:
        return gold is None and read is None
    first, second = (Counter(_WORD.findall(words.lower())) for words in (gold, read))
    return 2 * (first & second).total() >= max(first.total(), second.total())


def right_slots(gold: Gold, read: Amount) -> set[str]:
    right = {"value"}
    right |= {"unit"} if gold["unit"] == read.unit else set()
    right |= {"bound"} if gold["bound"] == read.bound.value else set()
    right |= {"counted"} if same_counted(gold.get("counted"), read.counted) else set()
    right |= {"change"} if gold.get("change") == read.change else set()
    each = (gold.get("per") == "each") == read.each
    return right | ({"all"} if each and len(right) == len(SLOTS) - 1 else set())


def unique(gold: Iterable[Gold]) -> list[Gold]:
    """The amounts of a sentence, without those that several of its claims share."""
    return list({json.dumps(each, sort_keys=True): each for each in gold}.values())


class Table:
    """Counts by language."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.errors: list[str] = []

    def add(self, row: Gold, amounts: tuple[Amount, ...], dates: tuple[When, ...]) -> None:
        count = self.counts.setdefault(row["lang"], Counter())
        wanted = unique(amount for claim in row["claims"] for amount in claim["amounts"])
        met: set[int] = set()
        for gold in wanted:
            found = [(at, each) for at, each in enumerate(amounts) if same_value(gold, each)]
            best = max(found, key=lambda one: len(right_slots(gold, one[1])), default=None)
            right = right_slots(gold, best[1]) if best else set()
            met |= {at for at, _ in found}
            count.update({"amounts": 1, **dict.fromkeys(right, 1)})
            if "all" not in right:
                self.errors.append(f"{row['id']} {gold} <> {best and best[1]}")
        count.update({"read": len(amounts), "met": len(met)})
        whens = unique(claim["when"] for claim in row["claims"] if claim["when"])
        asked: set[int] = set()
        for gold in whens:
            same = {at for at, each in enumerate(dates) if each.iso == gold["iso"]}
            exact = {at for at in same if dates[at].precision == gold["precision"]}
            asked |= same
            count.update({"dates": 1, "iso": bool(same), "precision": bool(exact)})
            if not exact:
                told = [(each.iso, each.precision, each.words) for each in dates]
                self.errors.append(f"{row['id']} {gold} <> {told}")
        count.update({"dates_read": len(dates), "dates_met": len(asked)})

    def report(self) -> None:
        for language, count in sorted(self.counts.items()):
            amounts, dates = max(count["amounts"], 1), max(count["dates"], 1)
            slots = " ".join(f"{slot} {count[slot] / amounts:.2f}" for slot in SLOTS)
            met = f"read {count['read']} met {count['met'] / max(count['read'], 1):.2f}"
            print(f"{language} amounts {count['amounts']}: {slots}; {met}")
            of_dates = " ".join(
                f"{each} {count[each] / dates:.2f}" for each in ("iso", "precision")
            )
            share = count["dates_met"] / max(count["dates_read"], 1)
            met = f"read {count['dates_read']} met {share:.2f}"
            print(f"{language} dates {count['dates']}: {of_dates}; {met}")


def words() -> Lexicon:
    folder = default_folder()
    return lexicon(folder, load(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was read otherwise")
    options = parser.parse_args()
    country, table = words(), Table()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    began = time.process_time()
    for row in rows:
        day = date.fromisoformat(row["published"]) if row["published"] else None
        amounts = read_amounts(row["text"], row["lang"], country)
        table.add(row, amounts, read_dates(row["text"], row["lang"], country, day))
    spent = time.process_time() - began
    table.report()
    print(f"{spent / max(len(rows), 1) * 1000:.2f} ms a sentence")
    print("\n".join(table.errors if options.errors else []))


if __name__ == "__main__":
    main()
