"""Where a terminal's folder can be made, and what is said where it cannot."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest

from pos.bootstrap import making
from pos.bootstrap.making import made_whole
from pos.domain.errors import FileNotWritten


def nobodys(*, dir: Path) -> NoReturn:  # noqa: A002 - as the real one calls it.
    """Be refused as in a folder of another user's."""
    raise PermissionError(errno.EACCES, "denied", dir)


@pytest.mark.parametrize(("folder", "name"), [("/till", "/"), ("/shops/till", "shops")])
def test_a_place_that_is_not_ours_is_named(
    monkeypatch: pytest.MonkeyPatch, folder: str, name: str
) -> None:
    """Also the root of the disk, which has no name."""
    monkeypatch.setattr(making, "TemporaryFile", nobodys)
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    with pytest.raises(FileNotWritten) as refused:
        made_whole(Path(folder), lambda _: pytest.fail("nothing is made"))
    assert refused.value.facts["name"] == name
