"""Commands about what the public gets."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.command_context import command_context, mirrors_of, press_of, stage
from dalel.cli.terminal import echo


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
    context = command_context()
    from dalel.cli.setting_forms import one_name
    from dalel.newsroom.releases.actions.deliver import deliver
    from dalel.newsroom.releases.actions.release import publish as build
    from dalel.outside.mirrors import shown

    configured = context.configuration
    folder = out or (configured.preview_folder if preview else configured.site_folder)
    press = replace(press_of(configured), site=folder)
    with stage("Building the site"):
        report = build(
            context.pack,
            press,
            now=context.now,
            base=base,
            preview=preview,
            elsewhere=folder != configured.site_folder,
        )
    echo(
        f"{report.pages} pages in {folder}: {report.written} files written, "
        f"{report.unchanged} unchanged, {report.removed} removed."
    )
    mirrors = mirrors_of(configured)
    for target in map(one_name, to or []):
        with stage(f"Sending to {shown(target)}"):
            if folder == mirrors.site:
                done = mirrors.send(target, lambda: datetime.now(UTC))
            else:
                done = deliver(folder, target, configured.mirror_options)
        told = "" if done.sent is None else f": {done.sent} files sent, {done.deleted} deleted"
        echo(f"Sent to {shown(target)}{told}.")


def codebook(
    *,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="A file; without it to the terminal.")
    ] = None,
) -> None:
    """Write the codebook as a document, in every language."""
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at
    from dalel.pack.codebook_document import codebook_document

    pack = pack_at(configuration().pack)
    document = codebook_document(pack.codebook, pack.ui_languages)
    if out is None:
        echo(document, nl=False)
    else:
        out.write_text(document, "utf-8")
        echo(f"Codebook {pack.codebook.version} in {out}.")
