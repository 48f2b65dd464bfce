"""The examination of the door: accounts at which somebody keeps trying passwords."""

from collections.abc import Iterator

from dalel.cli.doctor.doctor_finding import Diagnosis


def door_findings() -> Iterator[Diagnosis]:
    """A line for each such account; none where nobody tries. No address is kept, and none told."""
    from dalel.newsroom.accounts.actions.wrong_tries import tried

    for row in tried():
        yield Diagnosis(
            subject="sign-in",
            state=row.member.username,
            advice=f"{row.count} wrong tries since {row.since:%Y-%m-%d}: its member is told at the "
            "next sign-in; a passkey or an app keeps such tries out",
        )
