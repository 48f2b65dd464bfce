"""Commands about what the public gets."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dalel.project.cli.ground import mirrors_of, press_of, stage, stand


def publish(
    *,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help="Where to; without it into the home.")
    ] = None,
    base: Annotated[str, typer.Option(help="The site's path on its host.")] = "/",
    preview: Annotated[
        bool, typer.Option("--preview", help="All that the record holds, drafts too.")
    ] = False,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            help="Then send the release there: a folder, user@host:path (rsync), s3://bucket/path.",
        ),
    ] = None,
) -> None:
    """Build the public site: what was released, or, before any release, a preview of everything."""
    ground = stand()
    from dalel.flow.public.delivering import deliver
    from dalel.flow.public.releasing import publish as build
    from dalel.outside.mirrors import shown

    configured = ground.configuration
    folder = out or (configured.preview_folder if preview else configured.site_folder)
    press = replace(press_of(configured), site=folder)
    with stage("Building the site"):
        report = build(
            ground.pack,
            press,
            now=ground.now,
            base=base,
            preview=preview,
            elsewhere=folder != configured.site_folder,
        )
    typer.echo(
        f"{report.pages} pages in {folder}: {report.written} files written, "
        f"{report.unchanged} unchanged, {report.removed} removed."
    )
    mirrors = mirrors_of(configured)
    for target in to or []:
        with stage(f"Sending to {shown(target)}"):
            if folder == mirrors.site:
                done = mirrors.send(target, lambda: datetime.now(UTC))
            else:
                done = deliver(folder, target, configured.mirror_options)
        told = "" if done.sent is None else f": {done.sent} files sent, {done.deleted} deleted"
        typer.echo(f"Sent to {shown(target)}{told}.")


def codebook(
    *,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="A file; without it to the terminal.")
    ] = None,
) -> None:
    """Write the codebook as a document, in every language."""
    from dalel.flow.country import pack_at
    from dalel.pack.codebook_document import codebook_document
    from dalel.project.configuration import configuration

    pack = pack_at(configuration().pack)
    document = codebook_document(pack.codebook, pack.ui_languages)
    if out is None:
        typer.echo(document, nl=False)
    else:
        out.write_text(document, "utf-8")
        typer.echo(f"Codebook {pack.codebook.version} in {out}.")
