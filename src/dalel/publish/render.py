"""How does a template become a page?"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from dalel.publish.works import digest

_ROOM: Final = Path(__file__).parent
_TEMPLATES: Final = _ROOM / "templates"
#: What neither HTML nor XML 1.0 allows (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that no page or feed may hold."""
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


@pass_context
def _gettext(context: Context, message: str) -> str:
    return str(context["wording"].words.gettext(message))


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    return str(context["wording"].words.ngettext(one, many, count))


@cache
def environment() -> Environment:
    """The one environment; which language's words it uses is up to ``wording`` in the context."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    # The extension adds this method to the environment when it is loaded.
    install: Any = vars(made)["install_gettext_callables"]
    install(_gettext, _ngettext, newstyle=True)
    return made


@cache
def house_digest() -> str:
    """A digest of this room's own files, so that a changed template or rule makes pages anew."""
    files = [*_ROOM.glob("*.py"), *_TEMPLATES.iterdir()]
    return digest([(path.name, path.read_text("utf-8")) for path in sorted(files)])


def render(template: str, values: Mapping[str, object]) -> bytes:
    """The bytes of a page, in UTF-8."""
    return environment().get_template(template).render(values).encode()
