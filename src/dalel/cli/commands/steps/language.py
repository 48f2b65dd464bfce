"""Commands to detect the language of texts, score the result and time it."""

import json
from collections import Counter
from time import perf_counter
from typing import Any

import typer

from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo


def predict(records: Input, *, out: Out = None) -> None:
    """Find the language of each record's text: kk, ru, en, kk-Latn or other."""
    write_records(
        (
            {"id": record.get("id"), "language": _language(record)}
            for record in read_records(records)
        ),
        out,
    )


def score(gold: Input, *, as_json: AsJson = False) -> None:
    """Compare with gold: records with text (or title) and language (or lang)."""
    pairs = [(_wanted(record), _language(record)) for record in read_records(gold)]
    right = Counter(wanted for wanted, found in pairs if wanted == found)
    asked = Counter(wanted for wanted, _ in pairs)
    accuracy = {language: right[language] / count for language, count in sorted(asked.items())}
    total = sum(right.values()) / max(1, len(pairs))
    if as_json:
        echo(json.dumps({"records": len(pairs), "accuracy": total, "by_language": accuracy}))
        return
    echo(f"{total:.4f} of {len(pairs)} right")
    for language, share in accuracy.items():
        echo(f"  {language}: {share:.4f} of {asked[language]}")


def bench(*, as_json: AsJson = False) -> None:
    """Find the languages of the pack's training articles."""
    from dalel.cli.commands.steps.corpus import corpus
    from dalel.language.identify import identify

    texts = [article.text for article in corpus()]
    identify(texts[0])
    started = perf_counter()
    for text in texts:
        identify(text)
    speed = len(texts) / (perf_counter() - started)
    echo(
        json.dumps({"texts": len(texts), "per_second": round(speed)})
        if as_json
        else f"{len(texts)} texts, {speed:.0f} a second"
    )


def _language(record: dict[str, Any]) -> str:
    from dalel.language.identify import OTHER, identify

    return identify(record.get("text") or record.get("title") or "") or OTHER


def _wanted(record: dict[str, Any]) -> str:
    wanted = record.get("language") or record.get("lang")
    if not isinstance(wanted, str):
        raise typer.BadParameter(f"record {record.get('id')}: no language to compare with")
    return wanted
