"""Reading codes aloud, through a speech program of the machine where there is one.

A code goes to the program's standard input, never into its arguments, which others on the machine
can read. Nobody waits for it: the next code, or leaving the screen, ends what is being said.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QStandardPaths


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speech program.

    Attributes:
        program: as it is found on the path.
        arguments: that make it read standard input, slowly.
        language: option before the language's code.
    """

    program: str
    arguments: tuple[str, ...]
    language: str


SPEAKERS = (
    Speaker("spd-say", ("--pipe-mode", "--wait", "--rate", "-40"), "--language"),
    Speaker("espeak-ng", ("--stdin", "-s", "110"), "-v"),
    Speaker("espeak", ("--stdin", "-s", "110"), "-v"),
)


def found_speaker(speakers: tuple[Speaker, ...] = SPEAKERS) -> Speaker | None:
    """Return the first speech program that this machine has."""
    found = (one for one in speakers if QStandardPaths.findExecutable(one.program))
    return next(found, None)


class Voice(QObject):
    """Says one thing at a time.

    Args:
        parent: owns it.
        speaker: None for a machine that cannot speak; then nothing is said.
    """

    def __init__(self, parent: QObject, speaker: Speaker | None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._process: QProcess | None = None

    def say(self, text: str, language: str) -> None:
        """Begin to say a text in place of the last one.

        Args:
            text: what is said; a digit with spaces around it is said as a digit.
            language: its code; empty for the machine's own.
        """
        self.hush()
        speaker = self._speaker
        if speaker is None:
            return
        spoken = [speaker.language, language] if language else []
        process = QProcess(self)
        process.setProgram(QStandardPaths.findExecutable(speaker.program))
        process.setArguments([*speaker.arguments, *spoken])
        process.finished.connect(process.deleteLater)
        process.errorOccurred.connect(process.deleteLater)
        self._process = process
        process.destroyed.connect(self._ended)
        process.start()
        process.write(text.encode())
        process.closeWriteChannel()

    def hush(self) -> None:
        """End what is being said."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _ended(self) -> None:
        self._process = None


def spoken_codes(codes: tuple[tuple[str, ...], ...]) -> str:
    """Return codes as they are dictated: digit by digit, a stop after each group of four."""
    return "\n".join(". ".join(" ".join(group) for group in groups) + "." for groups in codes)
