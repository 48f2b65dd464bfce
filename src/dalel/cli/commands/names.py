"""The command that shows how names are written in each language."""

import json
from typing import Annotated

import typer

from dalel.cli.command_context import command_context
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo


def names(
    words: Annotated[str, typer.Argument(help="A name, or how it begins; all without it.")] = "",
    *,
    source: Annotated[str, typer.Option("--from", help="The language of the name.")] = "ru",
    as_json: AsJson = False,
) -> None:
    """Show names that this newsroom remembers, and how one is written in the other language."""
    context = command_context(reads=True, begins=True)
    from dalel.domain.names import TOLD_LANGUAGES, NameKind
    from dalel.language.name_book import NameBook
    from dalel.newsroom.incidents.queries.known_names import known_names, remembered

    if source not in TOLD_LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(TOLD_LANGUAGES)}", param_hint="--from")
    found = remembered(context.pack, words)
    book = NameBook(known_names(context.pack))
    target = next(one for one in TOLD_LANGUAGES if one != source)
    said = book.rendered(words, NameKind.PERSON, source, target) if words.strip() else None
    if as_json:
        told = {
            "remembered": [
                {"kind": one.kind, "names": dict(one.names), "sure": one.sure, "times": one.times}
                for one in found
            ],
            "said": {target: said.words, "sure": said.sure} if said else None,
        }
        echo(json.dumps(told, ensure_ascii=False))
        return
    for one in found:
        echo(f"{one.sure:<8}{one.kind:<8}{' / '.join(one.names.values())}")
    if said is not None:
        echo(f"{said.sure:<8}{target:<8}{said.words or '-'}")
