"""Addresses of head offices: HTTPS everywhere, plain HTTP only inside one machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from pos.domain.errors import HeadOfficeUrlMalformed


def parse_url(text: str) -> str:
    """Return the address in the form that requests are made with: no path, no last slash.

    Raises:
        HeadOfficeUrlMalformed: it is none, or names plain HTTP off this machine.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise HeadOfficeUrlMalformed(text=text[:80], why="not a URL") from error
    if parts.scheme not in ("https", "http") or not host:
        raise HeadOfficeUrlMalformed(text=text[:80], why="write https://host or https://host:port")
    if parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/"):
        raise HeadOfficeUrlMalformed(text=text[:80], why="nothing may follow the host")
    if parts.scheme == "http" and not is_loopback(host):
        raise HeadOfficeUrlMalformed(text=text[:80], why="off this machine it must be https")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name; nothing is looked up."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
