"""One verb for several: «А-ға 3 млн, ал Б-ға 2 млн айыппұл салынды», «А-ға емес, Б-ға»."""

from collections.abc import Iterator, Sequence

from dalel.language.kk.attachment import Clause
from dalel.language.kk.chunks import Chunk, ChunkKind

Part = tuple[list[Chunk], bool]


def parts(clause: Clause) -> Iterator[Part]:
    """The chunks of each claim that the verb of a clause tells, and whether that one is denied."""
    denied = [chunk for chunk in clause.chunks if chunk.negated]
    if denied:
        yield from _denied(clause.chunks, denied[0])
        return
    segments = [segment for segment in clause.segments if segment]
    if len(segments) > 1 and _are_parallel(segments):
        for segment in segments:
            yield _completed(segment, segments), False
        return
    yield clause.chunks[clause.cut :], False


def _denied(chunks: Sequence[Chunk], denied: Chunk) -> Iterator[Part]:
    """A емес, Б: of Б it is true, of А it is denied."""
    rest = [chunk for chunk in chunks if chunk is not denied]
    yield rest, False
    same = [c for c in rest if c.case is denied.case and c.postposition == denied.postposition]
    after = next((c for c in same if c.first > denied.first), same[-1] if same else None)
    yield [denied if chunk is after else chunk for chunk in rest], True


def _are_parallel(segments: Sequence[Sequence[Chunk]]) -> bool:
    """Whether each part has two places of the same kinds: loc and number, dative and sum."""
    last = {_key(chunk) for chunk in segments[-1]}
    return all(
        len(segment) > 1
        and len({_key(chunk) for chunk in segment} & last) > 0
        and _ends_alike(segment, segments[-1])
        for segment in segments[:-1]
    )


def _ends_alike(segment: Sequence[Chunk], last: Sequence[Chunk]) -> bool:
    """Whether the part shares two kinds with the last one, or lacks only a counted noun."""
    shared = {_key(chunk) for chunk in segment} & {_key(chunk) for chunk in last}
    return len(shared) > 1 or any(chunk.unsure for chunk in segment)


def _key(chunk: Chunk) -> str:
    if chunk.kind is ChunkKind.AMOUNT:
        return "amount"
    return f"{chunk.kind}{chunk.case}{chunk.postposition}"


def _completed(segment: list[Chunk], segments: Sequence[Sequence[Chunk]]) -> list[Chunk]:
    """The part with what only other parts tell; a bare number stands for the noun they count."""
    own = {_key(chunk) for chunk in segment}
    bare = next((chunk for chunk in segment if chunk.unsure), None)
    shared = []
    for other in segments:
        for chunk in other:
            if other is segment or _key(chunk) in own or chunk.unsure:
                continue
            if bare is not None and chunk.amounts and chunk.kind is ChunkKind.NOUN:
                own.add(_key(chunk))
                continue
            own.add(_key(chunk))
            shared.append(chunk)
    if bare is None:
        return [*shared, *segment]
    counted = next((c for other in segments for c in other if c.amounts and not c.unsure), bare)
    place = [_standing_for(bare, counted) if chunk is bare else chunk for chunk in segment]
    return [*shared, *place]


def _standing_for(bare: Chunk, counted: Chunk) -> Chunk:
    return Chunk(
        kind=bare.kind,
        first=bare.first,
        last=bare.last,
        case=counted.case,
        head=counted.head,
        amounts=bare.amounts,
        postposition=counted.postposition,
    )
