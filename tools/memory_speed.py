"""How long does the memory of sentences take to answer, and does it find the right one?

python tools/memory_speed.py [PAIRS]: a home of its own with so many pairs (50,000), written out as
TMX and imported: sentences of the pack's bulletin and rules in which words were exchanged for
others of the same texts. Then 300 of them are asked for with a word, a number or an ending changed.
With TEST_DATABASE_URL (tools/on_postgresql.sh) on PostgreSQL. Figures for docs/measurements.md.
"""

# ruff: noqa: PLC0415, S311

import json
import os
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

PACK = Path(__file__).parents[1] / "packs" / "kz"
ASKED = 300
_WORD = re.compile(r"[^\W_]+")


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DALEL_HOME": home, "DJANGO_SETTINGS_MODULE": "dalel.cli.django_settings"}
        if server := os.environ.get("TEST_DATABASE_URL"):
            os.environ["DALEL_DATABASE_URL"] = server
        measure(wanted)


def measure(wanted: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from dalel.language.tmx import TmxUnit, write_tmx
    from dalel.newsroom.incidents.actions.sentence_memory import forget_words, import_sentences
    from dalel.newsroom.incidents.queries.hidden_names import HiddenNames, NamesSought
    from dalel.newsroom.incidents.queries.sentence_memory import nearest, page_of

    call_command("migrate", verbosity=0)
    now, chance = datetime.now(UTC), random.Random(7)
    kk, ru = list(kazakh()), list(russian())
    people = tuple(f"{one} {other}" for one, other in zip(names(1), names(2), strict=True))
    pairs = [(varied(kk, chance), varied(ru, chance)) for _ in range(wanted)]
    units = ((TmxUnit(texts={"kk": mine, "ru": theirs}), "") for mine, theirs in pairs)
    file = b"".join(write_tmx(units, source="kk", tool=("measure", "1"), now=now))
    start = perf_counter()
    report = import_sentences(file, "measure.tmx", ("kk", "ru"), now)
    print(f"{connection.vendor}: {report.added} pairs of {len(file) / 2**20:.0f} MB imported in "
          f"{perf_counter() - start:.0f} s")  # fmt: skip
    hidden = HiddenNames(sought=NamesSought(people))
    asked = [(place, side) for place in chance.sample(range(wanted), ASKED) for side in (0, 1)]
    took, right = [], 0
    for place, side in asked:
        now_written = changed(pairs[place][side], chance, (kk, ru)[side])
        start = perf_counter()
        found = nearest(now_written, ("kk", "ru")[side], ("kk", "ru"), hidden=hidden)
        took.append(1000 * (perf_counter() - start))
        right += any(one.other == pairs[place][1 - side] for one in found)
    told(f"asked, with {len(people)} hidden names", took)
    print(f"the sentence that was changed is among those offered: {right / len(asked):.3f}")
    took = []
    for _ in range(100):
        word = chance.choice(_WORD.findall(chance.choice(kk)))
        start = perf_counter()
        page_of(word, ("kk", "ru"), 1, hidden)
        took.append(1000 * (perf_counter() - start))
    told("searched for a word", took)
    start = perf_counter()
    gone = forget_words(["Айдос Сарымов"])
    print(f"a name withdrawn: {gone} pairs of {wanted} in {perf_counter() - start:.1f} s")


def told(what: str, took: list[float]) -> None:
    took.sort()
    most = took[len(took) * 95 // 100]
    print(f"{what}: median {statistics.median(took):.0f} ms, 95 % {most:.0f} ms, "
          f"slowest {took[-1]:.0f} ms")  # fmt: skip


def kazakh() -> Iterator[str]:
    from dalel.language.sentences import sentences

    text = (PACK / "bulletins" / "2026-01" / "kk.txt").read_text("utf-8")
    for line in text.splitlines():
        for span in sentences(line):
            if len(line[span.start : span.end].split()) >= 6:
                yield line[span.start : span.end]


def russian() -> Iterator[str]:
    """Sentences of the pack in Russian: reasons, rules, descriptions."""
    for file in sorted(PACK.rglob("*.json")):
        for said in strings(json.loads(file.read_text("utf-8"))):
            if (
                len(said.split()) >= 6
                and re.search("[ыэ]", said)
                and not re.search("[қғңәөұүһі]", said)
            ):
                yield said[:400]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def varied(texts: list[str], chance: random.Random) -> str:
    """A sentence of these in which each third word is one of another sentence."""
    words = chance.choice(texts).split()
    other = chance.choice(texts).split()
    return " ".join(chance.choice(other) if chance.random() < 0.35 else word for word in words)


def changed(text: str, chance: random.Random, texts: list[str]) -> str:
    """The sentence with one word in eight exchanged, as somebody writes the like anew."""
    words = text.split()
    for place in range(len(words)):
        if chance.random() < 0.125:
            words[place] = chance.choice(chance.choice(texts).split())
    return " ".join(words)


def names(of: int) -> list[str]:
    chance = random.Random(of)
    begin, middle = ("Ай", "Нұр", "Ер", "Бек", "Дәу", "Қай"), ("лан", "дос", "сұлтан", "жан", "рат")
    ends = ("", "ов", "ева", "ұлы") if of > 1 else ("",)
    return ["".join(map(chance.choice, (begin, middle, ends))) for _ in range(500)]


if __name__ == "__main__":
    main()
