"""Visits a page with a browser: in processes of its own, within limits, through the fetcher."""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from dalel.domain.exchange import DIRECT, Exchange, Outcome
from dalel.domain.rendering import (
    RefusalKind,
    RenderedKind,
    RenderedPart,
    Rendering,
    StopReason,
)
from dalel.language.letters import legible
from dalel.outside.browser.chromium import Chromium, environment, is_boxed
from dalel.outside.browser.limits import VisitLimits
from dalel.outside.browser.line import BrokenLineError, packed, receive
from dalel.outside.browser.processes import below, end_below, resident
from dalel.outside.browser.profiles import HeldProfile, fresh
from dalel.outside.browser.questions import Questions
from dalel.outside.http import Fetcher

#: So often the memory is weighed, in seconds.
_WEIGHED: Final = 0.5
#: No answer of the fetcher is larger when its coding is undone.
_LARGEST_ANSWER: Final = 64 * 2**20


@dataclass(kw_only=True)
class _Seen:
    """What a child told so far."""

    parts: dict[RenderedKind, bytes] = field(default_factory=dict)
    final_url: str = ""
    title: str = ""
    stopped: StopReason | None = None
    problem: str = ""
    refused: Counter[RefusalKind] = field(default_factory=Counter)


async def visit(
    answered: Outcome,
    chromium: Chromium,
    fetcher: Fetcher,
    *,
    agent: str,
    vantage: str = DIRECT,
) -> Rendering:
    """Let the browser show a page that was asked for already, and keep what it shows.

    Whatever the page does, this ends within the limits. Nothing that happens there raises.
    """
    exchanges = answered.exchanges
    page = exchanges[-1] if exchanges else None
    if page is None or not _is_page(page):
        raise ValueError("only a page that was answered in HTML can be shown")
    questions = Questions(page, fetcher, chromium.limits, vantage)
    seen = await _see(page, chromium, questions, agent)
    final = seen.final_url if seen.final_url.startswith(("http://", "https://")) else ""
    if seen.final_url and not final:
        seen.stopped, seen.problem = StopReason.LEFT, f"the page went to {seen.final_url[:100]}"
        seen.parts.clear()
    return Rendering(
        url=answered.url,
        final_url=final or page.url,
        started=page.started,
        exchanges=(*exchanges, *questions.exchanges),
        page=page,
        title=legible(seen.title),
        parts=tuple(
            RenderedPart(kind=kind, content=seen.parts[kind])
            for kind in RenderedKind
            if kind in seen.parts
        ),
        stopped=seen.stopped,
        problem=seen.problem,
        refused=dict(questions.refused + seen.refused),
    )


def is_shown(outcome: Outcome) -> bool:
    """Whether a browser can show what an address gave."""
    return bool(outcome.exchanges) and _is_page(outcome.exchanges[-1])


def _is_page(exchange: Exchange) -> bool:
    kind = (exchange.header("Content-Type") or "text/html").partition(";")[0].strip().lower()
    return kind in {"text/html", "application/xhtml+xml"} and exchange.status >= 200


async def _see(page: Exchange, chromium: Chromium, questions: Questions, agent: str) -> _Seen:
    limits, seen = chromium.limits, _Seen()
    with fresh(chromium.folder) as profile:
        child = await _start(profile, limits)
        answering: set[asyncio.Task[None]] = set()
        try:
            async with asyncio.timeout(limits.seconds):
                _tell(child, packed(_orders(page.url, chromium, agent)))
                weighing = asyncio.create_task(_weigh(child, limits, seen))
                answering.add(weighing)
                await _listen(child, questions, seen, limits, answering)
        except TimeoutError:
            seen.stopped = StopReason.TIME
            seen.problem = f"it took more than {limits.seconds:g} seconds"
        except BrokenLineError as error:
            seen.stopped = seen.stopped or StopReason.BROKEN
            seen.problem = seen.problem or f"{error}{_said(profile)}"
        finally:
            await _end(child, profile, answering)
    return seen


async def _start(profile: HeldProfile, limits: VisitLimits) -> asyncio.subprocess.Process:
    with (profile.folder / "said").open("wb") as said:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "dalel.outside.browser.child", str(_LARGEST_ANSWER)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=said,
            env=dict(environment(profile.folder)),
            pass_fds=[profile.handle],
            start_new_session=True,
            limit=max(2**20, limits.part),
        )


def _orders(url: str, chromium: Chromium, agent: str) -> Mapping[str, object]:
    limits = chromium.limits
    return {
        "url": url,
        "program": chromium.program,
        "agent": agent,
        "boxed": is_boxed(),
        "settle": limits.settle,
        "width": limits.width,
        "height": limits.height,
        "printed": limits.printed_pages,
    }


async def _listen(
    child: asyncio.subprocess.Process,
    questions: Questions,
    seen: _Seen,
    limits: VisitLimits,
    answering: set[asyncio.Task[None]],
) -> None:
    """Answer and gather until the child says that it is done.

    :raises BrokenLineError: when it says nothing more before that.
    """
    if child.stdout is None:
        raise BrokenLineError("a child without a line")
    while True:
        head, body = await receive(child.stdout, limits.part)
        if "ask" in head:
            task = asyncio.create_task(_answer(child, questions, head))
            answering.add(task)
            task.add_done_callback(answering.discard)
        elif head.get("part") in set(RenderedKind):
            seen.parts[RenderedKind(head["part"])] = body
        else:
            _note_end(head, seen)
            return


async def _answer(
    child: asyncio.subprocess.Process, questions: Questions, head: Mapping[str, Any]
) -> None:
    _tell(child, await questions.answer(head))


def _tell(child: asyncio.subprocess.Process, message: bytes) -> None:
    if child.stdin is not None and not child.stdin.is_closing():
        child.stdin.write(message)


def _note_end(head: Mapping[str, Any], seen: _Seen) -> None:
    if "end" not in head:
        raise BrokenLineError(str(head.get("broken", "it said what it should not"))[:500])
    seen.final_url, seen.title = str(head["end"]), str(head.get("title", ""))
    counts = head.get("refused")
    for kind in RefusalKind:
        count = counts.get(kind) if isinstance(counts, dict) else None
        if isinstance(count, int) and count > 0:
            seen.refused[kind] += count
    if head.get("rested") is not True:
        seen.stopped = StopReason.RESTLESS
        seen.problem = "the page never came to rest and was kept as it stood"


async def _weigh(child: asyncio.subprocess.Process, limits: VisitLimits, seen: _Seen) -> None:
    """Kill the browser when it takes too much memory; then its line ends."""
    while True:
        await asyncio.sleep(_WEIGHED)
        numbers = below(child.pid)
        if resident(numbers) > limits.memory:
            seen.stopped = StopReason.MEMORY
            seen.problem = f"it took more than {limits.memory >> 20} MB of memory"
            child.kill()
            return


async def _end(
    child: asyncio.subprocess.Process, profile: HeldProfile, answering: set[asyncio.Task[None]]
) -> None:
    end_below(child.pid, profile.folder)
    tasks = tuple(answering)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if child.stdin is not None:
        child.stdin.close()
        with suppress(ConnectionError):
            await child.stdin.wait_closed()
    await child.wait()


def _said(profile: HeldProfile) -> str:
    """The end of what the child said to nobody."""
    try:
        raw = (profile.folder / "said").read_bytes()[-300:]
    except OSError:
        return ""
    last = legible(raw.decode("utf-8", "replace")).strip().splitlines()
    return f": {last[-1]}" if last else ""
