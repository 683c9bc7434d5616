"""What may be wrong with a meter, an amount, a tariff or a sale."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, NotFound, Refused, Unavailable


class AmountNotANumber(BadValue):
    """Facts: text."""

    code = "AMOUNT-01"


class AmountNotPositive(BadValue):
    """Facts: text."""

    code = "AMOUNT-02"


class AmountNegative(AmountNotPositive):
    """What may be zero is below it. Facts: text."""

    code = "AMOUNT-07"


class CurrencyUnknown(BadValue):
    """No currency of ISO 4217 has this code, so nobody knows its decimals. Facts: currency."""

    code = "CURRENCY-01"
    money = MoneyStands.NOT_INVOLVED


class AmountTooPrecise(BadValue):
    """Facts: text, decimals."""

    code = "AMOUNT-03"


class AmountOutOfLimits(Refused):
    """Facts: amount, minimum, maximum, step (decimal strings; empty where there is none)."""

    code = "AMOUNT-04"


class TooManyUnits(AmountOutOfLimits):
    """More units than one token can hold. Facts: amount, units, most."""

    code = "AMOUNT-08"


class AmountBuysNothing(Refused):
    """The charges eat the whole amount. Facts: amount, least."""

    code = "AMOUNT-05"


class CurrencyMismatch(Refused):
    """Facts: expected, found."""

    code = "AMOUNT-06"
    next_step = NextStep.CHOOSE_ANOTHER


class MeterNumberMalformed(BadValue):
    """Facts: text."""

    code = "METER-01"


class MeterCheckDigitWrong(BadValue):
    """Facts: text."""

    code = "METER-02"


class MeterUnknown(NotFound):
    """Facts: meter."""

    code = "METER-03"


class MeterBlocked(Refused):
    """Facts: meter, status."""

    code = "METER-04"
    next_step = NextStep.CALL_HEAD_OFFICE


class ResourceNotSold(Refused):
    """Only electricity is sold. Facts: resource."""

    code = "METER-05"
    next_step = NextStep.CHOOSE_ANOTHER


class MeterCardUnread(BadValue):
    """No meter's card was swiped, or half of one; it may be a bank's, so it is never shown."""

    code = "METER-06"


class MeterFileMalformed(BadValue):
    """A list of meters cannot be read at all. Facts: why."""

    code = "METERS-01"
    money = MoneyStands.NOT_INVOLVED


class MeterRowMalformed(BadValue):
    """One line of a list of meters. Facts: column (empty for the whole line), why."""

    code = "METERS-02"
    money = MoneyStands.NOT_INVOLVED


class CustomerUnknown(NotFound):
    """There is no such customer, or they were forgotten. Facts: ref."""

    code = "CUSTOMER-01"
    money = MoneyStands.NOT_INVOLVED


class TenderMalformed(BadValue):
    """Facts: text."""

    code = "TENDER-01"


class TenderTooSmall(Refused):
    """Facts: total, tendered, short."""

    code = "TENDER-02"
    next_step = NextStep.ASK_FOR_MORE_CASH


class TenderOverpaid(Refused):
    """More than the total, and only cash gives change. Facts: total, tendered."""

    code = "TENDER-03"


class TariffUnknown(NotFound):
    """Facts: tariff."""

    code = "TARIFF-01"


class TariffMalformed(BadValue):
    """Facts: where, why."""

    code = "TARIFF-02"


class TariffNotValid(Refused):
    """The tariff has not begun or has ended. Facts: tariff, valid_from, valid_until."""

    code = "TARIFF-03"
    next_step = NextStep.CALL_HEAD_OFFICE


class MonthToDateStale(Refused):
    """The units bought this month are not known well enough to price more. Facts: tariff, hours."""

    code = "TARIFF-04"
    next_step = NextStep.CALL_HEAD_OFFICE


class TimeMalformed(BadValue):
    """Facts: text."""

    code = "TIME-01"


class EndTooEarly(BadValue):
    """What was given an end would be over before it begins. Facts: text."""

    code = "TIME-02"
    money = MoneyStands.NOT_INVOLVED


class MeterStateMalformed(BadValue):
    """A file that tells a meter's history makes no sense. Facts: where, why."""

    code = "STATE-01"


class QuoteChanged(Refused):
    """Another tariff, month or purchase came between what was told and the sale.

    Facts: told, now.
    """

    code = "SALE-06"
    next_step = NextStep.ASK_CUSTOMER


class SaleIdMalformed(BadValue):
    """Facts: text."""

    code = "SALE-01"


class SaleUnknown(NotFound):
    """Facts: sale."""

    code = "SALE-02"
    money = MoneyStands.NOT_INVOLVED


class SaleIdReused(Refused):
    """The same sale id came with other content. Facts: sale."""

    code = "SALE_ID_REUSED"
    next_step = NextStep.USE_NEW_SALE_ID


class SaleUnsettledOnMeter(Refused):
    """Facts: meter, sale."""

    code = "SALE-03"
    next_step = NextStep.RESUME_OR_CANCEL


class SaleInProgress(Unavailable):
    """Another process works on this sale. Facts: sale."""

    code = "SALE-04"
    money = MoneyStands.NOT_KNOWN


class SaleAlreadyCancelled(Refused):
    """Facts: sale, reason."""

    code = "SALE-05"
    money = MoneyStands.GIVE_BACK
    next_step = NextStep.USE_NEW_SALE_ID


class SaleAlreadyCommitted(Refused):
    """A cancel came after the token existed. Facts: sale, receipt."""

    code = "SALE-07"
    money = MoneyStands.SALE_COMPLETE
    next_step = NextStep.CALL_SUPERVISOR


class SaleNotFinished(Refused):
    """The sale is open and has no token yet. Facts: sale."""

    code = "SALE-08"
    money = MoneyStands.HELD_OPEN
    next_step = NextStep.RESUME_OR_CANCEL


class SaleRepeats(Refused):
    """This meter bought for this amount minutes ago. Facts: meter, amount, minutes."""

    code = "SALE-09"
    next_step = NextStep.ASK_CUSTOMER


class NoOpenShift(Refused):
    """Facts: none."""

    code = "SHIFT-01"
    next_step = NextStep.OPEN_SHIFT


class NotSupportedYet(BadValue):
    """Facts: what."""

    code = "LATER-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER
