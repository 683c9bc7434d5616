"""Head office, as the use cases need it.

Not among the names of `pos.app.ports`: a sale must not wait for loading what only the line needs.
"""

from typing import Protocol

from pos.wire.bundle import BundlesAnswer, BundlesRequest
from pos.wire.office_time import SignedTime
from pos.wire.texts import TextWish, TextWishAnswer
from pos.wire.uplink import UplinkAnswer, UplinkRequest
from pos.wire.uplink_enrolment import EnrolAnswer, EnrolRequest


class HeadOffice(Protocol):
    """The line to one head office.

    Raises, besides what is named: HeadOfficeUnreachable, HeadOfficeNotGenuine, HeadOfficeRefused;
    AgentUnreachable and IdentityLocked, since the key agent signs every request.
    """

    def deliver(self, request: UplinkRequest) -> UplinkAnswer:
        """Send a batch; the answer is known to come from the enrolled head office."""

    def tell_time(self) -> SignedTime:
        """Ask for the time in a form that the key agent believes."""


class BundleDesk(Protocol):
    """Where bundles come from; raises as `HeadOffice` does."""

    def bundles(self, request: BundlesRequest) -> BundlesAnswer:
        """Ask for what is newer; each bundle is to be believed by its own signature only."""


class TextDesk(Protocol):
    """Who sends text messages; raises as `HeadOffice` does."""

    def wish_text(self, wish: TextWish) -> TextWishAnswer:
        """Tell what a customer asked for."""


class EnrolmentDesk(Protocol):
    """The line to a head office that is not known yet; raises as `HeadOffice` does."""

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Ask to be taken in; nothing in the answer is to be believed before its proof is.

        Raises:
            EnrolmentRefused: the code does not fit.
            IncarnationKnown: another device joined as this incarnation.
            HeadOfficeKindDiffers: training and real do not mix.
        """
