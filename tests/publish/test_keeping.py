"""Is a kept release the same when it comes back, and without what was taken back since?"""

import json
import re
import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from dalel.domain.diary import DiaryKind
from dalel.domain.notice import Notice, NoticeKind
from dalel.domain.public_record import (
    ComingDay,
    PublicCase,
    PublicMention,
    PublicOutlet,
    PublicPerson,
)
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import IncidentState
from dalel.domain.withdrawal import MARK, masked, without
from dalel.publish.build import build
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.release_shelf import ReleaseShelf, UnknownReleaseError, forget
from dalel.publish.tree.signing import signer
from dalel.publish.tree.snapshot_file import cleared, frozen, rid_of, thawed
from publish.probing import contents, with_incident, with_text

NAME = "Ерекше Есімов"
LABELS = {"kk": NAME, "ru": NAME, "en": NAME}


@pytest.fixture
def named(release: Snapshot) -> Snapshot:
    """A release in which a name stands wherever one can."""
    number = release.incidents[9].number
    snapshot = with_text(release, 9, "kk", title=f"{NAME}ге айып тағылды")
    link = replace(release.incidents[9].links[0], url=f"https://oidan.test/{NAME}")
    notice = Notice(
        kind=NoticeKind.REPLY, time=release.time, texts={"kk": NAME, "ru": NAME}, by=LABELS
    )
    snapshot = with_incident(
        snapshot, 9, notices=(notice,), links=(link, *release.incidents[9].links)
    )
    edition = replace(snapshot.editions[0], introduction={"kk": f"А. {NAME}ның ісі.", "ru": "Б."})
    place = {"role": LABELS, "stage": LABELS}
    return replace(
        snapshot,
        editions=(edition, *snapshot.editions[1:]),
        matters=(PublicCase(number=1, names=LABELS, incidents=(number,)),),
        persons=(
            PublicPerson(number=1, names=LABELS, named=(PublicMention(incident=number, **place),)),
        ),
        outlets=(PublicOutlet(number=1, names=LABELS, host="", source="", incidents=(number,)),),
        diary=(ComingDay(day=date(2026, 3, 1), kind=DiaryKind.HEARING, incident=number),),
    )


def holding(folder: Path, words: str) -> list[str]:
    return [path for path, content in contents(folder).items() if words.encode() in content]


def test_a_snapshot_comes_back_as_it_was(named: Snapshot) -> None:
    assert thawed(frozen(named)) == named
    approved = set(re.findall(rb'"approved": \[[^]]*\]', frozen(named)))
    assert approved <= {b'"approved": ["kk", "ru"]', b'"approved": ["kk"]', b'"approved": []'}
    assert frozen(thawed(frozen(named))) == frozen(named)


@pytest.mark.parametrize(
    "words",
    [
        (NAME,),
        ("Жоқ Есімов",),
        # Spaced by a line's end, quoted, in an address, and a name of the format itself.
        ("бірінші жол", "«Көл» мен", 'сөз "тырнақ" \\', "Ерекше мекен", "incidents"),
    ],
)
def test_taking_words_out_of_a_written_snapshot_is_taking_them_out_of_the_snapshot(
    named: Snapshot, words: tuple[str, ...]
) -> None:
    # As a line of JSON writes them, these are letters.
    spaced = (f"Ерекше{space}Есімов" for space in "\f\v\x1c\x1f")
    said = ("Мұнда бірінші\nжол.", 'сөз "тырнақ" \\ тағы', "«Көл»\tмен", *spaced)
    snapshot = with_text(named, 3, "kk", paragraphs=said)
    far = replace(snapshot.incidents[9].links[0], url=f"https://far.test/{quote('Ерекше мекен')}")
    snapshot = with_incident(snapshot, 9, links=(far, *snapshot.incidents[9].links))
    gone = replace(snapshot.incidents[7], state=IncidentState.WITHDRAWN)
    withdrawn = dict.fromkeys(words, "a digest")
    for taken in ({}, {gone.number: gone}):
        made = frozen(cleared(snapshot, taken, withdrawn))
        expected = (made, made != frozen(snapshot))
        assert rid_of(frozen(snapshot), taken, withdrawn) == expected
        # As earlier versions wrote it.
        earlier = json.dumps(json.loads(frozen(snapshot)), ensure_ascii=False, indent=0)
        assert rid_of(earlier.encode(), taken, withdrawn) == expected
    assert rid_of(frozen(snapshot), {}, {}) == (frozen(snapshot), False)
    empty = replace(snapshot, incidents=())
    assert rid_of(frozen(empty), {}, withdrawn)[0] == frozen(cleared(empty, {}, withdrawn))


def test_a_kept_release_builds_the_same_bytes_again(release: Snapshot, tmp_path: Path) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(release, tmp_path / "site")
    name = shelf.keep(release, tmp_path / "site", {}, {})
    assert shelf.keep(release, tmp_path / "site", {}, {}) == name
    assert shelf.names() == [name]
    build(shelf.load(name), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "site")
    with pytest.raises(UnknownReleaseError, match="dalel releases list"):
        shelf.load("another")


def test_a_kept_release_is_read_again_only_for_what_was_taken_back_since(
    named: Snapshot, tmp_path: Path
) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(named, tmp_path / "site")
    name = shelf.keep(named, tmp_path / "site", {}, {})
    gone = replace(named.incidents[9], state=IncidentState.WITHDRAWN)
    assert shelf.purge({gone.number: gone}, {}) == 1
    read = shelf.folder / name / "snapshot.json"
    before = read.read_bytes()
    read.write_bytes(b"not to be read")
    assert shelf.purge({gone.number: gone}, {}) == 0
    read.write_bytes(before)
    assert shelf.purge({gone.number: gone}, {NAME: "a digest"}) == 1
    assert NAME not in "".join(path.read_text() for path in (shelf.folder / name).iterdir())


def test_an_empty_shelf_has_no_names(tmp_path: Path) -> None:
    assert ReleaseShelf(tmp_path / "nothing").names() == []


def test_a_withdrawn_name_leaves_every_page_and_every_kept_release(
    named: Snapshot, tmp_path: Path
) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(named, tmp_path / "site")
    name = shelf.keep(named, tmp_path / "site", {}, {})
    assert len(holding(tmp_path, NAME)) > 20
    words = {NAME.upper(): "a digest"}
    assert shelf.purge({}, words) == 1
    build(without(named, words), tmp_path / "site")
    assert holding(tmp_path, NAME) == []
    assert shelf.purge({}, words) == 0
    build(shelf.load(name), tmp_path / "restored")
    assert holding(tmp_path, NAME) == []
    assert MARK in (tmp_path / "restored/kk/i/XX-2020-0010/index.html").read_text()


def test_nothing_beside_a_kept_release_gives_away_what_was_taken_out_of_it(
    named: Snapshot, tmp_path: Path
) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(named, tmp_path / "site", signer=signer(tmp_path / "key"))
    name = shelf.keep(named, tmp_path / "site", {}, {})
    kept = shelf.folder / name
    page = "kk/i/XX-2020-0010/index.html"
    tell_tale = sha256((tmp_path / "site" / page).read_bytes()).hexdigest()
    assert tell_tale in (kept / "manifest.json").read_text()
    # What processes leave behind that were killed while they kept or purged a release.
    shutil.copytree(kept, shelf.folder / ".2026-01-31T090000Z-0a0b0c0d")
    shutil.copyfile(kept / "snapshot.json", kept / "snapshot.4711")
    # As earlier versions wrote it: plain digests, which anybody finds the words of by trying.
    plain = sha256(NAME.casefold().encode()).hexdigest()
    (kept / "rid.json").write_text(json.dumps([plain]))
    assert shelf.purge({}, {NAME: "a digest"}) == 1
    assert [path.name for path in shelf.folder.iterdir()] == [name]
    assert sorted(path.name for path in kept.iterdir()) == [
        "rid.json",
        "snapshot.json",
        "snapshot.sha256",
    ]
    left = "".join(path.read_text() for path in kept.iterdir())
    assert not any(one in left for one in (NAME, tell_tale, plain))


def test_whoever_keeps_a_release_is_waited_for(named: Snapshot, tmp_path: Path) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(named, tmp_path / "site")
    with locked(tmp_path / ".releases.lock"):
        keeping = Thread(target=shelf.keep, args=(named, tmp_path / "site", {}, {}))
        purging = Thread(target=shelf.purge, args=({}, {NAME: "a digest"}))
        keeping.start()
        purging.start()
        keeping.join(0.3)
        purging.join(0.3)
        assert keeping.is_alive()
        assert purging.is_alive()
        assert shelf.names() == []
    keeping.join()
    purging.join()
    shelf.purge({}, {NAME: "a digest"})
    assert holding(shelf.folder, NAME) == []


def test_what_a_build_left_behind_that_was_killed_goes_with_the_next(
    named: Snapshot, tmp_path: Path
) -> None:
    build(named, tmp_path / "site")
    (tmp_path / ".site.next.mirror.zip").write_text(NAME)
    build(without(named, {NAME: "a digest"}), tmp_path / "site")
    assert holding(tmp_path, NAME) == []
    preview = tmp_path / "preview"
    (tmp_path / ".preview.next").mkdir()
    (tmp_path / ".preview.next/page.html").write_text(NAME)
    (tmp_path / ".preview.next.edition.pdf").write_text(NAME)
    assert not forget(preview, ["a digest"])
    assert holding(tmp_path, NAME) == []


def test_an_entry_that_is_taken_back_leaves_every_kept_release(
    named: Snapshot, tmp_path: Path
) -> None:
    shelf = ReleaseShelf(tmp_path / "releases")
    build(named, tmp_path / "site")
    name = shelf.keep(named, tmp_path / "site", {}, {})
    gone = replace(named.incidents[9], state=IncidentState.WITHDRAWN)
    assert shelf.purge({gone.number: gone}, {}) == 1
    kept = shelf.load(name)
    assert kept.incidents[9].texts == {}
    assert (kept.persons, kept.diary) == ((), ())
    build(kept, tmp_path / "restored")
    page = (tmp_path / "restored/kk/i/XX-2020-0010/index.html").read_text()
    assert "алып тасталды" in page


def test_what_is_withdrawn_is_told_by_its_digest_alone(release: Snapshot) -> None:
    snapshot = without(release, {"Ойдан шығарылған": "a digest"})
    assert snapshot.withdrawn == ("a digest",)
    assert b"a digest" not in frozen(snapshot)
    assert MARK in snapshot.incidents[0].texts["kk"].paragraphs[0]
    assert without(release, {}) is release


def test_words_are_taken_out_however_they_are_spaced_and_written_in_addresses(
    release: Snapshot,
) -> None:
    link = replace(release.incidents[9].links[0], url="https://oidan.test/%D0%95%D1%80%D0%B5%D0%BA")
    paragraphs = ("5 % Ерек\u00a0 Есімовтің", "Ереке")
    snapshot = with_text(release, 9, "kk", paragraphs=paragraphs)
    snapshot = with_incident(snapshot, 9, links=(link,))
    masked = without(snapshot, dict.fromkeys(("Ерек Есімов", "Ерек"), "a digest")).incidents[9]
    assert masked.texts["kk"].paragraphs == (f"5 % {MARK}", MARK)
    assert masked.links == ()


@pytest.mark.parametrize(
    "written",
    [
        "АЙГҮЛ НҰРЛАНОВАҒА",
        "Ай\u00adгүл Нұр\u200bлано\u00adваның",
        "Айгүл\u00a0Нұрланова\u0301",
        "Айгүл\n  Нұрланова",
        unicodedata.normalize("NFD", "Айгүл Нұрланова"),
    ],
)
def test_words_are_found_however_their_letters_are_parted_or_composed(written: str) -> None:
    assert masked(f"Бұл {written}, иә", ["Айгүл Нұрланова"]) == f"Бұл {MARK}, иә"


def test_a_letter_in_two_parts_is_found_by_the_one_in_one() -> None:
    for written in ("Андрей Ёлкиннің", unicodedata.normalize("NFD", "Андрей Ёлкиннің")):
        assert masked(written, ["Андрей Ёлкин"]) == MARK


def test_only_the_latest_releases_are_kept(
    release: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.publish.tree.release_shelf._KEPT", 2)
    shelf = ReleaseShelf(tmp_path / "releases")
    build(release, tmp_path / "site")
    for hour in (8, 9, 10):
        shelf.keep(
            replace(release, time=release.time.replace(hour=hour)), tmp_path / "site", {}, {}
        )
    assert [name[:13] for name in shelf.names()] == ["2026-01-31T10", "2026-01-31T09"]


def test_a_preview_from_before_a_withdrawal_is_thrown_away(
    preview: Snapshot, tmp_path: Path
) -> None:
    folder = tmp_path / "preview"
    assert not forget(folder, ["XX-2020-0003 withdrawn"])
    build(preview, folder)
    assert not forget(folder, ["XX-2020-0003 withdrawn"])
    assert forget(folder, ["XX-2020-0003 withdrawn", "XX-2020-0010 withdrawn"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".preview.lock"]
