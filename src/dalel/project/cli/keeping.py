"""Commands that save what is held, bring it back, and hand it on."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dalel.domain.errors import DalelError
from dalel.project.cli.ground import stage, stand
from dalel.project.cli.watch import SOFTWARE, vault


class KeyMissingError(DalelError):
    """No age key is given."""


def backup(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to, e.g. dalel.tar.age")],
    *,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="An age key (age1...); without it backup_keys of dalel.toml."),
    ] = None,
) -> None:
    """Save database, evidence and settings, encrypted to keys that are not on this machine."""
    ground = stand()
    from dalel.flow.saving import back_up

    settings = ground.configuration
    keys = to or settings.backup_keys
    if not keys:
        raise KeyMissingError(
            'No age key is given: set backup_keys = ["age1..."] in dalel.toml or use --to. '
            "Its other half belongs elsewhere."
        )
    with stage("Saving"):
        packed = back_up(settings.home, vault(settings), keys, file)
    typer.echo(f"{packed.files} files, {packed.size / 1e6:.1f} MB in {file}.")


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The backup.")],
    *,
    key: Annotated[
        Path, typer.Option("--key", exists=True, dir_okay=False, help="A file with the age key.")
    ],
) -> None:
    """Bring a backup back into an empty home, prove it, and build the site. Exit 1: not sound."""
    from dalel.flow.saving import restore as bring_back
    from dalel.project.home import home

    lines = key.read_text("utf-8").splitlines()
    identities = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
    with stage("Restoring"):
        restored = bring_back(file, identities, home())
    typer.echo(
        f"{restored.packed.files} files, {restored.packed.size / 1e6:.1f} MB; "
        f"{restored.withheld_again} bodies withheld again."
    )
    ground = stand()
    from dalel.flow.keeping import adopt
    from dalel.flow.releasing import publish
    from dalel.flow.verifying import verify_all

    evidence = vault(ground.configuration)
    adopted = adopt(evidence)
    with stage("Verifying"):
        proof = verify_all(evidence)
    with stage("Building the site"):
        built = publish(ground.pack, ground.configuration.site_folder, now=ground.now)
    typer.echo(
        f"{proof.captures} captures, {adopted} adopted: {'sound' if proof.sound else 'NOT sound'}. "
        f"Site: {built.pages} pages in {ground.configuration.site_folder}."
    )
    if not proof.sound:
        raise typer.Exit(1)


def evidence(
    number: Annotated[str, typer.Argument(help="An incident: KZ-2026-0001.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="A .wacz file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write the evidence behind an incident as WACZ, which ReplayWeb.page opens."""
    ground = stand()
    from dataclasses import asdict

    from dalel.flow.exporting import export_evidence

    found = export_evidence(number, vault(ground.configuration), out, software=SOFTWARE)
    if as_json:
        typer.echo(json.dumps(asdict(found)))
        return
    typer.echo(f"{found.captures} captures in {out}, SHA-256 {found.sha256}")
    for address in found.without:
        typer.echo(f"not captured: {address}", err=True)
