"""How long does it take to save, wipe, restore, verify and publish a large newsroom?

    python tools/restore_speed.py [--incidents 10000] [--captures 10000]

The bulletin's incidents are repeated under new numbers, in editions of forty; captures are pages of
the sample press. Each step is a command in a process of its own, on a home of its own. What is
built is what readers get at once: pages, feeds, addresses for programs. Data, search, documents and
cards follow, and cost the same whether a newsroom was restored or not.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage

_COMMAND = (
    sys.executable,
    "-c",
    "from dalel.cli.main import main; from dalel.publish.build import OUTPUTS\n"
    "for late in ('data', 'search', 'documents', 'cards'): del OUTPUTS[late]\n"
    "main()",
)
_BATCH = 200


def main() -> None:
    """Fill a home, then time each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--captures", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        os.environ["DALEL_HOME"] = str(home)
        _fill(asked.incidents, asked.captures)
        key = pyrage.x25519.Identity.generate()
        Path(folder, "key").write_text(f"{key}\n")
        backup = Path(folder, "backup.age")
        _time("publish", "publish")
        _time("backup", "backup", str(backup), "--to", str(key.to_public()))
        _say(f"{backup.stat().st_size / 1e6:.0f} MB")
        shutil.rmtree(home)
        _time("restore, verify, publish", "restore", str(backup), "--key", str(Path(folder, "key")))


def _time(name: str, *arguments: str) -> None:
    begin = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - ours
        [*_COMMAND, *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
    _say(f"{name}: {time.perf_counter() - begin:.1f} s; {' '.join(done.stdout.split())}")


def _say(line: str) -> None:
    print(line, flush=True)


def _fill(incidents: int, captures: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "dalel.cli.django_settings"
    import django  # noqa: PLC0415 - settings are read from the environment just set

    from dalel.cli.catalogue import compile_catalogues  # noqa: PLC0415

    compile_catalogues()
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from dalel.newsroom.evidence.queries.captures import keep_rows  # noqa: PLC0415
    from dalel.newsroom.worker.actions.prepare import prepare  # noqa: PLC0415
    from dalel.pack import default_folder, load  # noqa: PLC0415
    from dalel.steps.archive.vault import Vault  # noqa: PLC0415
    from dalel.steps.archive.warc_writer import WarcWriter  # noqa: PLC0415

    prepare(load(default_folder()), now=datetime.now(UTC))
    _repeat(incidents)
    with WarcWriter(Vault(folder=settings.DALEL.evidence_folder), software="bench") as writer:
        for batch in _batches(captures):
            keep_rows(writer.keep([(exchange, None) for exchange in batch]))
    _say(f"{incidents} incidents, {captures} captures")


def _batches(captures: int) -> Iterator[list[Any]]:
    from dalel.cli.sample.articles import carried  # noqa: PLC0415
    from dalel.cli.sample.pages import article_page  # noqa: PLC0415
    from dalel.cli.sample.press import ARTICLES  # noqa: PLC0415
    from dalel.domain.exchange import Exchange  # noqa: PLC0415
    from dalel.pack import default_folder  # noqa: PLC0415

    shelf = [one for row in carried(default_folder() / ARTICLES).values() for one in row]
    pages = [article_page(one, edited=False) for one in shelf if one.outlet.look != "channel"]
    for start in range(0, captures, _BATCH):
        batch = []
        for number in range(start, min(start + _BATCH, captures)):
            body = f"{pages[number % len(pages)]}<!-- {number} -->".encode()
            batch.append(
                Exchange(
                    url=f"https://outlet.test/{number}",
                    started=datetime.now(UTC),
                    seconds=0.1,
                    request_head=b"GET / HTTP/1.1\r\n\r\n",
                    response_head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                    status=200,
                    body=body,
                    content=body,
                )
            )
        yield batch


def _repeat(incidents: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from dalel.newsroom.editions.models import EditionRow  # noqa: PLC0415
    from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LinkRow, TextVersionRow  # noqa: PLC0415

    first = list(IncidentRow.objects.order_by("number"))
    kinds = (TextVersionRow, LinkRow, CodesRow)
    parts = {row: [list(kind.objects.filter(incident=row)) for kind in kinds] for row in first}
    edition = EditionRow.objects.get(number=1)
    with transaction.atomic():
        for place in range(len(first), incidents):
            edition = _copy(first, parts, place, edition)


def _copy(first: list[Any], parts: dict[Any, list[list[Any]]], place: int, edition: Any) -> Any:
    from dalel.newsroom.editions.models import EditionRow  # noqa: PLC0415
    from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow  # noqa: PLC0415

    model = first[place % len(first)]
    if place % 40 == 0:
        begin = date(2030, 1, 1) + timedelta(days=place)
        edition = EditionRow.objects.create(
            number=2 + place // 40, period_start=begin, period_end=begin
        )
    row = IncidentRow.objects.create(
        number=f"KZ-{2030 + place // 2000}-{place % 2000 + 1:04}",
        section=model.section,
        provenance=model.provenance,
        updated=model.updated,
        date=model.date,  # type: ignore[misc]  # a property of the row
    )
    EditionEntryRow.objects.create(
        edition=edition, incident=row, section=row.section, order=place % 40 + 100
    )
    for listed in parts[model]:
        for part in listed:
            part.pk, part.incident = None, row
            part.save(force_insert=True)
    return edition


if __name__ == "__main__":
    main()
