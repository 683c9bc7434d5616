"""Bundles that the agent itself acts on: by head office's signature alone, whoever brings them."""

from pos.domain.errors.bundles import BundleNotGenuine, BundleOfAnother
from pos.keystore.issue.identity import Identity
from pos.keystore.office.office_desk import pinned_root
from pos.wire.bundle import BundleFlaw, BundleHead, BundleKind, SignedBundle, genuine_head


def believed_head(
    identity: Identity, bundle: SignedBundle, kind: BundleKind, *, training: bool
) -> BundleHead:
    """Return the head of a bundle of this kind that is meant for this terminal.

    Raises:
        BundleNotGenuine: it does not lead back to the pinned root key, or is of another kind.
        BundleOfAnother.
    """
    root_key = pinned_root(identity)
    if root_key is None:
        raise BundleNotGenuine(why="no head office")
    head = genuine_head(bundle, root_key, training=training)
    if isinstance(head, BundleFlaw):
        raise BundleNotGenuine(why=head.value)
    if head.kind != kind:
        raise BundleNotGenuine(why="kind")
    signed = identity.store.signed_head()
    if head.terminal and (signed is None or head.terminal != signed.terminal):
        raise BundleOfAnother(terminal=head.terminal)
    return head
