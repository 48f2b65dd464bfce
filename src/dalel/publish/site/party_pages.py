"""The pages of cases, outlets and people.

A page of somebody exists only where the naming rule lets the name stand in lists.
"""

from dalel.domain.public_record import PublicPerson
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File
from dalel.publish.views.shell import Shell


def matters(shell: Shell, _view: View) -> File:
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
            (f"c/{one.number}/", one.names[language], len(record.of_numbers(one.incidents)))
            for one in record.snapshot.matters
        ],
        nothing=gettext("Cases will stand here as soon as incidents of one matter are joined."),
    )


def outlets(shell: Shell, _view: View) -> File:
    gettext, language = shell.wording.words.gettext, shell.wording.language
    record = shell.record
    return shell.page(
        "names.html",
        "o/",
        title=gettext("Outlets and organisations"),
        description=gettext("Of whom incidents speak."),
        lead=gettext(
            "Outlets and organisations of which incidents speak. Being listed is no judgement."
        ),
        rows=sorted(
            (
                (f"o/{one.number}/", one.names[language], len(record.of_numbers(one.incidents)))
                for one in record.snapshot.outlets
            ),
            key=lambda row: row[1].casefold(),
        ),
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
                (f"p/{one.number}/", one.names[language], len(one.named))
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
