"""Ready-made values that tests change in the one respect they are about."""

from typing import Any

import msgspec

from pos.domain.entries import (
    IssuedToken,
    IssueReceipt,
    MeterKeyed,
    QuoteLine,
    SaleBegun,
    TenderTaken,
)

A_PAN = "600727000000000009"
A_SALE_ID = "00000000-0000-4000-8000-000000000001"


def a_sale_begun(**changes: Any) -> SaleBegun:
    """A sale of R 100 for 45.5 kWh, paid with R 200; `tendered` is cash."""
    if "tendered" in changes:
        changes["tenders"] = (TenderTaken("cash", changes.pop("tendered")),)
    begun = SaleBegun(
        sale_id=A_SALE_ID,
        meter=MeterKeyed(pan=A_PAN, sgc="990011", krn=1, tariff_index="01", key_type=2, ea="11"),
        resource="electricity",
        currency="ZAR",
        total=10000,
        tenders=(TenderTaken("cash", 20000),),
        change=10000,
        rounding=0,
        units_milli=45500,
        credited_milli=45500,
        lines=(QuoteLine("energy", "Energy", 45500, "2.1978", 10000),),
        tariff="training",
        tariff_digest="0" * 64,
        month="2026-11",
        month_to_date_milli=0,
        shift_no=1,
        printer="",
    )
    return msgspec.structs.replace(begun, **changes)


def a_token(**changes: Any) -> IssuedToken:
    """A training token of 45.5 kWh."""
    token = IssuedToken(
        kind="credit",
        digits="12345678901234567890",
        units_milli=45500,
        tid=6779000,
        krn=1,
        training=True,
    )
    return msgspec.structs.replace(token, **changes)


def an_issue(**changes: Any) -> IssueReceipt:
    """The agent's first issue."""
    issue = IssueReceipt(
        issue_no=1,
        issued_at="2026-11-22T10:00:00.000Z",
        sale_id=A_SALE_ID,
        request_digest="0" * 64,
        lease_serial=1,
        money_issued=10000,
        energy_issued_milli=45500,
        tokens=(a_token(),),
        signature="00" * 64,
    )
    return msgspec.structs.replace(issue, **changes)
