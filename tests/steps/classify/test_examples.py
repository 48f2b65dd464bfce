import json
from pathlib import Path

import pytest

from dalel.pack import Pack, default_folder
from dalel.steps.classify.examples import (
    OTHERS,
    NoTrainingError,
    TrainingError,
    examples_of,
    fingerprint,
    meanings,
    shipped_examples,
)

RECORD = {"lang": "ru", "title": "Т", "text": "Т.", "relevant": True, "section": 2}


def test_every_training_article_says_what_it_is_in_the_words_of_the_codebook(
    kz_pack: Pack,
) -> None:
    codes = kz_pack.codebook.term_by_code["event_type"]
    examples = shipped_examples(default_folder())
    assert len(examples) > 1_000
    for example in examples:
        if example.relevant:
            assert example.section in kz_pack.codebook.section_by_number
            assert example.event_types
            assert set(example.event_types) <= set(codes)
        else:
            assert example.other in OTHERS
            assert example.event_types == ()


def test_an_ambiguous_slug_means_several_types_and_a_section_may_narrow_it() -> None:
    means = meanings(default_folder())
    assert means.event_types("statistics", 1) == ("cyber_statistics", "data_enforcement")
    assert means.event_types("statistics", 2) == ("data_enforcement",)
    assert means.event_types("site_block", 1) == ("site_block",)
    assert means.other("foreign-law") == "foreign"
    assert means.other(None) is None


def test_a_pack_without_training_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoTrainingError):
        shipped_examples(tmp_path)


def test_articles_of_one_case_are_of_one_group() -> None:
    one, other, alone = examples_of(
        [RECORD | {"case": "c", "event": "a"}, RECORD | {"case": "c", "event": "b"}, RECORD]
    )
    assert one.group == other.group != alone.group


@pytest.mark.parametrize("missing", ["lang", "title", "text", "relevant", "section"])
def test_a_record_that_lacks_something_is_named(missing: str) -> None:
    broken = {name: value for name, value in RECORD.items() if name != missing}
    with pytest.raises(TrainingError, match="newsroom, record 1"):
        list(examples_of([broken]))


def test_the_fingerprint_follows_the_training_data(tmp_path: Path) -> None:
    (tmp_path / "training").mkdir()
    file = tmp_path / "training" / "articles.jsonl"
    file.write_text(json.dumps(RECORD))
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    file.write_text(json.dumps(RECORD | {"section": 3}))
    assert fingerprint(tmp_path) != before
