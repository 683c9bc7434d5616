"""Finding a meter as people ask for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.meter import Person, display_number
from pos.store.store import SqlStore
from tests import store_stories as story

PEOPLE = (
    Person("p1", "100200", "José Machava", "12 Baobab Street", "+27 82 123 4567", "7001015009087"),
    Person("p2", "100201", "Josefina Banda", "7 Rua dos Césares", "082 555 0001", ""),
    Person("p3", "12345678", "Jos O'Brien", "12 Palm Street", "", ""),
    Person("p4", "", "فاطمة الزهراء", "شارع النيل", "", ""),
    Person("p6", "", "Zoë Łukasiewicz", "3 Rue de l'Évêché", "", ""),
    Person("p7", "", "أحمد على", "ɗakin Ƙasa", "", ""),
    Person("p8", "", "ሐና ዓለሙ", "", "0835551234", ""),
    Person("p5", "100200", "Ann Machava", "12 Baobab Street", "27821234567", ""),
)


@pytest.fixture(name="store", scope="module")
def _store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Give a store with five customers, one meter each, and a meter without a customer."""
    store = story.store_for_business(tmp_path_factory.mktemp("search"))
    meters = [story.a_meter(number, f"p{number}") for number in (1, 2, 3, 4, 5)]
    meters += [story.a_meter(number + 1, f"p{number}") for number in (6, 7, 8)]
    with store.write() as work:
        work.put_meters([*meters, story.a_meter(6)], PEOPLE)
        work.commit()
    yield store
    store.close()


def found(store: SqlStore, text: str, limit: int = 9) -> list[str]:
    """Return the handles of the customers found."""
    with store.read() as reads:
        return [meter.person_ref for meter in reads.find_meters(text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        (story.pan(2), ["p2"]),
        (display_number(story.pan(2)), ["p2"]),
        (" ".join(display_number(story.pan(2))), ["p2"]),
        (story.pan(6), [""]),
        ("100201", ["p2"]),
        ("100200", ["p1", "p5"]),
        ("jose", ["p1", "p2"]),
        ("JOSÉ", ["p1", "p2"]),
        ("jos", ["p3", "p1", "p2"]),
        ("machava 12", ["p1", "p5"]),
        ("street ann", ["p5"]),
        ("cesares", ["p2"]),
        ("O'Brien", ["p3"]),
        ("فاطمة", ["p4"]),
        ("فاطمه", ["p4"]),
        ("obrien", ["p3"]),
        ("O\u2019Brien", ["p3"]),
        ("lukasiewicz zoe", ["p6"]),
        ("Łukas", ["p6"]),
        ("leveche", ["p6"]),
        ("احمد علي", ["p7"]),
        ("أحمد", ["p7"]),
        ("kasa", ["p7"]),
        ("ሀና", ["p8"]),
        ("ሐና አለሙ", ["p8"]),
        ("٠٨٣٥٥٥١٢٣٤", ["p8"]),
        ("AND", []),
        ("+27 82 123 4567", ["p1", "p5"]),
        ("0821234567", ["p1", "p5"]),
        ("082-555", ["p2"]),
        ("0825550001", ["p2"]),
        ("12345678", ["p3"]),
        ("7001015009087", []),
        ("nobody", []),
        ("", []),
        ("   ", []),
        ('"', []),
        ("*", []),
        ("-- NEAR(", []),
        ("name:machava", []),
        ("\0", []),
        ("\udcff", []),
    ],
)
def test_people_find_their_meter(store: SqlStore, text: str, refs: list[str]) -> None:
    """By number, account, phone, and words of name and address; never by identity number."""
    assert found(store, text) == refs


def test_no_more_than_asked(store: SqlStore) -> None:
    """A limit holds over all ways of finding together."""
    assert found(store, "jos", limit=2) == ["p3", "p1"]
    assert found(store, "100200", limit=1) == ["p1"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=30))
def test_no_text_breaks_the_search(store: SqlStore, text: str) -> None:
    """Whatever is typed is looked for, never understood as a query."""
    assert len(found(store, text)) <= 9


def test_changed_customers_are_found_by_their_new_words_only(tmp_path: Path) -> None:
    """The old name leaves the index when a customer is replaced."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        work.put_meters([story.a_meter(1, "p1")], [story.a_person("p1", "Old Name", "0111111111")])
        work.put_meters([], [story.a_person("p1", "New Person", "0222222222")])
        work.commit()
    assert found(store, "old") == found(store, "0111111111") == []
    assert found(store, "new") == found(store, "0222222222") == ["p1"]
    store.close()
