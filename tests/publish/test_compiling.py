"""Does a template say the same as Jinja lets it say, with its words in it?"""

import pytest
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from dalel.publish.views.dates import wording
from dalel.publish.views.render import words
from dalel.publish.views.template_compiler import environment

VALUES = {
    "plain": "Ә & <b> \"'",
    "marked": Markup("<b>Ә</b>"),
    "number": 7,
    "nothing": None,
    "several": ["<", Markup("&lt;")],
    **words(wording("kk")),
}
SOURCES = (
    "{{ plain }}{{ marked }}{{ number }}{{ nothing }}{{ several }}",
    "{{ _('Editions') }} <i>{{ gettext('Search') }}</i>",
    "{{ _('No such words & <none>') }}",
    "{{ plain ~ marked ~ _('Data') }}{{ (plain + 'x')|upper }}",
    "<a lang='{{ language }}'>{{ {'kk': 1, 'ru': 2}[language] }}</a>",
    "{% trans %}Editions{% endtrans %}{% trans n=plain %}of {{ n }}{% endtrans %}",
    "{% trans n=number %}{{ n }} incident{% pluralize %}{{ n }} incidents{% endtrans %}",
    "{% macro say(x) %}<{{ x }}>{{ _('Proof') }}{% endmacro %}{{ say(plain) }}{{ say(_('Data')) }}",
    "{% autoescape false %}{{ plain }}{{ _('Editions') }}{% endautoescape %}",
    "{% for one in several %}{{ loop.index }}{% endfor %}{% set x = plain %}{{ x }}",
    "{{ {'language': plain}.language }}{% if _('Data') and language %}{{ 'language' }}{% endif %}",
    "{% if language == 'kk' %}{{ several|join(plain) }}{% endif %}{{ plain|safe }}",
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_template_says_what_it_would_say_without_its_words_in_it(source: str) -> None:
    jinja = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    made = environment("kk").from_string(source).render(VALUES)
    assert made == jinja.from_string(source).render(VALUES)


def test_words_are_those_of_the_language_and_need_no_value() -> None:
    source = "{{ _('Editions') }}"
    told = {
        language: environment(language).from_string(source).render() for language in ("kk", "ru")
    }
    assert told == {one: wording(one).words.gettext("Editions") for one in ("kk", "ru")}


def test_no_template_calls_anything_else_the_language() -> None:
    with pytest.raises(TemplateSyntaxError):
        environment("kk").from_string("{% for language in 'ab' %}{{ language }}{% endfor %}")


def test_what_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment("kk").from_string("{{ lacking }}").render()
