"""Commands about the memory of sentences: TMX in and out, looking and forgetting."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.acting_member import acting_member
from dalel.cli.command_context import command_context, stage, tell
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

_Wording = Annotated[str, typer.Option(help="Language in which it answers: kk, ru or en.")]


def bring_in(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A TMX file.")
    ],
    *,
    wording: _Wording = "en",
    as_json: AsJson = False,
) -> None:
    """Take the sentences of a TMX file in. Exit 1, and nothing changed, when it cannot be read."""
    context = command_context()
    from dalel.language.tmx import LARGEST, TOO_LARGE
    from dalel.language.wording import catalogue
    from dalel.newsroom.incidents.actions.sentence_memory import (
        SentenceFileError,
        import_sentences,
    )
    from dalel.newsroom.incidents.memory_labels import imported, why_not_taken

    if wording not in {"en", *context.pack.ui_languages}:
        raise typer.BadParameter(f"{wording!r} is none of {', '.join(context.pack.ui_languages)}")
    say = catalogue(wording).gettext
    try:
        if file.stat().st_size > LARGEST:
            raise SentenceFileError(file.name, TOO_LARGE)
        with stage(f"Importing {file.name}"):
            report = import_sentences(
                file.read_bytes(), file.name, context.pack.languages, context.now
            )
    except SentenceFileError as error:
        tell(why_not_taken(error, say))
        raise typer.Exit(1) from error
    echo(json.dumps(asdict(report)) if as_json else "\n".join(imported(report, say)))


def hand_on(
    file: Annotated[
        Path | None, typer.Argument(dir_okay=False, help="Where to; without it to the terminal.")
    ] = None,
) -> None:
    """Write the memory as TMX 1.4, without pairs in which the naming rule hides a name."""
    context = command_context(reads=True)
    from dalel import __version__
    from dalel.newsroom.incidents.actions.sentence_memory import export_sentences
    from dalel.newsroom.incidents.queries.hidden_names import hidden_names
    from dalel.steps.archive.durable_files import atomic

    pack = context.pack
    pieces = export_sentences(
        hidden_names(pack.naming), pack.languages[0], __version__, context.now
    )
    if file is None:
        for piece in pieces:
            echo(piece.decode(), nl=False)
        return
    with atomic(file) as stream:
        for piece in pieces:
            stream.write(piece)
    tell(f"{file} is written.")


def listed(
    query: Annotated[str, typer.Argument(help="Words in either language, in any form.")] = "",
    *,
    page: Annotated[int, typer.Option(min=1, help="Twenty pairs a page.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Show the pairs that have these words, or all, the latest first."""
    context = command_context(reads=True)
    from dalel.newsroom.incidents.queries.hidden_names import hidden_names
    from dalel.newsroom.incidents.queries.sentence_memory import page_of

    pack = context.pack
    found = page_of(query, pack.languages, page, hidden_names(pack.naming))
    if as_json:
        pairs = [
            {"key": one.key, "from": one.place.number or one.place.file, "texts": one.texts}
            for one in found.pairs
        ]
        echo(json.dumps({"total": found.total, "pairs": pairs}, ensure_ascii=False))
        return
    for one in found.pairs:
        echo(f"{one.key}  {one.place.number or one.place.file}")
        for language, text in one.texts.items():
            echo(f"    {language}  {text}")
    hidden = f", {found.hidden} of this page hidden by the naming rule" if found.hidden else ""
    tell(f"{found.total} pairs, page {found.page} of {found.pages}{hidden}.")


def forget(
    key: Annotated[int, typer.Argument(help="As dalel memory list shows it.")],
    *,
    by: Annotated[str, typer.Option("--by", help="Who does it: an editor's username.")],
) -> None:
    """Forget a pair for good: it is not offered, handed on or learnt again."""
    context = command_context()
    from dalel.newsroom.accounts.act import Act
    from dalel.newsroom.frame.permissions import Action
    from dalel.newsroom.incidents.actions.sentence_memory import forget_pair

    member = acting_member(by, Action.KEEP_MEMORY)
    forget_pair(key, Act(member=member, time=context.now))
    echo(f"{key} is forgotten.")
