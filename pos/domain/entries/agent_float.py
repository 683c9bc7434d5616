"""The float: what an agent has paid a utility ahead, and earns by selling."""

from pos.domain.entries.payload import Payload


class FloatPolicySet(Payload, frozen=True, forbid_unknown_fields=True, tag="float_policy_set"):
    """How the float is kept from now on; sales count from the first of these.

    Attributes:
        limits_sales: a sale beyond what is left is refused.
        warn_below: minor units; 0 for no warning.
        commission_per_myriad: hundredths of a percent of a sale's total that the agent earns.
        commission_credited: the commission is added to the float as it is earned.
    """

    limits_sales: bool
    warn_below: int
    commission_per_myriad: int
    commission_credited: bool


class FloatToppedUp(Payload, frozen=True, forbid_unknown_fields=True, tag="float_topped_up"):
    """The agent paid the utility.

    Attributes:
        amount: minor units, above zero.
        reference: of the deposit slip or transfer.
    """

    amount: int
    reference: str
