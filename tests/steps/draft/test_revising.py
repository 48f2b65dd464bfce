"""Is a draft made shorter, longer, and one sentence of it said otherwise, by its own choice?"""

from dataclasses import replace

import pytest

from dalel.domain.draft import Draft, DraftMatter, Maker
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack
from dalel.steps.draft import Drafter, Reviser, RevisionWish, drafting
from steps.draft.stories import article, drafted
from steps.draft.test_bilingual import LONG

TEXT = " ".join(
    f"Суд Алматы {at} июня 2031 года оштрафовал редактора Kitap{at}.test на {at}0 МРП."
    for at in range(11, 19)
)
AGAIN = "Редактора Kitap11.test суд Алматы 11 июня 2031 года оштрафовал на 110 МРП."


@pytest.fixture(scope="session")
def reviser(pack: Pack, words: Lexicon) -> Reviser:
    return Reviser(pack, words)


MATTER = DraftMatter(
    story="s", articles=(article("ru", TEXT, name="a"), article("ru", AGAIN, name="b"))
)


@pytest.fixture
def drafts(drafter: Drafter) -> dict[str, Draft]:
    return {each.language: each for each in drafter.draft(MATTER)}


def texts(draft: Draft) -> list[str]:
    return [each.text for each in draft.sentences]


def test_a_shorter_draft_loses_one_sentence_and_never_the_first(
    reviser: Reviser, drafts: dict[str, Draft]
) -> None:
    before = drafts["ru"]
    made = reviser.revise(MATTER, drafts, "ru", RevisionWish.SHORTER)
    assert set(made) == {"ru"}
    assert len(made["ru"].sentences) == len(before.sentences) - 1
    assert set(texts(made["ru"])) < set(texts(before))
    assert texts(made["ru"])[0] == texts(before)[0]


def test_the_last_sentence_is_not_taken_away(reviser: Reviser, drafts: dict[str, Draft]) -> None:
    for _ in range(len(drafts["ru"].sentences) - 1):
        drafts |= reviser.revise(MATTER, drafts, "ru", RevisionWish.SHORTER)
    assert len(drafts["ru"].sentences) == 1
    assert reviser.revise(MATTER, drafts, "ru", RevisionWish.SHORTER) == {}


def test_a_longer_draft_keeps_what_it_has_and_ends_where_an_entry_does(
    reviser: Reviser, drafts: dict[str, Draft]
) -> None:
    before = texts(drafts["ru"])
    made = reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER)
    assert set(texts(made["ru"])) > set(before)
    for _ in range(9):
        drafts |= reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER)
    assert len(drafts["ru"].sentences) == 8
    assert reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER) == {}


def test_longer_then_shorter_is_the_same_again(reviser: Reviser, drafts: dict[str, Draft]) -> None:
    before = texts(drafts["ru"])
    longer = {**drafts, **reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER)}
    again = reviser.revise(MATTER, longer, "ru", RevisionWish.SHORTER)
    assert len(texts(again["ru"])) == len(before)


def test_another_wording_is_what_another_article_says_of_the_same(
    reviser: Reviser, drafts: dict[str, Draft]
) -> None:
    at = next(at for at, text in enumerate(texts(drafts["ru"])) if "110 МРП" in text)
    old = drafts["ru"].sentences[at]
    made = reviser.revise(MATTER, drafts, "ru", RevisionWish.OTHER, at=at)
    new = made["ru"].sentences[at]
    assert "110 МРП" in new.text
    assert (new.article, new.text) != (old.article, old.text)
    assert len(made["ru"].sentences) == len(drafts["ru"].sentences)


def test_what_was_refused_does_not_come_back(reviser: Reviser, drafts: dict[str, Draft]) -> None:
    refused: set[tuple[str, TextSpan]] = set()
    seen = {texts(drafts["ru"])[0]}
    for _ in range(20):
        one = drafts["ru"].sentences[0]
        refused.add((one.article, one.span))
        made = reviser.revise(MATTER, drafts, "ru", RevisionWish.OTHER, refused=refused)
        if not made:
            break
        drafts |= made
        assert texts(drafts["ru"])[0] not in seen
        seen.add(texts(drafts["ru"])[0])
    else:
        pytest.fail("there was always another one")
    assert len(seen) > 2


def test_what_the_check_doubts_is_not_taken_in(reviser: Reviser, drafts: dict[str, Draft]) -> None:
    wanted = reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER)["ru"]
    (new,) = set(texts(wanted)) - set(texts(drafts["ru"]))

    def doubts(text: str, _language: str) -> list[TextSpan]:
        at = text.find(new)
        return [TextSpan(start=at, end=at + len(new))] if at >= 0 else []

    made = reviser.revise(MATTER, drafts, "ru", RevisionWish.LONGER, doubts=doubts)["ru"]
    assert new not in texts(made)
    assert len(made.sentences) == len(wanted.sentences)


def test_both_languages_that_say_the_same_change_together(
    reviser: Reviser, drafter: Drafter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "_FULL", 15)
    matter = DraftMatter(story="s", articles=(article("ru", LONG),))
    drafts = drafted(drafter, *matter.articles)
    assert {each.by for each in drafts.values()} == {Maker.CLAIMS}
    for wish in RevisionWish:
        made = reviser.revise(matter, drafts, "kk", wish, at=0)
        assert set(made) == {"kk", "ru"}
        spans = [[each.span for each in draft.sentences] for draft in made.values()]
        assert spans[0] == spans[1]
        assert all(each.doubted for draft in made.values() for each in draft.sentences)
    made = reviser.revise(matter, drafts, "kk", RevisionWish.OTHER, at=0)
    assert made["kk"].title != drafts["kk"].title


def test_a_translation_takes_in_no_sentence_of_another_language(
    reviser: Reviser, drafts: dict[str, Draft]
) -> None:
    said = tuple(
        replace(each, text=f"Сот шешімі {at}.", doubted=True, translated=True)
        for at, each in enumerate(drafts["ru"].sentences)
    )
    drafts["kk"] = replace(drafts["ru"], language="kk", sentences=said, by=Maker.TRANSLATION)
    assert reviser.revise(MATTER, drafts, "kk", RevisionWish.LONGER) == {}
    assert reviser.revise(MATTER, drafts, "kk", RevisionWish.OTHER, at=0) == {}
    made = reviser.revise(MATTER, drafts, "kk", RevisionWish.SHORTER)["kk"]
    assert len(made.sentences) == len(said) - 1
    assert set(made.sentences) < set(said)


def test_a_draft_whose_article_is_gone_stays_as_it_is(
    reviser: Reviser, drafts: dict[str, Draft]
) -> None:
    matter = DraftMatter(story="s", articles=(article("ru", "Дождь шёл весь день.", name="c"),))
    assert reviser.revise(matter, drafts, "ru", RevisionWish.LONGER) == {}
