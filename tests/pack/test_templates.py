"""Are the forms of structured drafts whole, and is their document in step?"""

from dataclasses import replace
from pathlib import Path

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from dalel.pack.templates import EventForm, FormText, Templates, problems
from dalel.steps.draft.document import document

DOCUMENT = Path(__file__).parents[2] / "docs" / "templates.md"


def _problems(templates: Templates, pack: Pack) -> list[tuple[str, str]]:
    return list(problems(templates, pack.codebook, pack.languages))


def test_the_document_shows_the_forms_as_they_are(kz_pack: Pack) -> None:
    # When this fails: python -m dalel.steps.draft.document > docs/templates.md
    words: Lexicon = lexicon(default_folder(), kz_pack)
    assert document(kz_pack, words) == DOCUMENT.read_text("utf-8")


def test_a_pack_without_forms_is_whole(tiny_pack: Pack) -> None:
    assert tiny_pack.templates.forms == {}
    assert _problems(tiny_pack.templates, tiny_pack) == []


@pytest.mark.parametrize(
    ("title", "counts", "tells", "problem"),
    [
        ("{host} жабылды", (), "", "a slot stands outside brackets"),
        ("[{host.gen}] жабылды", (), "", "there is no slot {host.gen}"),
        ("[{speed}] жабылды", (), "", "there is no slot {speed}"),
        ("", (), "", "this wording is empty"),
        ("Жабылды", ("dragon",), "", "nothing is counted as 'dragon'"),
        ("Жабылды", (), "weather", "there are no outcomes 'weather'"),
    ],
)
def test_a_wrong_form_is_named(
    kz_pack: Pack, title: str, counts: tuple[str, ...], tells: str, problem: str
) -> None:
    whole = kz_pack.templates.forms["ddos"]
    texts = {**whole.texts, "kk": FormText(title=title, lead="Жабылды.")}
    wrong = EventForm(texts=texts, counts=counts, tells=tells)
    changed = replace(kz_pack.templates, forms={**kz_pack.templates.forms, "ddos": wrong})
    found = _problems(changed, kz_pack)
    assert found
    assert all(key.startswith("forms.ddos") for key, _ in found)
    assert problem in found[0][1]


def test_what_is_missing_is_named(kz_pack: Pack) -> None:
    templates = kz_pack.templates
    forms = {code: form for code, form in templates.forms.items() if code != "ddos"}
    odd = {**forms, "flood": templates.forms["ddos"]}
    keys = [key for key, _ in _problems(replace(templates, forms=odd), kz_pack)]
    assert keys == ["forms.ddos", "forms.flood"]
    assert _problems(replace(templates, neutral=None), kz_pack)[0][0] == "neutral"
    no_line = replace(templates, lines={**templates.lines, "money": {}})
    assert _problems(no_line, kz_pack)[0][0] == "lines.money"
    no_text = EventForm(texts={"kk": templates.forms["ddos"].texts["kk"]})
    half = replace(templates, forms={**templates.forms, "ddos": no_text})
    assert _problems(half, kz_pack)[0][0] == "forms.ddos.texts"
