import gzip
from pathlib import Path

import pytest

from dalel.steps.extract import folder, read_folder
from steps.extract.extraction_pages import ALMATY, KK_TEXT, KK_TITLE, RU_TEXT, RU_TITLE, article


def fill(path: Path) -> Path:
    (path / "b.html.gz").write_bytes(gzip.compress(article(KK_TITLE, KK_TEXT).encode()))
    (path / "a.html").write_text(article(above="<div>17 ноября 2025, 10:45</div>"), "utf-8")
    (path / "c.html").write_text(
        "<h1>Страница не найдена</h1><p>Вернитесь на главную.</p>", "utf-8"
    )
    (path / "notes.txt").write_text("no page", "utf-8")
    return path


def test_each_page_of_a_folder_gives_a_record(tmp_path: Path) -> None:
    records = list(read_folder(fill(tmp_path), zone=ALMATY))
    assert [record["id"] for record in records] == ["a", "b", "c"]
    assert records[0] == {
        "id": "a",
        "title": RU_TITLE,
        "text": "\n\n".join(RU_TEXT),
        "published": "2025-11-17T10:45:00+05:00",
        "language": "ru",
    }
    assert (records[1]["title"], records[1]["language"]) == (KK_TITLE, "kk")
    assert (records[1]["published"], records[2]["text"]) == (None, "")


def test_two_processes_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    alone = list(read_folder(tmp_path, zone=ALMATY, processes=1))
    monkeypatch.setattr(folder, "_WORTH_A_PROCESS", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert list(read_folder(tmp_path, zone=ALMATY)) == alone


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_folder(tmp_path / "none", zone=ALMATY))
