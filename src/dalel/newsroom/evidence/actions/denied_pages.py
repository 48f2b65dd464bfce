"""Refuses pages that give a denied address as their own."""

from dalel.domain.exchange import Answer, FailureKind, FetchFailure, Outcome
from dalel.outside.http import Policy, denial
from dalel.steps.extract.names import own_addresses


def unless_denied(outcome: Outcome, policy: Policy) -> Outcome:
    """The outcome; a failure without its bytes where a page names itself by a denied address.

    So does a copy of a denied site under another name.
    """
    if not isinstance(outcome, Answer):
        return outcome
    for address in own_addresses(outcome.last.content, outcome.final_url):
        if problem := denial(address, policy):
            return FetchFailure(
                url=outcome.url,
                kind=FailureKind.DENIED,
                reason=f"the page says that it stands at another address, and {problem}",
                time=outcome.last.started,
                permanent=True,
                vantage=outcome.last.vantage,
            )
    return outcome
