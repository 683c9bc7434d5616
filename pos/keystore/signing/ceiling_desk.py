"""Head office's key agent and the ceilings of the root key: none that it ever saw is forgotten."""

from pos.domain.errors.signing import SigningRefused
from pos.keystore.signing.signing_keys import AnsweringContent
from pos.keystore.signing.signing_ledger import SigningLedger
from pos.wire.ceiling import CeilingTerms, SignedCeiling, genuine_ceiling


class CeilingDesk:
    """Ceilings in an open ledger."""

    def __init__(self, ledger: SigningLedger, answering: AnsweringContent) -> None:
        """Take the ledger, and the compartment that names the root key."""
        self._ledger, self._root_key = ledger, answering.root_key
        self._training = answering.certificates[0].training

    def newest(
        self, terminal: str, given: SignedCeiling | None
    ) -> tuple[SignedCeiling, CeilingTerms] | None:
        """Return the newest ceiling of a terminal, and keep it; inside a transaction.

        Args:
            terminal: id.
            given: that came with a lease, if one did.

        Raises:
            SigningRefused: one that the root key did not sign.
        """
        before = self._ledger.ceiling(terminal)
        known = None if before is None else (before, self._genuine(before))
        if given is None:
            return known
        terms = self._genuine(given)
        if known is not None and terms.serial <= known[1].serial:
            return known
        self._ledger.add_ceiling(terminal, terms.serial, given)
        return given, terms

    def _genuine(self, ceiling: SignedCeiling) -> CeilingTerms:
        terms = genuine_ceiling(ceiling, self._root_key, training=self._training)
        if terms is None:
            raise SigningRefused(why="a ceiling that the root key did not sign")
        return terms
