"""Is every concern told in every language, and in words?"""

import re
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
        "was",
        "now",
        "post",
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


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_is_quoted_ends_with_no_stop_of_its_own(language: str) -> None:
    say = catalogue(language).gettext
    for name in WORDINGS:
        rule, _, of = name.partition(".")
        if rule in {"fact", "parity", "opinion"}:
            values = dict.fromkeys(("claim", "evidence", "other", "first", "second"), "Сказал он.")
            concern = Concern(rule=rule, weight=Weight.NOTE, excerpt="", values=values | {"of": of})
            assert not re.search(r"\.[”»]", reason(concern, say))


def test_no_reason_takes_a_press_article_for_one_of_the_law() -> None:
    say = catalogue("ru").gettext
    for name, wording in WORDINGS.items():
        if name.partition(".")[0] in {"fact", "opinion", "unproven"}:
            assert "стат" not in say(wording.reason) + say(wording.advice)


def test_what_holds_an_entry_back_is_called_an_error_in_kazakh() -> None:
    kazakh = catalogue("kk")
    held = kazakh.ngettext(
        "%(count)s concern holds this entry back: decide it before it is approved.",
        "%(count)s concerns hold this entry back: decide them before it is approved.",
        7,
    )
    assert kazakh.gettext("error") in held
    assert kazakh.gettext("warning") not in held
