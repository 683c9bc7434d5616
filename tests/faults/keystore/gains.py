"""What a thief gained, in a line for people: `pytest -s tests/faults/keystore` prints them all."""


def gained(attack: str, gain: str) -> None:
    """Print one attack and what it brought."""
    print(f"\nattack: {attack}\n  gained: {gain}")  # noqa: T201 - it is what these tests are for.
