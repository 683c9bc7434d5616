"""Files that people publish, cut into bodies of bundles."""

import msgspec
import pytest

from pos.domain.errors import BundleMalformed
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.wire.bundle import BundleKind
from pos.wire.bundle_bodies import PEOPLE_BYTES_MAX, ListedOperator, listed_people


def test_a_list_of_people_is_cut_to_what_a_key_agent_takes() -> None:
    """None is lost, whatever their names; an empty list is one bundle, as ever."""
    people = [ListedOperator("𝒜" * 36 + f"{n:04d}", "supervisor", 1 << 53, 1) for n in range(250)]
    bodies = list(bodies_of(BundleKind.OPERATORS, [msgspec.json.encode(people)]))
    assert len(bodies) == 3
    assert all(len(body.encode()) <= PEOPLE_BYTES_MAX for body in bodies)
    found = [person for body in bodies for person in listed_people(body) or ()]
    assert found == people
    assert list(bodies_of(BundleKind.OPERATORS, [b"[]"])) == ["[]"]
    with pytest.raises(BundleMalformed):
        list(bodies_of(BundleKind.OPERATORS, [b"{}"]))


def test_the_last_word_about_a_person_counts_and_supervisors_come_first() -> None:
    """So that a list which puts one in another's place leaves nobody without one."""
    amina, gone = ListedOperator("Amina", "agent"), ListedOperator("B", "supervisor", removed=True)
    first = ListedOperator("Amina", "supervisor")
    new = ListedOperator("C", "supervisor")
    body = msgspec.json.encode([first, gone, new, amina]).decode()
    assert listed_people(body) == (new, amina, gone)
    assert listed_people(body + " " * PEOPLE_BYTES_MAX) is None
