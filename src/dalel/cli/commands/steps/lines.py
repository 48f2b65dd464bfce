"""Reads and writes JSON Lines, the input and output of steps."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dalel.cli.terminal import echo

#: A file with one JSON object a line.
Input = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines.")]
#: The articles that the input names by id.
Articles = Annotated[
    Path, typer.Option("--articles", exists=True, dir_okay=False, help="Articles as JSON Lines.")
]
#: Where the results go.
Out = Annotated[
    Path | None, typer.Option("--out", "-o", dir_okay=False, help="Without it the terminal.")
]


def read_records(file: Path) -> list[dict[str, Any]]:
    """The records of a file, in order; empty lines are passed over.

    :raises typer.BadParameter: naming file and line that is no JSON object.
    """
    records = []
    with file.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                records.append(_record(line, f"{file}:{number}"))
    return records


def _record(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise typer.BadParameter(f"{place}: not JSON: {error}") from error
    if not isinstance(record, dict):
        raise typer.BadParameter(f"{place}: not a JSON object")
    return record


def write_records(records: Iterable[Mapping[str, Any]], out: Path | None) -> None:
    """Write one record a line, to a file or to the terminal."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    if out is None:
        for line in lines:
            echo(line)
        return
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)
