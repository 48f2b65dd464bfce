"""Commands of translation models: taking them in, listing, removing, and what was sent out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dalel.cli.command_context import command_context
from dalel.cli.terminal import echo


class ModelUseKind(StrEnum):
    """What a model is for."""

    TRANSLATE = "translate"


def add(
    kind: Annotated[ModelUseKind, typer.Argument(help="What it is for: translate.")],
    folder: Annotated[Path, typer.Argument(help="The folder with the CTranslate2 model.")],
    *,
    name: Annotated[
        str, typer.Option("--name", help="What it is called; else as its folder.")
    ] = "",
    link: Annotated[
        bool, typer.Option("--link", help="Leave the files where they are, and link to them.")
    ] = False,
) -> None:
    """Take in a translation model (Tilmash, NLLB-200, MADLAD-400) as CTranslate2 has it.

    The folder is looked through, the model is opened once, and its digest is kept.
    """
    from dalel.cli.extras import require_translate
    from dalel.outside.language_models import translator_folder as folders
    from dalel.outside.language_models.local_translator import LocalTranslator
    from dalel.steps.draft import MARKS

    context = command_context()
    require_translate()
    families = context.pack.translators.families
    codes = {one: frozenset(family.codes.values()) for one, family in families.items()}
    room = context.configuration.translators_folder
    card = folders.examined(folder, codes, name)
    place = folders.take_in(folder, room, card, linked=link)
    model = LocalTranslator(place, card, families[card.family])
    try:
        whole = model.surviving([f"{mark.format(1)} {mark.format(2)}" for mark in MARKS])
    except BaseException:
        folders.remove(room, card.name)
        raise
    finally:
        model.close()
    marks = tuple(mark for mark, survives in zip(MARKS, whole, strict=True) if survives)
    if not marks:
        folders.remove(room, card.name)
        raise folders.TranslatorFolderError(
            "the tokenizer of this model changes every kind of placeholder, so that names and "
            "figures could not be kept: it cannot be used"
        )
    folders.note_marks(room, card, marks)
    echo(
        f"{card.name}: taken in ({families[card.family].label}), up to {model.megabytes} MB of "
        f"memory while it translates. SHA-256 of its weights: {card.digests['model.bin'][:16]}"
    )
    echo("Look at its licence before you publish what it begins: docs/models.md names them.")


def list_models() -> None:
    """List the translation models, and what translates now."""
    from dalel.outside.language_models.translator_folder import cards

    settings = command_context(reads=True, begins=True).configuration
    choice = settings.translator_choice
    for card in cards(settings.translators_folder):
        mark = "*" if card.name == choice.name else " "
        echo(f"{mark} {card.name}  {card.family}  {card.bytes // 2**20} MB")
    told = f"{choice.way} {choice.name} {choice.host}".strip()
    echo(f"Drafts are translated by: {told}{f' ({choice.problem})' if choice.problem else ''}")


def remove(
    name: Annotated[str, typer.Argument(help="The model, as dalel models list shows it.")],
) -> None:
    """Take a translation model out of the home."""
    from dalel.outside.language_models.translator_folder import remove as take_out

    take_out(command_context().configuration.translators_folder, name)
    echo(f"{name}: removed.")


def sent() -> None:
    """List what was sent to language models on somebody else's machine, the latest first."""
    command_context(reads=True)
    from dalel.newsroom.incidents.queries.sent_texts import latest_sent

    rows = latest_sent()
    for row in rows:
        shown = row.text or "(taken out)"
        echo(
            f"{row.time:%Y-%m-%d %H:%M} UTC  {row.host}  {row.digest[:16]}  {row.subject}  {shown}"
        )
    if not rows:
        echo("Nothing was sent to a hosted model.")
