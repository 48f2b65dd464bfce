"""Whole passes over hostile answers: none dies, the healthy lose nothing, each answer has its say.

Each run has a seed of its own, which the end of the run tells; ``--hostile-seed`` repeats it, and
``pytest -m hostile --hostile-answers 10000`` asks for more than the usual 500.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.exchange import FailureKind
from dalel.domain.source import AddressKind
from dalel.domain.states import FindingState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.frame.item_failure import UNEXPECTED
from dalel.newsroom.sources.models import AddressRow
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import Judges, judge, judges_of
from dalel.newsroom.stories.models import ClassificationRow, JudgingRow
from dalel.newsroom.worker.actions.passes import Orders, run_once
from dalel.pack import Pack, default_folder
from dalel.steps.archive.vault import Vault
from hostile_press import HEALTHY, HostilePress, hostile_press, outlets

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]
#: So many hostile answers are asked for in one pass, those of the second pass not counted.
_A_PASS = 250
#: They may have measured nothing on those days.
MEASURE = {AddressKind.OONI, AddressKind.IODA, AddressKind.RADAR}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A round for each part of the answers that are wanted."""
    wanted = int(metafunc.config.getoption("hostile_answers"))
    metafunc.parametrize("part", range(-(-wanted // _A_PASS)))


@pytest.fixture
def judges() -> Judges:
    """Judges by words alone, who remember nothing."""
    found = judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))
    found.memory.lose()
    return found


def test_hostile_answers_end_no_pass_and_cost_nobody_else_anything(
    tiny_pack: Pack,
    tmp_path: Path,
    judges: Judges,
    part: int,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    seed = request.config.getoption("hostile_seed")
    name = f"{part}"
    pack = replace(tiny_pack, sources=tuple(outlets(_A_PASS, name)), own_sources=())
    vault = Vault(folder=tmp_path / "evidence")
    with caplog.at_level(logging.ERROR), hostile_press(f"{seed} {part}") as press:
        walk(press, pack, vault)
        healthy_have_all(name, captures=1)
        looks = accounted({})
        articles.watch(ArticleRow.objects.all(), "a test")
        press.now += timedelta(hours=1, minutes=5)
        walk(press, pack, vault)
        accounted(looks)
        press.now += timedelta(minutes=5)
        judge(judges, "a", lambda: press.now)
    healthy_have_all(name, captures=2)
    all_are_judged()
    assert sum(press.served.values()) >= _A_PASS
    assert all(host.endswith(".test") for host in press.hosts)
    assert "SocketConnectBlocked" not in caplog.text
    report = verify_all(vault)
    assert report.sound
    assert report.captures == CaptureRow.objects.count()
    tell(request, press, caplog)


def walk(press: HostilePress, pack: Pack, vault: Vault) -> None:
    """One whole pass."""
    run_once(pack, press.reach(), vault, software="test", orders=Orders(back=None))


def accounted(before: Mapping[str, int]) -> dict[str, int]:
    """Every address, page and article has what it brought, or why it brought nothing.

    ``before``: how often each address had been looked at before this pass; gives how often now.
    """
    looks = {}
    rows: list[AddressRow | FindingRow | ArticleRow] = [*AddressRow.objects.all()]
    for row in (*rows, *FindingRow.objects.all(), *ArticleRow.objects.all()):
        assert not row.error.startswith(FailureKind.TIMEOUT), (row.url, row.error)
    for address in AddressRow.objects.all():
        looks[address.url] = address.looks
        assert address.error or address.looks == before.get(address.url, 0) + 1, address.url
        gave = FindingRow.objects.filter(source=address.source).exists()
        seen = gave or address.skips or address.source.articles.exists()
        # A service that measured nothing on those days says just that.
        assert address.error or seen or address.kind in MEASURE, address.url
    for finding in FindingRow.objects.all():
        match finding.state:
            case FindingState.FETCHED:
                # What a measurement names is proved by the answer in which it stood.
                assert finding.article is not None or "ooni" in finding.url, finding.url
            case FindingState.SKIPPED:
                assert finding.reason, finding.url
            case _:
                assert finding.error, finding.url
    for article in ArticleRow.objects.all():
        assert article.versions.exists(), article.url
        if before:
            assert article.recaptures or article.error or not article.watched_for, article.url
    return looks


def healthy_have_all(name: str, captures: int) -> None:
    """The outlets beside the hostile ones have every capture and article."""
    for count in range(HEALTHY):
        key = f"ok-{name}-{count}"
        missed = FindingRow.objects.filter(source__key=key).exclude(state=FindingState.FETCHED)
        assert not [(row.url, row.state, row.reason, row.error) for row in missed]
        own = ArticleRow.objects.filter(source__key=key)
        assert own.count() == 3
        for article in own:
            assert not article.error
            assert CaptureRow.objects.filter(url=article.url).count() >= captures, article.url


def all_are_judged() -> None:
    """Each article has a judgement, or the reason why it has none."""
    judged = set(ClassificationRow.objects.values_list("version__article", flat=True))
    judged |= set(JudgingRow.objects.exclude(error="").values_list("version__article", flat=True))
    assert judged == set(ArticleRow.objects.values_list("pk", flat=True))


def tell(
    request: pytest.FixtureRequest, press: HostilePress, caplog: pytest.LogCaptureFixture
) -> None:
    """Hand on for the end of the run how many answers there were, and what stumbled over them."""
    stumbled = [
        record.getMessage().partition(f"{UNEXPECTED}: ")[2]
        for record in caplog.records
        if UNEXPECTED in record.getMessage()
    ]
    request.node.user_properties.append(("answers", [dict(press.served), stumbled]))
