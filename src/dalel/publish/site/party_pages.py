"""The pages that list cases, bodies and people.

A page of somebody exists only where the naming rule lets the name stand in lists.
"""

from collections.abc import Sequence

from dalel.domain.public_record import PublicPerson
from dalel.publish.site.case_pages import case_line, last_stage
from dalel.publish.site.lists import BODIES, View, listings
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.dates import DateWording
from dalel.publish.views.shell import Shell
from dalel.publish.views.time_line import TimeStep


def matters(shell: Shell, view: View) -> File:
    gettext, language = shell.wording.words.gettext, shell.wording.language
    record = shell.record
    return shell.page(
        "names.html",
        "c/",
        title=gettext("Cases"),
        description=gettext("Incidents of one legal matter, in order of time."),
        indexed=False,
        lead=gettext(
            "A case gathers the incidents of one legal matter: the search, the charge, the ruling, "
            "the appeal."
        ),
        rows=[
            (
                f"c/{one.number}/",
                one.names[language],
                len(record.of_numbers(one.incidents)),
                _standing(case_line(one, shell, view), shell.wording),
            )
            for one in record.snapshot.matters
        ],
        nothing=gettext("Cases will stand here as soon as incidents of one matter are joined."),
    )


def _standing(steps: Sequence[TimeStep], wording: DateWording) -> str:
    """Where a case stands, and the next day that is known."""
    stage = last_stage(steps)
    following = next((step for step in steps if step.day), None)
    told = [stage.stage] if stage else []
    if following:
        expected = wording.words.gettext("next: %(day)s, %(what)s")
        told.append(expected % {"day": following.when, "what": following.text})
    return " · ".join(told)


def bodies(shell: Shell, _view: View) -> File:
    """Those of whom entries speak, by kind; who acted only where it is established."""
    gettext, language = shell.wording.words.gettext, shell.wording.language
    rows: dict[str, list[tuple[str, str, int]]] = {kind: [] for kind in sorted(BODIES)}
    for one in listings(shell.record):
        # The code for "nowhere online" is no platform.
        if one.kind in BODIES and one.incidents and one.code != "none":
            rows[one.kind].append((one.path, one.names[language], len(one.incidents)))
    heads = (
        ("actor", gettext("Bodies that are established to have acted")),
        ("platform", gettext("Platforms")),
        ("outlet", gettext("Outlets and organisations")),
    )
    return shell.page(
        "bodies.html",
        "o/",
        title=gettext("Bodies, platforms and outlets"),
        description=gettext("Of whom incidents speak."),
        lead=gettext("Those of whom incidents speak. Being listed is no judgement."),
        groups=[
            (kind, head, sorted(rows[kind], key=lambda row: (-row[2], row[1].casefold())))
            for kind, head in heads
            if rows[kind]
        ],
        nothing=gettext("Outlets will stand here as soon as incidents name them."),
    )


def people(shell: Shell, _view: View) -> File:
    gettext, language = shell.wording.words.gettext, shell.wording.language
    return shell.page(
        "names.html",
        "p/",
        title=gettext("People"),
        description=gettext("Officials, and those who told of their matter in public."),
        indexed=False,
        lead=gettext(
            "Only officials are listed, and people who told of their matter in public. A name "
            "leaves this list after an acquittal, a dismissal or a spent conviction."
        ),
        rows=sorted(
            (
                (f"p/{one.number}/", one.names[language], len(one.named), "")
                for one in shell.record.snapshot.persons
            ),
            key=lambda row: row[1].casefold(),
        ),
        nothing=gettext("Nobody is listed."),
    )


def person(shell: Shell, view: View, who: PublicPerson) -> File:
    """Somebody's page: not what was said of them, but how each matter stands, the latest first."""
    language, record = shell.wording.language, shell.record
    by_number = {one.incident: one for one in who.named}
    incidents = record.latest(record.of_numbers(by_number), len(by_number))
    name = who.names[language]
    return shell.page(
        "person.html",
        f"p/{who.number}/",
        title=name,
        description=name,
        indexed=False,
        name=name,
        rows=[
            (
                view(one, shell.wording),
                by_number[one.number].role[language],
                by_number[one.number].stage[language],
            )
            for one in incidents
        ],
    )
