"""Where each path of a JSON text stands, so that a refusal can name the line."""

import json
import re
from typing import Final

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class Lines:
    """Where each path of a JSON text stands."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of_token(self, token: str) -> str:
        """Return the line of the first token that reads so, as `line 3`."""
        found = next((at for at in _TOKEN.finditer(self._text) if at.group() == token), None)
        return f"line {self._line(found.start())}" if found else ""

    def of_path(self, path: str) -> int:
        """Return the line of a path, else of the nearest one that would hold it; 0 for none."""
        known = dict(reversed(self._paths()))
        while path:
            if path in known:
                return known[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return 0

    def twice(self) -> tuple[str, str]:
        """Return where a path stands for the second time, and why that is wrong."""
        seen: dict[str, int] = {}
        for path, line in self._paths():
            if path in seen:
                return f"{path} (line {line})", f"stands twice; it is on line {seen[path]} too"
            seen[path] = line
        return "", "a key stands twice in one object"

    def _line(self, position: int) -> int:
        return self._text.count("\n", 0, position) + 1

    def _paths(self) -> list[tuple[str, int]]:
        """Return every path with its line, in order; whatever is not JSON ends it early."""
        found: list[tuple[str, int]] = []
        frames: list[str | int | None] = []
        line, reached, is_key = 1, 0, False
        for token in _TOKEN.finditer(self._text):
            line += self._text.count("\n", reached, token.start())
            reached = token.start()
            text = token.group()
            if text in ("}", "]", ","):
                if text != ",":
                    frames = frames[:-1]
                    is_key = False
                elif frames and isinstance(frames[-1], int):
                    frames[-1] += 1
                elif frames:
                    is_key = True
                continue
            if text == ":":
                continue
            if is_key:
                frames[-1] = str(json.loads(text))
                is_key = False
                found.append((_path_of(frames), line))
                continue
            if frames and isinstance(frames[-1], int):
                found.append((_path_of(frames), line))
            if text == "{":
                frames.append(None)
                is_key = True
            elif text == "[":
                frames.append(0)
        return found


def _path_of(frames: list[str | int | None]) -> str:
    path = ""
    for frame in frames:
        path += f"[{frame}]" if isinstance(frame, int) else f".{frame}" if path else f"{frame}"
    return path
