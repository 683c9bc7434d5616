"""Checks a journal export with nothing but the manual's page on the journal (journal.md).

    python journal_checker.py EXPORT      exit status 0 for a whole one, 1 and a reason otherwise

It shares no line with the program. The numbers in brackets are those of the page's list.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def check(lines: list[str]) -> str:
    """Return what is wrong with an export, empty for nothing."""
    first = json.loads(lines[0])
    device_key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(first["device_key"]))
    hashes: list[str] = []
    for line in lines[1:]:
        record = json.loads(line)
        try:
            if record["record"] == "entry":
                fault = _entry_fault(first, record, hashes, device_key)
                hashes.append(record["hash"])
            else:
                fault = _head_fault(first, record, hashes, device_key)
        except InvalidSignature:
            fault = "signature"
        if fault:
            return f"{record['record']} {record['seq']}: {fault}"
    return ""


def _entry_fault(first: Any, record: Any, hashes: list[str], device_key: Ed25519PublicKey) -> str:
    body: str = record["body"]
    entry = json.loads(body)
    if record["seq"] != len(hashes) + 1:
        return "gap"  # (1)
    if hashlib.sha256(b"vendwatt journal entry 1\0" + body.encode()).hexdigest() != record["hash"]:
        return "hash"  # (2)
    own = (entry["seq"], entry["terminal"], entry["incarnation"])
    if own != (record["seq"], first["terminal"], first["incarnation"]):
        return "place"  # (3)
    if entry["previous"] != (hashes[-1] if hashes else "0" * 64):
        return "link"  # (3)
    if entry["payload"]["kind"] in ("sale_committed", "issue_recovered"):  # (5)
        issue = entry["payload"]["issue"]
        plain = json.dumps(issue | {"signature": ""}, separators=(",", ":"), ensure_ascii=False)
        message = b"vendwatt issue receipt 1\0" + plain.encode()
        device_key.verify(bytes.fromhex(issue["signature"]), message)
    return ""


def _head_fault(first: Any, record: Any, hashes: list[str], device_key: Ed25519PublicKey) -> str:
    if hashes[record["seq"] - 1] != record["hash"]:
        return "hash"  # (4)
    parts = (first["terminal"], first["incarnation"], record["seq"], record["hash"])
    message = b"\0".join([b"vendwatt journal head 1", *(str(part).encode() for part in parts)])
    device_key.verify(bytes.fromhex(record["signature"]), message)  # (4)
    return ""


if __name__ == "__main__":
    found = check(Path(sys.argv[1]).read_text("utf-8").splitlines())
    sys.exit(f"{sys.argv[1]}: {found}" if found else 0)
