"""When a lease ends, as people write it."""

from datetime import UTC, date, datetime, time, timedelta

from pos.domain.errors import TimeMalformed


def parse_end(text: str) -> datetime:
    """Read a moment, or a day whose end is meant; UTC. TimeMalformed for anything else."""
    try:
        if len(text) == len("YYYY-MM-DD"):
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise TimeMalformed(text=text[:40]) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
