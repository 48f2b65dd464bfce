"""The pages of cases: where each stands, what comes next, and its time line."""

from collections.abc import Iterator, Sequence
from functools import partial

from dalel.domain.public_record import PublicCase
from dalel.domain.topic import Topic, TopicKind
from dalel.publish.site.lists import View
from dalel.publish.tree.build_tasks import File, Work
from dalel.publish.views.following import follow_view
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell
from dalel.publish.views.time_line import TimeStep, time_line


def works(record: IndexedSnapshot, shells: list[Shell], view: View) -> Iterator[Work]:
    """The page of each case, in every language."""
    for matter in record.snapshot.matters:
        incidents = record.of_numbers(matter.incidents)
        yield Work(
            key=f"c/{matter.number}/",
            inputs=record.inputs(incidents, matter, record.days_of_matter(matter)),
            render=partial(_pages, matter, shells, view),
        )


def _pages(matter: PublicCase, shells: list[Shell], view: View) -> Iterator[File]:
    for shell in shells:
        yield _page(matter, shell, view)


def _page(matter: PublicCase, shell: Shell, view: View) -> File:
    language, record = shell.wording.language, shell.record
    name = matter.names[language]
    steps = case_line(matter, shell, view)
    incidents = record.of_numbers(matter.incidents)
    return shell.page(
        "case.html",
        f"c/{matter.number}/",
        title=name,
        description=f"{record.profile.title[language]}: {name}",
        # The name of a case may be a person's.
        indexed=False,
        name=name,
        follow=follow_view(
            record, shell.wording, Topic(kind=TopicKind.CASE, key=str(matter.number))
        ),
        count=len(incidents),
        stage=last_stage(steps),
        course=[step for step in steps if not step.day],
        coming=[step for step in steps if step.day],
        positions=[
            one for incident in incidents for one in view(incident, shell.wording).positions
        ],
    )


def case_line(matter: PublicCase, shell: Shell, view: View) -> tuple[TimeStep, ...]:
    """The time line of a case in a language."""
    record = shell.record
    views = [view(incident, shell.wording) for incident in record.of_numbers(matter.incidents)]
    return time_line(views, record.days_of_matter(matter), shell.wording)


def last_stage(steps: Sequence[TimeStep]) -> TimeStep | None:
    """The latest step of a time line that tells where the matter stands."""
    return next((step for step in reversed(steps) if step.stage), None)
