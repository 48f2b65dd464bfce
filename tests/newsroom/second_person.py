"""A second person approves what the first one proposed."""

from django.test import Client

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import ProposalRow


def approve_all(client: Client) -> int:
    """Approve all that waits, as whoever is signed in here; gives how much was approved."""
    before = ProposalRow.objects.filter(state="approved").count()
    for key in list(ProposalRow.objects.filter(state="waiting").values_list("pk", flat=True)):
        client.post(f"/proposals/{key}/", {"do": "approve"})
    return ProposalRow.objects.filter(state="approved").count() - before


def approved_by(member: Member) -> int:
    """Approve all that waits as a member, with a client of the member's own."""
    client = Client()
    client.force_login(member)
    return approve_all(client)
