"""How do templates become programs that draw pages quickly?

In Jinja as it comes two things take most of a page's time: the catalogue is asked for the same
words again on each page, and of each escaped text an object is made and thrown away at once. So a
template is compiled once a language, with the words of that language in it, and what is escaped
stays a plain text. What is drawn is the same, byte for byte.
"""

from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.visitor import NodeTransformer
from markupsafe import _escape_inner, escape

from dalel.language.wording import catalogue

TEMPLATES: Final = Path(__file__).with_name("templates")
#: What templates call for words.
_GETTEXT: Final = frozenset({"_", "gettext"})


@cache
def environment(language: str) -> Environment:
    """The one environment of a language."""
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    made.spoken = _Spoken(language, catalogue(language))
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


class _Spoken(NodeTransformer):
    """Puts words in the place of the calls for them, and the language in that of its name."""

    def __init__(self, language: str, words: NullTranslations) -> None:
        self._language = language
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str() as message)]):
                if name in _GETTEXT:
                    return nodes.Const(self._words.gettext(message), lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's name
        if node.name == "language" and node.ctx == "load":
            return nodes.Const(self._language, lineno=node.lineno)
        return node


class _CodeGenerator(CodeGenerator):
    """Lets what stands between braces be escaped by ``Environment.escaped``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    """Compiles templates for one language."""

    code_generator_class = _CodeGenerator
    spoken: _Spoken

    @staticmethod
    def escaped(value: object) -> str:
        """What ``markupsafe.escape`` gives, but of a plain text as a plain text."""
        return _escape_inner(value) if type(value) is str else escape(value)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, **how: Any
    ) -> str:
        return super()._generate(self.spoken.visit(source), name, filename, **how)
