"""Commands to extract articles from pages and score the texts against gold."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from dalel.cli.commands.steps.lines import Out, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

_Folder = Annotated[
    Path,
    typer.Argument(exists=True, file_okay=False, help="A folder of .html or .html.gz files."),
]


def predict(folder: _Folder, *, out: Out = None) -> None:
    """Read pages: title, text, time and language, a JSON line for each page by name."""
    write_records(_pages(folder), out)


def score(
    folder: _Folder,
    gold: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Gold texts, by file name.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Compare the texts of pages with gold texts, by the measure of the gold's set.

    ``{name: {"articleBody": text}}`` is measured by runs of four words, ``{name: {"body":
    [paragraph]}}`` by ROUGE-L.
    """
    from dataclasses import asdict

    from dalel.steps.extract.score import rouge_l, shingles

    wanted = json.loads(gold.read_text("utf-8"))
    texts = {page["id"]: page["text"] for page in _pages(folder)}
    try:
        is_runs = all("articleBody" in page for page in wanted.values())
        bodies = {_bare(name): _body(page) for name, page in wanted.items()}
        score = (shingles if is_runs else rouge_l)(bodies, texts)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise typer.BadParameter(f"{gold}: not gold texts by file name: {error}") from error
    measure = "runs of four words" if is_runs else "ROUGE-L"
    if as_json:
        echo(json.dumps(asdict(score) | {"measure": measure, "pages": len(bodies)}))
        return
    echo(
        f"F1 {score.f1:.4f}, precision {score.precision:.4f}, recall {score.recall:.4f} "
        f"({measure}, {len(bodies)} pages)"
    )


def _pages(folder: Path) -> Any:
    from zoneinfo import ZoneInfo

    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.steps.extract import read_folder

    return read_folder(folder, zone=ZoneInfo(pack_at(configuration().pack).zone))


def _bare(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".html")


def _body(page: dict[str, Any]) -> str:
    return page["articleBody"] if "articleBody" in page else "\n\n".join(page["body"])
