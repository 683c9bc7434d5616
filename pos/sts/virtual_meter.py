"""A whole decoder: what the customer's meter answers to a token, and what it does.

The key agent checks every token with it before the token leaves; training and tests use it as
the meter on the wall. It follows SPEC.md sections 3.3, 3.4, 4, 8 and 12, where real meters are
known from few sources; where makers differ, MeterRules decides.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from pos.sts.attributes import KEN_MAX, KeyType, MeterConfig, require_ken
from pos.sts.carrier import Token20
from pos.sts.codec import block_cipher, unseal
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadFormat, CrcMismatch, NotAToken, OutOfRange, ReservedToken
from pos.sts.key_assembly import KeyAssembly, LoadedKey
from pos.sts.meter_answer import MeterCode, MeterRules, Result
from pos.sts.meter_registers import Registers
from pos.sts.reading import token_of
from pos.sts.tables import Ea07Tables
from pos.sts.tid import is_key_expired
from pos.sts.tid_list import TidList, TidVerdict
from pos.sts.tokens import (
    Credit,
    CreditCurrency,
    CreditUnits,
    FirstKeySection,
    FourthKeySection,
    KeySection,
    MeterTest,
    MeterTestForm,
    ReservedContent,
    SecondKeySection,
    SupplyGroupSection,
    ThirdKeySection,
    Token,
)

_CODE_OF_PART: dict[type[KeySection], MeterCode] = {
    FirstKeySection: MeterCode.FIRST_KCT,
    SecondKeySection: MeterCode.SECOND_KCT,
    SupplyGroupSection: MeterCode.THIRD_KCT,
    ThirdKeySection: MeterCode.THIRD_KCT,
    FourthKeySection: MeterCode.FOURTH_KCT,
}
_USUAL_RULES = MeterRules()


def _time_stands_still() -> int:
    return 0


class VirtualMeter:
    """One meter with its present key, its registers and its memory of identifiers.

    Attributes:
        config: number, SGC, KRN, TI and KT of the present key; `base_date` and `dkga` are kept
            as given, because no token tells a meter of them.
        ken: key expiry number of the present key.
        registers: credit, limits, flags and the tamper condition.
    """

    def __init__(
        self,
        config: MeterConfig,
        decoder_key: DecoderKey,
        tables: Ea07Tables,
        *,
        ken: int = KEN_MAX,
        rules: MeterRules | None = None,
        now_seconds: Callable[[], int] = _time_stands_still,
    ) -> None:
        """Put a meter on the wall.

        Args:
            config: number, key attributes and algorithm.
            decoder_key: its present key.
            tables: EA07 tables; EA11 does not look at them.
            ken: key expiry number, 0 to 255.
            rules: settings in which makers differ.
            now_seconds: a clock that never goes back; it lets parts of a key change and the
                lock-out run out. Without one, time stands still.

        Raises:
            BadKey: the key has the wrong width for `config.ea`.
            UnverifiedAlgorithm: EA09.
            OutOfRange: KEN, or the depth of the TID list.
        """
        require_ken(ken)
        self.config = config
        self.ken = ken
        self.registers = Registers()
        self._rules = _USUAL_RULES if rules is None else rules
        self._tables = tables
        self._now_seconds = now_seconds
        self._decoder_key = decoder_key
        self._cipher = block_cipher(decoder_key, config.ea, tables)
        self._tids = TidList(self._rules.tid_depth)
        self._assembly = KeyAssembly(decoder_key.bits, self._rules.key_change_timeout_seconds)
        self._wrong_entries = 0
        self._locked_until_seconds: int | None = None

    @property
    def decoder_key(self) -> DecoderKey:
        """The present key."""
        return self._decoder_key

    def remembered_tids(self) -> tuple[int, ...]:
        """Return the identifiers in memory, smallest first."""
        return self._tids.values()

    def enter(self, text: str) -> Result:
        """Type a token into the meter.

        Args:
            text: what the customer types; spaces and hyphens are ignored.
        """
        if self._is_locked():
            return Result(MeterCode.LOCKED_OUT)
        try:
            content = unseal(Token20.parse(text), self._cipher)
        except (NotAToken, CrcMismatch) as error:
            self._count_wrong_entry()
            is_crc = isinstance(error, CrcMismatch)
            return Result(MeterCode.CRC if is_crc else MeterCode.FORMAT)
        except ReservedToken:
            return Result(MeterCode.FUNCTION)
        self._wrong_entries = 0
        try:
            token = token_of(content, self._decoder_key.bits)
        except BadFormat:
            return Result(MeterCode.FORMAT)
        except OutOfRange:
            return Result(MeterCode.RANGE)
        return self._act(token)

    def _is_locked(self) -> bool:
        until = self._locked_until_seconds
        if until is not None and self._now_seconds() >= until:
            self._locked_until_seconds = None
            return False
        return until is not None

    def _count_wrong_entry(self) -> None:
        self._wrong_entries += 1
        if self._wrong_entries >= self._rules.wrong_entries_max:
            self._wrong_entries = 0
            self._locked_until_seconds = self._now_seconds() + self._rules.lock_seconds

    def _act(self, token: Token) -> Result:
        match token:
            case CreditUnits() | CreditCurrency():
                return self._add_credit(token)
            case MeterTest():
                return Result(self._judge_test(token), token)
            case ReservedContent():
                return Result(MeterCode.FUNCTION, token)
            case (
                FirstKeySection()
                | SecondKeySection()
                | SupplyGroupSection()
                | ThirdKeySection()
                | FourthKeySection()
            ):
                return Result(self._change_key(token), token)
            case _:
                refusal = self._judge_tid(token.tid)
                if refusal is not None:
                    return Result(refusal, token)
                self.registers.apply(token)
                self._tids.remember(token.tid)
                return Result(MeterCode.ACCEPT, token)

    def _judge_test(self, token: MeterTest) -> MeterCode:
        if token.mfr_code == 0:
            return MeterCode.ACCEPT
        pan = self.config.pan
        is_ours = token.mfr_code == pan.mfr_code
        is_long = token.form is MeterTestForm.LONG_MFR
        return (
            MeterCode.ACCEPT if is_ours and is_long == pan.has_long_mfr_code else MeterCode.MFR_CODE
        )

    def _judge_tid(self, tid: int) -> MeterCode | None:
        if is_key_expired(tid, self.ken):
            return MeterCode.KEY_EXPIRED
        verdict = self._tids.judge(tid)
        match verdict:
            case TidVerdict.FRESH:
                return None
            case TidVerdict.USED:
                return MeterCode.USED
            case TidVerdict.OLD:
                return MeterCode.OLD
            case _:
                assert_never(verdict)

    def _judge_credit(self, token: Credit) -> MeterCode | None:
        if self.config.key_type is KeyType.DDTK:
            return MeterCode.DDTK
        if self.config.key_type is KeyType.DITK:
            return MeterCode.KEY_TYPE
        return self._judge_tid(token.tid)

    def _add_credit(self, token: Credit) -> Result:
        refusal = self._judge_credit(token)
        if refusal is not None:
            return Result(refusal, token)
        registers, rules, resource = self.registers, self._rules, token.resource
        match token:
            case CreditUnits(steps=steps):
                if registers.steps[resource] + steps > rules.register_steps_max:
                    return Result(MeterCode.OVERFLOW, token)
                registers.steps[resource] += steps
                result = Result(MeterCode.ACCEPT, token, credited_steps=steps)
            case CreditCurrency(currency_units=units):
                total = registers.currency_units[resource] + units
                if abs(total) > rules.register_currency_units_max:
                    return Result(MeterCode.OVERFLOW, token)
                registers.currency_units[resource] = total
                result = Result(MeterCode.ACCEPT, token, credited_currency_units=units)
            case _:
                assert_never(token)
        self._tids.remember(token.tid)
        return result

    def _change_key(self, section: KeySection) -> MeterCode:
        # Back to an initialisation key only from one.
        if (
            isinstance(section, FirstKeySection)
            and section.key_type is KeyType.DITK
            and self.config.key_type is not KeyType.DITK
        ):
            return MeterCode.KEY_TYPE
        try:
            loaded = self._assembly.add(section, self._now_seconds())
        except BadFormat:
            return MeterCode.FORMAT
        if loaded is None:
            return _CODE_OF_PART[type(section)]
        self._load_key(loaded)
        return MeterCode.ACCEPT

    def _load_key(self, loaded: LoadedKey) -> None:
        self._decoder_key = loaded.decoder_key
        self._cipher = block_cipher(loaded.decoder_key, self.config.ea, self._tables)
        self.ken = loaded.ken
        self.config = replace(
            self.config,
            sgc=loaded.sgc,
            krn=loaded.krn,
            tariff_index=loaded.tariff_index,
            key_type=loaded.key_type,
        )
        if loaded.rollover:
            self._tids.clear()


def judge_as_fresh_meter(
    text: str,
    *,
    config: MeterConfig,
    decoder_key: DecoderKey,
    tables: Ea07Tables,
    ken: int = KEN_MAX,
) -> Result:
    """Return what a meter that has taken no token yet answers to one.

    The key agent compares `token` and the credited amount with what it meant to say, before a
    token leaves. A part of a key change answers with its own code.

    Raises:
        BadKey: the key has the wrong width for `config.ea`.
        UnverifiedAlgorithm: EA09.
        OutOfRange: KEN.
    """
    return VirtualMeter(config, decoder_key, tables, ken=ken).enter(text)
