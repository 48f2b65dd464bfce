"""Invented bulletins, printed in the order and with the headings of a pack."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dalel.pack import Pack

#: Title, text and address of an entry; a title of None is not printed.
Printed = tuple[str | None, str, str]


def printed(pack: Pack, language: str, sections: Mapping[int, Sequence[Printed]]) -> str:
    """A bulletin's text: an opening line, every section with its heading, its entries."""
    lines = ["Обзор событий за месяц, составленный редакцией для читателей.", ""]
    for section in pack.codebook.sections:
        lines += [f"{section.number}. {section.labels[language]}", ""]
        for title, text, url in sections.get(section.number, ()):
            lines += [*([title] if title else []), text, f"<{url}>", ""]
    return "\n".join(lines)


def small(pack: Pack, *, text: str = "Сайт «Бухта» не открывался весь день.") -> str:
    """A bulletin of three entries in Russian."""
    return printed(
        pack,
        "ru",
        {
            1: [
                ("Сайт «Бухта» недоступен", text, "https://bay.test/1"),
                ("Форум садоводов открылся", "Форум снова работает.", "https://bay.test/2"),
            ],
            2: [
                (
                    "Утекли адреса абонентов",
                    "Список нашли в открытом доступе.",
                    "https://bay.test/3",
                )
            ],
        },
    )


def save(folder: Path, text: str, name: str = "bulletin.txt") -> Path:
    """The text in a file."""
    file = folder / name
    file.write_text(text, "utf-8")
    return file
