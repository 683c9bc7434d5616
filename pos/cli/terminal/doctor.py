"""`vendwatt doctor`: what is wrong, and what to do about it."""

import click

from pos.app.terminal.examine import Finding, examine
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.errors import ExitStatus
from pos.presenters.problems import problem_of


@click.command
@shared_options
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check everything this terminal can reach; exits with the first finding's status."""
    session = ctx.find_object(Session)
    assert session is not None  # noqa: S101 - the root sets it before any command runs.
    status: ExitStatus = ExitStatus.DONE
    with session.opened(settled=False) as terminal:
        for finding in examine(terminal.ports, session.data):
            session.answer(_facts(finding), _text(finding))
            if finding.problem is not None and status is ExitStatus.DONE:
                status = finding.problem.exit_status
    ctx.exit(status)


def _facts(finding: Finding) -> dict[str, object]:
    problem = problem_of(finding.problem) if finding.problem is not None else None
    return {
        "what": finding.what,
        "ok": problem is None,
        "note": finding.note if problem is None else problem.happened,
        "next": problem.next_step if problem is not None else "",
        "code": problem.code if problem is not None else "",
    }


def _text(finding: Finding) -> str:
    if finding.problem is None:
        return f"well   {finding.what:11} {finding.note}"
    return f"WRONG  {finding.what:11} {problem_of(finding.problem).sentence()}"
