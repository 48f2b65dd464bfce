"""How do templates become programs that draw pages quickly?

In Jinja as it comes two things take most of a page's time: the catalogue is asked for the same
words again on each page, and of each escaped text an object is made and thrown away at once. So a
template is compiled once a language, with the words of that language in it, and what is escaped
stays a plain text. What is drawn is the same, byte for byte: docs/decisions/0093-pages-a-second.md.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

# What ``escape`` calls for the text itself.
from markupsafe import _escape_inner, escape  # type: ignore[attr-defined]

from dalel.language.wording import Gettext, catalogue

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
#: How templates ask for words that take no values.
_ASKING: Final = frozenset({"_", "gettext"})


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
    made.spoken = _Spoken(language, catalogue(language).gettext)
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


class _Spoken(NodeTransformer):
    """Puts words where a template asks for them, and the language where it names it."""

    def __init__(self, language: str, gettext: Gettext) -> None:
        self._language = language
        self._gettext = gettext

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        match node.node, node.args:
            case nodes.Name(name=asking), [nodes.Const(value=str(message))] if asking in _ASKING:
                return nodes.Const(self._gettext(message), lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's name
        is_read = node.name == "language" and node.ctx == "load"
        return nodes.Const(self._language, lineno=node.lineno) if is_read else node


class _Writer(CodeGenerator):
    """Writes programs in which the environment escapes what stands between braces."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    code_generator_class = _Writer
    spoken: _Spoken

    @staticmethod
    def escaped(value: object) -> str:
        """What ``escape`` gives, of a plain text without an object around it."""
        return _escape_inner(value) if type(value) is str else escape(value)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
    ) -> str:
        return super()._generate(self.spoken.visit(source), name, filename, defer_init)
