"""What may be wrong with a text message."""

from pos.domain.errors.base import BadValue, MoneyStands, Refused


class TextNumberMalformed(BadValue):
    """No number that a message could be sent to. Facts: none; it is a customer's."""

    code = "TEXT-01"
    money = MoneyStands.NOT_INVOLVED


class TextGatewayMalformed(BadValue):
    """The file about the gateway is not of its form. Facts: why."""

    code = "TEXT-02"
    money = MoneyStands.NOT_INVOLVED


class TextRefused(Refused):
    """No message with the codes of this sale is sent. Facts: why."""

    code = "TEXT-03"
    money = MoneyStands.NOT_INVOLVED
