"""Does a running sample fetch what members add, and take no dead link for a silent outlet?"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.cli.command_context import CommandContext
from dalel.cli.commands import sample
from dalel.cli.commands.sample import SampleContext, SampleFailedError
from dalel.cli.configuration import Configuration
from dalel.cli.sample.press import press_pack, press_reach
from dalel.domain.states import FindingState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import AddedLinkRow, FindingRow
from dalel.newsroom.sources.actions.source_state import SourceTally
from dalel.newsroom.worker.actions.passes import PassReport
from dalel.pack import Pack

NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@dataclass
class Passes:
    """Stands for the passes over the press, of which each gives these tallies."""

    tallies: dict[str, SourceTally]
    everything: list[bool] = field(default_factory=list)

    def run(
        self, _sample: SampleContext, _told: object = None, *, everything: bool = True
    ) -> PassReport:
        self.everything.append(everything)
        return PassReport(started=NOW, ended=NOW, sources=self.tallies)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> SampleContext:
    context = CommandContext(configuration=Configuration(home=tmp_path), pack=tiny_pack, now=NOW)
    return SampleContext(context=context, press=press_pack(tiny_pack), reach=press_reach(1), port=1)


@pytest.fixture
def passes(press: SampleContext, monkeypatch: pytest.MonkeyPatch) -> Passes:
    looked = SourceTally(looks=1)
    done = Passes({source.id: replace(looked) for source in press.press.sources})
    monkeypatch.setattr(sample, "_pass", done.run)
    return done


def added(next_at: datetime) -> None:
    row = FindingRow.objects.create(
        canonical="gone.test/one",
        url="http://gone.test/one",
        seen=NOW,
        state=FindingState.NEW,
        next_at=next_at,
    )
    AddedLinkRow.objects.create(finding=row, member=Member.objects.create_user("aigerim"), time=NOW)


def test_a_dead_link_of_a_member_is_no_silent_outlet(press: SampleContext, passes: Passes) -> None:
    passes.tallies["-"] = SourceTally()
    sample.watch_press(press)
    silent = press.press.sources[0].id
    passes.tallies[silent] = SourceTally()
    with pytest.raises(SampleFailedError, match=f"nothing from {silent};"):
        sample.watch_press(press)


def test_an_added_link_is_fetched_when_it_is_due_and_not_before(
    press: SampleContext, passes: Passes
) -> None:
    sample.fetch_added(press)
    assert passes.everything == []
    added(datetime.now(UTC) + timedelta(hours=1))
    sample.fetch_added(press)
    assert passes.everything == []
    FindingRow.objects.update(next_at=datetime.now(UTC) - timedelta(seconds=1))
    sample.fetch_added(press)
    assert passes.everything == [False]
