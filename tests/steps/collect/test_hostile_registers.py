"""Hostile answers of registers by the thousand: none crashes, and what is taken can be kept.

``pytest -m hostile --hostile-answers 5000`` asks for more than the usual 500, and
``--hostile-seed`` repeats a run.
"""

import csv
import io
import json
import random
import zipfile
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from dalel.domain.collection import KnownOfSource
from dalel.domain.register import RegisterChange, RegisterEntry, RowFormat, RowReading
from dalel.domain.source import AddressKind
from hostile_answers import Hostile
from shelf import Shelf, look, watch
from steps.collect.test_mutations import damaged

pytestmark = pytest.mark.hostile
URL = "https://bank.test/list?page={page}"
READING = RowReading(
    format=RowFormat.JSON,
    rows="list",
    key="{id}",
    link="https://bank.test/doc/{id}?of={title}",
    title="{title}",
    time="day",
    fields={"id": "id", "title": "title.ru", "state": "state", "day": "day"},
    says={"state": "Статус"},
    steps={"state": (10, 1000)},
    page_count="pages",
)
FLAT = {"id": "id", "title": "title", "state": "state", "day": "day"}
READINGS = {
    RowFormat.JSON: READING,
    RowFormat.CSV: replace(READING, format=RowFormat.CSV, fields=FLAT),
    RowFormat.ZIPPED_CSV: replace(
        READING, format=RowFormat.ZIPPED_CSV, rows="rows.csv", fields=FLAT
    ),
    RowFormat.HTML: replace(
        READING,
        format=RowFormat.HTML,
        rows="div.row",
        fields={"id": "a@href", "title": "a", "state": "span", "day": "time@datetime"},
    ),
}
LONGEST = 2000


def value(hostile: Hostile, chance: random.Random) -> Any:
    odd: list[Any] = [None, True, 1e999, 10**400, -1, [], {}, [[["x"]]], {"ru": 7}]
    odd += [[hostile.text(), {"deep": hostile.text()}], chance.choice(odd)]
    return chance.choice([hostile.text(), hostile.date(), hostile.url(), chance.choice(odd)])


def rows(hostile: Hostile, chance: random.Random) -> list[dict[str, Any]]:
    return [{name: value(hostile, chance) for name in FLAT} for _ in range(chance.randrange(1, 12))]


def answer(kind: RowFormat, hostile: Hostile, chance: random.Random) -> bytes:
    listed = rows(hostile, chance)
    if kind is RowFormat.JSON:
        said = [row | {"title": {"ru": row["title"]}} for row in listed]
        whole = {"list": said, "pages": value(hostile, chance)}
        return json.dumps(whole, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
    if kind is RowFormat.HTML:
        blocks = (
            f"<div class=row><a href='{row['id']}'>{row['title']}</a><span>{row['state']}</span>"
            f"<time datetime='{row['day']}'></time></div>"
            for row in listed
        )
        return f"<html><body>{''.join(blocks)}".encode("utf-8", "replace")
    table = io.StringIO()
    writer = csv.DictWriter(table, list(FLAT))
    writer.writeheader()
    writer.writerows({name: str(one)[:3000] for name, one in row.items()} for row in listed)
    content = table.getvalue().encode("utf-8", "replace")
    if kind is RowFormat.CSV:
        return content
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("all/rows.csv", content)
    return file.getvalue()


def can_be_kept(change: RegisterChange) -> None:
    entry = change.entry
    said = "".join((entry.key, entry.url, entry.title, *(x for pair in entry.says for x in pair)))
    assert "\0" not in said
    said.encode("utf-8")
    assert entry.key.strip()
    assert max(len(entry.title), *(len(part) for _, part in entry.says), 0) <= LONGEST
    assert entry.url.startswith(("http://", "https://"))
    assert entry.published is None or entry.published.tzinfo is not None
    assert change.text.splitlines()
    json.dumps([list(pair) for pair in entry.says])


def test_hostile_registers_crash_nothing_and_what_they_tell_can_be_kept(
    request: pytest.FixtureRequest,
) -> None:
    seed = request.config.getoption("hostile_seed")
    wanted = int(request.config.getoption("hostile_answers"))
    served, taken = Counter[str](), 0
    known: dict[str, RegisterEntry] = {}
    for number in range(wanted):
        chance = random.Random(f"{seed} {number}")
        kind = chance.choice(list(READINGS))
        content = answer(kind, Hostile(chance, "bank.test", 1), chance)
        if chance.random() < 0.5:
            content = damaged(content, chance)
        seen = watch(
            chance.choice([AddressKind.TABLE, AddressKind.API]),
            URL,
            host=None,
            known=KnownOfSource(entries=dict(known) if chance.random() < 0.9 else None),
        )
        seen = replace(seen, address=replace(seen.address, reading=READINGS[kind]))
        shelf = Shelf({URL.replace("{page}", str(page)): content for page in (1, 2)})
        found = look(seen, shelf)
        for change in found.changes:
            can_be_kept(change)
        known = {change.entry.key: change.entry for change in found.changes[:50]}
        taken += len(found.changes) + len(found.findings)
        served[f"{kind} answers"] += 1
    assert taken
    request.node.user_properties.append(("answers", [dict(served), []]))
