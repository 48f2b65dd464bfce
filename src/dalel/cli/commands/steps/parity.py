"""Commands to find differences between language versions, score the result and time it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.facts import Tongue, lexicon, tell
from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson

if TYPE_CHECKING:
    from dalel.steps.check.parity import Mismatch, ParityReport

_SIDES = ("kk", "ru")


def predict(file: Input, *, out: Out = None, language: Tongue = "en") -> None:
    """Name what differs between the Kazakh and the Russian text of each line."""
    write_records(_lines(file, language), out)


def score(gold: Input, *, as_json: AsJson = False) -> None:
    """Compare what is found with planted differences: by span and by pair."""
    from dalel.steps.check.facts.score import FactScore, Marked, marked

    found = FactScore()
    for record, report in _reports(gold):
        try:
            rows = record["mismatches"]
            spans = [
                [marked(record[side], [row], f"{side}_span") for side in _SIDES] for row in rows
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise typer.BadParameter(f"{gold}: not gold differences: {error}") from error
        differences = [
            (
                each.kind,
                [
                    Marked(kind=each.kind, start=span.start, end=span.end) if span else None
                    for span in (each.first, each.second)
                ],
            )
            for each in report.mismatches
        ]
        right: set[int] = set()
        for row, sides in zip(rows, spans, strict=True):
            met = [
                at
                for at, (_, found_at) in enumerate(differences)
                if any(
                    mark.meets(other)
                    for marks, other in zip(sides, found_at, strict=True)
                    for mark in marks
                    if other is not None
                )
            ]
            right |= set(met)
            found.count(row["kind"], [differences[at][0] for at in met])
        found.findings += len(differences)
        found.findings_right += len(right)
        found.add_text(is_planted=bool(rows), is_doubted=bool(differences))
    tell(found.figures(), as_json=as_json)


def bench(
    file: Input,
    *,
    times: Annotated[int, typer.Option(min=1, help="How often each pair is compared.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Time the comparison of the pairs in a file."""
    from time import perf_counter

    list(_reports(file))
    started = perf_counter()
    done = sum(1 for _ in range(times) for _ in _reports(file))
    tell({"pairs_per_second": round(done / (perf_counter() - started), 1)}, as_json=as_json)


def _lines(file: Path, language: str) -> Iterator[dict[str, Any]]:
    from dalel.cli.catalogue import compile_catalogues
    from dalel.language.wording import catalogue

    compile_catalogues()
    say = catalogue(language).gettext
    for index, (_record, report) in enumerate(_reports(file)):
        yield {
            "index": index,
            "mismatches": [_told(each, say) for each in report.mismatches],
            "hints": [_told(each, say) for each in report.hints],
        }


def _told(mismatch: "Mismatch", say: Callable[[str], str]) -> dict[str, Any]:
    from dalel.language.wording import told
    from dalel.steps.check.parity.wording import REASONS

    return {
        "kk_span": mismatch.first_text,
        "ru_span": mismatch.second_text,
        "kind": mismatch.kind,
        "why": told(mismatch.reason, REASONS, say),
    }


def _reports(file: Path) -> Iterator[tuple[dict[str, Any], "ParityReport"]]:
    from dalel.steps.check.parity import LanguageVersion, check_parity

    for place, record in enumerate(read_records(file), start=1):
        try:
            first, second = (LanguageVersion(language=side, text=record[side]) for side in _SIDES)
        except KeyError as error:
            raise typer.BadParameter(f"{file}:{place}: no text in {error}") from error
        yield record, check_parity(first, second, lexicon())
