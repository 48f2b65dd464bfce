"""Commands to draft stories, score the drafts against gold articles and time the drafting."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dalel.cli.commands.steps.lines import Input, Out, read_records, write_records
from dalel.cli.options import AsJson
from dalel.cli.terminal import echo

if TYPE_CHECKING:
    from dalel.domain.article import Article
    from dalel.domain.draft import Draft, DraftSentence, SourceSentence
    from dalel.pack import Pack
    from dalel.steps.draft import Drafter
    from dalel.steps.draft.score import Drafted, GoldArticle

#: Why a language has no text.
MISSING = "no article is in {language}, and nothing of the others could be told in it truly"
Grouped = Annotated[
    Path | None,
    typer.Option("--stories", exists=True, dir_okay=False, help="Lines of predict stories."),
]
Predicted = Annotated[
    Path | None,
    typer.Option("--predicted", exists=True, dir_okay=False, help="Lines of predict draft."),
]
Only = Annotated[
    str | None,
    typer.Option("--only", help="Draft from the articles of this language alone: kk, ru, en."),
]
Lexical = Annotated[bool, typer.Option("--lexical", help="Group and judge by words alone.")]
Beside = Annotated[
    bool,
    typer.Option(
        "--beside", help="With left_out, disputed, to_ask and beside, as editors see them."
    ),
]


def predict(
    articles: Input,
    *,
    stories: Grouped = None,
    lexical: Lexical = False,
    beside: Beside = False,
    out: Out = None,
) -> None:
    """Draft each story in each language: {id, lang, title, summary, sentences, by, why}.

    Without --stories the articles are grouped as the pipeline does it; one that is in no story is
    drafted alone. Every sentence has its article and place in the article's text. Where nothing
    true can be told in a language the summary is empty, and ``why`` says what is missing.
    With --beside each line also lists what its draft leaves out, where the articles disagree,
    whom to ask, and ``beside``: sentences to write from, with their words in the draft's language.
    """
    from dalel.cli.commands.steps.articles import read_articles
    from dalel.cli.commands.steps.editor_notes import notes_of

    read = read_articles(articles)
    story = _stories(read, stories, lexical=lexical)
    members = _members(read, story) if beside else {}
    lines = (
        _line(draft)
        | (notes_of(draft, members[draft.story]) | {"beside": _beside(draft)} if beside else {})
        for draft in _drafts(read, story)
    )
    write_records(lines, out)


def score(
    gold: Input, *, predicted: Predicted = None, only: Only = None, as_json: AsJson = False
) -> None:
    """Judge drafts by gold articles {id, event, lang, title, text}: what of a story do they tell?

    Without --predicted the gold stories are drafted; with --only as if no article of another
    language existed. A draft belongs to the story of most of the articles that its sentences
    rest on. The last line, ``pairs`` with --json, tells what our own checks find in them.
    """
    from dataclasses import asdict

    from dalel.cli.commands.steps.articles import read_articles
    from dalel.cli.commands.steps.draft_pairs import pair_figures
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.steps.draft.score import judge

    event = {str(one["id"]): str(one["event"]) for one in read_records(gold) if one.get("event")}
    ours = [one for one in read_articles(gold) if one.id in event]
    seen = [one for one in ours if only in (None, one.language)]
    articles = _members(seen, event)
    lines = (
        read_records(predicted) if predicted else [_line(draft) for draft in _drafts(seen, event)]
    )
    members = defaultdict(list)
    for article, name in event.items():
        members[name].append(article)
    judged = [(story, line) for line in lines if (story := _story_of(line, event))]
    found = judge(
        [(story, _drafted(line)) for story, line in judged],
        members,
        {one.id: _told(one) for one in ours},
        pack().languages,
        (str(line["by"]) for _, line in judged),
    )
    pairs = pair_figures(
        [{**line, "id": story} for story, line in judged],
        {story: articles.get(story, []) for story in members},
        lexicon(),
    )
    if as_json:
        echo(json.dumps(asdict(found) | {"pairs": asdict(pairs)}))
        return
    echo(
        f"{found.drafts} drafts ({', '.join(f'{n} {by}' for by, n in sorted(found.by.items()))}), "
        f"{found.missing} missing: coverage {found.coverage:.3f} of {found.key_facts} key facts ("
        + ", ".join(f"{kind} {share:.2f}" for kind, share in found.coverage_by_kind.items())
        + f"); unsupported {found.unsupported:.4f} ({found.unsupported_facts} facts); "
        f"{found.sentences:.1f} sentences, {found.words:.0f} words; "
        f"redundancy {found.redundancy:.3f}"
    )
    echo(
        f"{pairs.pairs} of {pairs.stories} stories have a text in both languages, {pairs.full} of "
        f"45 to 80 words; {pairs.middle_words} words in the middle; {pairs.flagged} pairs flagged "
        f"by the check of parity, {pairs.errors} errors of fact, {pairs.repeated_titles} titles "
        "of three stories and more"
    )


def bench(
    articles: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="JSON Lines with event.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Time the drafts of the stories of the pack's training articles, alone and with the check."""
    from time import perf_counter, process_time

    from dalel.cli.commands.steps.articles import read_articles
    from dalel.cli.commands.steps.duplicates import training_articles
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.domain.draft import DraftMatter
    from dalel.newsroom.incidents.draft_doubts import differences_by, doubts_of

    file = articles or training_articles()
    event = {str(one["id"]): str(one["event"]) for one in read_records(file) if one.get("event")}
    members = _members(read_articles(file), event)
    matters = [DraftMatter(story=name, articles=tuple(each)) for name, each in members.items()]
    drafter().draft(matters[0])
    figures: dict[str, float] = {"stories": len(matters)}
    for name, is_checked in (("stories_per_second", False), ("checked_stories_per_second", True)):
        begun, work_begun = perf_counter(), process_time()
        for matter in matters:
            checks = (
                (doubts_of(matter.articles, lexicon()), differences_by(lexicon()))
                if is_checked
                else ()
            )
            drafter().draft(matter, *checks)
        figures[name] = round(len(matters) / (perf_counter() - begun), 1)
        figures[f"{name}_of_processor"] = round(len(matters) / (process_time() - work_begun), 1)
    if as_json:
        echo(json.dumps(figures))
        return
    echo(
        f"{figures['stories']} stories: {figures['stories_per_second']} a second, "
        f"{figures['checked_stories_per_second']} with the check of their facts; by the "
        f"processor's time {figures['stories_per_second_of_processor']} and "
        f"{figures['checked_stories_per_second_of_processor']}"
    )


@cache
def drafter() -> "Drafter":
    """What drafts in the country of the pack in force."""
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.steps.draft import Drafter

    return Drafter(pack(), lexicon())


@cache
def pack() -> "Pack":
    """The pack in force."""
    from dalel.cli.configuration import configuration
    from dalel.newsroom.frame.pack_in_force import pack_at

    return pack_at(configuration().pack)


def _stories(
    read: Sequence["Article"], stories: Path | None, *, lexical: bool
) -> Mapping[str, str]:
    from dalel.cli.commands.steps.stories import placed

    if stories is None:
        return {one: each.story for one, each in placed(read, lexical=lexical, every=False).items()}
    found = {str(line["id"]): str(line["story"]) for line in read_records(stories)}
    if missing := [one.id for one in read if one.id not in found]:
        raise typer.BadParameter(f"{stories}: no line for {missing[0]} and {len(missing) - 1} more")
    return found


def _drafts(read: Sequence["Article"], story: Mapping[str, str]) -> Iterator["Draft"]:
    from dalel.cli.commands.steps.facts import lexicon
    from dalel.domain.draft import DraftMatter
    from dalel.newsroom.incidents.draft_doubts import differences_by, doubts_of

    for name, articles in _members(read, story).items():
        matter = DraftMatter(story=name, articles=tuple(articles))
        doubts = doubts_of(matter.articles, lexicon())
        yield from drafter().draft(matter, doubts, differences_by(lexicon()))


def _members(read: Iterable["Article"], story: Mapping[str, str]) -> Mapping[str, list["Article"]]:
    members: dict[str, list[Article]] = defaultdict(list)
    for one in read:
        if one.id in story:
            members[story[one.id]].append(one)
    return members


def _line(draft: "Draft") -> dict[str, Any]:
    return {
        "id": draft.story,
        "lang": draft.language,
        "title": draft.title,
        "summary": draft.summary,
        "sentences": [_placed(each) for each in draft.sentences],
        "by": draft.by.value,
        "why": [] if draft.sentences else [MISSING.format(language=draft.language)],
    }


def _beside(draft: "Draft") -> list[dict[str, Any]]:
    """The sentences to write from, with words of them in the language of the draft."""
    return [
        _placed(each)
        | {
            "words": [{"text": words, "said": said} for words, said in each.words],
            "said": each.said,
        }
        for each in draft.beside
    ]


def _placed(sentence: "DraftSentence | SourceSentence") -> dict[str, Any]:
    """A sentence with its place in an article's text."""
    return {
        "text": sentence.text,
        "article_id": sentence.article,
        "start": sentence.span.start,
        "end": sentence.span.end,
    }


def _story_of(line: Mapping[str, Any], event: Mapping[str, str]) -> str | None:
    told = Counter(event.get(str(each["article_id"])) for each in line["sentences"])
    return told.most_common(1)[0][0] if told else None


def _drafted(line: Mapping[str, Any]) -> "Drafted":
    from dalel.steps.draft.score import Drafted

    return Drafted(
        language=line["lang"],
        title=line["title"],
        sentences=tuple(each["text"] for each in line["sentences"]),
    )


def _told(article: "Article") -> "GoldArticle":
    from dalel.steps.draft.score import GoldArticle

    year = article.day.year if article.day else None
    return GoldArticle(
        language=article.language, text=f"{article.title}.\n\n{article.text}", year=year
    )
