"""From the shape of a tariff file to its meaning; what makes no sense is refused with its place."""

from collections.abc import Iterable
from fractions import Fraction

from pos.domain.tariff.chain import without_included
from pos.domain.tariff.file import TariffFile
from pos.domain.tariff.own_labels import BLOCK_LABEL, ENERGY_LABEL
from pos.domain.tariff.parts import (
    AdjustmentPart,
    ArrearsPart,
    BasePart,
    BlockPart,
    ChargePart,
    LifelinePart,
)
from pos.domain.tariff.rounding import format_rate
from pos.domain.tariff.terms import (
    ARREARS,
    CHARGES,
    ENERGY,
    RESERVED_NAMES,
    ROUNDING,
    SUBTOTAL,
    TOTAL,
    Adjustment,
    AdjustmentKind,
    ArrearsPolicy,
    Block,
    Charge,
    Collect,
    Lifeline,
    Per,
    When,
)
from pos.domain.tariff.values import (
    MILLI_PER_UNIT,
    must_be_known,
    read_milli,
    read_minor,
    read_money_rounding,
    read_percent,
    read_price,
    read_when,
    refuse,
)

_ONE_WITHOUT_SHARE = "100"


def block_names(file: TariffFile) -> set[str]:
    """Return the names that blocks carry, those of lifelines included."""
    blocks = [*file.blocks, *(block for lifeline in file.lifelines for block in lifeline.blocks)]
    return {block.id for block in blocks if block.id is not None}


def must_be_unique(file: TariffFile) -> None:
    """Refuse a name that two parts carry; a lifeline's block may share that of a block."""
    names: set[str] = set(RESERVED_NAMES)
    carried = [("blocks", block.id) for block in file.blocks if block.id is not None]
    carried += [("charges", charge.id) for charge in file.charges]
    carried += [("adjustments", adjustment.id) for adjustment in file.adjustments]
    for where, name in carried:
        if name in names:
            refuse(where, f"the name {name!r} is taken")
        names.add(name)
    others = names - {block.id for block in file.blocks}
    for name in block_names(file) & others:
        refuse("lifelines", f"the name {name!r} is taken")


def read_adjustments(file: TariffFile, decimals: int) -> tuple[Adjustment, ...]:
    """Return the adjustments in order, each knowing only what stands before it."""
    known = {ENERGY, CHARGES, SUBTOTAL, ARREARS, TOTAL, *block_names(file)}
    known |= {charge.id for charge in file.charges}
    adjustments = []
    for index, part in enumerate(file.adjustments):
        where = f"adjustments[{index}]"
        must_be_known(part.units_of, block_names(file), f"{where}.units_of")
        _must_stand_below(part, {each.id for each in file.adjustments[index:]}, f"{where}.of")
        adjustments.append(_adjustment(part, known, decimals, where))
        known.add(part.id)
    return tuple(adjustments)


def _must_stand_below(part: AdjustmentPart, later: set[str], where: str) -> None:
    """Refuse a base that is not worked out yet: of taxes on each other one comes first."""
    for item in part.of:
        name = item.part if isinstance(item, BasePart) else item
        if name in later:
            refuse(where, f"{name!r} must stand above {part.id!r} to be a part of its base")


def _adjustment(part: AdjustmentPart, known: set[str], decimals: int, where: str) -> Adjustment:
    if (part.percent is None) == (part.per_unit is None):
        refuse(where, "has either percent or per_unit")
    if bool(part.of) != (part.percent is not None):
        refuse(f"{where}.of", "percent needs it, and per_unit has none")
    if part.units_of and part.per_unit is None:
        refuse(f"{where}.units_of", "goes with per_unit only")
    bases = [
        item if isinstance(item, BasePart) else BasePart(item, _ONE_WITHOUT_SHARE)
        for item in part.of
    ]
    must_be_known((base.part for base in bases), known, f"{where}.of")
    kind = AdjustmentKind(part.kind)
    sign = -1 if kind is AdjustmentKind.REBATE else 1
    per_unit = read_price(part.per_unit or "0", decimals)
    return Adjustment(
        name=part.id,
        label=part.label,
        kind=kind,
        factor=sign * read_percent(part.percent or "0"),
        base=tuple((base.part, read_percent(base.share)) for base in bases),
        per_milli=sign * per_unit * Fraction(1, MILLI_PER_UNIT),
        units_of=tuple(part.units_of),
        rate=part.percent or part.per_unit or "",
        when=read_when(part.when, decimals, f"{where}.when"),
        rounding=read_money_rounding(part.rounding, decimals, f"{where}.rounding"),
    )


def _included(
    names: tuple[str, ...], adjustments: tuple[Adjustment, ...], where: str
) -> tuple[Adjustment, ...]:
    must_be_known(names, [adjustment.name for adjustment in adjustments], where)
    included = tuple(adjustment for adjustment in adjustments if adjustment.name in names)
    if any(adjustment.when != When() for adjustment in included):
        refuse(where, "an adjustment with conditions cannot be included")
    return included


def read_blocks(
    parts: tuple[BlockPart, ...],
    file: TariffFile,
    adjustments: tuple[Adjustment, ...],
    decimals: int,
    where: str,
) -> tuple[Block, ...]:
    """Return blocks with their rates net of what the file says they include."""
    included = _included(file.rates_include, adjustments, "rates_include")
    blocks: list[Block] = []
    reached = 0
    for index, part in enumerate(parts):
        place = f"{where}[{index}]"
        is_last = index == len(parts) - 1
        if is_last != (part.up_to is None):
            refuse(f"{place}.up_to", "every block but the last has one")
        up_to = None if part.up_to is None else read_milli(part.up_to, f"{place}.up_to")
        if up_to is not None and up_to <= reached:
            refuse(f"{place}.up_to", "must be above that of the block before")
        reached = up_to or reached
        gross = read_price(part.rate, decimals) * Fraction(1, MILLI_PER_UNIT)
        rate = without_included(gross, included, name=part.id or "", group=ENERGY)
        if rate is None or (is_last and rate == 0):
            refuse(f"{place}.rate", "nothing would be left of it")
        own = ENERGY_LABEL if len(parts) == 1 else BLOCK_LABEL.format(number=index + 1)
        label = part.label or own
        net = format_rate(rate * MILLI_PER_UNIT * Fraction(1, 10**decimals))
        shown = net if included else part.rate
        if part.first_vend_only and is_last:
            refuse(f"{place}.first_vend_only", "not in the last block: later purchases need one")
        blocks.append(Block(part.id or "", label, up_to, rate, shown, part.first_vend_only))
    return tuple(blocks)


def read_lifelines(
    parts: tuple[LifelinePart, ...],
    file: TariffFile,
    adjustments: tuple[Adjustment, ...],
    decimals: int,
) -> tuple[Lifeline, ...]:
    """Return lifelines in ascending order."""
    lifelines: list[Lifeline] = []
    reached = 0
    for index, part in enumerate(parts):
        where = f"lifelines[{index}]"
        up_to = read_milli(part.up_to, f"{where}.up_to")
        if up_to <= reached:
            refuse(f"{where}.up_to", "must be above that of the lifeline before")
        reached = up_to
        blocks = read_blocks(part.blocks, file, adjustments, decimals, f"{where}.blocks")
        lifelines.append(Lifeline(up_to, blocks, recovers=part.when_passed == "recover"))
    return tuple(lifelines)


def read_charges(
    parts: tuple[ChargePart, ...], adjustments: tuple[Adjustment, ...], decimals: int
) -> tuple[Charge, ...]:
    """Return charges net of what they include."""
    charges = []
    for index, part in enumerate(parts):
        where = f"charges[{index}]"
        included = _included(part.includes, adjustments, f"{where}.includes")
        gross = read_price(part.amount, decimals) * Fraction(part.quantity)
        amount = without_included(gross, included, name=part.id, group=CHARGES)
        if amount is None:
            refuse(f"{where}.amount", "nothing would be left of it")
        charges.append(
            Charge(
                name=part.id,
                label=part.label,
                amount=amount,
                gross_factor=Fraction(gross, amount) if amount else Fraction(1),
                rate=format_rate(amount * Fraction(1, 10**decimals)),
                per=Per(part.per),
                when=read_when(part.when, decimals, f"{where}.when"),
                rounding=read_money_rounding(part.rounding, decimals, f"{where}.rounding"),
            )
        )
    return tuple(charges)


def read_arrears(
    part: ArrearsPart, file: TariffFile, adjustments: tuple[Adjustment, ...], decimals: int
) -> ArrearsPolicy:
    """Return the policy for arrears."""
    collect = Collect(part.collect)
    has_percent = collect in (Collect.SHARE, Collect.SHARE_OF_DEBT)
    is_periodic = collect is not Collect.ALL and not has_percent
    if (part.percent is not None) != has_percent:
        refuse("arrears.percent", "goes with share and share_of_debt and nothing else")
    if (part.amount is not None) != is_periodic:
        refuse("arrears.amount", "goes with per_vend, per_day and per_month and nothing else")
    share = read_percent(part.percent or "0")
    cap = None if part.cap is None else read_percent(part.cap)
    if max(share, cap or Fraction(0)) > 1:
        refuse("arrears", "no more than 100 percent")
    known = {ENERGY, CHARGES, SUBTOTAL, *block_names(file)}
    known |= {charge.id for charge in file.charges}
    known |= {adjustment.id for adjustment in file.adjustments}
    must_be_known(part.less, known, "arrears.less")
    circular = _on_arrears(adjustments)
    if circular.intersection(part.less) or (circular and SUBTOTAL in part.less):
        refuse("arrears.less", "takes off what is itself laid on arrears")
    return ArrearsPolicy(
        collect=collect,
        share=share,
        amount=read_minor(part.amount or "0", decimals, "arrears.amount"),
        cap=cap,
        less=tuple(part.less),
        carries_forward=part.carry_forward,
        label=part.label,
        rounding=read_money_rounding(part.rounding, decimals, "arrears.rounding"),
    )


def read_remainder_to(name: str, adjustments: Iterable[Adjustment]) -> str:
    """Return where remainders go, if it takes any."""
    takers = {each.name for each in adjustments if each.kind is not AdjustmentKind.REBATE}
    must_be_known((name,), {ENERGY, ROUNDING, *takers}, "remainder_to")
    return name


def _on_arrears(adjustments: Iterable[Adjustment]) -> set[str]:
    circular: set[str] = set()
    for adjustment in adjustments:
        bases = {name for name, _ in adjustment.base}
        if ARREARS in bases or circular & bases or (circular and SUBTOTAL in bases):
            circular.add(adjustment.name)
    return circular
