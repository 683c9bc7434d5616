"""Scanner or person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.presenters.scan_router import Key, Routed, ScanRouter, ScanRules, meter_in

METER = "00000000018"
PAN = "600727000000000009"


def played(text: str, gap_ms: int, rules: ScanRules | None = None) -> tuple[str, list[str]]:
    """Press keys at a pace; return what was replayed and what was scanned."""
    router = ScanRouter(rules or ScanRules())
    replayed, scans = "", []
    now = 10_000

    def take(routed: Routed) -> None:
        nonlocal replayed
        replayed += "".join(key.text for key in routed.replay)
        if routed.scan:
            scans.append(routed.scan)

    for character in text:
        take(router.key(Key(character, now)))
        now += gap_ms
        take(router.silence(now))
    take(router.silence(now + 1_000))
    assert not router.is_holding
    return replayed, scans


@pytest.mark.parametrize("ending", ["\r", "\n", "\t", ""])
def test_a_scan_goes_out_whole(ending: str) -> None:
    """With Enter, Tab or silence behind it; the ending is swallowed."""
    assert played(METER + ending, 5) == ("", [METER])


def test_a_card_gives_its_number() -> None:
    """Track 2 of a meter card."""
    assert played(f";{PAN}=9912000?\r", 3) == ("", [PAN])


@pytest.mark.parametrize(
    "swipe",
    [
        f";{PAN}=25120207990011011?",
        f";{PAN}=25120207990011011?7",
        f";{PAN}=25120207990011011",
        f"%B{PAN}^DIALLO/AMINA MS^2512?;{PAN}=2512?",
        f"%B{PAN}^DIALLO/AMINA^2512?:;{PAN}=2512?<",
    ],
)
@pytest.mark.parametrize("prefix", ["", "~"])
def test_readers_send_more_or_less_of_a_card(swipe: str, prefix: str) -> None:
    """With track 1, with a check character, without the end; a prefix is the scanner's."""
    assert played(f"{swipe}\r", 10, ScanRules(prefix=prefix)) == ("", [PAN])


def test_a_swipe_in_the_middle_of_typing() -> None:
    """What was typed just before is typing."""
    assert played(f"12;{PAN}=2512?\r", 5) == ("12", [PAN])


@pytest.mark.parametrize("swipe", [";5412751234567890=2512101?", ";60072700000", "%B5412^A B^25?"])
def test_another_card_is_played_to_nobody(swipe: str) -> None:
    """Nor is half of one."""
    assert played(f"{swipe}\r", 5) == ("", [])


def test_a_burst_is_told_from_quick_fingers() -> None:
    """By its pace; short ones are never one."""
    for text, gap_ms, is_burst in (
        ("4006381333931", 5, True),
        ("4006381333931", 60, False),
        ("100500", 5, False),
    ):
        router = ScanRouter()
        for place, character in enumerate(text):
            router.key(Key(character, 1_000 + gap_ms * place))
        routed = router.key(Key("\r", 1_000 + gap_ms * len(text)))
        assert (routed.is_burst, routed.is_unread) == (is_burst, False)
        assert "".join(key.text for key in routed.replay) == f"{text}\r"


def test_a_person_types_every_key() -> None:
    """Slow keys and their Enter are played back in order."""
    assert played(METER + "\r", 180) == (METER + "\r", [])


def test_a_fast_amount_is_no_scan() -> None:
    """Short, so it is typing, and Enter with it."""
    assert played("100.50\r", 20) == ("100.50\r", [])


def test_a_quick_wrong_number_is_played_back() -> None:
    """What does not read as a meter number is left to the field, which explains it."""
    wrong = METER[:-1] + "3"
    assert played(wrong + "\r", 5) == (wrong + "\r", [])


def test_letters_are_never_held_back() -> None:
    """A name appears as it is typed."""
    router = ScanRouter()
    assert router.key(Key("A", 1)).replay == (Key("A", 1),)
    assert not router.is_holding


def test_the_prefix_of_the_scanner_decides_alone() -> None:
    """With it set, digits are never held back, and a prefixed scan is one at any length."""
    rules = ScanRules(prefix="~")
    assert played(METER + "\r", 5, rules) == (METER + "\r", [])
    assert played("~" + METER + "\r", 5, rules) == ("", [METER])


def test_a_scan_after_typing_is_told_apart() -> None:
    """A pause, then a burst: the digit before stays typed."""
    router = ScanRouter()
    typed = router.key(Key("5", 0)).replay
    for place, character in enumerate(METER):
        typed += router.key(Key(character, 1_000 + 5 * place)).replay
    assert "".join(key.text for key in typed) == "5"
    assert router.key(Key("\r", 1_060)).scan == METER


@given(
    st.lists(st.tuples(st.sampled_from("0123456789;=?abc\r\t.-"), st.integers(0, 300)), max_size=60)
)
def test_nothing_typed_is_ever_lost(keys: list[tuple[str, int]]) -> None:
    """Replayed keys and scans together hold every key, in order."""
    router = ScanRouter()
    now, seen = 0, ""
    for character, gap in keys:
        now += gap
        for routed in (router.silence(now), router.key(Key(character, now))):
            seen += "".join(key.text for key in routed.replay) + routed.scan
    routed = router.silence(now + 1_000)
    seen += "".join(key.text for key in routed.replay) + routed.scan
    typed = "".join(character for character, _ in keys)
    remaining = iter(typed)
    assert all(character in remaining for character in seen)
    if not any(len(part) >= 8 for part in typed.replace("\t", "\r").split("\r")):
        assert seen == typed


@pytest.mark.parametrize("text", ["", "123", "abc", PAN[:-1] + "0", f";{PAN}"])
def test_what_is_no_meter_number(text: str) -> None:
    """Too short, letters, a wrong check digit, half a track."""
    assert meter_in(text) == ""
