"""Hand a job to a printer of Windows, as it is, through the system's own spooler.

Written from Microsoft's description of OpenPrinter, StartDocPrinter and WritePrinter, and never
tried on Windows yet.
"""

import ctypes
from ctypes import wintypes
from typing import Any, Final

from printers.errors import PrinterUnreachable, StorageRefused
from printers.transport.whole_job import WholeJob

_LEVEL_ONE: Final = 1


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", wintypes.LPWSTR),
        ("pOutputFile", wintypes.LPWSTR),
        ("pDatatype", wintypes.LPWSTR),
    )


class WindowsTransport(WholeJob):
    """One job on its way into the spooler of Windows.

    Args:
        name: name of the printer.
        title: the job's title in the spooler; everybody can read it.

    Raises:
        PrinterUnreachable: this is not Windows, or it has no such printer.
    """

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._spooler = _Spooler(name)
        self._title = title

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Put the job into the spooler.

        Returns:
            False: a spooler is not paper.

        Raises:
            StorageRefused: the spooler did not take all of it; `bytes_sent` tells how much.
        """
        data = bytes(self._data)
        if not self._spooler.begin(self._title):
            raise StorageRefused("the spooler of Windows does not take the job")
        self._bytes_sent = self._spooler.write(data)
        if not self._spooler.end() or self._bytes_sent != len(data):
            raise StorageRefused(
                "the spooler of Windows did not take all of the job", bytes_sent=self._bytes_sent
            )
        return False

    def close(self) -> None:
        """Let go of the printer; may be called more than once."""
        super().close()
        self._spooler.close()


class _Spooler:
    """The few calls of winspool.drv that a raw job needs."""

    def __init__(self, name: str) -> None:
        if not hasattr(ctypes, "WinDLL"):
            raise PrinterUnreachable("printers of Windows are reached from Windows only")
        # Looked up by name: other systems' ctypes does not have it.
        self._library: Any = getattr(ctypes, "WinDLL")("winspool.drv")  # noqa: B009 -- the same
        self._handle = wintypes.HANDLE()
        self._is_open = bool(self._library.OpenPrinterW(name, ctypes.byref(self._handle), None))
        if not self._is_open:
            raise PrinterUnreachable("Windows has no printer of this name")

    def begin(self, title: str) -> bool:
        """Begin a document of raw bytes."""
        info = _DocInfo(title, None, "RAW")
        started = self._library.StartDocPrinterW(self._handle, _LEVEL_ONE, ctypes.byref(info))
        return bool(started) and bool(self._library.StartPagePrinter(self._handle))

    def write(self, data: bytes) -> int:
        """Return how many bytes were taken."""
        written = wintypes.DWORD()
        self._library.WritePrinter(self._handle, data, len(data), ctypes.byref(written))
        return int(written.value)

    def end(self) -> bool:
        """End the document."""
        is_page_ended = bool(self._library.EndPagePrinter(self._handle))
        return bool(self._library.EndDocPrinter(self._handle)) and is_page_ended

    def close(self) -> None:
        """Close the printer."""
        if self._is_open:
            self._is_open = False
            self._library.ClosePrinter(self._handle)
