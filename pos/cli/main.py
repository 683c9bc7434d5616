"""The root of all commands: lazy loading, and errors to exit codes."""

import importlib
import logging
import secrets
import sys
from collections.abc import Sequence

import click
import msgspec

from pos.cli.options import data_folder, shared_options
from pos.cli.session import Session, Terminals
from pos.domain.errors import ExitStatus, FolderNotATerminal, PosError

_ENDS = (".", "?", "!", "?)")
_TRY_AGAIN = "Try again, or give the secret in a file."
_LOOK_UP = "Look the sale up before doing it again."

# Each command lives in a module that is imported only when it is called: a queue waits meanwhile.
_MODULE_OF = {
    "batch": "sales.batch",
    "cases": "sales.cases",
    "backup": "terminal.backup",
    "restore": "terminal.backup",
    "customers": "meters.customers",
    # A command whose name Python has taken says its attribute.
    "float": "cash.agent_float:agent_float",
    "refund": "sales.cases",
    "reverse": "sales.cases",
    "doctor": "terminal.doctor",
    "engineering": "sales.tokens",
    "enrol": "terminal.enrol",
    "free": "sales.tokens",
    "headoffice": "office.headoffice",
    "init": "terminal.init",
    "journal": "terminal.journal",
    "keychange": "sales.tokens",
    "keys": "keys.keys",
    "lease": "keys.lease",
    "meters": "meters.meters",
    "operators": "people.operators",
    "printers": "paper.printing",
    "quote": "sales.quote",
    "receipt": "paper.printing",
    "report": "cash.report",
    "reprint": "paper.printing",
    "sales": "sales.sales",
    "sell": "sales.sell",
    "shift": "cash.shift",
    "sts": "sts",
    "sync": "terminal.sync",
    "tariffs": "meters.tariffs",
    "clock": "terminal.clock",
}


class _LazyGroup(click.Group):
    """Knows the names of all commands and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        known = _MODULE_OF.get(cmd_name)
        if known is None:
            return None
        module, _, attribute = known.partition(":")
        command = getattr(importlib.import_module(f"pos.cli.{module}"), attribute or cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - our own table names it.
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            # The group itself holds no commands to look among.
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=_MODULE_OF, ctx=ctx
            ) from None


@click.group(
    cls=_LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@shared_options
def vendwatt() -> None:
    """Sell prepaid electricity; without a command, in the window."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return
    session = context.find_object(Session)
    assert session is not None  # noqa: S101 - `run` sets it.
    status = session.terminals.open_window(session.data)
    if status is None:
        click.echo("There is no display to open the window on. Commands work without one:\n")
        click.echo(context.get_help())
    else:
        context.exit(status)


def run(arguments: Sequence[str], terminals: Terminals) -> int:
    """Run one command and return its exit status."""
    session = Session(terminals=terminals, data=data_folder())
    session.as_json = "--json" in arguments
    if not all(_is_text(argument) for argument in arguments):
        text = "An argument is not UTF-8 text."
        return _complain(session, "USAGE-01", text, _read_help(None), ExitStatus.BAD_VALUE)
    try:
        status = vendwatt.main(
            args=list(arguments), prog_name="vendwatt", obj=session, standalone_mode=False
        )
    except PosError as error:
        if isinstance(error, FolderNotATerminal):
            # Whoever named none is told which one was meant.
            error.facts.setdefault("folder", str(session.data))
        return _refuse(session, error)
    except click.Abort:
        return _complain(session, "USAGE-02", "Given up.", _TRY_AGAIN, ExitStatus.BAD_VALUE)
    except click.exceptions.NoArgsIsHelpError as error:
        if not session.as_json:
            click.echo(error.format_message(), err=True)
            return ExitStatus.BAD_VALUE
        text, next_step = "Say which command.", _read_help(error.ctx)
        return _complain(session, "USAGE-01", text, next_step, ExitStatus.BAD_VALUE)
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        text, next_step = _said_by_click(error), _read_help(context)
        return _complain(session, "USAGE-01", text, next_step, ExitStatus.BAD_VALUE)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has left (Click then exits by itself); there is nobody to tell.
        sys.stderr.close()
        return ExitStatus.DONE
    except OSError as error:
        why = error.strerror or type(error).__name__
        text = f"The answer could not be written ({why})."
        return _complain(session, "OUTPUT-01", text, _LOOK_UP, ExitStatus.DEVICE)
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger(__name__).exception("unexpected fault %s", reference)
        text = f"An unexpected fault, reference {reference}."
        return _complain(session, "FAULT-01", text, _LOOK_UP, ExitStatus.OUR_FAULT)
    # A command that leaves with a status of its own hands it back here.
    return status if isinstance(status, int) else ExitStatus.DONE


def _said_by_click(error: click.ClickException) -> str:
    """Return a message of wrong usage as a sentence on one line."""
    text = " ".join(error.format_message().split())
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(_ENDS) else '.'}"


def _read_help(context: click.Context | None) -> str:
    command = "vendwatt" if context is None else context.command_path
    return f"Read {command} --help; try again."


def _is_text(argument: str) -> bool:
    """Whether an argument came as UTF-8; Python smuggles other bytes in as lone surrogates."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse(session: Session, error: PosError) -> int:
    # Imported here: what goes well needs no words for what went wrong.
    from pos.presenters.problems import problem_of  # noqa: PLC0415 - see above.

    problem = problem_of(error)
    if session.as_json:
        facts = {
            "code": problem.code,
            "message": problem.happened,
            "money": error.money.value,
            "next": problem.next_step,
        }
        click.echo(msgspec.json.encode({"error": facts}).decode(), err=True)
    else:
        click.echo(problem.sentence(), err=True)
    return error.exit_status


def _complain(session: Session, code: str, text: str, next_step: str, status: ExitStatus) -> int:
    if session.as_json:
        facts = {"code": code, "message": text, "money": session.money.value, "next": next_step}
        click.echo(msgspec.json.encode({"error": facts}).decode(), err=True)
    else:
        from pos.presenters.problems import money_text  # noqa: PLC0415 - as above.

        money = money_text(session.money)
        click.echo(
            " ".join(part for part in (text, money, next_step, f"({code})") if part), err=True
        )
    return status
