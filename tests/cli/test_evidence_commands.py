"""Do the commands about evidence do what they say, ask before they destroy, and say what to do?"""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner, Result

from cited import cite
from dalel.cli.configuration import ConfigurationError
from dalel.cli.main import app
from dalel.domain.public_seal import PublicSeal, written_seals
from dalel.newsroom.accounts.models import NewsroomRow
from dalel.newsroom.evidence.actions.given_seals import MistypedSealError
from dalel.newsroom.evidence.actions.outside_seals import NoWitnessError
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow
from dalel.newsroom.evidence.queries.captures import record
from dalel.newsroom.incidents.actions.export_evidence import NoEvidenceError
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from dalel.publish.tree.atomic_writes import write_manifest
from dalel.steps.archive.seals import seal, seals_of, stamp
from dalel.steps.archive.timestamps import request
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withheld_bodies import withhold
from outside_archive import outside_archive
from small_press import LAKE, START, SmallPress, feed, page, small_press
from time_authority import Authority, answering

pytestmark = pytest.mark.django_db
TINY = Path(__file__).parents[1] / "packs" / "tiny"
ONE = f"http://{LAKE}/one"
NUMBER = "XT-2031-0007"
WHY = ("--reason", "court order 12/3", "--by", "the publisher")


def run(*arguments: str | Path | PublicSeal, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=answer)


@pytest.fixture
def press(tiny_pack: Pack, home: Path, settings: Settings) -> Iterator[SmallPress]:
    """A press that was watched once, with its evidence in this run's home, and an incident."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": TINY})
    prepare(tiny_pack, now=START)
    with small_press(tiny_pack, home) as opened:
        opened.run()
        assert cite(ONE, "http://gone.test/x", state="published") == NUMBER
        yield opened


def link() -> str:
    return CaptureRow.objects.get(url=ONE).link


def test_the_evidence_of_an_incident_is_listed(press: SmallPress) -> None:
    told = run("evidence", "show", NUMBER).stdout
    assert told.startswith(f"{link()[:12]}  2031-06-02 09:30  200  newsroom  {ONE}  Первая новость")
    assert "not captured: https://gone.test/x" in told
    report = json.loads(run("evidence", "show", ONE, "--json").stdout)
    assert [one["capture"]["link"] for one in report["captures"]] == [link()]


def test_evidence_is_exported_and_what_is_lacking_is_named(
    press: SmallPress, tmp_path: Path
) -> None:
    out = tmp_path / "out.wacz"
    done = run("evidence", "export", NUMBER, "-o", out)
    assert "1 captures in" in done.stdout
    assert "not captured: https://gone.test/x" in done.stderr
    report = json.loads(run("evidence", "export", NUMBER, "-o", out, "--json").stdout)
    assert (report["captures"], report["sealed"]) == (1, 0)


def test_before_it_destroys_anything_it_asks(press: SmallPress) -> None:
    refused = run("evidence", "withhold", ONE, *WHY, answer="n\n")
    assert refused.exit_code == 1
    assert link()[:12] in refused.stderr
    assert ArticleRow.objects.get(url=ONE).withheld == ""
    done = run("evidence", "withhold", ONE, *WHY, answer="destroy\n")
    assert done.exit_code == 0, done.output
    assert "1 bodies withheld, 1 texts emptied." in done.stdout
    shown = run("evidence", "show", ONE).stdout
    assert "WITHHELD: court order 12/3" in shown
    verified = run("verify")
    assert verified.exit_code == 0
    assert "withheld: worker-001-00000001.warc.gz:" in verified.stdout
    assert "court order 12/3 (the publisher, " in verified.stdout


def test_words_are_found_until_they_are_withheld(press: SmallPress) -> None:
    assert link()[:12] in run("evidence", "find", "озёрный СОВЕТ").stdout
    run("evidence", "withhold", link()[:16], *WHY, "--yes")
    run("evidence", "withhold", "http://hill.test/one", *WHY, "--yes")
    assert run("evidence", "find", "озёрный СОВЕТ").exit_code == 1


def test_evidence_is_sealed_and_unsealed(press: SmallPress) -> None:
    sealed = run("evidence", "class", NUMBER, "sealed", *WHY)
    assert sealed.stdout == f"sealed: https://{LAKE}/one\n"
    refused = run("evidence", "export", NUMBER, "-o", "x.wacz")
    assert isinstance(refused.exception, NoEvidenceError)
    assert "sealed" in str(refused.exception)
    assert run("evidence", "class", ONE, "newsroom", *WHY).exit_code == 0
    assert "newsroom" in run("evidence", "show", ONE).stdout
    assert run("evidence", "class", ONE, "secret", *WHY).exit_code == 2


def test_files_are_shipped_by_hand(press: SmallPress, settings: Settings, tmp_path: Path) -> None:
    nowhere = run("evidence", "ship")
    assert nowhere.exit_code == 1
    assert "archive_url is not set" in nowhere.stderr
    settings.DALEL = settings.DALEL.model_copy(update={"archive_url": f"memory://{tmp_path.name}"})
    assert run("evidence", "ship").stdout == "1 files are still here.\n"
    done = run("evidence", "ship", "--close").stdout.splitlines()
    assert done[0] == "1 files closed."
    assert done[-1] == "0 files are still here."
    assert run("verify").exit_code == 0


def set_to(settings: Settings, **changes: object) -> None:
    settings.DALEL = settings.DALEL.model_copy(update=changes)


def test_a_seal_is_given_by_hand_and_confirmed(
    press: SmallPress, settings: Settings, tmp_path: Path
) -> None:
    alone = run("evidence", "stamp")
    assert len(alone.stdout.strip()) == 64
    assert "timestamp_urls is none" in alone.stderr
    authority = Authority(tmp_path / "tsa")
    roots = authority.folder / "root.pem"
    with answering(authority) as url, answering(authority, status=500) as failing:
        set_to(settings, timestamp_urls=(failing, url), timestamp_roots=roots)
        done = run("evidence", "stamp")
        assert f"Confirmed by {url}." in done.stdout
        assert f"Not confirmed: {failing} answers 500" in done.stderr
        assert done.exit_code == 0
        set_to(settings, timestamp_urls=(failing,))
        assert run("evidence", "stamp").exit_code == 1
    told = run("verify").stdout
    assert "They count by a root that this home names: CN=Invented root." in told
    assert "Not proved against its keeper" in told
    assert f"by {url}\n" in told
    assert "4 seals, 1 timestamps, 0 withheld: sound." in told
    assert "so late that it says nothing of the days between" not in told
    assert "Proved by timestamps up to the seal of" in told
    set_to(settings, timestamp_roots=None)
    told = run("verify").stdout
    assert "1 not proved: they lead to no root that is known here (timestamp_roots)" in told
    assert "Not proved against its keeper" in told


def test_a_timestamp_that_is_long_after_its_seal_is_said_to_be(
    press: SmallPress, settings: Settings, home: Path, tmp_path: Path
) -> None:
    evidence, authority = Vault(folder=home / "evidence"), Authority(tmp_path / "tsa")
    sealed = seal(evidence, datetime(2020, 1, 1, tzinfo=UTC))
    stamp(evidence, sealed, authority.answer(request(sealed.link)), authority="tsa.test")
    set_to(settings, timestamp_roots=authority.folder / "root.pem")
    assert "so late that it says nothing of the days between; by tsa.test" in run("verify").stdout


def test_the_evidence_is_held_against_what_others_kept(
    press: SmallPress, home: Path, tmp_path: Path
) -> None:
    told = run("verify")
    assert told.exit_code == 0
    assert "Not proved against its keeper" in told.stdout
    assert "dalel verify --site ADDRESS, or --seal FILE" in told.stdout
    [one] = seals_of(Vault(folder=home / "evidence"))
    (tmp_path / "saved.xml").write_text(f'<category term="{one}"/>')
    for kept in (one.link, str(one), tmp_path / "saved.xml"):
        told = run("verify", "--seal", kept)
        assert told.exit_code == 0
        assert "Proved by 1 seals that others kept: up to the seal of 2031-06-02" in told.stdout
    site = tmp_path / "site"
    site.mkdir()
    (site / "seals.txt").write_bytes(written_seals([one]))
    assert "Proved by 1 seals" in run("verify", "--site", site).stdout
    report = json.loads(run("verify", "--site", site, "--json").stdout)
    assert report["proof"]["until"]["link"] == one.link
    assert report["proof"]["last_agreement"] == "2031-06-02"


def test_what_differs_from_what_others_kept_is_named_by_its_day(
    press: SmallPress, home: Path, tmp_path: Path
) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    others = [
        PublicSeal(day=date(2031, 6, day), link=link * 32)
        for day, link in ((1, "aa"), (3, "bb"), (4, "cc"))
    ]
    (tmp_path / "seals.txt").write_bytes(written_seals([one, *others[1:]]))
    told = run("verify", "--seal", tmp_path / "seals.txt")
    assert told.exit_code == 1
    assert "the first day that differs is 2031-06-03; up to 2031-06-02 it is as" in told.stdout
    told = run("verify", "--seal", others[0], "--seal", one.link)
    assert "the first day that differs is 2031-06-01; on no day before it agrees" in told.stdout
    told = run("verify", "--seal", "dd" * 32)
    assert "the first day that differs is not known" in told.stdout
    report = json.loads(run("verify", "--seal", others[0], "--json").stdout)
    assert report["proof"]["first_difference"] == "2031-06-01"
    assert report["sound"] is False


def test_a_seal_that_a_whole_list_lacks_is_a_difference(
    press: SmallPress, home: Path, tmp_path: Path
) -> None:
    evidence = Vault(folder=home / "evidence")
    [one] = seals_of(evidence)
    (tmp_path / "seals.txt").write_bytes(written_seals([one]))
    forged = seal(evidence, datetime(2031, 5, 1, tzinfo=UTC))
    told = run("verify", "--seal", tmp_path / "seals.txt", "--seal", forged.link)
    assert told.exit_code == 1
    assert "the first day that differs is 2031-05-01" in told.stdout
    assert run("verify", "--seal", one.link, "--seal", forged.link).exit_code == 0


def test_what_was_kept_after_the_last_witness_is_said_to_be_unproved(
    press: SmallPress, home: Path
) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/two")
    press.pages[f"{LAKE}/two"] = page("Вторая новость")
    press.run()
    told = run("verify", "--seal", one.link).stdout
    assert "captures of 2031-06-02, behind the seal of 2031-06-02." in told


def test_what_is_damaged_is_not_said_to_be_proved(press: SmallPress, home: Path) -> None:
    evidence = Vault(folder=home / "evidence")
    [one] = seals_of(evidence)
    row = CaptureRow.objects.get(url=ONE)
    evidence.overwrite(row.warc_file, row.warc_offset + 40, b"damaged")
    told = run("verify", "--seal", one.link)
    assert told.exit_code == 1
    assert "NOT proved: 1 things are wrong (they are named above)" in told.stdout
    assert "the first day that they touch is 2031-06-02" in told.stdout
    assert "nothing was changed" not in told.stdout
    assert "first_touched" in json.loads(run("verify", "--json").stdout)


def test_words_of_the_ledger_make_no_line_of_their_own(press: SmallPress, home: Path) -> None:
    evidence = Vault(folder=home / "evidence")
    kept = record(CaptureRow.objects.get(url=ONE))
    withhold(evidence, kept, reason="why", by="him\nProved by 9 seals\x1b[8m\u2028so", time=START)
    told = run("verify").stdout
    assert "(him Proved by 9 seals\\u001b[8m so, 2031-" in told


def test_copies_are_asked_for_and_listed(press: SmallPress, settings: Settings) -> None:
    told = run("evidence", "copies").stderr
    assert "neither wayback_key and wayback_secret nor archive_today_url are set" in told
    run("evidence", "class", ONE, "public", *WHY)
    with outside_archive() as archive:
        settings.DALEL = settings.DALEL.model_copy(
            update={
                "wayback_key": "key",
                "wayback_secret": "word",
                "wayback_url": archive.account.service,
            }
        )
        done = run("evidence", "copies")
    assert "1 copies asked for" in done.stderr
    assert done.stdout == f"{ONE}  being made\n"


def test_what_was_left_undone_is_mended(press: SmallPress) -> None:
    assert run("evidence", "mend").stdout == (
        "0 lines and 0 decisions learnt, 0 bodies withheld again, 0 captures adopted.\n"
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"timestamp_roots": Path("/nowhere.pem")}, "timestamp_roots: /nowhere.pem: No such file"),
        ({"wayback_key": "k"}, "wayback_key: is set, but wayback_secret is not"),
        ({"wayback_secret": "s"}, "wayback_secret: is set, but wayback_key is not"),
    ],
)
def test_half_of_a_setting_stops_a_pass_and_doctor_names_it(
    home: Path, settings: Settings, changes: dict[str, str], problem: str
) -> None:
    settings.DALEL = settings.DALEL.model_copy(
        update={"pack": TINY, "contact": "desk@lake.test", **changes}
    )
    pressed = run("evidence", "stamp")
    assert isinstance(pressed.exception, ConfigurationError)
    assert problem in str(pressed.exception)


def test_a_seal_is_taken_out_of_a_mail(press: SmallPress, home: Path, tmp_path: Path) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    sentence = f"> Seal of 2 June 2031: {one.link[:30].upper()}\n> {one.link[30:]}."
    (tmp_path / "mail.txt").write_text(f"{sentence}\n\nand of 3 June: {'ab' * 31}\n")
    assert "Proved by 1 seals that others kept" in run("verify", "--seal", sentence).stdout
    told = run("verify", "--seal", tmp_path / "mail.txt")
    assert "Proved by 1 seals that others kept" in told.stdout
    assert "it has 62 digits, and a seal has 64. It was not held; the others were." in told.stderr


def test_wrong_typing_is_told_and_nothing_is_said_of_the_evidence(
    press: SmallPress, home: Path
) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    wrong = f"{'0' if one.link[0] != '0' else '1'}{one.link[1:]}"
    for typed in (wrong, one.link[:-1], "o" + one.link[1:]):
        told = run("verify", "--seal", typed)
        assert told.exit_code == 1
        assert isinstance(told.exception, MistypedSealError)
        assert "Check your typing" in str(told.exception)
        assert "differs" not in told.stdout
    assert isinstance(run("verify", "--seal", "hello").exception, NoWitnessError)


def test_the_next_step_to_a_proof_is_named_from_how_the_home_stands(
    press: SmallPress, settings: Settings, home: Path
) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    told = run("verify").stdout
    assert "no seal has gone out yet, since no signed release stands in" in told
    assert f"Seal of 2031-06-02: {one.link} - later dalel verify --seal" in told
    assert "timestamp_urls is none in dalel.toml" in told
    set_to(settings, timestamp_urls=("http://tsa.test/",))
    assert "dalel evidence stamp asks http://tsa.test/, and says why" in run("verify").stdout
    site = settings.DALEL.site_folder
    site.mkdir()
    (site / "manifest.json").write_bytes(write_manifest({}, preview=False))
    (site / "manifest.json.minisig").write_text("")
    told = run("verify").stdout
    assert "does not show the seal of 2031-06-02: dalel evidence stamp shows it" in told
    assert "dalel verify --site ADDRESS-OF-THE-SITE holds it" in told
    (site / "seals.txt").write_bytes(written_seals([one]))
    NewsroomRow.objects.update_or_create(defaults={"site_address": "https://lake.test/"})
    told = run("verify").stdout
    assert "does not show" not in told
    assert "dalel verify --site https://lake.test holds it" in told
    assert "to save https://lake.test/seals.txt" in told
    assert "Next:" not in run("verify", "--seal", one.link).stdout
    (home / "evidence/chains/seal-001.jsonl").unlink()
    assert "Next: dalel evidence stamp sets the first seal" in run("verify").stdout


def test_the_site_of_the_home_itself_is_said_to_prove_nothing(
    press: SmallPress, settings: Settings, home: Path
) -> None:
    site = settings.DALEL.site_folder
    site.mkdir()
    (site / "seals.txt").write_bytes(written_seals(seals_of(Vault(folder=home / "evidence"))))
    assert "is this home's own site" in run("verify", "--site", site).stderr


def test_rows_are_counted_and_what_differs_is_named(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = CaptureRow.objects.count()
    assert "Rows held" not in run("verify").stderr
    monkeypatch.setattr("dalel.cli.commands.progress._SECONDS", 0.0)
    assert f"Rows held against the evidence: {captures} captures" in run("verify").stderr
    told = run("verify").stdout
    assert f"rows: {captures} captures held against the evidence." in told
    assert "rows: 2 texts held against the evidence." in told
    ArticleRow.objects.filter(url=ONE).update(evidence_class="public")
    differing = run("verify")
    assert differing.exit_code == 1
    assert "row: articles: " in differing.stdout
    assert "class public, but no line of a chain says so" in differing.stdout


def test_a_folder_of_evidence_is_proved_without_a_home(
    press: SmallPress, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seals_of(Vault(folder=home / "evidence"))
    shutil.copytree(home / "evidence", tmp_path / "given")
    (tmp_path / "seals.txt").write_bytes(written_seals([one]))

    def refuse(**_how: object) -> None:
        raise AssertionError("a home was asked for")

    monkeypatch.setattr("dalel.cli.commands.verification.command_context", refuse)
    for folder in (tmp_path / "given", home):
        told = run("verify", "--evidence", folder, "--site", tmp_path)
        assert told.exit_code == 0, told.output
        assert "Proved by 1 seals that others kept" in told.stdout
        assert "Rows were not held" in told.stdout
        assert f"Read: {folder if folder != home else home / 'evidence'}" in told.stderr
    shutil.copytree(tmp_path / "given", tmp_path / "two")
    shutil.copytree(tmp_path / "given", tmp_path / "two/evidence")
    found = run("verify", "--evidence", tmp_path / "two").exception
    assert "only one can be the one that was meant" in str(found)
    assert json.loads(run("verify", "--evidence", home, "--json").stdout)["rows"] == []
    warc = next((tmp_path / "given/warc").iterdir())
    warc.write_bytes(warc.read_bytes()[:-30])
    told = run("verify", "--evidence", tmp_path / "given", "--site", tmp_path)
    assert told.exit_code == 1
    assert "NOT proved" in told.stdout
    (tmp_path / "empty").mkdir()
    found = run("verify", "--evidence", tmp_path / "empty").exception
    assert "no evidence lies in it" in str(found)
