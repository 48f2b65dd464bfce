"""Compilation of Jinja templates for each language, so that pages are drawn quickly.

In Jinja as it comes two things take much of a page's time: the catalogue is asked for the same
words again on each page, and macros are imported into each page. So a template is compiled once a
language, with the words of that language in it, and its macros stand ready as ``draw``. What is
drawn is the same, byte for byte: docs/decisions/0109-speed-by-public-means.md.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from dalel.language.wording import catalogue
from dalel.publish.tree.build_tasks import as_json

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: The macros that templates call as ``draw.entry(...)``; they show nothing but what they are given.
_PARTS: Final = "parts.html"


@cache
def environment(language: str) -> Environment:
    """The one environment of a language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", _Spoken],
        auto_reload=False,
        # Every template stays: a plain dictionary, not one that remembers who was used last.
        cache_size=-1,
    )
    made.extend(spoken=language)
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_function"] = as_json
    made.policies["json.dumps_kwargs"] = {}
    made.globals["draw"] = made.get_template(_PARTS).module
    return made


class _Spoken(Extension):
    """Puts words where a template asks for them without values, and the language where it is named.

    So no template may use the name ``language`` for anything else.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        language: str = self.environment.spoken  # type: ignore[attr-defined]
        gettext = catalogue(language).gettext
        tokens, place = [*stream], 0
        while place < len(tokens):
            token = tokens[place]
            match tokens[place : place + 4]:
                case (
                    Token(_, "name", "_" | "gettext"),
                    Token(_, "lparen"),
                    Token(_, "string", message),
                    Token(_, "rparen"),
                ):
                    yield Token(token.lineno, "string", gettext(message))
                    place += 3
                case Token(_, "name", "language"), *_ if tokens[place - 1].type != "dot":
                    yield Token(token.lineno, "string", language)
                case _:
                    yield token
            place += 1
