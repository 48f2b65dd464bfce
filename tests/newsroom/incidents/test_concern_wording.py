"""Is every concern told in every language, and in words?"""

from dataclasses import replace

import pytest

from dalel.domain.concern import Concern, Weight
from dalel.language.wording import catalogue
from dalel.newsroom.incidents.concern_labels import WORDINGS, advice, labelled, reason
from dalel.pack import Pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_concern_can_be_told_in_every_language(language: str) -> None:
    say = catalogue(language).gettext
    given = {
        "number",
        "name",
        "why",
        "actors",
        "verification",
        "kind",
        "day",
        "days",
        "latest",
        "count",
        "since",
        "length",
        "limit",
        "parameters",
        "host",
        "single",
        "entries",
        "dates",
        "handle",
        "next",
        "section",
        "other",
        "units",
        "months",
        "claim",
        "original",
        "evidence",
        "first",
        "second",
        "source",
    }
    for name in WORDINGS:
        rule, _, of = name.partition(".")
        values = dict.fromkeys(given, "...") | ({"of": of} if of else {})
        concern = Concern(rule=rule, weight=Weight.NOTE, excerpt="...", values=values)
        told = reason(concern, say) + advice(concern, say)
        assert told.strip()
        assert "%(" not in told


def test_codes_are_told_in_words(tiny_pack: Pack) -> None:
    status = tiny_pack.codebook.case_status[0]
    old = Concern(
        rule="status_old",
        weight=Weight.ERROR,
        excerpt=status.code,
        values={"latest": f"{status.code}, gone", "days": "20"},
    )
    told = labelled(old, tiny_pack, "ru")
    assert told.excerpt == status.labels["ru"]
    assert told.values == {"latest": f"{status.labels['ru']}, gone", "days": "20"}
    [rule, *_] = tiny_pack.naming.rules
    named = replace(old, rule="name_form", values={"row": rule.name, "why": "?", "of": "initials"})
    assert labelled(named, tiny_pack, "en").values["why"] == rule.reason["en"]
    gone = Concern(rule="no_such_rule", weight=Weight.NOTE, excerpt="x")
    assert (reason(gone, str), advice(gone, str)) == ("no_such_rule", "")
