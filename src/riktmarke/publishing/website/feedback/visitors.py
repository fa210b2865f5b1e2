"""Where a request comes from: enough to count by, never enough to know who."""

import secrets
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

# Made anew at every start and never written down, so that what is counted can be led back to nobody.
_SALT = secrets.token_bytes(32)
HOUSEHOLD_BITS = 64  # of an IPv6 address: what one subscriber has is counted as one
FROM_HERE = {"same-origin", "none"}


def counted_as(request: HttpRequest) -> bytes:
    """Return what a visitor is counted as: a salted hash of the address, the same until the process ends."""
    return blake2b(_network(address_of(request)).encode(), key=_SALT, digest_size=16).digest()


def address_of(request: HttpRequest) -> str:
    """Return the address that the request comes from, as far out as our own proxies (RIKTMARKE_PROXIES) tell."""
    nearest: str = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.RIKTMARKE_PROXIES
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return told[-min(proxies, len(told))] if proxies and told else nearest


def comes_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of this site sent the form.

    One that says nothing is believed: the signed slip stands beside this.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in FROM_HERE
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc in {
        request.get_host(),
        urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc,
    }


def _network(address: str) -> str:
    try:
        found = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or int(found) >> HOUSEHOLD_BITS)
    return str(found)
