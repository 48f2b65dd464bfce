"""A database file as a newsroom's, and the ways in which a disk spoils it."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096
#: A page begins with what kind of b-tree it belongs to.
#: https://www.sqlite.org/fileformat.html#b_tree_pages
INTERIOR, LEAF, INDEX_INTERIOR, INDEX_LEAF = 5, 13, 2, 10


def filled(file: Path, *, rows: int = 4000) -> None:
    """Tables with an index, references, long texts, words to search, and pages that are free."""
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript(
            "PRAGMA journal_mode=WAL;"
            "CREATE TABLE story (id INTEGER PRIMARY KEY, title TEXT NOT NULL);"
            "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL,"
            " story INTEGER NOT NULL REFERENCES story (id));"
            "CREATE INDEX by_title ON article (title);"
            "CREATE VIRTUAL TABLE words USING fts5 (text);"
            "CREATE TABLE gone (text TEXT);"
        )
        database.executemany(
            "INSERT INTO story VALUES (?, ?)", ((n, f"Оқиға {n}") for n in range(rows // 4))
        )
        database.executemany(
            "INSERT INTO article VALUES (?, ?, ?, ?)",
            ((n, f"Мақала {n:06}", "мәтін " * (2000 if n % 500 == 0 else 8), n // 4)
             for n in range(rows)),
        )  # fmt: skip
        database.execute("INSERT INTO words SELECT title || ' ' || text FROM article")
        database.executemany("INSERT INTO gone VALUES (?)", ((f"{n}" * 300,) for n in range(400)))
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("DROP TABLE gone")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert database.execute("PRAGMA freelist_count").fetchone()[0] > 10


def pages_of(file: Path, kind: int) -> list[int]:
    """The pages of a kind, the first one aside: it has the header before it."""
    content = file.read_bytes()
    free = set(free_pages(file))
    return [
        number
        for number in range(1, len(content) // PAGE)
        if content[number * PAGE] == kind and number not in free
    ]


def free_pages(file: Path) -> list[int]:
    """The pages that are free, trunks first.

    https://www.sqlite.org/fileformat.html#the_freelist
    """
    content = file.read_bytes()

    def word(at: int) -> int:
        return int.from_bytes(content[at : at + 4])

    trunks, leaves, trunk = [], [], word(32)
    while trunk:
        at = (trunk - 1) * PAGE
        trunks.append(trunk - 1)
        leaves += [word(at + 8 + 4 * n) - 1 for n in range(word(at + 4))]
        trunk = word(at)
    return trunks + leaves


def overwrite(file: Path, pages: list[int], dice: random.Random) -> None:
    """Random bytes over whole pages."""
    with file.open("r+b") as stream:
        for page in pages:
            stream.seek(page * PAGE)
            stream.write(dice.randbytes(PAGE))


def _of_kind(kind: int) -> Callable[[Path, random.Random], None]:
    return lambda file, dice: overwrite(file, [dice.choice(pages_of(file, kind))], dice)


def _three(file: Path, dice: random.Random) -> None:
    overwrite(file, dice.sample(range(1, file.stat().st_size // PAGE), 3), dice)


def _header(file: Path, dice: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.write(dice.randbytes(100))


def _header_fields(file: Path, dice: random.Random) -> None:
    """The magic words are right, the rest of the header is not."""
    with file.open("r+b") as stream:
        stream.seek(16)
        stream.write(dice.randbytes(84))


def _schema(file: Path, dice: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(dice.randbytes(PAGE - 100))


def _shortened(file: Path, dice: random.Random) -> None:
    with file.open("r+b") as stream:
        stream.truncate(dice.randrange(PAGE, file.stat().st_size - PAGE))


def _emptied(file: Path, _dice: random.Random) -> None:
    file.write_bytes(b"")


def _removed(file: Path, _dice: random.Random) -> None:
    file.unlink()


def _foreign(file: Path, dice: random.Random) -> None:
    file.write_bytes(dice.randbytes(20_000))


#: Each is found, wherever the dice fall.
DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "three pages": _three,
    "header": _header,
    "fields of the header": _header_fields,
    "schema": _schema,
    "interior of a table": _of_kind(INTERIOR),
    "leaf of a table": _of_kind(LEAF),
    "interior of an index": _of_kind(INDEX_INTERIOR),
    "leaf of an index": _of_kind(INDEX_LEAF),
    "trunk of the free pages": lambda f, d: overwrite(f, free_pages(f)[:1], d),
    "shortened": _shortened,
    "empty": _emptied,
    "missing": _removed,
    "another file": _foreign,
}
