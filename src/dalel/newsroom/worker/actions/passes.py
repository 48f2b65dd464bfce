"""One full pass: collecting, archiving and extracting, then judging and evidence care.

Control hosts first. When we are cut off, nothing is recorded about others; what failed for want of
an answer is judged at the end of its stage, once it is known that we were not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from dalel.domain.health import is_absence
from dalel.domain.vantage import Vantage
from dalel.newsroom.evidence.actions import added_links, articles, findings
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.collect import collect, enrol
from dalel.newsroom.evidence.actions.collect import write as write_look
from dalel.newsroom.evidence.actions.collection_run import BACK, CollectionRun, silent
from dalel.newsroom.evidence.actions.fetch import fetch
from dalel.newsroom.evidence.actions.fetch import write as write_findings
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.outages import note_outages
from dalel.newsroom.evidence.actions.read_claims import read_claims
from dalel.newsroom.evidence.actions.recapture import recapture
from dalel.newsroom.evidence.actions.recapture import write as write_articles
from dalel.newsroom.evidence.actions.render import render
from dalel.newsroom.evidence.actions.requests import Asking, Done
from dalel.newsroom.evidence.actions.upkeep import Care, Cared
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.base_models import Due
from dalel.newsroom.frame.freed_memory import give_back_memory
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.rank import follow_up
from dalel.newsroom.incidents.actions.videos import keep_videos
from dalel.newsroom.sources.actions import source_state
from dalel.newsroom.sources.actions.source_state import SourceTally
from dalel.newsroom.stories.actions.judge import Judges, JudgingReport, judge
from dalel.newsroom.stories.actions.outage_stories import signal
from dalel.pack import Pack
from dalel.steps.archive.vault import Vault

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class PassReport:
    """How a pass went. ``cut_off`` names the groups of control hosts of which nobody answered.

    ``adopted`` counts captures of which a crash had kept the rows; ``watched`` the articles that
    are captured again from now on; ``outages`` the sources that were found to be down; ``cared``
    tells what was done for the evidence afterwards, ``judged`` what was made of what came in;
    ``read`` counts articles whose claims were read.
    """

    started: datetime
    ended: datetime
    cut_off: tuple[str, ...] = ()
    adopted: int = 0
    watched: int = 0
    cited: int = 0
    sources: Mapping[str, SourceTally] = field(default_factory=dict)
    outages: tuple[str, ...] = ()
    cared: Cared = field(default_factory=Cared)
    judged: JudgingReport = field(default_factory=JudgingReport)
    read: int = 0

    @property
    def failing(self) -> tuple[str, ...]:
        """The sources that gave no answer at all."""
        return tuple(
            key for key, tally in self.sources.items() if tally.failures and not tally.answered
        )


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What a pass is to do.

    ``everything``: look at each address, whenever its turn would be. ``fetches``: fetch findings
    and capture again. ``cites``: keep the links that incidents cite, too. ``back``: how far back
    dated pages are taken. ``longest``: after that time no page is begun, however many wait.
    """

    everything: bool = True
    fetches: bool = True
    cites: bool = True
    back: timedelta | None = BACK
    longest: timedelta | None = None


def run_once(
    pack: Pack,
    reach: Reach,
    vault: Vault,
    *,
    software: str,
    orders: Orders = Orders(),
    told: Callable[[str, int], None] = silent,
    care: Care | None = None,
    judges: Judges | None = None,
) -> PassReport:
    """One pass: look, fetch, keep, read, capture again, note health and outages; judge, and care.

    Without judges what came in waits for them.

    :raises ArchiveError: when the archive cannot be written.
    """
    now = reach.clock.now
    with Keeping(vault, software=software, now=now) as keeping, Asking(reach) as asking:
        this = CollectionRun(
            asking=asking, keeping=keeping, reach=reach, pack=pack, back=orders.back, told=told
        )
        report = whole_pass(this, orders, care or Care(), judges)
    give_back_memory()
    return report


def whole_pass(
    this: CollectionRun, orders: Orders, care: Care, judges: Judges | None
) -> PassReport:
    """A pass with an archive and a network that are open, then judging, reading, and care.

    What came in before we were cut off is judged all the same; when the worker is to stop, the next
    pass does so.
    """
    report = one_pass(this, orders)
    if this.stop.is_set():
        return report
    if judges is not None:
        judged = judge(judges, this.keeping.worker, this.now, this.told, follow_up=follow_up)
        report = replace(report, judged=judged, ended=this.now())
    if orders.fetches:
        read = _read(this)
        report = replace(report, read=read, ended=this.now())
    if report.cut_off or this.stop.is_set():
        return report
    if orders.fetches:
        with ItemWork("Keeping the videos that were asked for"):
            keep_videos(this.keeping, this.reach, this.pack, this.stop.is_set)
    with ItemWork("Telling what measurements show"):
        signal(this.pack, this.now())
    return replace(report, cared=care.look_after(this.keeping, this.now()))


def _read(this: CollectionRun) -> int:
    """Read what the evidence claims, that which came in now and that which has become evidence."""
    with ItemWork("Reading what the evidence claims"):
        words = lexicon_at(this.pack.folder)
        return read_claims(words, this.keeping.worker, this.now, this.stop.is_set)
    return 0


def one_pass(this: CollectionRun, orders: Orders) -> PassReport:
    """A pass with an archive and a network that are open already."""
    started = this.now()
    if orders.longest is not None:
        this = replace(this, until=started + orders.longest)
    vantage = this.asking.connected()
    if vantage.cut_off:
        return _cut_off(this, started, vantage)
    enrol(this.pack, started, this.reach.policy.tokens)
    if orders.everything:
        source_state.make_all_due(started)
    cited = findings.cite(this.pack.addresses, started) if orders.cites else 0
    silence = _stages(this, orders)
    if silence is not None:
        return _cut_off(this, started, silence)
    watched = articles.watch_cited()
    named = {key: tally for key, tally in this.tallies.items() if key in this.sources}
    source_state.note_health(named, this.now())
    return PassReport(
        started=started,
        ended=this.now(),
        adopted=this.keeping.adopted,
        watched=watched,
        cited=cited,
        sources=dict(sorted(this.tallies.items())),
        outages=note_outages(named, this),
    )


def _stages(this: CollectionRun, orders: Orders) -> Vantage | None:
    """Do the stages; gives what the control hosts said when they fell silent on the way."""
    if orders.fetches:
        # Somebody waits for what was added by hand.
        held_links = fetch(this, added_links.waiting())
        if silence := _silence(this, held_links, [one.job.row for one in held_links]):
            return silence
        write_findings(held_links, this)
    held_looks = collect(this)
    if silence := _silence(this, held_looks, [one.job[0] for one in held_looks]):
        return silence
    for look in held_looks:
        write_look(look, this)
    if not orders.fetches:
        return None
    held_findings = fetch(this)
    if silence := _silence(this, held_findings, [one.job.row for one in held_findings]):
        return silence
    write_findings(held_findings, this)
    held_articles = recapture(this)
    if silence := _silence(this, held_articles, [one.job[0] for one in held_articles]):
        return silence
    write_articles(held_articles, this)
    render(this)
    return None


def _silence(
    this: CollectionRun, held: Sequence[Done[J, R]], rows: Sequence[Due]
) -> Vantage | None:
    """Whether what failed failed because of us; then it is as if it had not been asked."""
    vantage = this.asking.connected() if held else None
    if vantage is None or not vantage.cut_off:
        return None
    with writing():
        for row in rows:
            row_claims.let_go(row)
    return vantage


def _cut_off(this: CollectionRun, started: datetime, vantage: Vantage) -> PassReport:
    """What was kept before we were cut off stays; of those who did not answer nothing is said."""
    for tally in this.tallies.values():
        tally.failures = [one for one in tally.failures if not is_absence(one)]
    named = {key: tally for key, tally in this.tallies.items() if key in this.sources}
    if named:
        source_state.note_health(named, this.now())
    return PassReport(
        started=started,
        ended=this.now(),
        cut_off=vantage.silent,
        adopted=this.keeping.adopted,
        sources=dict(sorted(this.tallies.items())),
    )
