"""What journal, database, folder and printer may refuse."""

from pos.domain.errors.base import (
    BadValue,
    DeviceFault,
    IntegrityFault,
    MoneyStands,
    NextStep,
    NotFound,
    Refused,
    Unavailable,
)


class JournalDamaged(IntegrityFault):
    """Facts: seq (first bad entry), why."""

    code = "JOURNAL-01"
    next_step = NextStep.RESTORE


class JournalShortened(IntegrityFault):
    """The agent's last signed head is not in the journal. Facts: seq, found."""

    code = "JOURNAL-02"
    next_step = NextStep.RESTORE


class ProjectionsDiffer(IntegrityFault):
    """A rebuild gave other tables than those stored. Facts: table, key."""

    code = "JOURNAL-03"


class StoreDamaged(IntegrityFault):
    """A page of the database or a kept file is not what was written. Facts: page, file."""

    code = "STORE-01"
    next_step = NextStep.RESTORE


class StoreBusy(Unavailable):
    """Another process holds the database. Facts: none."""

    code = "STORE-02"


class DiskFull(DeviceFault):
    """Facts: none."""

    code = "STORE-03"
    next_step = NextStep.FREE_DISK_SPACE


class FileNotWritten(DeviceFault):
    """A file that was asked for could not be written. Facts: name, why as of `FileNotRead`."""

    code = "STORE-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class StoreUnusable(DeviceFault):
    """The disk reports errors or refuses writing. Facts: why."""

    code = "STORE-04"
    next_step = NextStep.CALL_SUPERVISOR


class MadeByNewerProgram(StoreUnusable):
    """A newer program made what is stored; it is whole, and waits for that. Facts: file."""

    code = "STORE-09"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.UPDATE_PROGRAM


class FolderInUse(Unavailable):
    """Facts: why."""

    code = "FOLDER-01"
    # Who has it may be stuck, or a key agent whose socket was taken away.
    next_step = NextStep.START_AGAIN


class FolderNotATerminal(NotFound):
    """Facts: folder; the command line adds it."""

    code = "FOLDER-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER


class FolderNotEmpty(Refused):
    """Set-up was pointed at a folder that holds a terminal or other files. Facts: none."""

    code = "FOLDER-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER


class AuditFolderMissing(NotFound):
    """There is no export for an auditor in this folder. Facts: folder."""

    code = "AUDIT-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER


class AuditIndexDiffers(IntegrityFault):
    """The page that people read does not say what the journal beside it says. Facts: file."""

    code = "AUDIT-02"
    money = MoneyStands.NOT_INVOLVED


class PrinterAddressMalformed(BadValue):
    """Facts: text, why."""

    code = "PRINT-01"


class PrintUnsettled(DeviceFault):
    """Nobody said yet whether a receipt came out. Facts: jobs."""

    code = "PRINT-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHECK_PRINTER


class CopiesNeedSupervisor(Refused):
    """Facts: copy, limit."""

    code = "PRINT-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class PrinterNotReady(DeviceFault):
    """A printer that was asked cannot print. Facts: printer, said."""

    code = "PRINT-06"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHECK_PRINTER


class LanguageUnknown(BadValue):
    """There are no words of it for paper. Facts: language, known."""

    code = "PRINT-05"
    money = MoneyStands.NOT_INVOLVED


class PrintJobUnknown(NotFound):
    """Facts: job."""

    code = "PRINT-02"
    money = MoneyStands.NOT_INVOLVED


class BackupNotPossible(Refused):
    """The key store has no recovery code, so nothing can be sealed for it. Facts: none."""

    code = "BACKUP-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class BackupExists(Refused):
    """A backup never overwrites a file. Facts: name."""

    code = "BACKUP-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class BackupDamaged(IntegrityFault):
    """A backup is not what was written, or was cut short. Facts: why."""

    code = "BACKUP-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class BackupNotOpened(Refused):
    """The recovery code is not the one that a backup was sealed for. Facts: none."""

    code = "BACKUP-04"
    money = MoneyStands.NOT_INVOLVED


class BackupUnreadable(BadValue):
    """A file is no backup. Facts: name."""

    code = "BACKUP-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class GhostVends(IntegrityFault):
    """Key agent and journal do not tell the same issues. Facts: found, kind, sale."""

    code = "AGENT-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE
