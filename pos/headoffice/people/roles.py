"""What a person may do at head office; each role may do what the ones before it may."""

from enum import StrEnum


class OfficeRole(StrEnum):
    """A role, least first."""

    AUDITOR = "auditor"
    """Looks at everything and changes nothing."""
    CLERK = "clerk"
    """Matches deposits and publishes lists of meters."""
    SUPERVISOR = "supervisor"
    """Grants, confirms, publishes tariffs and operators, takes terminals out of service."""
    ADMINISTRATOR = "administrator"
    """Says who works here and what one person may grant alone."""

    def covers(self, least: "OfficeRole") -> bool:
        """Whether this role may do what another one may."""
        ranks = list(OfficeRole)
        return ranks.index(self) >= ranks.index(least)
