"""Under which name attempts of an address are counted."""

import pytest

from pos.headoffice.console.attempts import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_who_has_a_network_is_one(address: str, network: str) -> None:
    """Another address of the same 64 bits is nobody else."""
    assert network_of(address) == network
