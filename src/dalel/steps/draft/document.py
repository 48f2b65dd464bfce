"""The structured drafts of a pack as a document, filled with invented values.

``python -m dalel.steps.draft.document > docs/templates.md`` writes them for a native reader. Each
form is filled from three invented English articles: one that tells much, one that tells some, one
that tells nothing but the event.
"""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Final

from dalel.domain.article import Article
from dalel.domain.codebook import EventType
from dalel.domain.draft import DraftMatter
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder, load
from dalel.pack.lexicon import lexicon
from dalel.pack.templates import Templates
from dalel.steps.draft.drafting import Drafter

_DAY: Final = date(2031, 6, 5)
_SEVERAL: Final = ("22", "21")
_HEAD: Final = """# Structured drafts

How a story is told in a language in which it has no article: every form of the pack with three
fillings. All values are invented. Generated from `packs/kz/templates.toml` by
`python -m dalel.steps.draft.document > docs/templates.md`, not edited by hand.

A native reader is asked: does each sentence sound as a newspaper of this country would write it, is
every ending right, do the two languages say the same? Mend `packs/kz/templates.toml`.
"""
#: What an invented article says of an outcome, by the group of outcomes that a form tells.
_OUTCOMES: Final = {
    "case": ("a court fined the journalist", "the police opened a criminal case"),
    "act": ("the president signed the law", "the parliament adopted the law"),
    "access": ("access was blocked", "access was restored"),
}


def document(pack: Pack, words: Lexicon) -> str:
    """All forms of a pack, filled, as Markdown."""
    drafter = Drafter(pack, words)
    lines = [_HEAD]
    for event in pack.codebook.event_types:
        lines += ["", f"## `{event.code}`"]
        filled = [
            drafter.draft(DraftMatter(story=name, articles=(told,), event_types=(event.code,)))
            for name, told in _articles(event, pack.templates)
        ]
        for at, language in enumerate(pack.languages):
            lines += ["", f"{language}: {event.labels[language]}", ""]
            for drafts in filled:
                draft = drafts[at]
                lines += [f"- **{draft.title}**", f"  {draft.summary}"]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _articles(event: EventType, templates: Templates) -> Iterator[tuple[str, Article]]:
    form = templates.forms[event.code]
    told = _OUTCOMES.get(form.tells, ("it happened", "it happened"))
    much, some = (
        (
            f"It concerns {number} {templates.counted[code].finds['en'][0]}."
            for number, code in zip(_SEVERAL, (form.counts * 2)[:2] or ("", ""), strict=True)
            if code
        )
        if form.counts
        else ("", "")
    )
    platform = "Aitu" if event.code in {"state_platform"} else "Instagram"
    yield (
        "much",
        _article(
            "Journalist concerned",
            f"On 2 June 2031 in Almaty {told[0]}: example.test and @derek_test on {platform}. "
            f"{much} The sum was 20 MCI under part 3 of article 456-2 of the "
            "Administrative Code. The share was 18.4 percent.",
        ),
    )
    yield (
        "some",
        _article(
            "Activist concerned",
            f"In May 2031 in Abai Region {told[1]}. {some} The National "
            "Security Committee spoke of more than 1.5 million tenge on 3 June 2031.",
        ),
    )
    yield "little", _article("It happened", "It is said that something of this kind took place.")


def _article(title: str, text: str) -> Article:
    return Article(id=title, language="en", title=title, text=text, day=_DAY)


def main() -> None:
    """Write the document of the pack of Kazakhstan."""
    folder = default_folder()
    pack = load(folder)
    sys.stdout.write(document(pack, lexicon(folder, pack)))


if __name__ == "__main__":
    main()
