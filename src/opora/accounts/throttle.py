"""How often one address may ask for secrets that do not exist, as sign-in limits wrong passwords.

`what` says which kind of secret: a miss of one kind counts for no other.
"""

import hashlib
import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES, SECONDS = 10, 60
"""So many misses from one address within so many seconds; each process counts for itself."""
NETWORK = 64
"""Bits of an IPv6 address that one subscriber has."""


def tired(request: HttpRequest, what: str) -> bool:
    """Whether this address has missed so often that it has to wait."""
    return int(cache.get(_key(request, what), 0)) >= MISSES


def missed(request: HttpRequest, what: str) -> None:
    """Count a question about something that does not exist."""
    key = _key(request, what)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # the time ran out between the two
            cache.set(key, 1, SECONDS)


def _key(request: HttpRequest, what: str) -> str:
    """What the cache knows the address by, without the address itself."""
    address = get_adapter().get_client_ip(request)
    try:
        if ipaddress.ip_address(address).version == 6:
            address = str(ipaddress.ip_network(f"{address}/{NETWORK}", strict=False))
    except ValueError:
        pass  # a server behind a socket has no address of numbers
    return f"{what}:{hashlib.sha256(address.encode()).hexdigest()}"
