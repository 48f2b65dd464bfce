"""Does the newsroom's own bulletin come back from our documents as what went in?"""

from datetime import datetime
from pathlib import Path

import pytest

from dalel.domain.snapshot import Snapshot
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack
from dalel.publish.documents.bulletin import PrintedBulletin, bulletin
from dalel.publish.documents.word import word
from dalel.publish.views.dates import wording
from dalel.publish.views.record import IndexedSnapshot
from newsroom.row_contents import everything

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def printed(snapshot: Snapshot, language: str) -> PrintedBulletin:
    record = IndexedSnapshot(snapshot, "")
    return bulletin(record, record.editions[0], wording(language))


def test_both_languages_come_back_as_the_same_entries_and_their_figures_as_none(
    kz_pack: Pack, tmp_path: Path, now: datetime
) -> None:
    prepare(kz_pack, now=now)
    snapshot = measured(kz_pack, take(kz_pack))
    made = {language: printed(snapshot, language) for language in kz_pack.languages}
    files = {language: tmp_path / f"{language}.docx" for language in made}
    for language, file in files.items():
        file.write_bytes(word(made[language]))
    before = everything()
    first, second = files.values()
    report = import_bulletin(first, pack=kz_pack, now=now, pair_with=second)
    assert (report.entries, report.new_incidents, report.new_versions) == (38, 0, 0)
    assert (report.untitled, report.without_counterpart) == (2, 0)
    assert report.passed_over == (
        "Қосымша: сандар не дейді",
        "Приложение: о чём говорят цифры",
    )
    after = everything()
    for table in ("IncidentRow", "TextVersionRow", "EditionEntryRow", "LinkRow"):
        assert after[table] == before[table]


def test_the_chapter_tells_of_every_right_and_all_of_its_entries(
    kz_pack: Pack, now: datetime
) -> None:
    prepare(kz_pack, now=now)
    snapshot = measured(kz_pack, take(kz_pack))
    chapter = printed(snapshot, "ru").chapter
    assert chapter is not None
    _sections, rights = chapter.tables
    assert len(rights.rows) == len(kz_pack.codebook.rights)
    for right, row in zip(kz_pack.codebook.rights, rights.rows, strict=True):
        coded = {
            one.number for one in snapshot.incidents if one.codes and right.code in one.codes.rights
        }
        assert {one.number for one in row.places} == coded
    assert {row.level for row in rights.rows if not row.places} == {"UNKNOWN"}
