"""`vendwatt sts`: JSON lines in and out, an exit status, and flat memory."""

import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pos.cli.sts import _lines, sts
from pos.domain.errors import FileNotRead
from pos.sts.tables import SAMPLE_TABLES
from pos.wire.sts_line_input import LINE_BYTES_MAX
from tests.unit.sts.vector_files import generated

_GOOD = b'{"id":1,"op":"meter_test","subclass":0,"control":1,"mfr":0}\n'
_BAD = b'{"id":2}\n'


def run(*arguments: str, lines: bytes) -> Result:
    """Run one command on some lines."""
    return CliRunner().invoke(sts, arguments, input=lines)


def test_vectors_go_through_in_order() -> None:
    """Each line is answered in its place, and all of them make status 0."""
    cases = generated()
    result = run("encode", lines=b"".join(json.dumps(case).encode() + b"\n" for case in cases))
    assert result.exit_code == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [case["id"] for case in cases]
    back = [
        {"id": case["id"], "token": case["token"]}
        | {name: case[name] for name in ("ea", "decoder_key") if name in case}
        for case in cases
        if "token" in case
    ]
    result = run("decode", lines=b"".join(json.dumps(line).encode() + b"\n" for line in back))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(back)


@pytest.mark.parametrize("command", ["encode", "decode"])
def test_a_bad_line_does_not_stop_the_rest(command: str) -> None:
    """The others are answered, and the status is 3."""
    line = _GOOD if command == "encode" else b'{"id":1,"token":"00000000000150997584"}\n'
    good = run(command, lines=line)
    assert good.exit_code == 0
    result = run(command, lines=line + _BAD + line + b"\n" + line)
    assert result.exit_code == 3
    answers = [json.loads(answer) for answer in result.stdout.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False, True, False]


def test_no_lines_are_no_failure() -> None:
    """Nothing asked, nothing answered."""
    result = run("encode", lines=b"")
    assert (result.exit_code, result.stdout) == (0, "")


def test_line_ends() -> None:
    """The last line needs no end, and ends of other systems do."""
    result = run("encode", lines=_GOOD.replace(b"\n", b"\r\n") + _GOOD.rstrip(b"\n"))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


def test_licensed_tables_come_from_a_file(tmp_path: Path) -> None:
    """Under them a token is another one, and is not marked as training."""
    document = {
        "name": "turned",
        "encrypt_sub1": SAMPLE_TABLES.encrypt_sub1[::-1],
        "encrypt_sub2": SAMPLE_TABLES.encrypt_sub2,
        "encrypt_perm": SAMPLE_TABLES.encrypt_perm,
    }
    file = tmp_path / "tables.json"
    file.write_text(json.dumps(document))
    case = next(case for case in generated("credit") if case["ea"] == "07")
    line = json.dumps(case).encode() + b"\n"
    sample = json.loads(run("encode", lines=line).stdout)
    turned = json.loads(run("encode", "--tables", str(file), lines=line).stdout)
    assert sample["training"]
    assert "training" not in turned
    assert sample["block"] == turned["block"]
    assert sample["token"] != turned["token"]


def test_unverified_keys_need_a_switch() -> None:
    """KT 0 is refused unless it is asked for."""
    case = next(case for case in generated("credit") if case["config"]["dkga"] == "02")
    line = case | {"decoder_key": None, "config": case["config"] | {"kt": 0}}
    data = json.dumps(line).encode() + b"\n"
    assert json.loads(run("encode", lines=data).stdout)["error"] == "UNVERIFIED"
    assert run("encode", "--allow-unverified", lines=data).exit_code == 0


@pytest.mark.parametrize("content", [b"", b"{}"])
def test_a_bad_tables_file_is_wrong_usage(tmp_path: Path, content: bytes) -> None:
    """Nothing is read from standard input, and the status is 2."""
    file = tmp_path / "tables.json"
    file.write_bytes(content)
    result = run("encode", "--tables", str(file), lines=_GOOD)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_tables_file_that_cannot_be_read(tmp_path: Path) -> None:
    """None, a folder, one that is too large, a fault of the disk: before any line is answered."""
    large = tmp_path / "large"
    large.write_bytes(b"x" * 100_000)
    for path in (tmp_path / "none", tmp_path, large, Path("/proc/self/mem")):
        result = run("encode", "--tables", str(path), lines=_GOOD)
        assert isinstance(result.exception, FileNotRead)
        assert result.stdout == ""


class _Endless(io.RawIOBase):
    """A line of many megabytes, then a good one; nothing of it is ever in memory at once."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._tail = io.BytesIO(b"\n" + _GOOD)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        assert isinstance(buffer, memoryview)
        if not self._left:
            return self._tail.readinto(buffer)
        count = min(len(buffer), self._left)
        buffer[:count] = b"x" * count
        self._left -= count
        return count


def test_a_line_of_megabytes_costs_no_memory() -> None:
    """It is refused by its start; the next line is whole."""
    stream = io.BufferedReader(_Endless(20_000_000))
    tracemalloc.start()
    lines = list(_lines(stream))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(lines) == 2
    assert len(lines[0]) > LINE_BYTES_MAX
    assert lines[1] + b"\n" == _GOOD
    assert peak < 1_000_000


@pytest.mark.parametrize("extra", [-1, 0, 1, 2, 3])
def test_lines_about_as_long_as_allowed(extra: int) -> None:
    """Whatever the length, the next line begins where it begins."""
    long_line = b"x" * (LINE_BYTES_MAX + extra)
    for end in (b"\n", b"\r\n"):
        lines = list(_lines(io.BytesIO(long_line + end + _GOOD)))
        assert len(lines) == 2
        assert (len(lines[0]) > LINE_BYTES_MAX) == (extra > 0)
        assert lines[1] + b"\n" == _GOOD


def test_answers_come_while_the_input_is_open() -> None:
    """Another program can ask, read the answer, and ask again."""
    code = "from pos.cli.sts import sts; sts()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "encode"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(_GOOD)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == 1
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_reader_who_leaves_is_no_failure() -> None:
    """What was done stays done when nobody reads the answer: status 0, and no word of a fault."""
    command = [sys.executable, "-m", "pos", "sts", "encode"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(_GOOD)
        process.stdin.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""
