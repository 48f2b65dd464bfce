"""How does an incident of the newsroom get into an issue? Each step by whoever may take it."""

from dalel.newsroom.incidents.models import ConcernRow
from newsroom.work_room import CODES, KK, RU, Room, texts

ISSUE_TEXTS = {"kk": "Мамыр айына шолу.", "ru": "Обзор за май."}
RU_NAME, KK_NAME = "Айгуль Нурланова", "Айгүл Нұрланова"


def write(at_work: Room, kk: str = KK) -> None:
    """The reporter cites the source, codes, writes and asks for approval."""
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/codes/", CODES)
    at_work.reporter.post(f"{path}/edit/", texts(kk))
    at_work.reporter.post(f"{path}/review/")


def let_stand(at_work: Room) -> None:
    """The editor lets everything stand that still holds the text back."""
    for row in ConcernRow.objects.filter(state="open", weight="error"):
        at_work.editor.post(
            f"/incidents/{at_work.row.number}/concerns/{row.key}/",
            {"state": "waived", "reason": "проверено по телефону"},
        )


def approve(at_work: Room, language: str, version: int = 1) -> str:
    form = {"language": language, "version": str(version)}
    return at_work.editor.post(f"/incidents/{at_work.row.number}/approve/", form, follow=True).text


def approved(at_work: Room) -> None:
    write(at_work)
    let_stand(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")


def about_a_person(at_work: Room) -> None:
    """An approved entry that names somebody in several forms, in both languages."""
    path = f"/incidents/{at_work.number}"
    person = {"form": "person", "name-kk": KK_NAME, "name-ru": RU_NAME, "role": "journalist"}
    at_work.reporter.post(f"{path}/people/", person)
    at_work.reporter.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.reporter.post(f"{path}/codes/", CODES)
    kk = f"{KK} {KK_NAME}ның айтуынша, шешім әділ емес. Нұрлановаға айыппұл салынды."
    ru = f"{RU} Это сообщила {RU_NAME}. Айгуль Нурланову оштрафовали. Нурлановой отказали."
    at_work.reporter.post(f"{path}/edit/", texts(kk, ru))
    at_work.reporter.post(f"{path}/review/")
    let_stand(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")


def issue(at_work: Room) -> str:
    """An edition of May 2026 with introductions in both languages, frozen."""
    at_work.editor.post("/editions/new/", {"start": "2026-05-01", "end": "2026-05-31"})
    path = "/editions/1"
    at_work.editor.post(f"{path}/gather/")
    for language, text in ISSUE_TEXTS.items():
        form = {"language": language, "seen": "0", "text": text}
        at_work.editor.post(f"{path}/introduction/", form)
        at_work.publisher.post(
            f"{path}/introduction/", {"language": language, "seen": "1", "approve": "1"}
        )
    at_work.editor.post(f"{path}/state/", {"state": "frozen"})
    return path
