"""Times on paper."""

from zoneinfo import ZoneInfo

from pos.domain.journal import parse_time


def local_moment(time: str, zone: str) -> str:
    """Write a journal time in a time zone, with the zone's offset."""
    local = parse_time(time).astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M} {local:%z}"
