"""The fields of which the desk's forms are made read what a page sends as it is meant."""

import pytest
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict

from dalel.domain.states import SourceState
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.fields import (
    CodeField,
    LanguagesField,
    LineField,
    MomentField,
    PartialDateField,
    RowField,
    SeveralField,
    TextField,
    YesField,
)
from dalel.newsroom.frame.forms import WayBackForm, answers, refusal
from dalel.newsroom.frame.typed_input import DayField, as_typed, number


class _SentForm(forms.Form):
    line = LineField(cut=9, required=False)
    text = TextField(required=False)
    row = RowField()
    version = RowField(none=0)
    state = CodeField(SourceState, required=False)
    role = CodeField(lambda: ("chief",), otherwise="")
    yes = YesField(required=False)
    rows = SeveralField(number)
    name = LanguagesField(required=False)
    since = MomentField(label="Since", required=False)
    date = PartialDateField(label="Date", required=False)


def read(query: str) -> dict[str, object]:
    return answers(_SentForm(QueryDict(query)))


def test_what_is_not_sent_is_empty() -> None:
    assert read("") == {
        "line": "",
        "text": "",
        "row": None,
        "version": 0,
        "state": "",
        "role": "",
        "yes": False,
        "rows": (),
        "name": {},
        "since": None,
        "date": None,
    }


def test_text_is_cleaned_and_cut_to_its_length() -> None:
    found = read("line=+a%0D%0A++b%E2%80%AEcdefghijk&text=a%0D%0A%0D%0Ab+")
    assert (found["line"], found["text"]) == ("a bcdefgh", "a\n\nb")


def test_rows_that_are_none_were_not_sent() -> None:
    found = read("row=x&version=-1&rows=3&rows=x&rows=1234567890&rows=5")
    assert (found["row"], found["version"], found["rows"]) == (None, 0, (3, 5))


def test_a_code_is_the_member_that_it_names() -> None:
    found = read("state=active&role=cook&yes=yes")
    assert (found["state"], found["role"], found["yes"]) == (SourceState.ACTIVE, "", True)
    assert read("yes=no")["yes"] is False
    with pytest.raises(BadRequest, match="state"):
        read("state=asleep")


def test_a_text_that_lacks_in_a_language_is_refused_where_it_is_needed() -> None:
    class WholeForm(forms.Form):
        name = LanguagesField()

    first, *others = pack().languages
    part = QueryDict(f"name-{first}=+a++b+&name-xx=c")
    assert read(part.urlencode())["name"] == {first: "a b"}
    assert WholeForm(part).has_error("name", "required")
    whole = QueryDict("&".join(f"name-{one}=a" for one in (first, *others)))
    assert WholeForm(whole).is_valid()


@pytest.mark.parametrize("query", ["day=", "day=1826-01-31", "day=31", ""])
def test_a_day_that_cannot_be_meant_names_its_field_before_all_else(query: str) -> None:
    class DatedForm(forms.Form):
        words = forms.CharField(error_messages={"required": "No words."})
        day = DayField(label="Day")

    assert refusal(DatedForm(QueryDict(query)), "Words are needed.").startswith("Day: ")
    only_words_lack = DatedForm(QueryDict("day=31.01.2026"))
    assert refusal(only_words_lack, "Words are needed.") == "Words are needed."
    assert refusal(only_words_lack) == "No words."


@pytest.mark.parametrize(("field", "value"), [("since", "2026-01-31"), ("date", "31/01/2026")])
def test_a_moment_or_a_date_that_is_none_names_its_field(field: str, value: str) -> None:
    form = _SentForm(QueryDict(f"{field}={value}"))
    assert refusal(form, "Something is missing.").startswith(f"{field.title()}: ")


@pytest.mark.parametrize(
    ("wanted", "page"),
    [("/inbox/?page=2", "/inbox/?page=2"), ("https://else.test/", ""), ("//else.test/", "")],
)
def test_the_way_back_leads_to_a_page_of_ours(wanted: str, page: str) -> None:
    sent = QueryDict(mutable=True)
    sent["next"] = wanted
    assert WayBackForm(sent).page() == page


def test_a_kept_date_is_shown_as_it_is_asked_for() -> None:
    shown = [as_typed(one) for one in ("2025-12-29", "2025-12", "2025", "29.12", "")]
    assert shown == ["29.12.2025", "12.2025", "2025", "29.12", ""]
