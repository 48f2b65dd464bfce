"""Whether what is made here is of use on this very computer only."""

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port


def opens_here_only(request: HttpRequest) -> bool:
    """Whether the desk is reached here under a name of this very computer."""
    host = split_domain_port(request.get_host())[0].strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
