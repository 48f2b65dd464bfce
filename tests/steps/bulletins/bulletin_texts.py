"""Small bulletins for the tests: invented entries under the sections of the codebook."""

from collections.abc import Mapping, Sequence

TITLES = (
    "Пікір білдіру еркіндігі және ақпаратқа қол жеткізу",
    "Жеке деректерді қорғау",
    "Киберқауіпсіздік және инфрақұрылым",
    "Құқықтық реттеу",
    "Сот прецеденттері",
)
INTRODUCTION = "№ 7 шығарылым. 2026 жылғы сәуір айының шолуы."
BODY = "2026 жылғы 5 сәуірде редакция бұл туралы хабарлады."
ENTRY = f"Редакция жаңа қызмет ашты\n\n{BODY}\n\n<https://vlast.kz/novosti/1-bir.html>"


def entry(text: str, *, title: str = "Редакция жаңа қызмет ашты", number: int = 1) -> str:
    """An entry with a title, a body and a link of its own."""
    return f"{title}\n\n{text}\n\n<https://vlast.kz/novosti/{number}-bir.html>"


def issue(
    entries: Mapping[int, Sequence[str]] | None = None, introduction: str = INTRODUCTION
) -> str:
    """A bulletin with these entries by section; the first section has one if none has."""
    given = entries or {1: [ENTRY]}
    parts = [introduction]
    for number, title in enumerate(TITLES, 1):
        parts += [f"{number}. {title}", *given.get(number, ())]
    return "\n\n".join(parts)
