"""The bulletin parser: sections and entries from lines.

Nothing is guessed: what cannot be told apart is an error that names the line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dalel.domain.addresses import AddressRules, make_link
from dalel.domain.bulletin import Bulletin, BulletinEntry, PrintedLink, PrintedParagraph
from dalel.domain.codebook import Codebook
from dalel.domain.errors import BulletinError
from dalel.domain.source import Source
from dalel.steps.bulletins.blocks import Paragraph, block_of, is_title, joined, opens_entry
from dalel.steps.bulletins.headings import find_headings
from dalel.steps.bulletins.lines import Line, LineLink


@dataclass
class _Draft:
    """What was found of an entry so far: paragraphs, and the lines that hold only links."""

    blocks: list[Paragraph] = field(default_factory=list)
    links: list[Line] = field(default_factory=list)


def parse(
    found: Sequence[Line],
    codebook: Codebook,
    rules: AddressRules,
    sources: Sequence[Source],
    language: str,
) -> Bulletin:
    """The bulletin that stands on these lines.

    What stands before the first section is the introduction. In a section an entry is a title (or
    none), paragraphs, and the links that close it; in a document the links may also stand within
    the paragraphs, and then the next title closes it. What a document of our own holds beside its
    entries is passed over.

    :raises BulletinError: when a section has no heading or two, or an entry no link or no text.
    """
    lines = [line for line in found if not line.aside]
    headings = find_headings(lines, codebook)
    ends = [heading.index for heading in headings[1:]] + [len(lines)]
    entries: list[BulletinEntry] = []
    for heading, end in zip(headings, ends, strict=True):
        drafts = _drafts(lines[heading.index + 1 : end])
        entries.extend(
            _entry(draft, heading.section, order, rules, sources)
            for order, draft in enumerate(drafts, 1)
        )
    if not entries:
        raise BulletinError("no section has an entry", line=headings[0].line)
    return Bulletin(
        language=language,
        introduction=_introduction(lines[: headings[0].index]),
        sections={heading.section: heading.line for heading in headings},
        entries=tuple(entries),
        passed_over=tuple(line.text for line in found if line.aside and line.heading),
    )


def _introduction(lines: Iterable[Line]) -> tuple[PrintedParagraph, ...]:
    blocks = joined(block_of(line) for line in lines if not line.is_empty)
    return tuple(_paragraph(block) for block in blocks)


def _paragraph(block: Paragraph) -> PrintedParagraph:
    return PrintedParagraph(text=block.text, lines=block.lines, starts=block.starts)


def _drafts(lines: Iterable[Line]) -> Iterator[_Draft]:
    """The entries of one section."""
    draft = _Draft()
    for line in lines:
        if line.is_empty:
            continue
        if line.is_link and not line.heading:
            if not draft.blocks:
                raise BulletinError("a link stands here before any text", line=line.number)
            draft.links.append(line)
            continue
        if draft.links:
            yield from _parted(draft)
            draft = _Draft()
        draft.blocks.append(block_of(line))
    if draft.blocks:
        yield from _parted(draft)


def _parted(draft: _Draft) -> Iterator[_Draft]:
    """The entries of a stretch that one or more links close: one, or more with links inside."""
    blocks = joined(draft.blocks)
    start = 0
    for place in range(1, len(blocks)):
        follows = place + 1 < len(blocks)
        after = blocks[place + 1] if follows else None
        if not (blocks[place].heading or (after and _opens(blocks, start, place))):
            continue
        part = blocks[start:place]
        if not any(block.addresses for block in part):
            raise BulletinError(
                f"this entry has no link before the next title, on line {blocks[place].lines[0]}",
                line=part[0].lines[0],
            )
        yield _Draft(blocks=list(part))
        start = place
    last = _Draft(blocks=list(blocks[start:]), links=draft.links)
    if not last.links and not any(block.addresses for block in last.blocks):
        raise BulletinError(
            f"no link follows this text, which ends on line {last.blocks[-1].lines[-1]}",
            line=last.blocks[0].lines[0],
        )
    yield last


def _opens(blocks: Sequence[Paragraph], start: int, place: int) -> bool:
    """Whether a block is the title of a new entry; a title's own first paragraph is none."""
    if place == start + 1 and is_title(blocks[start], followed=True):
        return False
    return opens_entry(blocks[place], blocks[place - 1], blocks[place + 1])


def _entry(
    draft: _Draft, section: int, order: int, rules: AddressRules, sources: Sequence[Source]
) -> BulletinEntry:
    first, rest = draft.blocks[0], draft.blocks[1:]
    titled = is_title(first, followed=bool(rest))
    links = [(address, block.lines[0], "") for block in draft.blocks for address in block.addresses]
    links += [
        (address, line.number, line.beside) for line in draft.links for address in line.addresses
    ]
    return BulletinEntry(
        section=section,
        order=order,
        title=first.text if titled else None,
        title_line=first.lines[0] if titled else None,
        paragraphs=tuple(map(_paragraph, rest if titled else draft.blocks)),
        links=tuple(_printed(*link, rules, sources) for link in links),
    )


def _printed(
    address: LineLink, line: int, beside: str, rules: AddressRules, sources: Sequence[Source]
) -> PrintedLink:
    return PrintedLink(
        link=make_link(address.url, rules, sources),
        line=line,
        bracketed=address.bracketed,
        beside=beside,
    )
