"""Translation catalogues: collecting messages, compiling them and checking for gaps.

One catalogue serves Python, Django and Jinja2. Message ids are the English sentences; ``update``
collects them from the code and the templates, ``compile`` makes what programs read.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dalel.cli.home import is_checkout
from dalel.language.wording import DOMAIN, LOCALE

#: The languages that need a catalogue.
TRANSLATED: Final = ("kk", "ru")
_PACKAGE: Final = Path(__file__).parents[1]
_METHODS: Final = [("**.py", "python"), ("**/templates/**.*", "jinja2.ext:babel_extract")]
_OPTIONS: Final = {"**/templates/**.*": {"trimmed": "true", "silent": "false", "encoding": "utf-8"}}
_KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
}


def po_file(language: str) -> Path:
    """Where a language's translations are written by people."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def collected() -> Catalog:
    """Every message that the code and the templates use."""
    catalogue = Catalog()
    for _file, _line, message, comments, context in extract_from_dir(
        _PACKAGE,
        method_map=_METHODS,
        options_map=_OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
    ):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def written(language: str) -> Catalog:
    """The catalogue of a language as it stands in its file."""
    with po_file(language).open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Bring the files up to date with the code; what is no longer used goes."""
    template = collected()
    for language in TRANSLATED:
        catalogue = written(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        buffer = BytesIO()
        write_po(buffer, catalogue, width=100, sort_output=True, no_location=True)
        po_file(language).write_bytes(buffer.getvalue())


def compile_catalogues() -> None:
    """Write the compiled catalogue of each language, where it is missing or old.

    An installed package brought its own, and nothing is written beside it (``hatch_build.py``); a
    checkout on a read-only disk takes those that it has.
    """
    for language in TRANSLATED if is_checkout() else ():
        source = po_file(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            _compile(language, target)
        except OSError:
            if not target.exists():
                raise


def _compile(language: str, target: Path) -> None:
    """Write a catalogue whole or not at all: others may be reading it."""
    buffer = BytesIO()
    write_mo(buffer, written(language))
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_bytes(buffer.getvalue())
    draft.replace(target)


def gaps(language: str) -> Iterator[str]:
    """What is wrong in a language's catalogue, a line each."""
    catalogue = written(language)
    for message in collected():
        if message.id and not _is_translated(catalogue.get(message.id, message.context)):
            yield f"{language}: not translated: {message.id!r}"
    used = {_key(message) for message in collected()}
    for message in catalogue:
        if message.id and _key(message) not in used:
            yield f"{language}: no longer used: {message.id!r}"
        if message.fuzzy and message.id:
            yield f"{language}: marked as doubtful: {message.id!r}"
        for error in message.check(catalogue):
            yield f"{language}: {message.id!r}: {error}"


def _key(message: Message) -> tuple[object, object]:
    identity = message.id
    return (identity[0] if isinstance(identity, tuple | list) else identity), message.context


def _is_translated(message: Message | None) -> bool:
    if message is None:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def main() -> None:
    """Do what the one argument names: update, compile or check."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_catalogues()
        case ["check"]:
            found = [line for language in TRANSLATED for line in gaps(language)]
            sys.stdout.write("".join(f"{line}\n" for line in found))
            sys.exit(1 if found else 0)
        case _:
            sys.exit("usage: python -m dalel.cli.catalogue update|compile|check")


if __name__ == "__main__":
    main()
