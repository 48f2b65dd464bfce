"""Commands to read the claims of texts, and to score what was read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.facts import lexicon, tell
from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.claim import Claim

#: Whether wrong slots are listed too.
Wrong = Annotated[bool, typer.Option("--wrong", help="List each gold claim with a wrong slot.")]


def predict(file: Input, *, out: Out = None) -> None:
    """Read the claims of each text: who did what to whom, whether, and who says so."""
    write_records(_lines(file), out)


def score(gold: Input, *, wrong: Wrong = False, as_json: AsJson = False) -> None:
    """Compare read claims with gold ones: the share with each slot right, by language."""
    from dalel.language.claims.score import ClaimScore

    records = read_records(gold)
    try:
        deeds = {claim["deed"] for record in records for claim in record["claims"]}
        counted = ClaimScore(frozenset(deed for deed in deeds if ":" not in deed))
        for record in records:
            pairs = counted.add(record["lang"], record["claims"], _read(record))
            for wanted, met, slots in pairs if wrong else ():
                if slots:
                    _show(record, wanted, met, slots)
    except (KeyError, TypeError, ValueError) as error:
        raise typer.BadParameter(f"{gold}: not gold claims: {error!r}") from error
    tell(counted.figures(), as_json=as_json)


def _show(
    record: Mapping[str, Any],
    wanted: Mapping[str, Any],
    met: "Claim | None",
    slots: frozenset[str],
) -> None:
    read = _told(met, record["text"]) if met else {}
    echo(f"{record['id']}: {record['text']}")
    for slot in sorted(slots):
        echo(f"  {slot}: {wanted.get(slot)!r}, read {read.get(slot)!r}")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for place, record in enumerate(read_records(file), start=1):
        try:
            claims = [_told(claim, record["text"]) for claim in _read(record)]
        except (KeyError, TypeError, ValueError) as error:
            raise typer.BadParameter(f"{file}:{place}: no text: {error!r}") from error
        yield {"id": record.get("id"), "claims": claims}


def _read(record: Mapping[str, Any]) -> "tuple[Claim, ...]":
    """The claims of a record's text; what stands ``before`` it is read for what it refers to."""
    from dataclasses import replace

    from dalel.domain.evidence import TextSpan
    from dalel.language.claims.reading import read_claims
    from dalel.language.identify import identify

    text, before = record["text"], record.get("before")
    day = record.get("published")
    language = record.get("lang") or identify(text) or "ru"
    published = date.fromisoformat(day[:10]) if day else None
    head = f"{before} " if before else ""
    claims = read_claims(head + text, language, lexicon(), published)
    return tuple(
        replace(
            claim,
            trigger=TextSpan(
                start=claim.trigger.start - len(head), end=claim.trigger.end - len(head)
            ),
            cues=tuple(
                TextSpan(start=cue.start - len(head), end=cue.end - len(head)) for cue in claim.cues
            ),
        )
        for claim in claims
        if claim.trigger.start >= len(head)
    )


def _told(claim: "Claim", text: str) -> dict[str, Any]:
    from dalel.language.claims.claim_records import claim_record

    return claim_record(claim, text, lexicon().deeds)
