"""Two persons at work on an issue in a browser: a reporter who takes stories, an editor who reads.

Both go the way of fewest acts: what is suggested is accepted, what is drafted is added, nothing is
written that need not be. An act is a press, a key, or a field that is filled; a choice in a list is
one, too. Drafts of some stories carry planted errors (``planted_errors``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Final

from django.db.models import QuerySet
from playwright.sync_api import Locator, Page

from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.incidents.actions import draft_queue, make_drafts
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.incidents.models import DraftRow, IncidentRow, TextVersionRow
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.worker.actions.passes import Orders
from journey.press_walk import START, walk_in
from newsroom.planted_errors import KINDS, Plant, plant, shared_out, usable

#: Whoever waits so many seconds notices it.
NOTICED: Final = 1.0
_STORIES: Final = 60
_PATIENCE: Final = 30_000
#: How often who is told that the database is busy presses once more.
_TRIES: Final = 6
_HOLDING: Final = '.concern[data-weight="error"]:has(button[value="waived"])'
_REASON: Final = "тексерілді: дереккөзде солай"
#: What every entry needs and no press accepts with others, and what is chosen of it where nothing
#: is suggested.
_ALONE: Final[Mapping[str, str]] = {
    "date": "",
    "severity": "2",
    "direction": "negative",
    "case_status": "not_applicable",
    "verification": "V1",
}


@dataclass(kw_only=True)
class Entry:
    """What one entry took: acts of each person by what they were for, waits, and what blocked it.

    ``held`` are the refusals that were left when the editor had let everything stand, ``unsent``
    tells what the page said when a text could not be sent to review.
    """

    story: str
    headline: str
    number: str = ""
    plants: list[Plant] = field(default_factory=list)
    reporter: Counter[str] = field(default_factory=Counter)
    editor: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    blocked: Counter[str] = field(default_factory=Counter)
    seen: dict[str, str] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)
    is_read: bool = False

    @property
    def acts(self) -> int:
        """The acts of both persons."""
        return self.reporter.total() + self.editor.total()

    @property
    def is_smooth(self) -> bool:
        """Whether nothing was planted in it and nothing blocked it."""
        return not self.plants and not self.blocked


@dataclass(kw_only=True)
class Person:
    """A person at a page, whose acts are counted for the entry in hand."""

    page: Page
    url: str
    entry: Entry
    counted: Callable[[Entry], Counter[str]]

    def __post_init__(self) -> None:
        self.page.set_default_timeout(_PATIENCE)

    def act(self, what: str) -> None:
        """Note one act."""
        self.counted(self.entry)[what] += 1

    def press(self, control: Locator, what: str) -> None:
        """Press what changes this page only."""
        self.act(what)
        control.click()

    def write(self, box: Locator, text: str, what: str) -> None:
        """Fill a field."""
        self.act(what)
        box.fill(text)

    @contextmanager
    def leading(self, what: str) -> Iterator[None]:
        """An act that leads to another page, and how long it takes until that stands."""
        self.act(what)
        begun = monotonic()
        with self.page.expect_navigation():
            yield
        self.entry.waits.append(monotonic() - begun)

    def send(self, control: Locator, what: str) -> None:
        """Press what leads to another page."""
        with self.leading(what):
            control.click()

    def key(self, key: str, what: str) -> None:
        """Use a key that leads to another page."""
        # While one types, keys are letters; Escape ends that.
        self.page.keyboard.press("Escape")
        with self.leading(what):
            self.page.keyboard.press(key)


def prepare(pack: Path, home: Path, stories: int) -> list[Entry]:
    """Read the sample press, judge and draft, plant errors: entries to be, as the inbox has them.

    Taken are stories whose drafts say something in both languages.
    """
    with walk_in(home) as walk:
        walk.run(Orders(back=None, cites=False))
    judges = judges_of(pack, choice=EmbeddingChoice(model=NONE))
    # What it remembers is of another test's rows.
    judges.memory.lose()
    judge(judges, "the sample press", lambda: START, follow_up=follow_up)
    drafting = make_drafts.drafting_of(pack_at(pack), None, lambda: datetime.now(UTC))
    draft_queue.prepare(datetime.now(UTC), _STORIES, with_model=False)
    for row in draft_queue.waiting():
        make_drafts.make(row, drafting)
    rows = sorted((row for row in DraftRow.objects.all() if usable(row)), key=_first_words)
    plants = shared_out(rows, min(len(KINDS), stories - 2))
    plant(plants)
    planted = {one.draft for one in plants}
    smooth = [row for row in rows if row.pk not in planted][: stories - len(planted)]
    chosen = sorted([*smooth, *(row for row in rows if row.pk in planted)], key=_place)
    return [
        Entry(
            story=row.story.key if row.story else "",
            headline=_first_words(row)[:60],
            plants=[one for one in plants if one.draft == row.pk],
        )
        for row in chosen
    ]


def report(reporter: Person, entry: Entry) -> None:
    """The reporter takes a story, accepts what is suggested, sends the drafts to review.

    What follows in the inbox stands beside what was sent last.
    """
    page, reporter.entry = reporter.page, entry
    row = page.locator(f".next-stories #story-{entry.story}")
    if not row.count():
        reporter.act("open the inbox")
        row = _row_in_inbox(reporter, entry)
    reporter.send(row.locator('[data-key="a"]'), "take")
    page.locator("#told").wait_for()
    entry.number = IncidentRow.objects.order_by("-pk").values_list("provisional", flat=True)[0]
    ticks = page.locator(".drafts :is([name=sentence], [name=title]):not(:checked)")
    while ticks.count():
        reporter.act("tick a machine's sentence")
        ticks.first.check()
    for language in ("kk", "ru"):
        title = page.locator(f"#{language}-title")
        ticked = page.locator(f"#drafts-{language} [name=title]:checked")
        if not title.input_value() and not ticked.count():
            reporter.write(title, entry.headline, "write a title")
    _code(reporter)
    _send_to_review(reporter, "send to review")
    _answer_persons(reporter)
    _confirm(reporter)
    _look(page, entry)
    _mend(reporter)
    # The page says so where a text is a draft again, be it that the database was busy.
    if _drafts(entry).exists():
        page.goto(f"{reporter.url}/incidents/{entry.number}/edit/")
        _send_to_review(reporter, "send again")
        _confirm(reporter)
    page.wait_for_load_state("networkidle")
    if _drafts(entry).exists():
        entry.unsent = [page.url, page.locator("main").inner_text()]


def review(editor: Person, entries: Sequence[Entry], known: Sequence[Entry]) -> None:
    """The editor reads what waits, one after another, lets concerns stand, approves.

    ``known`` are all entries so far, of which some may have been held.
    """
    page, by_number = editor.page, {one.number: one for one in entries if not one.is_read}
    page.goto(f"{editor.url}/waiting/")
    editor.entry = entries[0]
    editor.act("open the queue")
    with editor.leading("begin with the first"):
        page.keyboard.press("n")
    # What was held on an earlier day still stands first.
    for _ in range(sum(bool(one.held) for one in known)):
        if _number_at(page) not in by_number:
            editor.key("n", "go on without")
    while (number := _number_at(page)) in by_number:
        editor.entry = entry = by_number.pop(number)
        entry.is_read = True
        _look(page, entry)
        # What was proposed on a person is approved with the rest, and may answer the concern.
        _let_stand(editor, page.locator(f"{_HOLDING}:not(:has(.proposal))"))
        _approve(editor)
        if not approved(entry) and _number_at(page) == number:
            _let_stand(editor, page.locator(_HOLDING))
            _approve(editor)
        if not approved(entry):
            entry.held = page.locator("#why-not-all li").all_inner_texts()
            if by_number:
                editor.key("n", "go on without")


def _approve(editor: Person) -> None:
    if editor.page.locator('.review-acts [data-key="a"]').count():
        editor.key("a", "approve all")


def _number_at(page: Page) -> str:
    return page.url.partition("#")[0].rstrip("/").rpartition("/")[2]


def _drafts(entry: Entry) -> QuerySet[TextVersionRow]:
    return TextVersionRow.objects.filter(incident__provisional=entry.number, state="draft")


def approved(entry: Entry) -> bool:
    """Whether both texts of an entry were approved."""
    return (
        TextVersionRow.objects.filter(incident__provisional=entry.number, state="approved").count()
        == 2
    )


def figures_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """What the persons did, waited for and saw, as figures; what is planted is told apart."""
    clean = [one for one in entries if not one.plants]
    seen = {kind: how for one in entries for kind, how in one.seen.items() if how}
    waits = [wait for one in entries for wait in one.waits]
    return {
        "entries": len(entries),
        "approved": sum(approved(one) for one in entries),
        "acts": sum(one.acts for one in entries),
        "acts of entries without planted errors": sorted(one.acts for one in clean),
        "acts of those that nothing blocked": sorted(one.acts for one in clean if one.is_smooth),
        "what they were for": _counted(clean),
        "what those of all entries were for": _counted(entries),
        "waits": len(waits),
        "waits over a second": sum(wait > NOTICED for wait in waits),
        "blocked by": dict(sum((one.blocked for one in clean), Counter())),
        "blocked by in all entries": dict(sum((one.blocked for one in entries), Counter())),
        "not approved": {one.headline: _left(one) for one in entries if not approved(one)},
        "planted": {
            one.kind: {"seen": seen.get(one.kind, ""), "words": one.words}
            for entry in entries
            for one in entry.plants
        },
    }


def _left(entry: Entry) -> list[str]:
    """Why an entry was not approved: what stood against it, and in which states its texts are."""
    rows = TextVersionRow.objects.filter(incident__provisional=entry.number).order_by("pk")
    states = [f"{row.language} {row.number}: {row.state}" for row in rows]
    return [
        *entry.unsent,
        *entry.held,
        *([] if entry.is_read else ["never came up for review"]),
        *states,
    ]


def _counted(entries: Iterable[Entry]) -> dict[str, int]:
    """The acts of both persons by what they were for, the most first."""
    return dict(sum((one.reporter + one.editor for one in entries), Counter()).most_common())


def _place(row: DraftRow) -> tuple[bool, float, int]:
    """The place of a draft's story in the inbox."""
    story = row.story
    return (not story.is_relevant, -story.rank, -story.pk) if story else (True, 0, 0)


def _first_words(row: DraftRow) -> str:
    text = row.texts.get("ru") or {}
    return text.get("title") or next((one["text"] for one in text.get("sentences", ())), "")


def _row_in_inbox(person: Person, entry: Entry) -> Locator:
    page = person.page
    page.goto(f"{person.url}/inbox/")
    row = page.locator(f"#story-{entry.story}")
    while not row.count():
        # The walk to the story is none of the entry.
        with page.expect_navigation():
            page.locator('[data-key="n"][rel="next"]').click()
    return row


def _code(person: Person) -> None:
    page = person.page
    together = page.locator("[data-together]")
    if together.count():
        person.press(together, "accept codes together")
    for name in ("section", "event_type"):
        if _stands(page, name):
            continue
        chip = page.locator(f'.suggested .chip[data-field="{name}"]').first
        if chip.count():
            person.press(chip, "accept one code")
        else:
            _choose_first(person, name)
    for name, otherwise in _ALONE.items():
        if not _stands(page, name):
            _decide(person, name, otherwise)


def _decide(person: Person, name: str, otherwise: str) -> None:
    """Accept the first code that is suggested, or choose one where none is."""
    page = person.page
    chip = page.locator(f'.suggested .chip[data-field="{name}"]').first
    if chip.count():
        if any(one.kind == name for one in person.entry.plants):
            beside = chip.locator("xpath=..").locator(".passage, .soft:not(.score)")
            words = " ".join(beside.all_inner_texts())
            person.entry.seen[name] = f"accepted alone, beside: {words}" if words else ""
        person.press(chip, "accept one code")
    elif name == "date":
        person.write(page.locator("#date"), "2026", "write a date")
    else:
        person.act("choose a code")
        page.locator(f"#{name}").select_option(otherwise)


def _choose_first(person: Person, name: str) -> None:
    person.act("choose a code")
    if name == "section":
        person.page.locator("#section").select_option(index=1)
        return
    person.act("choose a code")
    person.page.locator("#event_type").click()
    person.page.keyboard.press("Enter")


def _stands(page: Page, name: str) -> bool:
    stands: bool = page.evaluate(
        """name => [...document.querySelectorAll(`#code-fields [name="${name}"]:not(button)`)]
        .some(one => one.type === "checkbox" ? one.checked : one.value !== "")""",
        name,
    )
    return stands


def _answer_persons(person: Person) -> None:
    """Each person asked about is answered where the question stands.

    Taken is the first answer by which the name stays as the text has it, in full.
    """
    page = person.page
    while (asked := page.locator("form.who")).count():
        form = asked.first
        names = form.locator('[name^="name-"]').all()
        known = next((one.input_value() for one in names if one.input_value()), "Аты")
        for box in names:
            if not box.input_value():
                person.write(box, known, "write a name")
        person.entry.blocked["a name to decide"] += 1
        person.send(form.locator('[name=answer][data-form="full"]').first, "answer who it is")


def _look(page: Page, entry: Entry) -> None:
    """Note which planted errors are lit: held back, asked about, or marked in the text alone."""
    lit = [
        (one.get_attribute("data-weight") or "", one.get_attribute("data-excerpt") or "")
        for one in page.locator(".concern[data-excerpt]").all()
    ]
    marked = page.locator('.read .lit:not([data-verdict="supported"])').all_inner_texts()
    for one in entry.plants:
        for words in one.cores:
            weights = {weight for weight, excerpt in lit if _meet(words, excerpt)}
            found = next((each for each in ("error", "warning", "note") if each in weights), "")
            if not found and any(_meet(words, each) for each in marked):
                found = "marked"
            if found and entry.seen.get(one.kind) != "error":
                entry.seen[one.kind] = found


def _meet(words: str, excerpt: str) -> bool:
    """Whether what is lit holds the planted words."""
    return bool(re.search(rf"\b{re.escape(words)}\b", excerpt, re.IGNORECASE))


def _mend(person: Person) -> None:
    """What is seen is written as the source has it."""
    page, entry = person.page, person.entry
    seen = [one for one in entry.plants if one.kind in entry.seen and one.words]
    if not seen:
        return
    person.key("e", "mend")
    for one in seen:
        for language, (right, wrong) in one.words.items():
            for box in page.locator(f"textarea[name={language}-paragraph]").all():
                if wrong in box.input_value():
                    person.write(box, box.input_value().replace(wrong, right), "mend")
    _send_to_review(person, "mend")
    _answer_persons(person)
    _confirm(person)


def _send_to_review(person: Person, what: str) -> None:
    """Send what is written; who is told that the database is busy presses once more."""
    person.key("r", what)
    for _ in range(_TRIES):
        if "sent=1" in person.page.url:
            return
        # What the page asks for by itself may hold the database of the tests meanwhile.
        person.page.wait_for_load_state("networkidle")
        if not person.page.url.endswith("/edit/"):
            person.key("e", "send again")
        person.key("r", "send again")


def _confirm(person: Person) -> None:
    """A text that was changed alone, by a title or a mended word, is confirmed beside the other."""
    while person.page.locator('button[data-key="v"]').count():
        person.key("v", "both say the same")


def _let_stand(person: Person, waiting: Locator) -> None:
    """Each of these concerns is let stand, with a reason: several of one kind at once."""
    while (kinds := person.page.locator(".same-kind")).count():
        kind = kinds.first
        for words in kind.locator("b").all_inner_texts():
            person.entry.blocked[words] += 1
        person.press(kind.locator(".tick-those"), "let concerns of one kind stand")
        person.send(kind.locator("button.reason").first, "let concerns of one kind stand")
    while waiting.count():
        concern = waiting.first
        person.entry.blocked[concern.locator("b").first.inner_text()] += 1
        usual = concern.locator("button.reason")
        if usual.count():
            person.send(usual.first, "let a concern stand")
            continue
        person.press(concern.locator("summary"), "let a concern stand")
        person.write(concern.locator("textarea"), _REASON, "let a concern stand")
        person.send(concern.locator('button[name="state"]'), "let a concern stand")
