"""A key that head office seals for one terminal, by the real commands on both sides."""

from pathlib import Path

from tests.command_line import vendwatt
from tests.custody_stories import attributes_file, components_of
from tests.journeys.test_sync_journey import serving, shop_of

NOT_WHOLE = (3, "LOAD-02", "not_involved")


def test_a_key_is_sealed_from_all_its_components_and_from_no_fewer(
    till: Path, tmp_path: Path
) -> None:
    """What a file says of its set is compared, also where it does not know the whole key."""
    shop = shop_of(till, tmp_path)
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(till, "enrol", "--url", url, "--code", code).status == 0
    public, attributes = tmp_path / "public.json", tmp_path / "attributes.json"
    attributes.write_bytes(attributes_file(sgc="888888"))
    assert vendwatt(till, "keys", "sealing-key", "--out", str(public)).status == 0
    parts = tmp_path / "parts"
    make = ("keys", "split", "--attributes", str(attributes), "--components", "3")
    made = vendwatt(till, *make, "--out", str(parts)).line
    files = [Path(each["file"]) for each in made["components"]]
    for file in files:
        # As from a program that says which component it is, and not what the key is.
        file.write_text("\n".join(file.read_text().splitlines()[:2]))
    bare = tmp_path / "bare"
    bare.touch(0o600)
    bare.write_bytes(components_of(attributes.read_bytes())[0].splitlines()[0])

    out = tmp_path / "sealed"
    seal = ("seal-key", shop.terminal, "--sealing-key", str(public), "--out", str(out))
    of = ("--attributes", str(attributes))
    swapped = ("seal-key", shop.terminal, "--sealing-key", str(attributes), "--out", str(out))
    no_such_key = shop.office(*swapped, *of, "--component", str(bare)).refusal()
    assert no_such_key == (2, "SYNC-09", "not_involved")
    for some in (files[:2], files[:1], [bare]):
        brought = [word for file in some for word in ("--component", str(file))]
        assert shop.office(*seal, *of, *brought).refusal() == NOT_WHOLE
    assert not out.exists()
    brought = [word for file in files for word in ("--component", str(file))]
    assert shop.office(*seal, *of, *brought).line["check_value"] == made["check_value"]
    loaded = vendwatt(till, "keys", "load", "--sealed", str(out)).line
    assert (loaded["sgc"], loaded["check_value"]) == ("888888", made["check_value"])
